import type { Facts } from "../../../analysis/facts.ts";
import { targetKeys, word } from "../../../model/access.ts";
import type { ComponentElement, Design, EndpointElement, EntityElement, FlowElement } from "../../../model/design.ts";
import { entitiesOf } from "../../detect/apis.ts";
import { isCache } from "../../detect/components.ts";
import { storesOf } from "../../detect/entities.ts";
import { nodeOf } from "../../detect/figures.ts";
import { isWhole, qualitiesOf, scopeOf, targetWord } from "../../detect/requirements.ts";
import { satisfiers } from "../../detect/trace.ts";
import { named } from "../../messages.ts";
import { placeOf, placeOfStep } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const staleStrongRead: Rule = {
  id: "data/stale-strong-read",
  severity: "warning",
  fixable: false,
  graph: true,
  documentation: {
    summary: "A flow reads data that has to be strongly consistent where it may be stale.",
    rationale: `Strong consistency promises that a read sees the last write. A cache, a replica that is filled asynchronously and a store
that is \`eventual\` do not keep that promise: for a moment they answer with what was.`,
    failing: `actor Buyer
requirements {
  functional See "A person can see which seats are free" { actor: Buyer }
  consistency NoDoubleSale = strong for Ticket
}
entity Ticket { id uuid [pk] }
api Seats { GET /ticket/ as FreeSeats -> Ticket[] { satisfies: See, reads: Ticket, paginated: true } }
service Backend { serves: Seats, replicas: 2 }
sql_database Tickets { stores: Ticket, managed: true }
cache Recent { stores: Ticket, ttl: 1 min }
Buyer -> Backend -> Tickets
Backend -> Recent
flow Look {
  satisfies: See
  Buyer -> Backend "which seats are free?"
  Backend -> Recent "look there first"
}`,
    passing: `actor Buyer
requirements {
  functional See "A person can see which seats are free" { actor: Buyer }
  consistency NoDoubleSale = strong for Ticket
}
entity Ticket { id uuid [pk] }
api Seats { GET /ticket/ as FreeSeats -> Ticket[] { satisfies: See, reads: Ticket, paginated: true } }
service Backend { serves: Seats, replicas: 2 }
sql_database Tickets { stores: Ticket, managed: true }
cache Recent { stores: Ticket, ttl: 1 min }
Buyer -> Backend -> Tickets
Backend -> Recent
flow Look {
  satisfies: See
  Buyer -> Backend "which seats are free?"
  Backend -> Tickets "ask the leader"
}`,
    exception: `A read that is only a hint, checked again when something is written: leave it out of the endpoint's \`reads\`, or ask for
\`eventual\` consistency of the part that only shows.`,
  },
  check({ design, facts, report }) {
    const strong = qualitiesOf(design, "consistency").filter((quality) => targetWord(quality) === "strong");
    if (strong.length === 0) return;
    for (const flow of design.all("flow")) {
      const steps = flow.steps.filter((step) => step.style !== "async");
      for (const endpoint of endpointsOf(design, flow)) {
        for (const entity of entitiesOf(design, endpoint, "reads")) {
          const quality = strong.find((each) => isWhole(each) || scopeOf(each).includes(entity.key));
          if (!quality) continue;
          for (const step of steps) {
            const store = design.get(step.to.target);
            if (store?.class !== "component" || !keeps(design, store, entity)) continue;
            const reason = staleness(design, facts, store);
            if (!reason) continue;
            report({
              message: `${named(endpoint)} reads ${named(entity)}, which ${named(quality)} wants strongly consistent, and this step reads it from ${named(store)}, ${reason}. Read it where it is written, or ask less of the part that only shows it.`,
              place: placeOfStep(step),
              related: [
                { place: placeOf(quality), message: `${named(quality)} requires strong consistency` },
                { place: placeOf(endpoint), message: `${named(endpoint)} reads ${named(entity)}` },
              ],
            });
          }
        }
      }
    }
  },
};

/** The endpoints whose requirement a flow satisfies. */
function endpointsOf(design: Design, flow: FlowElement): readonly EndpointElement[] {
  const answers = targetKeys(design, flow, "satisfies").flatMap((key) => satisfiers(design).get(key) ?? []);
  return [...new Set(answers)].filter((element) => element.class === "endpoint");
}

function keeps(design: Design, store: ComponentElement, entity: EntityElement): boolean {
  return storesOf(design, entity).some(({ component }) => component === store);
}

/** Why a store may answer with what was, or undefined where it does not. */
function staleness(design: Design, facts: Facts, store: ComponentElement): string | undefined {
  const level = word(design, store, "consistency");
  if (level === "strong") return undefined;
  if (isCache(store)) return `a ${store.kind.base.label}, which may be behind`;
  if (level !== undefined) return `whose consistency is \`${level}\``;
  const replicas = nodeOf(facts, store)?.replicas ?? 1;
  if (word(design, store, "replication") === "async" && replicas > 1) return "whose replicas follow asynchronously";
  return undefined;
}
