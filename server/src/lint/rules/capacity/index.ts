/** What the load will break. */

import type { Rule } from "../../rule.ts";
import { cacheTooSmall } from "./cache-too-small.ts";
import { exceeded } from "./exceeded.ts";
import { gatewayRate } from "./gateway-rate.ts";
import { gatewayTimeout } from "./gateway-timeout.ts";
import { headroom } from "./headroom.ts";
import { hotPartition } from "./hot-partition.ts";
import { instanceLoss } from "./instance-loss.ts";
import { prematureScaling } from "./premature-scaling.ts";
import { queueGrowth } from "./queue-growth.ts";
import { storageExceeded } from "./storage-exceeded.ts";
import { unknown } from "./unknown.ts";
import { unstableCycle } from "./unstable-cycle.ts";
import { zoneLoss } from "./zone-loss.ts";

export const capacityRules: readonly Rule[] = [
  exceeded,
  headroom,
  instanceLoss,
  zoneLoss,
  gatewayRate,
  gatewayTimeout,
  storageExceeded,
  cacheTooSmall,
  queueGrowth,
  hotPartition,
  unknown,
  prematureScaling,
  unstableCycle,
];
