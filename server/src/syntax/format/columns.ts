/**
 * Columns: consecutive statements of a sort, each on a line of its own, have their parts one below the other. A blank
 * line begins new columns. What would make a line too long, or tear others far apart, stands where it is.
 */

import { statements } from "../../language/statements.ts";
import type { Span, Statement } from "../tree.ts";
import { type Layout, type Sibling, WIDTH } from "./layout.ts";

/** No part is moved further than this. */
const FURTHEST = 40;
/** Labels of connections stay nearer: what they label differs in length by far. */
const FURTHEST_LABEL = 16;
/** The first column of which cells are aligned only with those right above and below. */
const LOOSE: ReadonlyMap<string, number> = new Map([
  ["field", 2],
  ["quality", 4],
]);

/** One statement on one line, and the items at which its columns begin. */
interface Line extends Sibling {
  readonly sort: string;
  readonly variant: number;
  readonly cells: readonly number[];
  /** Which column each of the cells is. */
  readonly columns: readonly number[];
}

/** Widens the spaces of a layout so that columns line up. */
export function align(layout: Layout): void {
  for (const list of layout.lists) {
    for (const group of groupsOf(layout, list)) alignGroup(layout, group);
    for (const run of runsOf(layout, list)) alignComments(layout, run);
  }
}

/** Consecutive lines of a sort. */
function groupsOf(layout: Layout, list: readonly Sibling[]): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let group: Line[] | undefined;
  for (const [index, sibling] of list.entries()) {
    const line = lineOf(layout, sibling, list[index + 1]);
    if (line && group && group[0]?.sort === line.sort && !apart(layout, sibling)) group.push(line);
    else if (line) {
      group = [line];
      groups.push(group);
    } else group = undefined;
  }
  return groups.filter((lines) => lines.length > 1);
}

/** Consecutive lines of whatever sort that end in comments, or may. */
function runsOf(layout: Layout, list: readonly Sibling[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  let run: number[] | undefined;
  for (const sibling of list) {
    const oneLine = !sibling.frozen && layout.onOneLine(sibling.from, sibling.to);
    const begins = (layout.breaks[sibling.from] ?? 0) > 0;
    if (!run || !oneLine || (begins && apart(layout, sibling))) {
      run = [];
      runs.push(run);
    }
    if (oneLine && layout.isTrailing(sibling.to)) run.push(sibling.to);
    if (!oneLine) run = undefined;
  }
  return runs.filter((comments) => comments.length > 1);
}

/** Whether a blank line or documentation stands between a statement and the one before it. */
function apart(layout: Layout, { from }: Sibling): boolean {
  for (let gap = from; gap > 0; gap--) {
    if (layout.breaks[gap] === 2) return true;
    const before = layout.items.all[gap - 1]?.comment;
    if (before === undefined) return false;
    if (before === "doc") return true;
  }
  return false;
}

function lineOf(layout: Layout, sibling: Sibling, next: Sibling | undefined): Line | undefined {
  if (sibling.frozen || !layout.onOneLine(sibling.from, sibling.to)) return undefined;
  if (sibling.from > 0 && (layout.breaks[sibling.from] ?? 0) <= 0) return undefined;
  if (next && !next.frozen && layout.onOneLine(sibling.from, next.from + 1)) return undefined;
  const form = formOf(sibling.statement);
  if (!form) return undefined;
  const cells: number[] = [];
  const columns: number[] = [];
  for (const [column, part] of form.parts.entries()) {
    if (!part) continue;
    cells.push(layout.items.indexAt(sibling.base + part.at.start) - part.back);
    columns.push(column);
  }
  return { ...sibling, sort: form.sort, variant: form.variant ?? 0, cells, columns };
}

/** Where a cell begins: at a node, or at the sign or word right before it. */
interface Part {
  readonly at: Span;
  readonly back: 0 | 1;
}

interface ColumnForm {
  readonly sort: string;
  /** Lines of a sort that differ in this stand together and yet have columns of their own: long chains, short ones. */
  readonly variant?: number;
  /** What begins each column; a column that a statement lacks is skipped. */
  readonly parts: readonly (Part | undefined)[];
}

function formOf(statement: Statement): ColumnForm | undefined {
  switch (statement.type) {
    case "declaration": {
      const { kind, name, title, body } = statement;
      return { sort: statements.has(kind.text) ? kind.text : "component", parts: [kind, name, title, body].map(at) };
    }
    case "kind":
      return { sort: "kind", parts: [statement, statement.base, statement.title, statement.body].map(at) };
    case "quality": {
      const { quality, name, title, target, for: applies, body } = statement;
      return { sort: "quality", parts: [at(quality), at(name), at(title), at(target) ?? before(applies[0]), at(body)] };
    }
    case "estimate":
      return { sort: "estimate", parts: [at(statement.name), before(statement.value)] };
    case "field": {
      const { name, fieldType, modifiers, references, description } = statement;
      const [first] = [modifiers[0], references].filter((part) => part !== undefined).sort((a, b) => a.start - b.start);
      return { sort: "field", parts: [at(name), at(fieldType), before(first), at(description)] };
    }
    case "relation": {
      const { fromCardinality, to, title, body } = statement;
      return { sort: "relation", parts: [statement, fromCardinality, to, title, body].map(at) };
    }
    case "connection": {
      const { arrows, label, body } = statement;
      return { sort: "connection", variant: arrows.length, parts: [statement, label, body].map(at) };
    }
    default:
      return undefined;
  }
}

function at(part: Span | undefined): Part | undefined {
  return part && { at: part, back: 0 };
}

function before(part: Span | undefined): Part | undefined {
  return part && { at: part, back: 1 };
}

function alignGroup(layout: Layout, lines: readonly Line[]): void {
  const deepest = Math.max(...lines.map((line) => line.cells.length));
  // Lines that share a column so far; what stands apart in one column does so in those behind it.
  let together: readonly (readonly Line[])[] = variantsOf(lines);
  for (let cell = 1; cell < deepest; cell++) {
    together = together
      .flatMap((some) => bucketsOf(lines, some, cell))
      .flatMap((bucket) => {
        const places = bucket.map((line) => {
          const gap = line.cells[cell] ?? line.to;
          return { gap, rest: layout.width(gap, line.to), line };
        });
        const furthest = bucket[0]?.sort === "connection" ? FURTHEST_LABEL : FURTHEST;
        const aligned = new Set(alignAt(layout, places, 1, furthest).map(({ line }) => line));
        return byColumn([...aligned], cell);
      });
  }
}

function variantsOf(lines: readonly Line[]): readonly (readonly Line[])[] {
  return groupBy(lines, (line) => line.variant);
}

/** Lines apart by which column their cell of a number is: what follows it can't line up otherwise. */
function byColumn(lines: readonly Line[], cell: number): readonly (readonly Line[])[] {
  return groupBy(lines, (line) => line.columns[cell]);
}

function groupBy(lines: readonly Line[], key: (line: Line) => number | undefined): readonly (readonly Line[])[] {
  const groups = new Map<number | undefined, Line[]>();
  for (const line of lines) {
    const group = groups.get(key(line));
    if (group) group.push(line);
    else groups.set(key(line), [line]);
  }
  return [...groups.values()];
}

/** Of some lines of a group those that have a cell; where columns are loose, those without a line between them. */
function bucketsOf(group: readonly Line[], lines: readonly Line[], cell: number): readonly (readonly Line[])[] {
  const having = lines.filter((line) => line.columns.length > cell);
  const loosest = LOOSE.get(group[0]?.sort ?? "") ?? Number.POSITIVE_INFINITY;
  const loose = having.some((line) => (line.columns[cell] ?? 0) >= loosest);
  if (!loose) return [having];
  const runs: Line[][] = [];
  let last: Line | undefined;
  for (const line of having) {
    if (last && group.indexOf(line) === group.indexOf(last) + 1) runs.at(-1)?.push(line);
    else runs.push([line]);
    last = line;
  }
  return runs;
}

function alignComments(layout: Layout, comments: readonly number[]): void {
  alignAt(
    layout,
    comments.map((gap) => ({ gap, rest: layout.width(gap, gap + 1) })),
    2,
    FURTHEST,
  );
}

/**
 * Puts what stands behind some gaps into one column: the one that most of them can share.
 * @returns those that do.
 */
function alignAt<P extends { readonly gap: number; readonly rest: number }>(
  layout: Layout,
  places: readonly P[],
  least: number,
  furthest: number,
): readonly P[] {
  const ends = new Map(places.map((place) => [place, layout.column(place.gap) - (layout.spaces[place.gap] ?? 0)]));
  const endOf = (place: P): number => ends.get(place) ?? 0;
  let best: readonly P[] = [];
  let at = 0;
  for (const column of [...new Set(ends.values())].sort((a, b) => a - b)) {
    const fit = places.filter(
      (place) => endOf(place) <= column && column - endOf(place) <= furthest && column + least + place.rest <= WIDTH,
    );
    if (fit.length < best.length) continue;
    best = fit;
    at = column;
  }
  if (best.length < 2) return [];
  for (const place of best) layout.spaces[place.gap] = at - endOf(place) + least;
  return best;
}
