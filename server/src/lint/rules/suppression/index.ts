/** What is wrong with suppressions themselves. */

import type { Rule } from "../../rule.ts";
import { noReason } from "./no-reason.ts";
import { unused } from "./unused.ts";

export const suppressionRules: readonly Rule[] = [noReason, unused];
