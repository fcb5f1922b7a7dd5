/** Figures that a design may leave out: what it states, else what its own kind states, else what the kind is assumed. */

import { type Assumption, DEFAULT_INSTANCE_AVAILABILITY } from "../language/kinds.ts";
import type { Design } from "../model/design.ts";
import { displayName } from "../model/design.ts";
import { type ComponentNode, ratio } from "./graph.ts";
import type { Numbers } from "./numbers.ts";

/** A figure and where it comes from. */
export interface Assumed {
  /** In base units. */
  readonly value: number;
  /** Whether it is the kind's default, and so has to be named as an assumption. */
  readonly assumed: boolean;
  /** `stated`, the own kind that states it, or the source of the default, for people. */
  readonly source: string;
}

/**
 * The availability of one instance of a component; of the whole where it is managed or redundant by nature and states
 * none (`ofWhole`). What each user has of their own never fails, unless it states otherwise.
 */
export function availabilityOf(design: Design, numbers: Numbers, node: ComponentNode): Assumed & { ofWhole: boolean } {
  const stated = ratio(numbers.number(node.element, "availability"));
  if (stated !== undefined) return { ...statedBy(design, node, "availability", stated), ofWhole: false };
  if (node.personal) {
    return { value: 1, assumed: true, source: "every user has one of their own", ofWhole: true };
  }
  if (node.redundant) return { ...assume(node.kind.managedAvailability), ofWhole: true };
  return { ...assume(DEFAULT_INSTANCE_AVAILABILITY), ofWhole: false };
}

/**
 * Requests per second that a component can carry: of one instance, or of the whole where the kind's figure is
 * (`ofWhole`). Undefined where nothing is stated and no default is defensible.
 */
export function capacityOf(
  design: Design,
  numbers: Numbers,
  node: ComponentNode,
  of: "reads" | "writes" = "reads",
): (Assumed & { ofWhole: boolean }) | undefined {
  const stated = numbers.number(node.element, "capacity");
  if (stated !== undefined && stated > 0 && Number.isFinite(stated)) {
    return { ...statedBy(design, node, "capacity", stated), ofWhole: false };
  }
  const assumption = of === "writes" ? (node.kind.writeCapacity ?? node.kind.capacity) : node.kind.capacity;
  return assumption && { ...assume(assumption), ofWhole: node.kind.wholeCapacity === true };
}

/** Of how many nodes of a partitioned store each record is kept where replicas are not told from shards. */
const USUAL_COPIES = 3;

/**
 * How many copies of each record a component with this many replicas keeps. The nodes of a wide-column database that
 * states no shards divide the data among themselves (Netflix's test, the source of its capacity, has 288 nodes and
 * three copies).
 */
export function copiesOf(node: ComponentNode, replicas = node.replicas): number {
  if (node.replicasAreShards) return 1;
  const divided = node.kind.name === "wide_column_database" && node.shards === 1;
  return divided ? Math.min(USUAL_COPIES, replicas) : replicas;
}

function statedBy(design: Design, node: ComponentNode, property: string, value: number): Assumed {
  if (node.element.properties.has(property)) return { value, assumed: false, source: "stated" };
  const own = node.element.kind.own.map((key) => design.get(key)).find((kind) => kind?.properties.has(property));
  return { value, assumed: false, source: own ? `the kind \`${displayName(own)}\`` : "stated" };
}

function assume({ value, source }: Assumption): Assumed {
  return { value: Number(value), assumed: true, source };
}
