import type { Facts } from "../../../analysis/facts.ts";
import type { ComponentNode } from "../../../analysis/graph.ts";
import { rate } from "../../../estimate/amounts.ts";
import { propertyOf, targets, words } from "../../../model/access.ts";
import type { Design, EndpointElement, FieldElement } from "../../../model/design.ts";
import { entitiesOf } from "../../detect/apis.ts";
import { exceeds } from "../../detect/figures.ts";
import { covers } from "../../detect/requirements.ts";
import { named, quote } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const hotPartition: Rule = {
  id: "capacity/hot-partition",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Data is divided by what a request with spiky load names, so that one shard gets the whole spike.",
    rationale: `Sharding by event, user or video spreads the load only as long as it is spread over events, users and videos. When everybody
wants the same one, its shard gets what was meant for all of them. Nothing is said where one shard could carry the peak of that
endpoint alone.`,
    failing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  throughput OnSale >= 20k req/s for Buy { pattern: spiky, peak: 3x }
}
entity Ticket { id uuid [pk]; event_id uuid }
api Shop { POST /event/{event_id}/ticket as Order { satisfies: Buy, writes: Ticket } }
service Backend { serves: Shop, replicas: 30 }
sql_database Tickets { stores: Ticket, shard_by: Ticket.event_id, shards: 16, replicas: 3, failover: automatic, capacity: 8k req/s }
Buyer -> Backend -> Tickets`,
    passing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  throughput OnSale >= 20k req/s for Buy { pattern: spiky, peak: 3x }
}
entity Ticket { id uuid [pk]; event_id uuid }
api Shop { POST /event/{event_id}/ticket as Order { satisfies: Buy, writes: Ticket } }
service Backend { serves: Shop, replicas: 30 }
sql_database Tickets { stores: Ticket, shard_by: Ticket.id, shards: 16, replicas: 3, failover: automatic, capacity: 8k req/s }
Buyer -> Backend -> Tickets`,
    exception: `Spikes in which all keys take part, such as mornings, are \`pattern: seasonal\`. Where hot keys are split, or turned away in
front, suppress the rule and say how.`,
  },
  check({ facts, design, report }) {
    const spiky = design.all("quality").filter((quality) => words(design, quality, "pattern").includes("spiky"));
    if (spiky.length === 0) return;
    for (const node of facts.graph.nodes) {
      const property = node.actor ? undefined : propertyOf(design, node.element, "shard_by");
      const [field] = node.actor ? [] : targets(design, node.element, "shard_by", "field");
      if (node.actor || !property || !field) continue;
      for (const endpoint of design.all("endpoint")) {
        const parameter = endpoint.parameters.find(
          ({ place, name }) => place !== "query" && isKey(design, name.text, field),
        );
        const quality = parameter && spiky.find((each) => covers(design, each, endpoint));
        if (!quality || !uses(facts, endpoint, node) || carriesAlone(facts, endpoint, node)) continue;
        const peak = peakOf(facts, endpoint, node);
        const all = peak === undefined ? "the whole spike" : `all of ${rate(peak)}`;
        report({
          message: `${named(node.element)} is divided by ${named(field)}, which ${named(endpoint)} names (${quote(parameter?.name.text ?? "")}), and ${named(quality)} expects spikes: when everybody asks for the same one, a single shard gets ${all}. Divide by something that spreads, split hot keys, or catch the spike in front with a cache or a queue.`,
          place: placeOfProperty(property),
          related: [
            { place: placeOf(endpoint), message: `${named(endpoint)} asks for one ${quote(field.name)} at a time` },
            { place: placeOf(quality), message: `${named(quality)} expects spikes` },
          ],
        });
        break;
      }
    }
  },
};

/** Whether a parameter stands for a field: of its name, or the key of the entity after which it is called. */
function isKey(design: Design, parameter: string, field: FieldElement): boolean {
  const name = plain(parameter);
  const own = plain(field.name);
  if (own !== "id" && name === own) return true;
  const entity = design.get(field.parent);
  return entity !== undefined && field.modifiers.has("pk") && name === `${plain(entity.name)}id`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

/** Whether an endpoint's requests come to a store, by their load or by what they read and write. */
function uses({ design, load }: Facts, endpoint: EndpointElement, node: ComponentNode): boolean {
  const contributions = load.component(node.key)?.contributions ?? [];
  if (contributions.some(({ demand }) => demand.type === "endpoint" && demand.endpoint === endpoint)) return true;
  const entities = [...entitiesOf(design, endpoint, "reads"), ...entitiesOf(design, endpoint, "writes")];
  return entities.some(({ key }) => node.stores?.has(key));
}

function peakOf({ load }: Facts, endpoint: EndpointElement, node: ComponentNode): number | undefined {
  const own = load
    .component(node.key)
    ?.contributions.filter(({ demand }) => demand.type === "endpoint" && demand.endpoint === endpoint);
  return own?.length ? own.reduce((sum, { rate: part }) => sum + part.peak, 0) : undefined;
}

/** Whether one instance of one shard could carry all that the endpoint brings, as is stated rather than assumed. */
function carriesAlone(facts: Facts, endpoint: EndpointElement, node: ComponentNode): boolean {
  const peak = peakOf(facts, endpoint, node);
  const capacity = facts.load.component(node.key)?.capacity;
  return peak !== undefined && capacity?.assumed === false && !exceeds(peak, capacity.value);
}
