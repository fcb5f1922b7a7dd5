/** What the requirements leave out. */

import type { Rule } from "../../rule.ts";
import { missingAvailability } from "./missing-availability.ts";
import { missingConsistency } from "./missing-consistency.ts";
import { missingDurability } from "./missing-durability.ts";
import { missingLatency } from "./missing-latency.ts";
import { missingScale } from "./missing-scale.ts";
import { missingSecurity } from "./missing-security.ts";

export const nfrRules: readonly Rule[] = [
  missingAvailability,
  missingLatency,
  missingConsistency,
  missingDurability,
  missingScale,
  missingSecurity,
];
