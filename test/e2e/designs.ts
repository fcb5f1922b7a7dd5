import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { designs, root } from "./places.ts";

/** Puts the designs that the tests open into the folder that VS Code shows, as they were at the beginning. */
export async function copyDesigns(): Promise<void> {
  await mkdir(designs, { recursive: true });
  for (const from of ["test/e2e/designs", "samples"])
    await cp(path.join(root, from), designs, { recursive: true, force: true });
}
