import type { Facts } from "../../../analysis/facts.ts";
import type { ComponentNode } from "../../../analysis/graph.ts";
import { rate, size, utilization } from "../../../estimate/amounts.ts";
import { named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const prematureScaling: Rule = {
  id: "capacity/premature-scaling",
  severity: "information",
  fixable: false,
  graph: false,
  options: {
    share: {
      type: "number",
      default: 0.2,
      minimum: 0,
      maximum: 1,
      doc: "The share of one node's capacity and storage below which sharding is premature.",
    },
  },
  documentation: {
    summary: "Data is divided into shards though one node would carry the peak and hold the data at less than a fifth.",
    rationale: `Sharding costs joins, transactions, unique constraints and many quiet evenings: resharding, hot shards, queries that ask all of
them. One node with replicas and a larger disk is the cheaper answer for a long time. It is said only where load, capacity,
storage and retention are all known.`,
    failing: `actor Visitor
entity Link { short bytes(7) [pk]; address bytes(493); grows: 10k/day, retention: 5 years }
api Links { GET /{short} as Follow -> Link { reads: Link, load: 200 req/s, peak: 2x } }
service Redirect { serves: Links, replicas: 2 }
key_value_store Store {
  stores: Link
  shard_by: Link.short, shards: 4
  replicas: 3, needs: 2, capacity: 20k req/s, storage: 500 GB
}
Visitor -> Redirect -> Store`,
    passing: `actor Visitor
entity Link { short bytes(7) [pk]; address bytes(493); grows: 10k/day, retention: 5 years }
api Links { GET /{short} as Follow -> Link { reads: Link, load: 200 req/s, peak: 2x } }
service Redirect { serves: Links, replicas: 2 }
key_value_store Store {
  stores: Link
  replicas: 3, needs: 2, capacity: 20k req/s, storage: 500 GB
}
Visitor -> Redirect -> Store`,
    exception: `Shards that keep tenants or countries apart are not there for the load: use a component for each, or suppress the rule with that
reason.`,
  },
  check(context) {
    const { facts, report } = context;
    const most = numberOption(context, prematureScaling, "share");
    for (const node of facts.graph.nodes) {
      if (node.actor) continue;
      const one = oneNode(facts, node);
      if (!one || !(one.busy < most) || !(one.full < most)) continue;
      const property = node.element.properties.get("shards") ?? node.element.properties.get("shard_by");
      report({
        message: `${named(node.element)} is divided into ${one.shards} shards, and one node would do: ${rate(one.peak)} at peak are ${utilization(one.busy)} of what it carries, ${size(one.bytes)} are ${utilization(one.full)} of its room. Sharding costs joins, transactions and operation: begin with one node and its replicas.`,
        place: property ? placeOfProperty(property) : placeOf(node.element),
      });
    }
  },
};

interface OneNode {
  readonly shards: number;
  readonly peak: number;
  /** The peak as a share of one node's capacity, and one copy of the data as a share of its room. */
  readonly busy: number;
  readonly bytes: number;
  readonly full: number;
}

/** What one node without shards would have to do; undefined where that is not known. */
function oneNode({ load, storage }: Facts, node: ComponentNode): OneNode | undefined {
  const shards = node.replicasAreShards ? node.replicas : node.shards;
  if (shards < 2 || node.redundant) return undefined;
  const busy = load.component(node.key);
  const store = storage.store(node.key);
  if (!busy?.capacity || busy.capacity.assumed || busy.contributions.length === 0) return undefined;
  if (store?.room === undefined || store.room === 0 || store.lowerBound) return undefined;
  if (store.entities.some(({ entity }) => storage.entity(entity.key)?.assumedRetention)) return undefined;
  const bytes = store.entities.reduce((sum, part) => sum + part.bytes, 0);
  return {
    shards,
    peak: busy.rate.peak,
    busy: busy.rate.peak / busy.capacity.value,
    bytes,
    full: bytes / store.room,
  };
}
