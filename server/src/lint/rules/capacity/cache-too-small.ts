import type { Facts } from "../../../analysis/facts.ts";
import { HOT_SHARE } from "../../../analysis/storage.ts";
import { rate, share, size } from "../../../estimate/amounts.ts";
import { targets } from "../../../model/access.ts";
import type { ComponentElement } from "../../../model/design.ts";
import { loadedBy } from "../../detect/demands.ts";
import { exceeds, nodeOf } from "../../detect/figures.ts";
import { setValues } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const cacheTooSmall: Rule = {
  id: "capacity/cache-too-small",
  severity: "warning",
  interview: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A cache has less memory than what is asked of it again and again takes.",
    rationale: `A cache that is too small forgets what is about to be asked: its hit ratio falls, and the store behind it gets what it was not
built for. As a rule of thumb a fifth of what is read in a day answers most questions, and all that there is needs no more than
its own size.`,
    failing: `actor Visitor
entity Link { short bytes(7) [pk]; address bytes(493); rows: 6B }
api Links { GET /{short} as Follow -> Link { reads: Link, load: 4k req/s, response: 500 B } }
service Redirect { serves: Links, replicas: 4 }
cache Hot { memory: 8 GB, hit_ratio: 80%, ttl: 1 day }
key_value_store Store { stores: Link, managed: true }
Visitor -> Redirect -> Hot
Redirect -> Store { on_miss: Hot }`,
    passing: `actor Visitor
entity Link { short bytes(7) [pk]; address bytes(493); rows: 6B }
api Links { GET /{short} as Follow -> Link { reads: Link, load: 4k req/s, response: 500 B } }
service Redirect { serves: Links, replicas: 4 }
cache Hot { memory: 35 GB, hit_ratio: 80%, ttl: 1 day }
key_value_store Store { stores: Link, managed: true }
Visitor -> Redirect -> Hot
Redirect -> Store { on_miss: Hot }`,
    exception: `Where few things are asked much more often than all others, a smaller cache does. Say how large it is without \`memory\`, in a
\`note\`, or suppress the rule with the hit ratio that was measured.`,
  },
  check({ facts, design, report }) {
    for (const component of design.all("component")) {
      const cache = facts.storage.cache(component.key);
      // Of parts of records it is not known how much of an answer they are.
      if (cache?.room === undefined || targets(design, component, "stores", "field").length > 0) continue;
      const needed = Math.min(cache.workingSet, everything(facts, component));
      if (!exceeds(needed, cache.room)) continue;
      const load = facts.load.component(component.key);
      const memory = component.properties.get("memory");
      const instances = Math.max(1, cache.room / (facts.evaluation.number(component, "memory") ?? cache.room));
      const gigabytes = Math.ceil(needed / instances / 1e9);
      const why =
        needed < cache.workingSet
          ? "all that it may be asked for"
          : `${share(HOT_SHARE)} of what is read in a day, at ${rate(load?.rate.average ?? 0)}`;
      report({
        message: `${named(component)} has ${size(cache.room)} of memory, and about ${size(needed)} are asked for again and again (${why}), so it will forget what is about to be asked. Give it more memory or more instances, or state a lower \`hit_ratio\`.`,
        place: memory ? placeOfProperty(memory) : placeOf(component),
        related: loadedBy(facts, load?.contributions ?? [], "on average"),
        fixes:
          memory && nodeOf(facts, component)
            ? fix(`Give each instance ${gigabytes} GB`, setValues(memory, `${gigabytes} GB`))
            : [],
      });
    }
  },
};

/** Bytes of all that a cache can be asked for: what the entities take that its readers read. */
function everything({ load, storage }: Facts, component: ComponentElement): number {
  const entities = new Set<string>();
  for (const { demand } of load.component(component.key)?.contributions ?? []) {
    const read = demand.type === "endpoint" ? demand.usage.entities?.reads : undefined;
    if (!read?.size) return Number.POSITIVE_INFINITY;
    for (const key of read) entities.add(key);
  }
  let bytes = 0;
  for (const key of entities) bytes += storage.entity(key)?.storage ?? Number.POSITIVE_INFINITY;
  return bytes;
}
