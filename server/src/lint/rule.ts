/** What a rule is. Each rule is one module under rules/, its documentation page and its tests are drawn from it. */

import type { Facts } from "../analysis/facts.ts";
import type { Design, Origin } from "../model/design.ts";
import type { Finding, Severity } from "./finding.ts";

/** A finding as a rule reports it: the rule's id is added, and the severity unless the rule states one. */
export type Report = Omit<Finding, "rule" | "severity" | "related" | "fixes"> &
  Partial<Pick<Finding, "severity" | "related" | "fixes">>;

/** A number or a word that users may set for a rule. */
export interface RuleOption {
  readonly type: "number" | "string" | "boolean";
  readonly default: number | string | boolean;
  readonly doc: string;
}

export type RuleOptions = ReadonlyMap<string, number | string | boolean>;

export interface RuleContext {
  readonly design: Design;
  readonly facts: Facts;
  readonly options: RuleOptions;
  /** Whether the `strict` preset is in force. */
  readonly strict: boolean;
  /** The text of a chunk, to fit a fix into the author's layout. */
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
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly documentation: RuleDocumentation;
  /** Looks at the whole design and reports what it finds. Never throws; unfinished parts are passed over. */
  check(context: RuleContext): void;
}
