/** Which version of the tool this is. */

import { readFileSync } from "node:fs";

declare const SDESIGN_VERSION: string | undefined;

/** The version: put into the bundle when it is made, else read from the package beside the sources. */
export function version(): string {
  if (typeof SDESIGN_VERSION === "string") return SDESIGN_VERSION;
  try {
    const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
    return String((JSON.parse(text) as { version?: unknown }).version);
  } catch {
    return "unknown";
  }
}
