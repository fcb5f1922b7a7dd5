/** What a rule is. Each rule is one module under rules/, its documentation page and its tests are drawn from it. */

import type { Facts } from "../analysis/facts.ts";
import type { Design, Origin } from "../model/design.ts";
import type { AuthorText } from "./author-text.ts";
import type { Finding, Severity } from "./finding.ts";

/** A finding as a rule reports it: the rule's id is added, and the severity unless the rule states one. */
export type Report = Omit<Finding, "rule" | "severity" | "related" | "fixes"> &
  Partial<Pick<Finding, "severity" | "related" | "fixes">>;

/** A number or a word that users may set for a rule. */
export interface RuleOption {
  readonly type: "number" | "string" | "boolean";
  readonly default: number | string | boolean;
  readonly doc: string;
  /** The values a number may have. */
  readonly minimum?: number;
  readonly maximum?: number;
}

export type OptionValue = number | string | boolean;
export type RuleOptions = ReadonlyMap<string, OptionValue>;

export interface RuleContext {
  readonly design: Design;
  readonly facts: Facts;
  readonly options: RuleOptions;
  /** Whether the `strict` preset is in force. */
  readonly strict: boolean;
  /** The author's text and layout, to fit fixes into. */
  readonly author: AuthorText;
  /** The text of a chunk. */
  text(origin: Origin): string;
  report(report: Report): void;
}

export interface RuleDocumentation {
  /** One sentence: what it finds. */
  readonly summary: string;
  /** Why it matters, a paragraph or two of Markdown. */
  readonly rationale: string;
  /** A design that gives exactly one finding of the rule. */
  readonly failing: string;
  /** The same design put right: no finding of the rule. */
  readonly passing: string;
  /** A known false positive, and how the design says that it is one. */
  readonly exception: string;
}

export interface Rule {
  readonly id: `${string}/${string}`;
  /** In the `recommended` preset; `off` where it has to be switched on. */
  readonly severity: Severity | "off";
  /** In the `interview` preset, where it differs. */
  readonly interview?: Severity | "off";
  readonly fixable: boolean;
  /** Whether it needs the analysed graph. */
  readonly graph: boolean;
  /**
   * It says that something is missing or unused in a design. Of a file that several designs import, that is only said
   * when it holds in all of them.
   */
  readonly absence?: boolean;
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly documentation: RuleDocumentation;
  /** Looks at the whole design and reports what it finds. Never throws; unfinished parts are passed over. */
  check(context: RuleContext): void;
}

/** A numeric option's value, the rule's default where the user set none. */
export function numberOption(context: RuleContext, rule: Rule, name: string): number {
  const value = context.options.get(name) ?? rule.options?.[name]?.default;
  return typeof value === "number" ? value : Number.NaN;
}
