/** What the requirements leave out, and what the design leaves of them. */

import type { Rule } from "../../rule.ts";
import { availabilityUnreachable } from "./availability-unreachable.ts";
import { capConflict } from "./cap-conflict.ts";
import { costExceeded } from "./cost-exceeded.ts";
import { latencyBudget } from "./latency-budget.ts";
import { latencyWithoutPercentile } from "./latency-without-percentile.ts";
import { missingAvailability } from "./missing-availability.ts";
import { missingConsistency } from "./missing-consistency.ts";
import { missingCost } from "./missing-cost.ts";
import { missingDurability } from "./missing-durability.ts";
import { missingFreshness } from "./missing-freshness.ts";
import { missingLatency } from "./missing-latency.ts";
import { missingPeak } from "./missing-peak.ts";
import { missingReadWriteRatio } from "./missing-read-write-ratio.ts";
import { missingScale } from "./missing-scale.ts";
import { missingSecurity } from "./missing-security.ts";
import { unquantified } from "./unquantified.ts";
import { unverified } from "./unverified.ts";

export const nfrRules: readonly Rule[] = [
  missingAvailability,
  missingLatency,
  missingConsistency,
  missingDurability,
  missingScale,
  missingSecurity,
  missingPeak,
  missingReadWriteRatio,
  missingFreshness,
  missingCost,
  unquantified,
  latencyWithoutPercentile,
  capConflict,
  availabilityUnreachable,
  latencyBudget,
  costExceeded,
  unverified,
];
