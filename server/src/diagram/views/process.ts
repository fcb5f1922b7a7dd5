/** A process: event storming, one row a chain, in the customary colours. */

import type { Facts } from "../../analysis/facts.ts";
import type { ProcessElement } from "../../model/design.ts";
import type { PictureEdge, PictureNode } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import type { Scene } from "./view.ts";
import { heading } from "./words.ts";

/** Draws the rows of processes below each other. */
export function processScene(facts: Facts, processes: readonly ProcessElement[]): Scene {
  const { design } = facts;
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  let row = 0;
  for (const process of processes) {
    const own = anchorOf(design, process);
    for (const { elements } of process.rows) {
      let previous: string | undefined;
      elements.forEach((element, column) => {
        const id = `${own} ${row}.${column}`;
        const target = design.get(element.reference?.target);
        const title = target ? heading(target) : element.text;
        nodes.push({
          shape: "sticky",
          id,
          anchor: target ? anchorOf(design, target) : own,
          role: element.role,
          title,
          row,
          column,
        });
        if (previous !== undefined)
          edges.push({ id: `${previous} to ${id}`, anchor: own, from: previous, to: id, style: "sync" });
        previous = id;
      });
      row++;
    }
  }
  return {
    nodes,
    clusters: [],
    edges,
    shownAs: new Map(),
    arrangement: "rows",
    direction: "LR",
    description: `${row} ${row === 1 ? "row" : "rows"} of event storming`,
  };
}
