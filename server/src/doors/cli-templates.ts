/** The texts of the templates: packed into the bundle when it is made, else read from beside the sources. */

import { readFile } from "node:fs/promises";
import { brotliDecompressSync } from "node:zlib";

/** The designs by their path in the project, as compressed JSON in base64. */
declare const SDESIGN_TEMPLATES: string | undefined;

/** A file of the project, as templates name them. */
export async function projectFile(file: string): Promise<string> {
  if (typeof SDESIGN_TEMPLATES !== "string") return readFile(new URL(`../../../${file}`, import.meta.url), "utf8");
  const text = brotliDecompressSync(Buffer.from(SDESIGN_TEMPLATES, "base64")).toString();
  const found = new Map(Object.entries(JSON.parse(text) as Record<string, string>)).get(file);
  if (found === undefined) throw new Error(`The bundle lacks ${file}.`);
  return found;
}
