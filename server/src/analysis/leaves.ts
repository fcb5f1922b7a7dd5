/** What can be up or down in a formula: components as writers or readers use them, and connections. */

import type { Graph } from "./graph.ts";

/** A leaf by its number: 2n and 2n + 1 for writing to and reading from node n, then the connections, then steps. */
export type Leaf = number;

export type LeafMeaning =
  | { readonly type: "component"; readonly node: number; readonly access: "write" | "read" }
  | { readonly type: "connection"; readonly connection: number }
  /** A flow's step that states an availability of its own. */
  | { readonly type: "step"; readonly availability: number };

export class Leaves {
  readonly #nodes: number;
  readonly #connections: number;
  readonly #steps: number[] = [];

  constructor(graph: Graph) {
    this.#nodes = graph.nodes.length;
    this.#connections = graph.connections.length;
  }

  component(node: number, access: "write" | "read"): Leaf {
    return 2 * node + (access === "read" ? 1 : 0);
  }

  connection(connection: number): Leaf {
    return 2 * this.#nodes + connection;
  }

  /** A new leaf for a step. */
  step(availability: number): Leaf {
    this.#steps.push(availability);
    return 2 * this.#nodes + this.#connections + this.#steps.length - 1;
  }

  meaning(leaf: Leaf): LeafMeaning {
    if (leaf < 2 * this.#nodes) {
      return { type: "component", node: leaf >> 1, access: leaf % 2 === 1 ? "read" : "write" };
    }
    const connection = leaf - 2 * this.#nodes;
    if (connection < this.#connections) return { type: "connection", connection };
    return { type: "step", availability: this.#steps[connection - this.#connections] ?? 1 };
  }
}
