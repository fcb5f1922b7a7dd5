import { Graphviz } from "@hpcc-js/wasm/graphviz";
import type { Layouter } from "../diagram/layout.ts";

/** WebAssembly's memory never shrinks, so an instance goes after so many layouts, and its memory with it. */
const layoutsPerInstance = 32;

/** Graphviz' own stack ends somewhat above 10,000 nodes; a picture of that size helps nobody anyhow. */
const longestDot = 4_000_000;

/** A layout that failed. The message is fit for people; `cause` is what Graphviz said. */
export class LayoutFailed extends Error {
  override readonly name = "LayoutFailed";
}

/**
 * A layouter that runs Graphviz in the calling thread: it blocks that thread while it works, and only ending the
 * thread stops it. After a failure the next layout gets a new instance, since an error can leave one dead.
 */
export function createGraphviz(): Layouter {
  let used = 0;
  const retire = (): void => {
    Graphviz.unload();
    used = 0;
  };
  return async (dot) => {
    if (dot.length > longestDot) throw new LayoutFailed("The diagram is too large to lay out. Show a part of it.");
    if (used >= layoutsPerInstance) retire();
    used++;
    try {
      const graphviz = await Graphviz.load();
      const json = graphviz.layout(dot, "json0", "dot");
      if (json === "") throw new Error("an empty answer");
      return json;
    } catch (error) {
      retire();
      throw new LayoutFailed("Graphviz could not lay out the diagram.", { cause: error });
    }
  };
}
