/** Pictures as a few lines of text, for tests. */

import { factsOf } from "../../../server/src/analysis/facts.ts";
import type { Picture, PictureEdge, PictureNode } from "../../../server/src/diagram/picture.ts";
import type { Sketch, ViewOptions } from "../../../server/src/diagram/views/view.ts";
import { sketchView } from "../../../server/src/diagram/views/views.ts";
import { designOf } from "../../model/design-of.ts";

/** The sketch of a source's view; fails the test where there is none. */
export function sketchOf(source: string, view: string, options: ViewOptions = {}): Sketch {
  const sketch = sketchView(factsOf(designOf(source)), view, options);
  if (!sketch) throw new Error(`no view ${view}`);
  return sketch;
}

const bracket = (parts: readonly (string | false | undefined)[]): string => {
  const present = parts.filter((part) => part !== undefined && part !== false && part !== "");
  return present.length === 0 ? "" : ` [${present.join(", ")}]`;
};

function nodeLine(node: PictureNode): string {
  switch (node.shape) {
    case "card":
    case "pill":
      return `${node.shape} ${node.id} "${node.title}"${bracket([node.subtitle, node.facts, node.stack && "stack", node.external && "external", node.shape === "card" && node.folded !== undefined && `folds ${node.folded}`, node.muted && "muted"])}`;
    case "table":
      return [
        `table ${node.id} "${node.title}"${bracket([node.facts, node.aggregate && "aggregate"])}`,
        ...node.rows.map((row) => `  ${row.name} ${row.type}${row.nullable ? "?" : ""}${bracket(row.marks ?? [])}`),
      ].join("\n");
    case "sticky":
      return `${node.row}.${node.column} ${node.role} "${node.title}"`;
    case "trace":
      return `${node.column} "${node.title}"${bracket([node.subtitle, node.verdict, node.muted && "muted"])}`;
  }
}

const arrows = { sync: "->", async: "~>", optional: "..>", relation: "--" } as const;

function edgeLine(edge: PictureEdge): string {
  const sign = edge.bothWays ? "<->" : arrows[edge.style];
  const ends = edge.ends ? ` (${edge.ends[0]} ${edge.ends[1]})` : "";
  const steps = edge.steps ? ` #${edge.steps.join(",")}` : "";
  return `${edge.from} ${sign} ${edge.to}${ends}${steps}${edge.label ? ` "${edge.label.join(" / ")}"` : ""}`;
}

/** Boxes with what stands in them, then the edges; one line each. */
export function outline(picture: Picture): string {
  const lines: string[] = [];
  const inside = (parent: string | undefined, indent: string): void => {
    for (const node of picture.nodes) {
      if (node.parent === parent) lines.push(nodeLine(node).replace(/^/gm, indent));
    }
    for (const cluster of picture.clusters) {
      if (cluster.parent !== parent) continue;
      lines.push(`${indent}${cluster.kind} ${cluster.id} "${cluster.title}"${bracket([cluster.subtitle])}`);
      inside(cluster.id, `${indent}  `);
    }
  };
  inside(undefined, "");
  return [...lines, ...picture.edges.map(edgeLine)].join("\n");
}
