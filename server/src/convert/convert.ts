/**
 * Text in another notation, as text of the language: graphs of Graphviz, flowcharts and entity relationship diagrams of
 * Mermaid, tables of SQL; alone, or in the fences of a Markdown document. The result always parses and links.
 */

import { DOT, readDot } from "./dot.ts";
import { ER_DIAGRAM, readErDiagram } from "./mermaid-er.ts";
import { FLOWCHART, readFlowchart } from "./mermaid-flowchart.ts";
import { resolveReferences } from "./references.ts";
import type { Sketch } from "./sketch.ts";
import { readSql, SQL } from "./sql.ts";
import { nothingAround, type Surroundings } from "./surroundings.ts";
import { comments } from "./words.ts";
import { write } from "./write.ts";

interface Notation {
  /** In words for people. */
  readonly name: string;
  readonly recognises: (text: string) => boolean;
  readonly read: (text: string) => Sketch;
}

const NOTATIONS: readonly Notation[] = [
  { name: "Mermaid flowchart", recognises: (text) => FLOWCHART.test(text), read: readFlowchart },
  { name: "Mermaid ER diagram", recognises: (text) => ER_DIAGRAM.test(text), read: readErDiagram },
  { name: "Graphviz graph", recognises: (text) => DOT.test(text), read: readDot },
  { name: "SQL schema", recognises: (text) => SQL.test(text), read: readSql },
];

/** Longer texts are no diagrams: a dump, a log. */
const LONGEST = 1_000_000;

/** One text in a notation, and what the document says around it. */
interface Part {
  readonly notation: Notation;
  readonly text: string;
  readonly title: string | undefined;
}

/** A text that can be converted. */
export interface Foreign {
  /** What it is, in words for people: `Mermaid flowchart`, or several joined by `and`. */
  readonly name: string;
  readonly parts: readonly Part[];
  /** Prose around the fences of a document. */
  readonly prose: readonly string[];
}

/** What a text is, or undefined where it is nothing that can be converted. Looks at its beginning alone. */
export function recognise(text: string): Foreign | undefined {
  if (text.length > LONGEST) return undefined;
  const fenced = recogniseFences(text);
  if (fenced) return fenced;
  const part = recognisePart(text);
  return part && { name: part.notation.name, parts: [part], prose: [] };
}

/** The text in the language, two spaces a level, `\n` at line ends; undefined where there is nothing in it. */
export function convert({ parts, prose }: Foreign, around: Surroundings = nothingAround): string | undefined {
  const said = comments(prose);
  const texts: string[] = said.length === 0 ? [] : [`${said.join("\n")}\n`];
  let now = around;
  let isEmpty = true;
  for (const { notation, text, title } of parts) {
    const sketch = notation.read(text);
    if (title !== undefined) sketch.title = title;
    isEmpty &&= sketch.isEmpty;
    resolveReferences(sketch);
    const written = write(sketch, now);
    texts.push(written.text);
    // What one part of a document declares, the next may speak of.
    now = {
      existing: [...now.existing, ...written.declared],
      taken: [...now.taken, ...written.names],
      connections: now.connections,
      relations: now.relations,
      system: now.system && sketch.title === undefined,
    };
  }
  return isEmpty ? undefined : texts.join("\n");
}

const MARKDOWN_FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w-]*)[^\n\r]*\r?\n([\s\S]*?)^[ \t]*\1[`~]*[ \t]*$/gm;
const FENCE_LANGUAGES: ReadonlySet<string> = new Set([
  "mermaid",
  "dot",
  "graphviz",
  "gv",
  "sql",
  "ddl",
  "postgresql",
  "mysql",
  "sqlite",
  "",
]);

function recogniseFences(text: string): Foreign | undefined {
  if (!/^[ \t]*(?:`{3}|~{3})/m.test(text)) return undefined;
  const parts: Part[] = [];
  const prose: string[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKDOWN_FENCE)) {
    const [whole, , language = "", inside = ""] = match;
    const part = FENCE_LANGUAGES.has(language.toLowerCase()) ? recognisePart(inside) : undefined;
    if (!part) continue;
    prose.push(...text.slice(from, match.index).split(/\r\n|\n|\r/));
    parts.push(part);
    from = match.index + whole.length;
  }
  prose.push(...text.slice(from).split(/\r\n|\n|\r/));
  if (parts.length === 0) return undefined;
  const length = prose.join("").trim().length;
  // A page with a picture in it is prose.
  if (length > parts.reduce((sum, part) => sum + part.text.length, 0)) return undefined;
  return { name: [...new Set(parts.map(({ notation }) => notation.name))].join(" and "), parts, prose };
}

const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*\r?\n/m;
/** What may stand before the word that tells: comments of any of the notations, Mermaid's settings. */
const COMMENTS = /(?:[\s;]+|%%\{[\s\S]*?\}%%|(?:%%|\/\/|--|#)[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$))*/y;

function recognisePart(text: string): Part | undefined {
  const begun = text.replace(/^[\s\ufeff]+/, "");
  const front = begun.startsWith("---") ? FRONT_MATTER.exec(begun) : null;
  const rest = front?.index === 0 ? begun.slice(front[0].length) : begun;
  COMMENTS.lastIndex = 0;
  const bare = rest.slice(COMMENTS.exec(rest)?.[0].length ?? 0);
  const notation = NOTATIONS.find(({ recognises }) => recognises(bare));
  if (!notation) return undefined;
  const title = /^title:[ \t]*(.+)$/m
    .exec(front?.[1] ?? "")?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1$/, "$2");
  return { notation, text: rest, title };
}
