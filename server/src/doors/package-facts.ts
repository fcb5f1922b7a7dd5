/** What package.json says of the tool: its version, and where the project and its pages are. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Package {
  readonly version?: string;
  readonly repository?: string | { readonly url?: string };
  readonly homepage?: string;
}

/** Put into bundles when they are made. */
declare const SDESIGN_PACKAGE: Package | undefined;

const address = import.meta.url;
/** The folder of the package: a bundle stands in `dist`, the sources in `server/src/doors`. */
const root = new URL(address.endsWith(".ts") ? "../../../" : "../", address);

function read(): Package {
  if (typeof SDESIGN_PACKAGE !== "undefined") return SDESIGN_PACKAGE;
  try {
    return JSON.parse(readFileSync(new URL("package.json", root), "utf8")) as Package;
  } catch {
    return {};
  }
}

export function version(): string {
  return read().version ?? "unknown";
}

/** The web address of the project; undefined while package.json names none. */
export function projectAddress(): string | undefined {
  return read().homepage ?? repositoryAddress(read());
}

/**
 * Where the pages of the rules are, ending in a slash: in the repository that package.json names, else those that come
 * with the tool. Undefined where a bundle stands alone.
 */
export function rulePages(): string | undefined {
  const repository = repositoryAddress(read());
  if (repository !== undefined) return `${repository}/blob/HEAD/docs/rules/`;
  const shipped = new URL("docs/rules/", root);
  return existsSync(fileURLToPath(shipped)) ? shipped.href : undefined;
}

/** `git+https://github.com/a/b.git`, `github:a/b` and `a/b` as npm takes them, as a web address. */
export function repositoryAddress({ repository }: Package): string | undefined {
  const stated = typeof repository === "string" ? repository : repository?.url;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(stated ?? "")?.[1];
  if (short !== undefined) return `https://github.com/${short}`;
  return /^(?:git\+)?(https:\/\/[^#?]+?)(?:\.git)?\/?$/.exec(stated ?? "")?.[1];
}
