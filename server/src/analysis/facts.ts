/**
 * What a design implies, computed once per version of it, on demand, and shared by findings, hovers, diagrams, exports
 * and the command line: a number that is shown twice comes from here twice.
 */

import { type Evaluation, evaluate } from "../estimate/evaluation.ts";
import type { Design, ElementClass, Key } from "../model/design.ts";
import { type CostFacts, costOf } from "./cost.ts";
import { Failure } from "./failure.ts";
import { type Graph, graphOf } from "./graph.ts";
import { type Nodes, nodesOf } from "./graph-nodes.ts";
import { type LatencyFacts, latencyOf } from "./latency.ts";
import { type LoadFacts, loadOf, sameLoadOn } from "./load.ts";
import {
  GRAPH_CLASSES,
  NODE_CLASSES,
  SCOPE_CLASSES,
  sameCourses,
  sameElements,
  sameFigures,
  sameNodeFigures,
  TRACE_CLASSES,
} from "./reuse.ts";
import { ENTITY_CLASSES, FIGURE_CLASSES, LOAD_CLASSES, STORE_CLASSES, sameInputs } from "./same-inputs.ts";
import { type Scopes, scopesOf } from "./scopes.ts";
import { type Entities, entitiesOf, type StorageFacts, type Stores, storageOf, storesOf } from "./storage.ts";
import { type TraceFacts, traceOf } from "./trace.ts";

export interface Facts {
  readonly design: Design;
  /** Every quantity: `number(element, property)` in base units. */
  readonly evaluation: Evaluation;
  /** Actors, components, connections and places, indexed. */
  readonly graph: Graph;
  /** The system, requirements, flows, and what targets name besides. */
  readonly scopes: Scopes;
  readonly failure: Failure;
  /** Requests per second everywhere, and what they mean for capacity. */
  readonly load: LoadFacts;
  /** What entities, stores and caches need. */
  readonly storage: StorageFacts;
  /** Budgets of scopes. */
  readonly latency: LatencyFacts;
  readonly cost: CostFacts;
  /** What satisfies, serves and stores what. */
  readonly trace: TraceFacts;
}

/**
 * The facts of a design; nothing is computed before it is asked for. With those of the version before, what an edit
 * does not touch is taken over.
 */
export function factsOf(design: Design, previous?: Facts): Facts {
  return new LazyFacts(design, previous instanceof LazyFacts ? previous : undefined);
}

class LazyFacts implements Facts {
  readonly design: Design;
  readonly #evaluation: Evaluation;
  #nodes: Nodes | undefined;
  #graph: Graph | undefined;
  #scopes: Scopes | undefined;
  #failure: Failure | undefined;
  #load: LoadFacts | undefined;
  /** Loads that may still run the same way. */
  #loadBefore: { readonly load: LoadFacts; readonly graph: Graph; readonly evaluation: Evaluation } | undefined;
  #loading = false;
  #drawing = false;
  #previous: LazyFacts | undefined;
  #failureBefore: Failure | undefined;
  #entities: Entities | undefined;
  #stores: Stores | undefined;
  #storage: StorageFacts | undefined;
  #latency: LatencyFacts | undefined;
  #cost: CostFacts | undefined;
  #trace: TraceFacts | undefined;

  constructor(design: Design, previous: LazyFacts | undefined) {
    this.design = design;
    this.#evaluation = evaluate(design, { load: (key) => this.#loadAt(key) }, previous?.evaluation);
    this.#previous = previous;
  }

  /**
   * What is taken over is settled before anything is evaluated: to compare figures amid the evaluation of one of them,
   * which asks for a load, would look like a cycle.
   */
  get evaluation(): Evaluation {
    this.#takeOver();
    return this.#evaluation;
  }

  get graph(): Graph {
    this.#takeOver();
    if (!this.#graph) {
      this.#drawing = true;
      this.#graph = graphOf(this.design, this.evaluation, this.#nodesNow());
      this.#drawing = false;
    }
    return this.#graph;
  }

  #nodesNow(): Nodes {
    this.#nodes ??= nodesOf(this.design, this.evaluation);
    return this.#nodes;
  }

  get scopes(): Scopes {
    this.#takeOver();
    this.#scopes ??= scopesOf(this.design, this.graph);
    return this.#scopes;
  }

  get failure(): Failure {
    this.#takeOver();
    if (!this.#failure) {
      this.#failure = new Failure(this.design, this.evaluation, this.graph, this.scopes, this.#failureBefore);
      this.#failureBefore = undefined; // one version's memory is enough
    }
    return this.#failure;
  }

  /** Takes over what the version before knew of the same elements with the same figures; asked once, when needed. */
  #takeOver(): void {
    const previous = this.#previous;
    if (!previous) return;
    this.#previous = undefined;
    this.#failureBefore = previous.#failure ?? previous.#failureBefore;
    const same = (classes: readonly ElementClass[]): boolean => sameElements(this.design, previous.design, classes);
    const sameWith = (classes: readonly ElementClass[]): boolean =>
      sameInputs(classes, [this.design, this.evaluation], [previous.design, previous.evaluation]);

    if (sameWith(ENTITY_CLASSES)) this.#entities = previous.#entities;
    if (previous.#load && previous.#graph && sameWith(LOAD_CLASSES)) {
      this.#loadBefore = { load: previous.#load, graph: previous.#graph, evaluation: previous.#evaluation };
    }
    if (!same(NODE_CLASSES) || !sameNodeFigures(this.design, previous.evaluation, this.evaluation)) return;
    this.#nodes = previous.#nodes;
    if (this.#entities && sameWith(STORE_CLASSES)) this.#stores = previous.#stores;
    if (same(TRACE_CLASSES)) this.#trace = previous.#trace;
    if (!same(GRAPH_CLASSES) || !sameFigures(this.design, previous.evaluation, this.evaluation)) return;
    this.#graph = previous.#graph;
    if (!this.#graph || !same(SCOPE_CLASSES)) return;
    this.#scopes = previous.#scopes;
    this.#failure = previous.#failure;
    if (!sameWith(FIGURE_CLASSES)) return;
    this.#load = previous.#load;
    this.#storage = previous.#storage;
    this.#latency = previous.#latency;
    this.#cost = previous.#cost;
  }

  get load(): LoadFacts {
    this.#takeOver();
    if (!this.#load) {
      const { design, graph, evaluation } = this;
      this.#loading = true;
      const before = this.#loadBefore;
      const isSame = before && sameCourses([before.graph, before.evaluation], [graph, evaluation]);
      this.#load = isSame ? sameLoadOn(design, graph, evaluation, before.load) : loadOf(design, graph, evaluation);
      this.#loadBefore = undefined;
      this.#loading = false;
    }
    return this.#load;
  }

  get storage(): StorageFacts {
    this.#takeOver();
    if (this.#storage) return this.#storage;
    const { design, evaluation } = this;
    const nodes = this.#nodesNow();
    this.#entities ??= entitiesOf(design, evaluation);
    this.#stores ??= storesOf(design, nodes, evaluation, this.#entities);
    this.#storage = storageOf(design, nodes, evaluation, this.#stores, () => this.load);
    return this.#storage;
  }

  get latency(): LatencyFacts {
    this.#takeOver();
    this.#latency ??= latencyOf(this.design, this.graph, this.evaluation, this.scopes);
    return this.#latency;
  }

  get cost(): CostFacts {
    this.#takeOver();
    this.#cost ??= costOf(this.design, this.graph, this.evaluation, () => this.load);
    return this.#cost;
  }

  get trace(): TraceFacts {
    this.#takeOver();
    this.#trace ??= traceOf(this.design, this.graph);
    return this.#trace;
  }

  /** What `load(…)` means in an expression. While what they are computed on is being built, it means nothing yet: a cycle. */
  #loadAt(key: Key): number | undefined {
    if (this.#loading || this.#drawing) return undefined;
    return (this.load.endpoint(key) ?? this.load.component(key)?.rate)?.average;
  }
}
