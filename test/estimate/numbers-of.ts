/** The numbers of small designs, for tests. */

import { designProblems } from "../../server/src/estimate/design-problems.ts";
import { format } from "../../server/src/estimate/display.ts";
import { type Evaluation, evaluate, type Provider } from "../../server/src/estimate/evaluation.ts";
import type { EstimateProblem, Result } from "../../server/src/estimate/problem.ts";
import type { Quantity } from "../../server/src/estimate/quantity.ts";
import type { Design, ElementClass, ElementOf } from "../../server/src/model/design.ts";
import { designOf } from "../model/design-of.ts";

export interface Numbers {
  readonly design: Design;
  readonly evaluation: Evaluation;
  element<C extends ElementClass>(of: C, id: string): ElementOf<C>;
  result(name: string): Result;
  quantity(name: string): Quantity;
  /** In base units. */
  value(name: string): number;
  shown(name: string): string;
  /** `rule at 'underlined text': message [fix → what the underlined statement becomes]` */
  problems(): readonly string[];
}

const NO_LOADS: Provider = { load: () => undefined };

/** Evaluates a source; what is missing fails with the source. */
export function numbersOf(source: string, provider = NO_LOADS, previous?: Evaluation): Numbers {
  const design = designOf(source);
  const evaluation = evaluate(design, provider, previous);
  const element = <C extends ElementClass>(of: C, id: string): ElementOf<C> => {
    const found = design.all(of).find((one) => one.id === id);
    if (!found) throw new Error(`no ${of} ${id} in:\n${source}`);
    return found;
  };
  const result = (name: string) => evaluation.estimate(element("estimate", name).key);
  const quantity = (name: string) => {
    const found = result(name);
    if (!found.quantity) throw new Error(`${name} has no value: ${JSON.stringify(found.problems)} in:\n${source}`);
    return found.quantity;
  };
  return {
    design,
    evaluation,
    element,
    result,
    quantity,
    value: (name) => quantity(name).value.toNumber(),
    shown: (name) => format(quantity(name), evaluation.convention),
    problems: () => designProblems(design, evaluation).map((problem) => drawn(source, problem)),
  };
}

/** The numbers of one expression, called `x`; `before` are further statements. */
export function expression(text: string, before = ""): Numbers {
  return numbersOf(`${before}\nestimates {\n  x = ${text}\n}\n`);
}

function drawn(source: string, problem: EstimateProblem): string {
  const at = problem.origin.chunk.start;
  const text = source.slice(at + problem.start, at + problem.end);
  return `${problem.rule} at '${text}': ${problem.message}`;
}

/** The source after a problem's fix, by the fix's title. */
export function fixed(numbers: Numbers, source: string, title: string): string {
  for (const problem of designProblems(numbers.design, numbers.evaluation)) {
    const fix = problem.fixes.find((one) => one.title === title);
    if (!fix) continue;
    const at = problem.origin.chunk.start;
    return source.slice(0, at + fix.start) + fix.text + source.slice(at + fix.end);
  }
  throw new Error(`no fix "${title}" in:\n${source}`);
}
