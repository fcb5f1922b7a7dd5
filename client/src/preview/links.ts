import { sourceLink } from "../../../server/src/service/protocol/source-link.ts";
import type { LinesResult } from "../../../server/src/service/protocol.ts";

/** A link that the page has put around an element; in texts and attributes `<` is written otherwise. */
const placeholder = /<a href="sdesign:([^"<>]*)">/g;

/**
 * Lets a picture's elements lead to their lines: replaces the page's `sdesign:ID` by the way from the folder (a URI) that
 * the picture goes to. What has no line, or no way to it, stays without a link.
 */
export async function withLinks(
  svg: string,
  folder: string,
  linesOf: (ids: readonly string[]) => Promise<LinesResult["lines"]>,
): Promise<string> {
  const ids = new Set([...svg.matchAll(placeholder)].map(([, id = ""]) => decoded(id)));
  const links = new Map<string, string>();
  for (const { id, uri, line } of await linesOf([...ids])) {
    const link = sourceLink(folder, uri, line);
    if (link !== undefined) links.set(id, link.replaceAll("&", "&amp;").replaceAll("'", "%27"));
  }
  return svg.replace(placeholder, (_, id: string) => {
    const link = links.get(decoded(id));
    return link === undefined ? "<a>" : `<a href="${link}">`;
  });
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id.replaceAll("&amp;", "&"));
  } catch {
    return "";
  }
}
