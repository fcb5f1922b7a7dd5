/** How many bytes go over connections with one request. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design } from "../model/design.ts";
import type { Demand } from "./demand.ts";
import type { Graph } from "./graph.ts";
import { endpointProperty } from "./routes.ts";

export class Payloads {
  readonly #design: Design;
  readonly #graph: Graph;
  readonly #evaluation: Evaluation;
  /** Request and answer of each demand's endpoint. */
  readonly #sizes = new Map<Demand, number | undefined>();

  constructor(design: Design, graph: Graph, evaluation: Evaluation) {
    this.#design = design;
    this.#graph = graph;
    this.#evaluation = evaluation;
  }

  /** Bytes of one message: as the connection states, else request and answer of the endpoint on its way in. */
  of(index: number, demand: Demand): number | undefined {
    const connection = this.#graph.connections[index];
    if (!connection) return undefined;
    if (connection.element.properties.has("payload")) return this.#evaluation.number(connection.element, "payload");
    if (demand.type !== "endpoint") return undefined;
    const target = this.#graph.nodes[connection.to];
    if (!target || target.actor) return undefined;
    if (target.kind.group !== "edge" && !demand.servers.includes(connection.to)) return undefined;
    if (!this.#sizes.has(demand)) this.#sizes.set(demand, this.#sizeOf(demand));
    return this.#sizes.get(demand);
  }

  #sizeOf({ endpoint }: Extract<Demand, { readonly type: "endpoint" }>): number | undefined {
    const [request, response] = ["request", "response"].map((name) => {
      const owner = endpointProperty(this.#design, endpoint, name);
      return owner && this.#evaluation.number(owner, name);
    });
    return request === undefined && response === undefined ? undefined : (request ?? 0) + (response ?? 0);
  }
}
