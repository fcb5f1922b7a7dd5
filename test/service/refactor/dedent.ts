/** A source without the indentation of the test around it, and without its first and last line end. */
export function dedent(text: string): string {
  if (!text.startsWith("\n")) return text;
  const lines = text.slice(1).replace(/\n *$/, "\n").split("\n");
  const indentation = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines.map((line) => line.slice(indentation)).join("\n");
}
