import path from "node:path";

/** Where the end-to-end tests read and write. Everything that they make is in ignored folders. */
export const root = path.resolve(import.meta.dirname, "../..");
export const vsix = path.join(root, "out/sdesign.vsix");
export const suite = path.join(root, "out/suite.cjs");
export const screenshots = path.join(root, "out/screenshots");
/** Profiles, installed extensions and a copy of the designs, made anew for every run. */
export const scratch = path.join(root, ".vscode-test/e2e");
export const designs = path.join(scratch, "designs");
