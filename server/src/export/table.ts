/** Tables for terminals: columns aligned by what characters take there. */

/** Puts text in a colour or style; returns it as it is where there are none. */
export type Paint = (style: "red" | "yellow" | "blue" | "dim" | "bold" | "underline" | "green", text: string) => string;

/** What a terminal needs: colours where there are some, and text without what would disturb it. */
export interface Terminal {
  readonly paint: Paint;
  /** A user's text as one harmless line. */
  clean(text: string): string;
}

type Style = Parameters<Paint>[0];

/** A cell; a number's column is aligned to the right. */
export type Cell = string | { readonly text: string; readonly style: Style };

export interface Column {
  readonly title: string;
  readonly align?: "right";
}

/** Rows under a head line, indented by two spaces. Empty columns are left out; without rows, nothing. */
export function table(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => columns.map((_, index) => terminal.clean(textOf(row[index]))));
  const used = columns.flatMap((column, index) => (texts.some((row) => row[index] !== "") ? [{ column, index }] : []));
  if (rows.length === 0 || used.length === 0) return "";
  const widths = used.map(({ column, index }) =>
    texts.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? "")), widthOf(column.title)),
  );
  const line = (cells: readonly string[], paint: (text: string, index: number) => string): string =>
    `  ${used
      .map(({ column, index }, position) => {
        const text = cells[index] ?? "";
        const space = " ".repeat(Math.max(0, (widths[position] ?? 0) - widthOf(text)));
        const last = position === used.length - 1;
        return column.align === "right" ? `${space}${paint(text, index)}` : `${paint(text, index)}${last ? "" : space}`;
      })
      .join("  ")}`.trimEnd();
  const head = line(
    columns.map(({ title }) => title),
    (text) => (text === "" ? "" : terminal.paint("dim", text)),
  );
  const body = rows.map((row, number) =>
    line(texts[number] ?? [], (text, index) => {
      const cell = row[index];
      return typeof cell === "object" && text !== "" ? terminal.paint(cell.style, text) : text;
    }),
  );
  return [head, ...body].join("\n");
}

function textOf(cell: Cell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes: two for what is written square, none for what sits on another letter. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /\p{M}|\u200d/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** A section: its heading, and what stands below it; empty where that is. */
export function section(terminal: Terminal, heading: string, ...blocks: readonly string[]): string {
  const body = blocks.filter((block) => block !== "");
  return body.length === 0 ? "" : [terminal.paint("bold", heading), ...body].join("\n");
}

/** Sentences as a list, each once. */
export function notes(terminal: Terminal, sentences: readonly string[]): string {
  return [...new Set(sentences)].map((sentence) => `  • ${terminal.clean(sentence)}`).join("\n");
}
