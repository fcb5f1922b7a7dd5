/** The exact availability of a scope, what it costs in downtime, and what would improve it most. */

import type { Key } from "../model/design.ts";
import type { Assumed } from "./assumptions.ts";
import type { Formula } from "./formula.ts";
import type { Graph } from "./graph.ts";
import type { Leaves } from "./leaves.ts";
import { reduce } from "./net.ts";
import { NOTHING_DOWN, type Outage } from "./outage.ts";
import { type Scope, SYSTEM } from "./scopes.ts";
import { type Bounds, Structure } from "./structure.ts";
import { chanceOf, type Expanded, expand, type NodeAvailability, type Variable } from "./variables.ts";

/** Nodes that the diagrams of the system may have, and those of all other scopes together, and of each of them. */
const SYSTEM_BUDGET = 30_000;
const SCOPES_BUDGET = 150_000;
const LEAST_BUDGET = 2_000;
const MOST_BUDGET = 30_000;

/**
 * The nodes that the diagrams of a scope may have, so that all of a design are made in a tenth of a second or two.
 * Beyond, bounds are given. It depends on the design alone: the same design always gives the same figures.
 */
export function budgetOf(scope: Key, scopes: number): number {
  if (scope === SYSTEM) return SYSTEM_BUDGET;
  return Math.min(MOST_BUDGET, Math.max(LEAST_BUDGET, Math.floor(SCOPES_BUDGET / Math.max(1, scopes))));
}

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

/** How available a scope is, and what would help it. */
export interface ScopeAvailability {
  readonly scope: Scope;
  /** Equal where `exact`; else the availability lies between them. */
  readonly low: number;
  readonly high: number;
  readonly exact: boolean;
  /** Seconds in 30 days and in a year, at the lower availability. */
  readonly downtime: { readonly month: number; readonly year: number };
  /** The three elements of the greatest Birnbaum importance; empty where only bounds are known. */
  readonly importance: readonly Importance[];
  /** The three elements that would bring most if they never failed: what is worth working on. */
  readonly gains: readonly Importance[];
  /** What its components are assumed, as they state nothing. */
  readonly assumptions: readonly { readonly node: number; readonly key: Key; readonly assumed: Assumed }[];
}

interface Improvable extends Importance {
  readonly variables: readonly number[];
}

export interface Improvements {
  /** By Birnbaum importance, the greatest first. */
  readonly importance: readonly Importance[];
  /** By what it would bring if they never failed. */
  readonly gains: readonly Importance[];
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
    budget: number,
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

  /** The elements whose improvement brings most; none where only bounds are known. */
  improvements(count: number): Improvements {
    const { chances, slopes } = this.#chances(NOTHING_DOWN);
    const rises = this.#structure.slopes(chances);
    if (!rises) return { importance: [], gains: [] };
    const elements = this.#elements(chances, rises, slopes).filter(({ birnbaum }) => birnbaum > 0);
    const now = this.#structure.evaluate(chances).high;
    const exact = ({ subject, birnbaum, variables, gain }: Improvable): Importance => {
      // The probability is linear in each variable; where an element is several, they have to be tried together.
      if (variables.length === 1) return { subject, birnbaum, gain };
      const perfect = chances.slice();
      for (const index of variables) perfect[index] = 1;
      return { subject, birnbaum, gain: this.#structure.evaluate(perfect).high - now };
    };
    const importance = elements.toSorted((left, right) => right.birnbaum - left.birnbaum).slice(0, count);
    // What a first estimate ranks far behind won't come to the front.
    const promising = elements.toSorted((left, right) => right.gain - left.gain).slice(0, 2 * count);
    const gains = promising.map(exact).sort((left, right) => right.gain - left.gain);
    return { importance: importance.map(exact), gains: gains.slice(0, count) };
  }

  #elements(chances: Float64Array, rises: Float64Array, slopes: Float64Array): readonly Improvable[] {
    const bySubject = new Map<
      string,
      { subject: Subject; variables: number[]; events: Map<string, number>; gain: number }
    >();
    for (const [index, variable] of this.#expanded.variables.entries()) {
      const subject = subjectOf(variable);
      const chance = chances[index] ?? 1;
      if (!subject || chance >= 1) continue;
      const name = nameOf(subject);
      const known = bySubject.get(name) ?? { subject, variables: [], events: new Map<string, number>(), gain: 0 };
      bySubject.set(name, known);
      known.variables.push(index);
      const rise = rises[index] ?? 0;
      known.gain += rise * (1 - chance);
      // Variables of the same instances add up; the instance that counts most stands for its component.
      const event = eventOf(variable);
      known.events.set(event, (known.events.get(event) ?? 0) + rise * (slopes[index] ?? 0));
    }
    return [...bySubject.values()].map(({ events, ...rest }) => ({ ...rest, birnbaum: Math.max(...events.values()) }));
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

function nameOf(subject: Subject): string {
  switch (subject.type) {
    case "component":
      return `n${subject.node}`;
    case "connection":
      return `c${subject.connection}`;
    case "place":
      return `p${subject.place}`;
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
