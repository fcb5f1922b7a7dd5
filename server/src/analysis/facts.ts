/**
 * What a design implies, computed once per version of it, on demand, and shared by findings, hovers, diagrams, exports
 * and the command line: a number that is shown twice comes from here twice.
 */

import { type Evaluation, evaluate } from "../estimate/evaluation.ts";
import type { Design } from "../model/design.ts";
import { Failure } from "./failure.ts";
import { type Graph, graphOf } from "./graph.ts";
import { type Scopes, scopesOf } from "./scopes.ts";

export interface Facts {
  readonly design: Design;
  /** Every quantity: `number(element, property)` in base units. */
  readonly evaluation: Evaluation;
  /** Actors, components, connections and places, indexed. */
  readonly graph: Graph;
  /** The system, requirements, flows, and what targets name besides. */
  readonly scopes: Scopes;
  readonly failure: Failure;
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
  readonly evaluation: Evaluation;
  #graph: Graph | undefined;
  #scopes: Scopes | undefined;
  #failure: Failure | undefined;

  constructor(design: Design, previous: LazyFacts | undefined) {
    this.design = design;
    this.evaluation = evaluate(design, { load: () => undefined }, previous?.evaluation);
  }

  get graph(): Graph {
    this.#graph ??= graphOf(this.design, this.evaluation);
    return this.#graph;
  }

  get scopes(): Scopes {
    this.#scopes ??= scopesOf(this.design, this.graph);
    return this.#scopes;
  }

  get failure(): Failure {
    this.#failure ??= new Failure(this.design, this.evaluation, this.graph, this.scopes);
    return this.#failure;
  }
}
