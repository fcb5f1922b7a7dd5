/** Patterns of file paths: `**` any folders, `*` any part of a name, `?` one character, `{a,b}` either. */

/**
 * The regular expression that a pattern stands for, matched against paths with forward slashes relative to the
 * configuration's folder. A pattern without a slash is matched against the file's name in any folder.
 */
export function globToRegExp(pattern: string): RegExp {
  const anchored = pattern.startsWith("./") ? pattern.slice(2) : pattern.includes("/") ? pattern : `**/${pattern}`;
  let depth = 0;
  let source = "";
  for (let at = 0; at < anchored.length; at++) {
    const char = anchored[at] ?? "";
    if (anchored.startsWith("**/", at)) {
      source += "(?:[^/]+/)*";
      at += 2;
    } else if (anchored.startsWith("**", at)) {
      source += ".*";
      at += 1;
    } else if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "{" && anchored.includes("}", at)) {
      depth++;
      source += "(?:";
    } else if (char === "}" && depth > 0) {
      depth--;
      source += ")";
    } else if (char === "," && depth > 0) source += "|";
    else source += char.replace(/[.+^$()[\]{}|\\]/g, "\\$&");
  }
  return new RegExp(`^${source}${")".repeat(depth)}$`, "u");
}
