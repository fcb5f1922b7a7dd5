/** What leads from requirements to what is drawn. */

import type { Rule } from "../../rule.ts";
import { belowTheLine } from "./below-the-line.ts";
import { disconnected } from "./disconnected.ts";
import { missingConnection } from "./missing-connection.ts";
import { openQuestion } from "./open-question.ts";
import { tooManyMusts } from "./too-many-musts.ts";
import { unaddressedQuality } from "./unaddressed-quality.ts";
import { undecided } from "./undecided.ts";
import { unjustified } from "./unjustified.ts";
import { unmitigatedRisk } from "./unmitigated-risk.ts";
import { unservedRequirement } from "./unserved-requirement.ts";

export const traceRules: readonly Rule[] = [
  unservedRequirement,
  unaddressedQuality,
  unjustified,
  disconnected,
  missingConnection,
  belowTheLine,
  tooManyMusts,
  openQuestion,
  undecided,
  unmitigatedRisk,
];
