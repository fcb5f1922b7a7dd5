// Packs the built extension into out/sdesign.vsix and states its size.
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const vsix = path.join(root, "out", "sdesign.vsix");

/** Makes the package; `dist` must be there. */
export async function makePackage() {
  await mkdir(path.dirname(vsix), { recursive: true });
  // vsce prints a tree of the files and, last, their number.
  const { log } = console;
  let printed = "";
  console.log = (...parts) => {
    printed += parts.join(" ");
  };
  try {
    await createVSIX({
      cwd: root,
      packagePath: vsix,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
  } finally {
    console.log = log;
  }
  const [, files = "some"] = /\((\d+) files?,/.exec(printed) ?? [];
  const { size } = await stat(vsix);
  console.log(`sdesign: out/sdesign.vsix holds ${files} files, ${(size / 1e6).toFixed(2)} MB.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePackage();
