import { hardCycles } from "../../detect/hard.ts";
import { list, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const synchronousCycle: Rule = {
  id: "ops/synchronous-cycle",
  severity: "warning",
  fixable: false,
  graph: true,
  documentation: {
    summary: "Components call each other in a circle, and each waits.",
    rationale: `Neither can be deployed, tested or restarted without the other, and under load each waits for a thread that the other holds.
Let one tell the other by a message, or move what both need into a part of its own.`,
    failing: `service Orders { replicas: 2 }
service Stock { replicas: 2 }
Orders -> Stock { timeout: 2 s }
Stock -> Orders { timeout: 1 s }`,
    passing: `service Orders { replicas: 2 }
service Stock { replicas: 2 }
Orders -> Stock { timeout: 2 s }
Stock ~> Orders`,
    exception: `The way back of a socket is no call: draw it as \`<->\`. A call that the caller can do without is \`optional: true\`.`,
  },
  check({ design, report }) {
    for (const cycle of hardCycles(design)) {
      const last = cycle.at(-1);
      if (!last) continue;
      const members = [...new Set(cycle.map(({ from }) => quote(from.id)))];
      report({
        message: `${list(members)} wait for each other in a circle: each is down when another is, and together they can block for ever. Make one of the calls asynchronous (\`~>\`) or \`optional\`.`,
        place: placeOf(last.connection),
        related: cycle.slice(0, -1).map(({ connection }) => ({
          place: placeOf(connection),
          message: `${named(connection)} is part of the circle`,
        })),
      });
    }
  },
};
