/** Where a beginning goes: into the block that is made for it, else among its like, else where the notes would have it. */

import { addAfter, addBefore, addBelow, addProperties, addStatements } from "../../lint/edits.ts";
import type { Edit } from "../../lint/finding.ts";
import { snippetFix } from "../../lint/fixes.ts";
import { requirementsHome } from "../../lint/requirements-home.ts";
import type { Design, Element, Origin } from "../../model/design.ts";
import { classOf } from "../../model/symbols.ts";
import type { Body, Span, Statement } from "../../syntax/tree.ts";
import { type FileEdit, fileEdits } from "../diagnostics.ts";
import type { Skeleton } from "./aspect.ts";
import type { GuideContext } from "./context.ts";

/** The order of a design's statements, which is that of the notes; `lines` stand right below each other. */
const ORDER = [
  { of: "import", lines: true },
  { of: "system" },
  { of: "actor", lines: true },
  { of: "requirements" },
  { of: "estimates" },
  { of: "entity" },
  { of: "relation", lines: true },
  { of: "api" },
  { of: "component", lines: true },
  { of: "connection", lines: true },
  { of: "flow" },
  { of: "decision" },
  { of: "risk", lines: true },
  { of: "question", lines: true },
  { of: "view" },
] as const;
type Group = (typeof ORDER)[number]["of"];

const RANK: ReadonlyMap<string, number> = new Map(ORDER.map(({ of }, rank) => [of, rank]));
const LINES: ReadonlySet<string> = new Set(ORDER.flatMap((entry) => ("lines" in entry ? [entry.of] : [])));
const GROUP_OF_TYPE: Partial<Record<Statement["type"], Group>> = {
  import: "import",
  quality: "requirements",
  estimate: "estimates",
  assert: "estimates",
  "unit-declaration": "estimates",
  relation: "relation",
  kind: "component",
  connection: "connection",
};
const GROUP_OF_CLASS: Readonly<Record<string, Group>> = {
  requirement: "requirements",
  place: "component",
  domain: "component",
  process: "flow",
};

interface Standing {
  readonly origin: Origin;
  readonly statement: Statement;
  readonly group: string;
}

function groupOf(statement: Statement): string {
  if (statement.type !== "declaration") return GROUP_OF_TYPE[statement.type] ?? "";
  const keyword = statement.kind.text;
  if (RANK.has(keyword)) return keyword;
  const of = classOf(statement);
  return GROUP_OF_CLASS[of] ?? of;
}

function standing(context: GuideContext, uri: string): readonly Standing[] {
  return context.author.statements(uri).map((entry) => ({ ...entry, group: groupOf(entry.statement) }));
}

/** Edits that fit the author's layout, the first one a snippet. */
function fitted(context: GuideContext, edits: readonly Edit[] | undefined): readonly FileEdit[] | undefined {
  const [fix] = snippetFix(context.author, "", edits);
  return fix && fileEdits(fix, true);
}

/** A statement of its own, with one level of indentation for each tab that a line begins with. */
function place(context: GuideContext, group: Group, lines: readonly string[]): readonly FileEdit[] | undefined {
  const { author, uri } = context;
  const unit = author.indentation(uri);
  const text = lines.map((line) => line.replace(/^\t+/, (tabs) => unit.repeat(tabs.length)));
  const all = standing(context, uri);
  const rank = RANK.get(group) ?? ORDER.length;
  const rankOf = (one: Standing): number => RANK.get(one.group) ?? -1;
  const like = all.findLast((one) => one.group === group);
  if (like) {
    const line = text.length === 1 && LINES.has(group) ? text[0] : undefined;
    return fitted(
      context,
      line === undefined
        ? addAfter(author, like.origin, like.statement, text)
        : addBelow(author, like.origin, like.statement, line),
    );
  }
  const before = all.findLast((one) => rankOf(one) >= 0 && rankOf(one) < rank);
  if (before) return fitted(context, addAfter(author, before.origin, before.statement, text));
  const after = all.find((one) => rankOf(one) > rank);
  if (after) return fitted(context, addBefore(author, after.origin, after.statement, text));
  return atEnd(context, text);
}

/** Behind all that there is, where nothing is yet that it could stand beside. */
function atEnd(context: GuideContext, lines: readonly string[]): readonly FileEdit[] {
  const { author, uri } = context;
  const text = author.of(uri);
  const newline = author.newline(uri);
  const gap = text.trim() === "" ? "" : /[\r\n]$/.test(text) ? newline : newline + newline;
  return [{ uri, range: { start: text.length, end: text.length }, text: gap + lines.join(newline) }];
}

/** A top-level statement: one line, or several with a tab for each level. */
export function statement(title: string, group: Group, ...lines: readonly string[]): Skeleton {
  return { title, edits: (context) => place(context, group, lines) };
}

/** A requirement, in the `requirements` block; the block is made where there is none. */
export function requirement(title: string, line: string): Skeleton {
  return {
    title,
    edits: (context) => {
      const { design } = context;
      const begun =
        design.all("quality").length + design.all("requirement").length > 0 || hasBlock(context, "requirements");
      const home = begun ? requirementsHome(context) : undefined;
      return home
        ? fitted(context, home.add(line))
        : place(context, "requirements", ["requirements {", `\t${line}`, "}"]);
    },
  };
}

/** An estimate or an assertion, in the `estimates` block; the block is made where there is none. */
export function estimate(title: string, line: string): Skeleton {
  return {
    title,
    edits: (context) => {
      for (const uri of context.design.files) {
        for (const { origin, statement: node } of context.author.statements(uri)) {
          if (node.type !== "declaration" || node.kind.text !== "estimates") continue;
          return fitted(context, addStatements(context.author, origin, node, [line]));
        }
      }
      return place(context, "estimates", ["estimates {", `\t${line}`, "}"]);
    },
  };
}

function hasBlock({ design, author }: GuideContext, keyword: string): boolean {
  return design.files.some((uri) =>
    author.statements(uri).some(({ statement: node }) => node.type === "declaration" && node.kind.text === keyword),
  );
}

/** An element with a body, or with room for one. */
interface Owner {
  readonly origin: Origin;
  readonly node: Span & { readonly body?: Body };
}

/** A line in the body of an element that the design has by then. */
export function inside(title: string, owner: Owner, line: string): Skeleton {
  return {
    title,
    edits: (context) => fitted(context, addStatements(context.author, owner.origin, owner.node, [line])),
  };
}

/** Properties of an element. */
export function properties(title: string, owner: Owner, ...entries: readonly string[]): Skeleton {
  return {
    title,
    edits: (context) => fitted(context, addProperties(context.author, owner.origin, owner.node, entries)),
  };
}

/** A question to somebody, open until it has an answer. */
export function openQuestion(name: string, text: string): Skeleton {
  return {
    title: "Note it as an open question",
    edits: (context) =>
      place(context, "question", [`question \${1:${freeName(context.design, name)}} "${quoted(text)}"$0`]),
  };
}

/** A text as it stands in a string of a snippet. */
function quoted(text: string): string {
  return text.replace(/[\\"]/g, "\\$&").replace(/[\\$}]/g, "\\$&");
}

/** A name that nothing at the design's top level has: `Peak`, `Peak2`. */
function freeName(design: Design, name: string): string {
  const taken = (candidate: string): boolean => CLASSES.some((of) => design.all(of).some(({ id }) => id === candidate));
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!taken(candidate)) return candidate;
  }
}

const CLASSES: readonly Element["class"][] = [
  "question",
  "requirement",
  "quality",
  "component",
  "actor",
  "entity",
  "api",
  "flow",
  "decision",
  "risk",
  "domain",
  "view",
];
