/**
 * Failure: what takes the scopes of a design down alone, how available they are, whether that is enough, and what
 * happens if something is down. Everything is computed when it is asked for.
 */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design, FlowElement, Key, QualityElement } from "../model/design.ts";
import { type Assumed, availabilityOf } from "./assumptions.ts";
import { budgetOf, downtime, type ScopeAvailability, ScopeModel } from "./availability.ts";
import { type AvailabilityVerdict, coveringOf, verdictsOf } from "./availability-targets.ts";
import { Collapse } from "./collapse.ts";
import { flowOf } from "./flow-formula.ts";
import { flowLinks } from "./flow-links.ts";
import { arrivalOf, dependenciesOf, type Formula, type Link, linksOf, needsOf } from "./formula.ts";
import type { Graph, GraphConnection } from "./graph.ts";
import { Leaves } from "./leaves.ts";
import { outageOf } from "./outage.ts";
import { type Route, routeTo } from "./path.ts";
import { changedNodes, sameWay, signatureOf } from "./reuse.ts";
import { EVERYTHING, type WayIn, wayIn } from "./routes.ts";
import type { Part, Scope, Scopes } from "./scopes.ts";
import { Effects, type Losses, lossesOf, type SinglePoint, singlePointsOf } from "./single-points.ts";
import type { NodeAvailability } from "./variables.ts";
import { type WhatIf, whatIf } from "./what-if.ts";

export { downtime, type ScopeAvailability } from "./availability.ts";
export type { AvailabilityVerdict } from "./availability-targets.ts";
export type { SinglePoint } from "./single-points.ts";

/** A part of a scope with all that is computed of it. */
export interface AnalysedPart {
  readonly formula: Formula;
  readonly collapse: Collapse;
  readonly losses: Losses;
  /** How it is come to, where it is used. */
  readonly way?: WayIn;
  /** All nodes whose figures and connections it was made of, but for those that `way` was. */
  readonly nodes: ReadonlySet<number>;
}

/** How many of the elements whose improvement helps most are named. */
const MOST_IMPORTANT = 3;

interface KnownModel {
  readonly model: ScopeModel;
  readonly parts: readonly AnalysedPart[];
  readonly budget: number;
}

interface Before {
  /** Where the graph differs from the one before. */
  readonly changed: ReadonlySet<number>;
  readonly parts: ReadonlyMap<unknown, AnalysedPart>;
  readonly models: ReadonlyMap<Key, KnownModel>;
  readonly availabilities: ReadonlyMap<Key, ScopeAvailability>;
}

/** Equal for parts whose formulas are equal on equal graphs. */
function identityOf(part: Part): unknown {
  return signatureOf(part) ?? part;
}

/** Whether what was found of a part still holds: nothing that it was made of has changed. */
function holds(before: AnalysedPart, changed: ReadonlySet<number>, way: WayIn | undefined): boolean {
  for (const node of changed) if (before.nodes.has(node)) return false;
  return before.way === way || (before.way !== undefined && way !== undefined && sameWay(before.way, way));
}

/** The nodes between which the steps of a flow lead. */
function endsOf({ byKey }: Graph, { steps }: FlowElement): readonly number[] {
  return steps.flatMap(({ from, to }) => [from, to].flatMap(({ target }) => byKey.get(target ?? "") ?? []));
}

export class Failure {
  readonly design: Design;
  readonly graph: Graph;
  readonly scopes: Scopes;
  readonly leaves: Leaves;
  readonly #evaluation: Evaluation;
  readonly #links: readonly (readonly Link[])[];
  readonly #effects: Effects;
  readonly #assumed: (ReturnType<typeof availabilityOf> | undefined)[] = [];
  readonly #parts = new Map<Part, AnalysedPart>();
  readonly #models = new Map<Key, ScopeModel>();
  readonly #availabilities = new Map<Key, ScopeAvailability>();
  /** What the version before knew, if the same numbers mean the same in its graph. */
  #before: Before | undefined;
  #singlePoints: readonly SinglePoint[] | undefined;
  #covering: ReadonlyMap<Key, readonly QualityElement[]> | undefined;
  #verdicts: readonly AvailabilityVerdict[] | undefined;

  /** With the failures of the version before, parts that the graph has not changed for are taken over. */
  constructor(design: Design, evaluation: Evaluation, graph: Graph, scopes: Scopes, previous?: Failure) {
    this.design = design;
    this.graph = graph;
    this.scopes = scopes;
    this.#evaluation = evaluation;
    const changed = previous && changedNodes(previous.graph, graph);
    this.leaves = previous && changed ? previous.leaves : new Leaves(graph);
    this.#links = previous && changed?.size === 0 ? previous.#links : linksOf(graph, this.leaves);
    const sameEffects = changed?.size === 0 || previous?.graph.nodes === graph.nodes;
    this.#effects = previous && sameEffects ? previous.#effects : new Effects(graph);
    if (previous && changed) this.#before = previous.#known(changed);
  }

  /** What the next version may take over: what this one was asked for. */
  #known(changed: ReadonlySet<number>): Before {
    const parts = new Map<unknown, AnalysedPart>();
    for (const [part, known] of this.#parts) parts.set(identityOf(part), known);
    const models = new Map<Key, KnownModel>();
    const budget = (key: Key): number => budgetOf(key, this.scopes.all.length);
    for (const [key, model] of this.#models) {
      const made = (this.scopes.byKey.get(key)?.parts ?? []).map((part) => this.part(part));
      models.set(key, { model, parts: made, budget: budget(key) });
    }
    this.#before = undefined; // or each version would hold all those before it
    return { changed, parts, models, availabilities: this.#availabilities };
  }

  /** Every single point of failure, components first, each in the order of the text. */
  get singlePoints(): readonly SinglePoint[] {
    this.#singlePoints ??= singlePointsOf(this.graph, this.scopes.all, (part) => this.part(part).losses);
    return this.#singlePoints;
  }

  /** Those that take one scope down. */
  singlePointsOf(scope: Key): readonly SinglePoint[] {
    return this.singlePoints.filter(({ scopes }) => scopes.some(({ key }) => key === scope));
  }

  /** The exact availability of a scope, or bounds; undefined when there is no such scope. */
  availability(scope: Key): ScopeAvailability | undefined {
    const known = this.#availabilities.get(scope);
    const found = this.scopes.byKey.get(scope);
    if (known || !found) return known;
    const model = this.model(found);
    const before =
      this.#before?.models.get(scope)?.model === model ? this.#before.availabilities.get(scope) : undefined;
    if (before) {
      const same = { ...before, scope: found };
      this.#availabilities.set(scope, same);
      return same;
    }
    const { low, high } = model.availability();
    const made: ScopeAvailability = {
      scope: found,
      low,
      high,
      exact: model.exact,
      downtime: downtime(low),
      ...model.improvements(MOST_IMPORTANT),
      assumptions: [...model.components.keys()]
        .sort((left, right) => left - right)
        .flatMap((node) => {
          const assumed = this.instanceAvailability(node);
          const key = this.graph.nodes[node]?.key;
          return assumed.assumed && key !== undefined ? [{ node, key, assumed }] : [];
        }),
    };
    this.#availabilities.set(scope, made);
    return made;
  }

  /** Every availability target with a ratio, and the scopes that it is about. */
  get verdicts(): readonly AvailabilityVerdict[] {
    this.#verdicts ??= verdictsOf(this.design, this.#evaluation, this.scopes, (scope) => this.availability(scope));
    return this.#verdicts;
  }

  /** The availability targets that cover a scope: its own, and those of the whole system where the system needs it. */
  covering(scope: Key): readonly QualityElement[] {
    this.#covering ??= coveringOf(this.design, this.scopes);
    return this.#covering.get(scope) ?? [];
  }

  /** The availability of one instance of a component (of the whole, with `ofWhole`), and where it comes from. */
  instanceAvailability(node: number): Assumed & NodeAvailability {
    const known = this.#assumed[node];
    if (known) return known;
    const component = this.graph.nodes[node];
    const made =
      component && !component.actor
        ? availabilityOf(this.design, this.#evaluation, component)
        : { value: 1, assumed: false, source: "stated", ofWhole: true };
    this.#assumed[node] = made;
    return made;
  }

  /** A shortest way from where a scope begins to something that it depends on; undefined when there is none. */
  route(scope: Key, to: Pick<SinglePoint, "type" | "index">): Route | undefined {
    const parts = this.scopes.byKey.get(scope)?.parts ?? [];
    const targets = this.#targetsOf(to);
    for (const part of parts) {
      const { formula, losses } = this.part(part);
      const fails =
        to.type === "component"
          ? losses.components.has(to.index)
          : to.type === "connection"
            ? losses.connections.has(to.index)
            : losses.places.has(to.index);
      const route = fails ? routeTo(formula, targets) : undefined;
      if (route) return route;
    }
    return undefined;
  }

  /** What fails if these are down: components, instances (`Tickets#2`), zones, regions, by full id or key. */
  whatIf(names: Iterable<string>): WhatIf {
    const { outage, unknown } = outageOf(this.graph, names);
    return whatIf(this.#withFailing(outage.connections), outage, unknown);
  }

  /** The same design, in whose formulas these connections count even where nothing says how often they fail. */
  #withFailing(failing: ReadonlySet<number>): Failure {
    const isSilent = ({ index, availability }: GraphConnection): boolean =>
      availability === undefined && failing.has(index);
    if (!this.graph.connections.some(isSilent)) return this;
    const connections = this.graph.connections.map((one) => (isSilent(one) ? { ...one, availability: 1 } : one));
    return new Failure(this.design, this.#evaluation, { ...this.graph, connections }, this.scopes);
  }

  /** The formula of a part, and what takes it down. */
  part(part: Part): AnalysedPart {
    const known = this.#parts.get(part);
    if (known) return known;
    const made = this.#before ? this.#partAfter(this.#before, part) : this.#analysed(part, this.#wayOf(part));
    this.#parts.set(part, made);
    return made;
  }

  #partAfter({ changed, parts }: Before, part: Part): AnalysedPart {
    const before = parts.get(identityOf(part));
    if (before && changed.size === 0) return before;
    const way = this.#wayOf(part);
    return before && holds(before, changed, way) ? before : this.#analysed(part, way);
  }

  #wayOf(part: Part): WayIn | undefined {
    return part.type === "use" ? wayIn(this.graph, part.usage, part) : undefined;
  }

  #analysed(part: Part, way: WayIn | undefined): AnalysedPart {
    const formula = this.#formulaOf(part, way);
    const collapse = new Collapse(formula.circuit, formula.root);
    const steps = part.type === "flow" ? endsOf(this.graph, part.flow) : [];
    return {
      formula,
      collapse,
      losses: lossesOf(this.graph, this.leaves, this.#effects, formula, collapse),
      ...(way ? { way } : {}),
      nodes: new Set([...formula.nodes, ...(way?.nodes ?? []), ...steps]),
    };
  }

  /** The availability of a scope as a function of what is down. */
  model(scope: Scope): ScopeModel {
    const known = this.#models.get(scope.key);
    if (known) return known;
    const parts = scope.parts.map((part) => this.part(part));
    const budget = budgetOf(scope.key, this.scopes.all.length);
    const made =
      this.#modelBefore(scope.key, parts, budget) ??
      new ScopeModel(
        this.graph,
        this.leaves,
        (node) => this.instanceAvailability(node),
        parts.map(({ formula }) => formula),
        budget,
      );
    this.#models.set(scope.key, made);
    return made;
  }

  /** The model of the version before, if it was made of the same parts, and its components are as available as then. */
  #modelBefore(scope: Key, parts: readonly AnalysedPart[], budget: number): ScopeModel | undefined {
    const found = this.#before?.models.get(scope);
    if (found?.parts.length !== parts.length || found.budget !== budget) return undefined;
    if (!found.parts.every((part, index) => part === parts[index])) return undefined;
    for (const [node, then] of found.model.components) {
      const now = this.instanceAvailability(node);
      if (then.value !== now.value || then.ofWhole !== now.ofWhole) return undefined;
    }
    return found.model;
  }

  #formulaOf(part: Part, known: WayIn | undefined): Formula {
    if (part.type === "flow") {
      const links = flowLinks(this.design, this.#evaluation, this.graph, this.leaves, part.flow);
      return flowOf(this.graph, this.leaves, links, part.usage);
    }
    if (part.type === "needs") {
      const dependencies = dependenciesOf(this.graph, this.#links, EVERYTHING);
      return needsOf(this.graph, this.leaves, dependencies, part.nodes);
    }
    const way = known ?? wayIn(this.graph, part.usage, part);
    const dependencies = dependenciesOf(this.graph, this.#links, part.usage, way);
    return arrivalOf(this.graph, this.leaves, this.#links, dependencies, way);
  }

  #targetsOf({ type, index }: Pick<SinglePoint, "type" | "index">): (at: number, link: Link | undefined) => boolean {
    if (type === "component") return (node) => node === index;
    if (type === "connection") return (_, link) => link?.connection === index;
    const hit = new Set((this.#effects.ofPlaces.get(index) ?? []).map(([node]) => node));
    return (node) => hit.has(node);
  }
}
