/**
 * Writes every file that is drawn from the vocabulary or the rules. With `--check` it writes nothing and fails when a
 * file on disk differs from what would be written.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { products } from "./generate/products.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");
  } catch {
    return undefined;
  }
}

/** Files below a folder that is generated as a whole, so that what is no longer made goes away. */
function below(folder: string): readonly string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll("\\", "/"));
  } catch {
    return [];
  }
}

let drifted = 0;
for (const product of products) {
  const files = product.make(read);
  for (const [path, text] of files) {
    if (read(path) === text) continue;
    drifted++;
    if (check) console.error(`${path} differs from what it is drawn from: run \`npm run generate\`.`);
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      console.log(`wrote ${path}`);
    }
  }
  for (const path of product.folder === undefined ? [] : below(product.folder)) {
    if (files.has(path)) continue;
    drifted++;
    if (check) console.error(`${path} is drawn from nothing any more: run \`npm run generate\`.`);
    else {
      rmSync(join(root, path));
      console.log(`removed ${path}`);
    }
  }
}
if (drifted === 0) console.log("Everything generated is up to date.");
else if (check) process.exitCode = 1;
