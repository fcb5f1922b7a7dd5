/** The table of all rules, group by group; a group's own table stands in its folder. */

import type { Rule } from "../rule.ts";
import { apiRules } from "./api/index.ts";
import { capacityRules } from "./capacity/index.ts";
import { dataRules } from "./data/index.ts";
import { estimateRules } from "./estimate/index.ts";
import { nfrRules } from "./nfr/index.ts";
import { opsRules } from "./ops/index.ts";
import { securityRules } from "./security/index.ts";
import { spofRules } from "./spof/index.ts";
import { styleRules } from "./style/index.ts";
import { suppressionRules } from "./suppression/index.ts";
import { traceRules } from "./trace/index.ts";

export interface RuleGroup {
  readonly name: string;
  readonly doc: string;
  readonly rules: readonly Rule[];
}

/** The groups in the order of the documentation. */
export const ruleGroups: readonly RuleGroup[] = [
  { name: "nfr", doc: "What the requirements leave out", rules: nfrRules },
  { name: "spof", doc: "What takes the system down alone", rules: spofRules },
  { name: "capacity", doc: "What the load will break", rules: capacityRules },
  { name: "data", doc: "What is wrong with the data model, and with where data is kept", rules: dataRules },
  { name: "api", doc: "What is wrong with interfaces", rules: apiRules },
  { name: "security", doc: "What can be read or done by whom it should not", rules: securityRules },
  { name: "trace", doc: "What leads from requirements to what is drawn", rules: traceRules },
  { name: "ops", doc: "What will hurt in operation", rules: opsRules },
  { name: "estimate", doc: "What is wrong with the numbers", rules: estimateRules },
  { name: "style", doc: "How a design is written; off unless asked for", rules: styleRules },
  { name: "suppression", doc: "What is wrong with suppressions themselves", rules: suppressionRules },
];

/** Every rule by its id. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  ruleGroups.flatMap((group) => group.rules.map((rule) => [rule.id, rule] as const)),
);
