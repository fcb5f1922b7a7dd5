import { propertyOf, word } from "../../../model/access.ts";
import type { ComponentElement, Design } from "../../../model/design.ts";
import { incoming } from "../../detect/connections.ts";
import { storedBy, storesOf } from "../../detect/entities.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

/** Kinds that work off changes, and so write what they lead to. */
const KEEPING_UP: ReadonlySet<string> = new Set(["worker", "stream_processor", "batch_job"]);
const INVALIDATING = /invalidat|evict|expir|purge|refresh|update|write|delete|clear|warm|push|fill/i;

export const cacheWithoutExpiry: Rule = {
  id: "data/cache-without-expiry",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A cache neither forgets what it holds nor is told when it changes.",
    rationale: `Something has to end the life of a copy: a time (\`ttl\`), or a message when the original changes. Otherwise the cache answers
with what was true once, for as long as it runs. Eviction makes room in it; it does not make it right.`,
    failing: `service Backend { replicas: 2 }
cache Prices { replicas: 2 }
Backend -> Prices { optional: true, timeout: 20 ms }`,
    passing: `service Backend { replicas: 2 }
cache Prices { replicas: 2, ttl: 5 min }
Backend -> Prices { optional: true, timeout: 20 ms }`,
    exception: `What never changes need not expire: state a long \`ttl\`. A cache that is told of changes has an asynchronous connection, or
one whose label says so: \`Backend ~> Prices "invalidate"\`, or is filled by a worker or a stream processor.`,
  },
  check({ design, author, report }) {
    for (const component of design.all("component")) {
      if (component.kind.base.name !== "cache" || propertyOf(design, component, "ttl")) continue;
      if (word(design, component, "eviction") === "ttl" || !holdsCopies(design, component)) continue;
      const told = incoming(design, component).some(
        ({ connection, from }) =>
          connection.style === "async" ||
          INVALIDATING.test(connection.label ?? "") ||
          (from.class === "component" && KEEPING_UP.has(from.kind.base.name)),
      );
      if (told) continue;
      const edits = addProperties(author, component.origin, component.node, ["ttl: ${1:5 min}"]);
      report({
        message: `${named(component)} neither forgets what it holds nor is told when it changes, so it answers with stale data for as long as it runs. State a \`ttl\`, or connect what invalidates it, \`~> ${component.name} "invalidate"\`.`,
        place: placeOf(component),
        fixes: snippetFix(author, "Add a `ttl`", edits),
      });
    }
  },
};

/** Whether a cache holds copies: one that alone stores something is its original place, such as for sessions. */
function holdsCopies(design: Design, cache: ComponentElement): boolean {
  const stored = storedBy(design).get(cache.key) ?? [];
  if (stored.length === 0) return true;
  return stored.some(({ entity }) => storesOf(design, entity).some(({ component }) => component !== cache));
}
