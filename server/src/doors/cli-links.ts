/** Links from a picture into the text: what `--links` says, as an address for each element. */

import type { SvgOptions } from "../diagram/svg.ts";
import { declarationOf } from "../service/preview.ts";
import { sourceLink, sourceLinkBelow } from "../service/protocol/source-link.ts";
import { Misuse } from "./cli-command.ts";
import type { Subject } from "./cli-design.ts";
import { clean, type Io } from "./cli-io.ts";
import { uriOf } from "./disk.ts";

/** What links begin with: `.`, or an address of the web. */
export function linkBase(given: string, files: readonly string[]): string {
  if (files.includes("-")) throw new Misuse("--links needs a file: what is on standard input has no address.");
  if (given === ".") return given;
  const address = URL.canParse(given) ? new URL(given) : undefined;
  if (!address || !["https:", "http:"].includes(address.protocol) || address.search + address.hash !== "") {
    throw new Misuse(`--links takes . or the address of a folder, https://…, not \`${clean(given)}\`.`);
  }
  return address.href;
}

/** Where elements are declared, as links from the picture's `folder`, or below an address. */
export function sourceLinks(
  { project, uri }: Subject,
  base: string,
  folder: string,
  io: Io,
): NonNullable<SvgOptions["link"]> {
  const from = uriOf(base === "." ? folder : io.cwd);
  return (anchor) => {
    const place = declarationOf(project.workspace, uri, anchor)?.name;
    if (!place) return undefined;
    const link = sourceLink(from, place.uri, project.range(place.uri, place.range).start.line + 1);
    return base === "." || link === undefined ? link : sourceLinkBelow(base, link);
  };
}
