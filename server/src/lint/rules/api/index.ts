/** What is wrong with interfaces. */

import type { Rule } from "../../rule.ts";
import { duplicateRoute } from "./duplicate-route.ts";
import { getMutates } from "./get-mutates.ts";
import { pathParameter } from "./path-parameter.ts";
import { pushMismatch } from "./push-mismatch.ts";
import { unboundedList } from "./unbounded-list.ts";
import { unsafeRetry } from "./unsafe-retry.ts";
import { unserved } from "./unserved.ts";

export const apiRules: readonly Rule[] = [
  duplicateRoute,
  unboundedList,
  unsafeRetry,
  unserved,
  getMutates,
  pathParameter,
  pushMismatch,
];
