import type { Facts } from "../../../analysis/facts.ts";
import type { GraphConnection } from "../../../analysis/graph.ts";
import type { Key } from "../../../model/design.ts";
import { figure } from "../../detect/figures.ts";
import { list, named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unstableCycle: Rule = {
  id: "capacity/unstable-cycle",
  severity: "error",
  fixable: false,
  graph: true,
  documentation: {
    summary: "Components call each other in a circle, and each time around makes as many requests or more.",
    rationale: `A request that comes around as one request or more never ends: the load grows until something breaks, whatever the capacity. It
takes a call that is made only sometimes (\`calls: 0.1\`), a cache that answers most, or a limit on how often a message is
passed on.`,
    failing: `actor Buyer { load: 100 req/s }
service Orders { replicas: 2 }
service Stock { replicas: 2 }
Buyer -> Orders
Orders -> Stock { calls: 2 }
Stock ~> Orders`,
    passing: `actor Buyer { load: 100 req/s }
service Orders { replicas: 2 }
service Stock { replicas: 2 }
Buyer -> Orders
Orders -> Stock { calls: 2 }
Stock ~> Orders { calls: 0.1 }`,
    exception: `An answer that is sent later is no new request: draw it as \`<->\`, or say what each connection is \`for\`, so that the way back is
not taken for another round.`,
  },
  check({ facts, report }) {
    for (const members of facts.load.unstable) {
      const around = connectionsAmong(facts, members);
      const most = around.reduce<GraphConnection | undefined>(
        (found, next) => (found && callsOf(facts, found) >= callsOf(facts, next) ? found : next),
        undefined,
      );
      if (!most) continue;
      const names = members.flatMap((key) => facts.design.get(key)?.id ?? []).map(quote);
      const many = callsOf(facts, most) > 1 ? `, ${named(most.element)} ${callsOf(facts, most)} times` : "";
      report({
        message:
          names.length === 1
            ? `${names[0]} calls itself as often as it is called or more${many}, so that one request never ends. State how rarely with \`calls\`, such as \`calls: 0.1\`.`
            : `${list(names)} call each other in a circle${many}, and each time around makes as many requests or more, so that one request never ends. State on the way back how rarely it is taken, such as \`calls: 0.1\`, or what it is \`for\`.`,
        place: placeOf(most.element),
        related: around
          .filter((connection) => connection !== most)
          .map(({ element }) => ({ place: placeOf(element), message: `${named(element)} is part of the circle` })),
      });
    }
  },
};

function connectionsAmong({ graph }: Facts, members: readonly Key[]): readonly GraphConnection[] {
  const inside = new Set(members.map((key) => graph.byKey.get(key)));
  return graph.connections.filter(({ from, to }) => inside.has(from) && inside.has(to));
}

function callsOf(facts: Facts, { element }: GraphConnection): number {
  return figure(facts, element, "calls") ?? 1;
}
