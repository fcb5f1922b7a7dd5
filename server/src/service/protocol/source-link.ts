/** Addresses of places in the text, for pictures that lead there. Pure. */

const encoded = (segments: readonly string[]): string => segments.map(encodeURIComponent).join("/");

interface Parts {
  /** Scheme and authority. */
  readonly origin: string;
  /** Decoded. */
  readonly segments: readonly string[];
}

function partsOf(uri: string): Parts | undefined {
  const [, origin, path] = /^([a-z][\w+.-]*:\/\/[^/?#]*)\/([^?#]*)$/i.exec(uri) ?? [];
  if (origin === undefined || path === undefined) return undefined;
  try {
    const segments = path.split("/").map(decodeURIComponent);
    // Windows has no upper and lower case in the names of its drives.
    const [drive = ""] = segments;
    if (/^[a-z]:$/i.test(drive)) segments[0] = drive.toLowerCase();
    return { origin: origin.toLowerCase(), segments };
  } catch {
    return undefined;
  }
}

/**
 * The way from a folder to a line of a file, both as URIs: `../shop.sdesign#L12`; lines count from 1. Every name is
 * encoded, so that the result is never an address with a scheme, whatever files are called. Undefined where there is no
 * way, such as to another drive.
 */
export function sourceLink(folder: string, file: string, line: number): string | undefined {
  const from = partsOf(folder.endsWith("/") ? folder : `${folder}/`);
  const to = partsOf(file);
  if (!from || !to || from.origin !== to.origin) return undefined;
  const base = from.segments.filter((segment) => segment !== "");
  const [drive = ""] = to.segments;
  if (drive.endsWith(":") && drive !== base[0]) return undefined;
  let common = 0;
  while (common < base.length && common < to.segments.length - 1 && base[common] === to.segments[common]) common++;
  const up = "../".repeat(base.length - common);
  return `${up}${encoded(to.segments.slice(common))}#L${line}`;
}

/** A link of {@link sourceLink} that goes down only, below an address of the web; undefined for one that goes up. */
export function sourceLinkBelow(base: string, link: string): string | undefined {
  return link.startsWith("../") ? undefined : `${base.replace(/\/+$/, "")}/${link}`;
}
