/** The little Markdown that hovers are written in, as nodes: never as HTML, so nothing in a design becomes markup. */

import { html } from "./dom.ts";

/** A piece of a line: words, and how they are set. */
export interface Piece {
  readonly text: string;
  readonly style: "plain" | "bold" | "italic" | "code";
}

export type Block =
  | { readonly type: "paragraph" | "item"; readonly pieces: readonly Piece[] }
  | { readonly type: "code"; readonly text: string }
  | { readonly type: "rule" };

/** Reads Markdown: paragraphs, lists, fenced code, rules; bold, italics, code. Everything else is text as it stands. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split(/\r?\n/);
  let paragraph: string[] = [];
  const finish = (): void => {
    if (paragraph.length > 0) blocks.push({ type: "paragraph", pieces: piecesOf(paragraph.join(" ")) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (/^\s*```/.test(line)) {
      finish();
      const end = lines.findIndex((other, index) => index > at && /^\s*```/.test(other));
      const last = end < 0 ? lines.length : end;
      blocks.push({ type: "code", text: lines.slice(at + 1, last).join("\n") });
      at = last;
    } else if (/^\s*(-{3,}|\*{3,})\s*$/.test(line)) {
      finish();
      blocks.push({ type: "rule" });
    } else if (/^\s*[-*]\s+/.test(line)) {
      finish();
      blocks.push({ type: "item", pieces: piecesOf(line.replace(/^\s*[-*]\s+/, "")) });
    } else if (line.trim() === "") finish();
    else if (/( {2}|\\)$/.test(line)) {
      paragraph.push(line.replace(/( {2,}|\\)$/, ""));
      finish();
    } else paragraph.push(line.trim());
  }
  finish();
  return blocks;
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&nbsp;", "\u00a0"],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&amp;", "&"],
]);

const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\\([\\`*_{}[\]()#+\-.!<>|~&])/g, "$1")
    .replace(/&(nbsp|lt|gt|quot|amp);/g, (entity) => entities.get(entity) ?? entity);

/** The pieces of one line. */
export function piecesOf(line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const pattern = /(`+)(.+?)\1(?!`)|(?<!\\)\*\*(.+?)(?<!\\)\*\*|(?<![\\\w])[*_](?!\s)(.+?)(?<!\\)[*_](?!\w)/g;
  let at = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > at) pieces.push({ text: plain(line.slice(at, match.index)), style: "plain" });
    const [whole, , code, bold, italic] = match;
    if (code !== undefined)
      pieces.push({ text: code.trim() === "" ? code : code.replace(/^ (.*) $/, "$1"), style: "code" });
    else if (bold !== undefined) pieces.push({ text: plain(bold), style: "bold" });
    else pieces.push({ text: plain(italic ?? ""), style: "italic" });
    at = match.index + whole.length;
  }
  if (at < line.length) pieces.push({ text: plain(line.slice(at)), style: "plain" });
  return pieces;
}

const tags = { bold: "strong", italic: "em", code: "code" } as const;

/** Blocks as elements. */
export function render(markdown: string): readonly HTMLElement[] {
  return blocksOf(markdown).map(elementOf);
}

function elementOf(block: Block): HTMLElement {
  switch (block.type) {
    case "paragraph":
      return html("p", {}, ...nodesOf(block.pieces));
    case "item":
      return html("p", { class: "is-item" }, ...nodesOf(block.pieces));
    case "code":
      return html("pre", {}, html("code", {}, block.text));
    case "rule":
      return html("hr");
  }
}

/** One line of Markdown as nodes. */
export function inline(line: string): readonly (Node | string)[] {
  return nodesOf(piecesOf(line));
}

function nodesOf(pieces: readonly Piece[]): readonly (Node | string)[] {
  return pieces.map(({ text, style }) => (style === "plain" ? text : html(tags[style], {}, text)));
}
