/** The single arrows that a chain such as `A, B -> C -> D | E` stands for. */

import type { Arrow, ConnectionStatement, Path } from "../syntax/tree.ts";
import type { Reference } from "./design.ts";
import type { Linker } from "./linker.ts";
import type { Symbol } from "./symbols.ts";

export interface SingleArrow {
  /** Which arrow of the chain it is. */
  readonly index: number;
  readonly arrow: Arrow;
  readonly style: "sync" | "async" | "both";
  readonly from: Reference;
  readonly to: Reference;
  readonly fromId: string;
  readonly toId: string;
  /** Shared by the members of one `B | C`. */
  readonly alternatives?: string;
}

const STYLES = { "->": "sync", "~>": "async", "<->": "both" } as const;
const ENDS = ["actor", "component"] as const;

/** Expands a chain; each name is resolved once. A missing end leaves its arrow out. */
export function arrowsOf(linker: Linker, node: ConnectionStatement, scope: Symbol | undefined): readonly SingleArrow[] {
  const stages = node.stages.map((stage) =>
    stage.groups.map((group) => group.targets.map((path) => end(linker, path, scope))),
  );
  const result: SingleArrow[] = [];
  for (const [index, arrow] of node.arrows.entries()) {
    const from = stages[index]?.flat() ?? [];
    for (const source of from) {
      for (const group of stages[index + 1] ?? []) {
        const alternatives =
          group.length > 1 ? `${source.id} ${arrow.sign} ${group.map((target) => target.id).join(" | ")}` : undefined;
        for (const target of group) {
          result.push({
            index,
            arrow,
            style: STYLES[arrow.sign],
            from: source.reference,
            to: target.reference,
            fromId: source.id,
            toId: target.id,
            ...(alternatives === undefined ? {} : { alternatives }),
          });
        }
      }
    }
  }
  return result;
}

function end(linker: Linker, path: Path, scope: Symbol | undefined): { reference: Reference; id: string } {
  const accepted: readonly string[] = ENDS;
  const resolved = linker.find(path.names, scope, (symbol) => accepted.includes(symbol.class));
  if (resolved.type === "found") {
    const symbol = resolved.symbols.at(-1);
    if (symbol) return { reference: { path, target: symbol.key }, id: symbol.id };
  } else if (resolved.type === "unfit" && resolved.symbol.class === "api") {
    linker.problem(
      "value/type",
      path,
      `\`${resolved.symbol.name}\` is an API, not a part of the system: connect to the component that serves it.`,
    );
  } else {
    linker.unresolved(path, resolved, accepted, "an actor or a component");
  }
  return { reference: { path }, id: path.names.map((name) => name.text).join(".") };
}
