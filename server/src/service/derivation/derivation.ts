/** How a figure comes about, ready to be shown: sections of lines, with names in backquotes. */

import { code, escapeMarkdown } from "../markdown.ts";

/** One line below a section's head. */
export interface Line {
  readonly text: string;
  /** Rests on no statement of the design: a kind's default, a convention. */
  readonly assumed?: boolean;
}

/** A figure with what it is made of. */
export interface Section {
  /** What it is a figure of: `Load`. */
  readonly title: string;
  /** The figure: `2,237 req/s, at peak 4,170 req/s`. */
  readonly value: string;
  readonly lines: readonly Line[];
  /** A drawing in letters of equal width. */
  readonly bar?: string;
}

export type Derivation = readonly Section[];

/** A section, with plain lines or those that are assumptions. */
export function section(title: string, value: string, lines: readonly (Line | string)[] = [], bar?: string): Section {
  const told = lines.map((line) => (typeof line === "string" ? { text: line } : line));
  return { title, value, lines: told, ...(bar === undefined ? {} : { bar }) };
}

export function assumed(text: string): Line {
  return { text, assumed: true };
}

/** A derivation as Markdown in which whatever people wrote shows as it is. */
export function derivationMarkdown(derivation: Derivation): string {
  return derivation
    .map(({ title, value, lines, bar }) => {
      const head = `**${midline(title)}** ${inline(value)}`.trim();
      const drawn = bar === undefined ? [] : [code(bar)];
      const list = lines.map(({ text, assumed: isAssumed }) => `- ${isAssumed ? "_assumed:_ " : ""}${inline(text)}`);
      return [head, ...drawn, list.join("\n")].filter(Boolean).join("\n\n");
    })
    .join("\n\n");
}

/** Text with names in backquotes as Markdown. */
export function inline(text: string): string {
  return text
    .split("`")
    .map((part, index) => {
      if (index % 2 === 1) return code(part);
      const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(part) ?? [];
      return inner === "" ? part : `${before}${midline(inner)}${after}`;
    })
    .join("");
}

/** Text that does not begin a line: a number or a sign there means nothing. */
function midline(text: string): string {
  return escapeMarkdown(`x${text}`).slice(1);
}
