import { count, rate } from "../../../estimate/amounts.ts";
import { loadedBy } from "../../detect/demands.ts";
import { growingQueues } from "../../detect/queues.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const queueGrowth: Rule = {
  id: "capacity/queue-growth",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "On average more comes into a queue or a stream than its consumers can take out.",
    rationale: `A queue evens out peaks; it does not make consumers faster. When more comes in on average than goes out, it grows until
something is full, and what comes out is older every hour. Consumers have to be able to take more than the average, so that
they catch up after a peak.`,
    failing: `actor Viewer { load: 2k req/s }
service Collector { replicas: 4, capacity: 1k req/s }
queue Events { managed: true }
worker Counter { replicas: 3, capacity: 500 req/s }
Viewer -> Collector
Collector ~> Events
Events ~> Counter`,
    passing: `actor Viewer { load: 2k req/s }
service Collector { replicas: 4, capacity: 1k req/s }
queue Events { managed: true }
worker Counter { replicas: 6, capacity: 500 req/s }
Viewer -> Collector
Collector ~> Events
Events ~> Counter`,
    exception: `Where a consumer takes several messages at a time, or is interested in some of them only, say so on its connection:
\`calls: 0.1\`. Consumers that state no capacity are not judged.`,
  },
  check({ facts, report }) {
    for (const { buffer, inflow, taken, behind } of growingQueues(facts)) {
      const load = facts.load.component(buffer.key);
      const shared = buffer.kind.base.name === "queue";
      const consumers = (shared ? behind : behind.slice(0, 1)).map(({ component }) => component);
      const takes = consumers.length > 1 ? "take" : "takes";
      const perHour = count(Math.ceil((inflow - taken) * 3600));
      report({
        message: `${named(buffer)} grows without end: ${rate(inflow)} come in on average, and ${namedList(consumers)} ${takes} ${rate(taken)}. That is ${perHour} messages more every hour, until it is full. Run more consumers, or let each take several at a time (\`calls\`).`,
        place: placeOf(buffer),
        related: [
          ...behind.map(({ component, total }) => ({
            place: placeOf(component),
            message: `${named(component)} takes ${rate(total)} with all of its instances`,
          })),
          ...loadedBy(facts, load?.contributions ?? [], "on average"),
        ],
      });
    }
  },
};
