/** The exact availability of a scope, what it costs in downtime, and what would improve it most. */

import type { Formula } from "./formula.ts";
import type { Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { reduce } from "./net.ts";
import { NOTHING_DOWN, type Outage } from "./outage.ts";
import { type Bounds, Structure } from "./structure.ts";
import { chanceOf, type Expanded, expand, type NodeAvailability, type Variable } from "./variables.ts";

/** The diagrams of one scope may have this many nodes; beyond, bounds are given. */
export const NODE_BUDGET = 50_000;

/** What can be improved: a component (one of its instances), a connection or a place, by index. */
export type Subject =
  | { readonly type: "component"; readonly node: number }
  | { readonly type: "connection"; readonly connection: number }
  | { readonly type: "place"; readonly place: number };

export interface Importance {
  readonly subject: Subject;
  /** Birnbaum: how much the scope's availability rises per unit of that of this element (of one of its instances). */
  readonly birnbaum: number;
  /** By how much it would rise if the element never failed. */
  readonly gain: number;
}

interface Improvable {
  readonly subject: Subject;
  readonly variables: number[];
  /** Birnbaum importance by event: the instances of one slot, the leader of one shard. */
  readonly events: Map<string, number>;
}

/** The availability of some formulas together, for any outage. */
export class ScopeModel {
  readonly #graph: Graph;
  readonly #expanded: Expanded;
  readonly #structure: Structure;
  /** The components whose availability it depends on, and that availability. */
  readonly components: ReadonlyMap<number, NodeAvailability>;

  constructor(
    graph: Graph,
    leaves: Leaves,
    availability: (node: number) => NodeAvailability,
    formulas: readonly Formula[],
    budget = NODE_BUDGET,
  ) {
    this.#graph = graph;
    this.#expanded = expand(graph, leaves, formulas);
    this.components = new Map(
      this.#expanded.variables.flatMap((variable) =>
        "node" in variable ? [[variable.node, availability(variable.node)] as const] : [],
      ),
    );
    this.#structure = new Structure(reduce(this.#expanded.circuit, this.#expanded.root), budget);
  }

  /** Nodes of the decision diagrams behind it. */
  get size(): number {
    return this.#structure.size;
  }

  /** The probability that the scope is up; the bounds are equal unless the design is too entangled for exactness. */
  availability(outage: Outage = NOTHING_DOWN): Bounds {
    const { low, high } = this.#structure.evaluate(this.#chances(outage).chances);
    let places = 1;
    for (const place of this.#expanded.ignored) {
      places *= outage.places.has(place) ? 0 : (this.#graph.places[place]?.availability ?? 1);
    }
    return { low: low * places, high };
  }

  /** Whether the availability is exact. */
  get exact(): boolean {
    return this.#structure.exact && this.#expanded.ignored.size === 0;
  }

  /** What improving each element would bring, by importance; empty where only bounds are known. */
  importance(): readonly Importance[] {
    const { chances, slopes } = this.#chances(NOTHING_DOWN);
    const rises = this.#structure.slopes(chances);
    if (!rises) return [];
    const bySubject = new Map<string, Improvable>();
    for (const [index, variable] of this.#expanded.variables.entries()) {
      const subject = subjectOf(variable);
      if (!subject || (chances[index] ?? 1) >= 1) continue;
      const name = Object.values(subject).join(" ");
      const known: Improvable = bySubject.get(name) ?? { subject, variables: [], events: new Map() };
      bySubject.set(name, known);
      known.variables.push(index);
      // Variables of the same instances add up; the instance that counts most stands for its component.
      const event = eventOf(variable);
      const rise = (rises[index] ?? 0) * (slopes[index] ?? 0);
      known.events.set(event, (known.events.get(event) ?? 0) + rise);
    }
    const now = this.#structure.evaluate(chances).high;
    return [...bySubject.values()]
      .map(({ subject, variables, events }) => ({
        subject,
        birnbaum: Math.max(...events.values()),
        gain: this.#gain(variables, chances, rises, now),
      }))
      .filter(({ birnbaum }) => birnbaum > 0)
      .sort((left, right) => right.birnbaum - left.birnbaum);
  }

  /** What it would bring if none of some variables ever failed. */
  #gain(variables: readonly number[], chances: Float64Array, rises: Float64Array, now: number): number {
    const [only] = variables;
    // The probability is linear in each variable.
    if (variables.length === 1 && only !== undefined) return (rises[only] ?? 0) * (1 - (chances[only] ?? 1));
    const perfect = chances.slice();
    for (const index of variables) perfect[index] = 1;
    return this.#structure.evaluate(perfect).high - now;
  }

  #chances(outage: Outage): { chances: Float64Array; slopes: Float64Array } {
    const { variables } = this.#expanded;
    const chances = new Float64Array(variables.length);
    const slopes = new Float64Array(variables.length);
    for (const [index, variable] of variables.entries()) {
      const { chance, slope } = chanceOf(this.#graph, this.components, variable, outage);
      chances[index] = chance;
      slopes[index] = slope;
    }
    return { chances, slopes };
  }
}

function subjectOf(variable: Variable): Subject | undefined {
  switch (variable.type) {
    case "place":
      return { type: "place", place: variable.place };
    case "connection":
      return { type: "connection", connection: variable.connection };
    case "step":
      return undefined;
    default:
      return { type: "component", node: variable.node };
  }
}

function eventOf(variable: Variable): string {
  if (variable.type === "leader") return `leader ${variable.shard}`;
  return variable.type === "instances" ? `${variable.shard} ${variable.slot}` : "";
}

const MONTH = 30 * 86_400;
const YEAR = 365 * 86_400;

/** Seconds without service in 30 days and in a year of 365, at an availability. */
export function downtime(availability: number): { readonly month: number; readonly year: number } {
  return { month: (1 - availability) * MONTH, year: (1 - availability) * YEAR };
}
