/** What can be seen of an expression without evaluating it. */

import { units } from "../../language/units.ts";
import type { Expression, NumberTerm, Term } from "../../syntax/tree.ts";

/** Every number in an expression, nested ones included. */
export function* numbers(expression: Expression): Iterable<NumberTerm> {
  for (const term of expression.terms) yield* numbersIn(term);
}

function* numbersIn(term: Term): Iterable<NumberTerm> {
  switch (term.type) {
    case "number":
      yield term;
      return;
    case "ratio":
      yield term.left;
      yield term.right;
      return;
    case "group":
      yield* numbers(term.expression);
      return;
    case "call":
      for (const argument of term.arguments) yield* numbers(argument);
  }
}

/** Whether a number counts things, `100M users`, or things per time, `10k req/s`. */
export function countsThings({ unit }: NumberTerm): boolean {
  return (
    unit?.factors.some(({ name, power }) => {
      const known = units.get(name);
      if (power === -1) return known?.dimension === "time";
      return known ? known.per !== undefined : true;
    }) ?? false
  );
}
