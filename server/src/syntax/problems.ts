/** The mistakes in the form of a text: one table of what each is, and how one is made. */

import type { SyntaxProblem } from "./tree.ts";

/** Each `syntax/…` rule with what it means, for the reference and for tests. */
export const syntaxRules = {
  "syntax/unclosed-string": "A string has no closing quote; it ends at its line.",
  "syntax/unclosed-comment": "A block comment has no `*/`; it ends at its line.",
  "syntax/escape": "A string holds an escape that the language does not know.",
  "syntax/character": "A character that means nothing in the language.",
  "syntax/unclosed-brace": "A `{` has no `}`; it was closed where the indentation suggests.",
  "syntax/missing-brace": "A `}` has no `{`; one was added where the indentation suggests.",
  "syntax/stray-brace": "A brace that belongs to nothing; it was left out.",
  "syntax/unclosed-bracket": "A `(` or `[` has no closing partner.",
  "syntax/missing-name": "A declaration has no name.",
  "syntax/missing-value": "A property, an estimate, a target or an assertion has no value.",
  "syntax/missing-type": "A field has no type.",
  "syntax/missing-target": "An arrow leads nowhere, or comes from nowhere.",
  "syntax/missing-operand": "An operator has nothing to work on.",
  "syntax/missing-operator": "A target or an assertion has no comparison, an estimate no `=`.",
  "syntax/missing-path": "An endpoint or an import has no path.",
  "syntax/missing-base": "A kind of one's own names no kind that it builds on.",
  "syntax/number": "A number is written as elsewhere: `.5`, `1,000`, `10 M`.",
  "syntax/method": "A method of an endpoint is none, or is not written in capitals.",
  "syntax/modifier": "A modifier of a field stands outside of brackets.",
  "syntax/cardinality": "A relation does not say how many stand on each side.",
  "syntax/comparison": "A comparison where none can stand.",
  "syntax/separator": "A comma or semicolon that separates nothing.",
  "syntax/list": "A list is written in brackets.",
  "syntax/order": "The parts of a statement stand in an unusual order.",
  "syntax/incomplete": "A word alone, which says nothing yet.",
  "syntax/misplaced": "A statement that cannot stand where it stands.",
  "syntax/unexpected": "Something that fits nothing around it.",
  "syntax/depth": "Braces or parentheses are nested too deeply.",
} as const satisfies Record<`syntax/${string}`, string>;

export type SyntaxRule = keyof typeof syntaxRules;

/** A mechanical correction: replace the span by the text. */
export type Fix = NonNullable<SyntaxProblem["fix"]>;

/** A problem at absolute offsets; the chunk that holds it makes them relative. */
export interface ProblemAt {
  readonly rule: SyntaxRule;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fix: Fix | undefined;
}

export function problemAt(rule: SyntaxRule, start: number, end: number, message: string, fix?: Fix): ProblemAt {
  return { rule, start, end, message, fix };
}

/** A fix that puts a text at an offset. */
export function insertion(title: string, at: number, text: string): Fix {
  return { title, start: at, end: at, text };
}

/** A fix that takes a span away, or replaces it. */
export function replacement(title: string, start: number, end: number, text = ""): Fix {
  return { title, start, end, text };
}

/** The problem as the tree holds it: offsets relative to the chunk that starts at `base`. */
export function relative(problem: ProblemAt, base: number): SyntaxProblem {
  const { rule, message, fix } = problem;
  const start = problem.start - base;
  const end = problem.end - base;
  if (fix === undefined) return { rule, start, end, message };
  return { rule, start, end, message, fix: { ...fix, start: fix.start - base, end: fix.end - base } };
}
