/**
 * A text as VS Code has to get it so that it inserts the text itself: what a paste provider returns is a snippet, and
 * each line of a snippet but the first is indented by what the line begins with into which it goes.
 *
 * @param line what stands before the cursor on its line.
 */
export function withoutIndentation(text: string, line: string): string {
  const begun = /^[ \t]*/.exec(line)?.[0] ?? "";
  if (begun === "") return text;
  return text.replace(
    /(\r\n|\n|\r)([ \t]*)/g,
    (_, newline: string, space: string) => newline + (space.startsWith(begun) ? space.slice(begun.length) : space),
  );
}
