/** What will hurt in operation. */

import type { Rule } from "../../rule.ts";
import { noAlert } from "./no-alert.ts";
import { noCheckpoint } from "./no-checkpoint.ts";
import { noDeadLetter } from "./no-dead-letter.ts";
import { noTimeout } from "./no-timeout.ts";
import { synchronousCycle } from "./synchronous-cycle.ts";
import { timeoutOrder } from "./timeout-order.ts";
import { unmonitored } from "./unmonitored.ts";

export const opsRules: readonly Rule[] = [
  unmonitored,
  noAlert,
  noTimeout,
  timeoutOrder,
  synchronousCycle,
  noDeadLetter,
  noCheckpoint,
];
