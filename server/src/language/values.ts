/** What a property's value may be. The parser's checks, completion, hovers and the reference are drawn from it. */

/** What a reference may lead to. */
export type ReferenceTarget =
  | "actor"
  | "component"
  | "place"
  | "domain"
  | "entity"
  | "field"
  | "api"
  | "endpoint"
  | "requirement"
  | "quality"
  | "flow"
  | "process"
  | "option"
  | "decision"
  | "estimate"
  | "unit"
  | "question"
  | "risk"
  | "view";

export type ValueType =
  /** A whole number of things, 0 or more. */
  | { readonly type: "count" }
  /** A number without a unit, not negative. */
  | { readonly type: "number" }
  /** Things per time. */
  | { readonly type: "rate" }
  /** Things, or things per time. */
  | { readonly type: "count-or-rate" }
  /** A rate, or a factor such as `20x`. */
  | { readonly type: "rate-or-factor" }
  | { readonly type: "time" }
  | { readonly type: "information" }
  /** 0 to 100 %. */
  | { readonly type: "ratio" }
  /** `100:1` or a number: the quotient of two amounts. */
  | { readonly type: "proportion" }
  /** Money, or money per time. */
  | { readonly type: "money" }
  | { readonly type: "boolean" }
  /** Any string or bare words. */
  | { readonly type: "text" }
  /** One or more of the words; `open` when others are accepted too. */
  | {
      readonly type: "word";
      readonly words: readonly string[];
      readonly open?: boolean;
    }
  /** References to elements of these classes. */
  | { readonly type: "reference"; readonly to: readonly ReferenceTarget[] }
  /** A count, or references to places. */
  | {
      readonly type: "count-or-reference";
      readonly to: readonly ReferenceTarget[];
    }
  /** `2 of 3` */
  | { readonly type: "quorum" }
  /** `none`, `required`, or references to actors. */
  | {
      readonly type: "word-or-reference";
      readonly words: readonly string[];
      readonly to: readonly ReferenceTarget[];
    };
