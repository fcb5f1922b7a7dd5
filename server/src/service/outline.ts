/** The outline of a file: names with their titles beside them, nested as they are in the text. */

import type { ElementClass } from "../model/design.ts";
import { classOf, isBlock } from "../model/symbols.ts";
import type { Chunk, ConnectionStatement, Path, SourceFile, Span, Statement, Text } from "../syntax/tree.ts";
import { DEEPEST } from "./cursor.ts";
import { type Range, rangeOf } from "./place.ts";

/** What an entry stands for; the doors choose an icon for each. */
export type OutlineKind = ElementClass | "block" | "step";

export interface OutlineEntry {
  /** Never empty. */
  readonly name: string;
  /** The title, or what else says at a glance what it is. */
  readonly detail: string;
  readonly kind: OutlineKind;
  readonly range: Range;
  /** Where the name stands; inside `range`. */
  readonly selection: Range;
  readonly children: readonly OutlineEntry[];
}

/** The entries of each chunk, and where it stood when they were made. */
const known = new WeakMap<Chunk, { readonly start: number; readonly entries: readonly OutlineEntry[] }>();

/** The entries of a file's top level, in the order of the text. */
export function outline(file: SourceFile, text: string): readonly OutlineEntry[] {
  const all: OutlineEntry[] = [];
  for (const chunk of file.chunks) {
    if (!chunk.statement) continue;
    const { start } = chunk;
    const before = known.get(chunk);
    const entries = !before
      ? entriesOf({ chunk, text }, chunk.statement, undefined, 0)
      : before.start === start
        ? before.entries
        : before.entries.map((entry) => moved(entry, start - before.start));
    if (before?.entries !== entries) known.set(chunk, { start, entries });
    all.push(...entries);
  }
  return all;
}

function moved(entry: OutlineEntry, by: number): OutlineEntry {
  const { name, detail, kind, range, selection, children } = entry;
  return {
    name,
    detail,
    kind,
    range: { start: range.start + by, end: range.end + by },
    selection: { start: selection.start + by, end: selection.end + by },
    children: children.length === 0 ? children : children.map((child) => moved(child, by)),
  };
}

/** A chunk where it stands. */
interface Written {
  readonly chunk: Chunk;
  readonly text: string;
}

function entriesOf(
  place: Written,
  statement: Statement,
  parent: ElementClass | undefined,
  depth: number,
): readonly OutlineEntry[] {
  if (depth > DEEPEST) return [];
  const { chunk } = place;
  const nested = (of: ElementClass | undefined): readonly OutlineEntry[] =>
    "body" in statement && statement.body
      ? statement.body.statements.flatMap((inner) => entriesOf(place, inner, of, depth + 1))
      : [];
  const entry = (
    name: string | undefined,
    detail: string | undefined,
    kind: OutlineKind,
    at: Range | undefined,
    children: readonly OutlineEntry[] = [],
  ): OutlineEntry[] => [
    {
      name: name || "(unnamed)",
      detail: detail ?? "",
      kind,
      range: rangeOf(chunk, statement),
      selection: rangeOf(chunk, at ?? statement),
      children,
    },
  ];

  switch (statement.type) {
    case "declaration": {
      if (isBlock(statement)) return entry(statement.kind.text, "", "block", statement.kind, nested(parent));
      const of = classOf(statement);
      const what = of === "component" ? statement.kind.text : "";
      const detail = [statement.title?.value, what].filter(Boolean).join(" · ");
      return entry(statement.name?.text, detail, of, statement.name ?? statement.kind, nested(of));
    }
    case "kind":
      return entry(statement.name?.text, statement.title?.value, "kind", statement.name, nested("kind"));
    case "quality":
      return entry(
        statement.name?.text,
        [statement.title?.value, [statement.quality.text, asWritten(place, statement.target)].join(" ").trim()]
          .filter(Boolean)
          .join(" · "),
        "quality",
        statement.name ?? statement.quality,
      );
    case "estimate":
      return entry(
        statement.name.text,
        statement.title?.value ?? asWritten(place, statement.value),
        "estimate",
        statement.name,
      );
    case "assert": {
      const { left, operator, right, why } = statement;
      const said = [left, operator, right].map((part) => asWritten(place, part)).join(" ");
      return entry(`assert ${said}`.trimEnd(), why?.value, "assertion", undefined);
    }
    case "row":
      return entry(statement.elements.map(({ value }) => rowPart(value)).join(" ⇒ "), undefined, "step", undefined);
    case "unit-declaration":
      return entry(statement.name?.text, "unit", "unit", statement.name);
    case "field":
      return entry(
        statement.name.text,
        typeOf(statement.fieldType?.name, statement.references),
        "field",
        statement.name,
      );
    case "endpoint": {
      const call = `${statement.verb.text} ${statement.route?.text ?? statement.name?.text ?? ""}`.trim();
      const name = statement.route && statement.name ? statement.name.text : call;
      return entry(
        name,
        statement.title?.value ?? (name === call ? "" : call),
        "endpoint",
        statement.name ?? statement.route,
      );
    }
    case "relation":
      return entry(
        `${written(statement.from)} — ${written(statement.to)}`,
        statement.title?.value,
        "relation",
        undefined,
      );
    case "connection":
      return entry(chain(statement), statement.label?.value, parent === "flow" ? "step" : "connection", undefined);
    default:
      return [];
  }
}

function chain(node: ConnectionStatement): string {
  return node.stages
    .map((stage, index) => {
      const names = stage.groups.map((group) => group.targets.map(written).join(" | ")).join(", ");
      const sign = node.arrows[index]?.sign;
      return sign ? `${names} ${ARROWS[sign]}` : names;
    })
    .join(" ");
}

const ARROWS = { "->": "→", "~>": "⇝", "<->": "↔" } as const;

function written(path: Path | undefined): string {
  return path?.names.map((name) => name.text).join(".") || "…";
}

/** A part of a statement on one line, as its author wrote it. */
function asWritten({ chunk, text }: Written, part: Span | undefined): string {
  if (!part) return "";
  const { start, end } = rangeOf(chunk, part);
  return text.slice(start, end).replace(/\s+/g, " ");
}

function rowPart(value: Path | Text): string {
  return value.type === "text" ? value.value : written(value);
}

function typeOf(type: Path | undefined, reference: Path | undefined): string {
  return [type && written(type), reference && `→ ${written(reference)}`].filter(Boolean).join(" ");
}
