/** What takes the system down alone. */

import type { Rule } from "../../rule.ts";
import { component } from "./component.ts";
import { connection } from "./connection.ts";
import { externalHard } from "./external-hard.ts";
import { falseRedundancy } from "./false-redundancy.ts";
import { noBalancer } from "./no-balancer.ts";
import { noFailover } from "./no-failover.ts";
import { quorumEven } from "./quorum-even.ts";
import { quorumTooSmall } from "./quorum-too-small.ts";
import { region } from "./region.ts";
import { zone } from "./zone.ts";

export const spofRules: readonly Rule[] = [
  component,
  connection,
  zone,
  region,
  falseRedundancy,
  quorumTooSmall,
  quorumEven,
  noFailover,
  noBalancer,
  externalHard,
];
