/** Imports what an unknown name stands for, where another file of the workspace declares it. */

import type { Finding } from "../../lint/finding.ts";
import { quote } from "../../lint/messages.ts";
import { spellings } from "../../model/names.ts";
import type { Symbol as NameSymbol } from "../../model/symbols.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Node } from "../../syntax/tree.ts";
import { nodeAt } from "../../syntax/walk.ts";
import { diagnosticOf, type QuickFix } from "../diagnostics.ts";
import { Elsewhere, type Neighbour } from "../elsewhere.ts";
import { Imports } from "../import-edit.ts";
import { overlap, type Range, rangeOf } from "../place.ts";
import { expectedAt } from "./create.ts";

/** A name that leads nowhere: what follows it behind dots, and which declarations it may mean. */
interface Wanted {
  readonly rest: readonly string[];
  fits(symbol: NameSymbol): boolean;
}

/** The imports that resolve the unknown names which touch a range of a file, those from the nearest files first. */
export function importFixes(
  workspace: Workspace,
  uri: string,
  range: Range,
  findings: readonly Finding[],
  others: readonly Neighbour[],
): readonly QuickFix[] {
  const names = workspace.linked(uri)?.names;
  const elsewhere = new Elsewhere(workspace, uri, others);
  const imports = new Imports(workspace, uri);
  return findings.flatMap((finding) => {
    const { origin, span } = finding.place;
    if (finding.rule !== "link/unknown" || origin.uri !== uri || !overlap(rangeOf(origin.chunk, span), range))
      return [];
    const source = workspace.source(uri);
    const place = source && nodeAt(source, origin.chunk.start + span.start + 1);
    const wanted = place?.chunk === origin.chunk ? wantedAt(place.nodes, span.start) : undefined;
    if (!wanted || !names) return [];
    const found = elsewhere.libraries().flatMap(({ neighbour, path }) =>
      neighbour.symbols.flatMap((top): Omit<QuickFix, "preferred">[] => {
        if (!leadsOn(top, wanted) || elsewhere.isTaken(names, top)) return [];
        const edit = imports.add(neighbour.uri, top.name);
        if (!edit) return [];
        const title = `Import ${quote(top.name)} from ${path}`;
        return [{ title, diagnostic: diagnosticOf(finding), edits: [{ uri, ...edit }], snippet: false, safe: false }];
      }),
    );
    return found.map((fix) => ({ ...fix, preferred: found.length === 1 && finding.fixes.length === 0 }));
  });
}

function wantedAt(nodes: readonly Node[], start: number): Wanted | undefined {
  const inner = nodes.at(-1);
  if (inner?.type === "unit") {
    const factor = inner.factors.find((one) => one.end - one.name.length === start || one.start === start);
    const label = factor?.name.toLowerCase();
    if (label === undefined) return undefined;
    return { rest: [], fits: ({ name, class: of }) => COUNTED.has(of) && spellings(name).includes(label) };
  }
  if (inner?.type !== "name" || inner.start !== start) return undefined;
  const around = nodes.at(-2);
  if ((around?.type === "declaration" && around.kind === inner) || (around?.type === "kind" && around.base === inner)) {
    return { rest: [], fits: ({ name, class: of }) => of === "kind" && name === inner.text };
  }
  if (around?.type !== "path" || around.names[0] !== inner) return undefined;
  const rest = around.names.slice(1).map(({ text }) => text);
  const classes = expectedAt(nodes.slice(0, -2), around);
  return {
    rest,
    fits: ({ name, class: of }) =>
      name === inner.text && (rest.length > 0 || (classes.length === 0 ? !INNER.has(of) : classes.includes(of))),
  };
}

const COUNTED: ReadonlySet<NameSymbol["class"]> = new Set(["entity", "actor", "unit"]);
const INNER: ReadonlySet<NameSymbol["class"]> = new Set(["field", "option", "system", "unit", "kind"]);

/** Whether a declaration is what is wanted, with all that is named behind it. */
function leadsOn(top: NameSymbol, { rest, fits }: Wanted): boolean {
  if (!fits(top)) return false;
  let at: NameSymbol | undefined = top;
  for (const name of rest) {
    // Behind an element's name may stand a property of it.
    if (at.members.size === 0) return true;
    at = at.members.get(name);
    if (!at) return false;
  }
  return true;
}
