/** What is wrong with the numbers. */

import type { Rule } from "../../rule.ts";
import { ambiguousUnit } from "./ambiguous-unit.ts";
import { assertionFailed } from "./assertion-failed.ts";
import { cycle } from "./cycle.ts";
import { dimensionMismatch } from "./dimension-mismatch.ts";
import { implausible } from "./implausible.ts";
import { labelMismatch } from "./label-mismatch.ts";
import { undefinedValue } from "./undefined.ts";
import { unused } from "./unused.ts";

export const estimateRules: readonly Rule[] = [
  dimensionMismatch,
  ambiguousUnit,
  undefinedValue,
  labelMismatch,
  assertionFailed,
  unused,
  cycle,
  implausible,
];
