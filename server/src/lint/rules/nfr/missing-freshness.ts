import type { Facts } from "../../../analysis/facts.ts";
import type { ComponentNode } from "../../../analysis/graph.ts";
import { targetKeys } from "../../../model/access.ts";
import type { Design, EndpointElement } from "../../../model/design.ts";
import { endpointProperty, entitiesOf, readsByVerb } from "../../detect/apis.ts";
import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

/** Kinds by which data arrives later than it was written. */
const PIPELINES: ReadonlySet<string> = new Set(["stream", "stream_processor", "batch_job"]);

export const missingFreshness: Rule = {
  id: "nfr/missing-freshness",
  severity: "warning",
  fixable: true,
  graph: true,
  absence: true,
  documentation: {
    summary: "A stream or a batch fills what an endpoint reads, and nothing says how old the answers may be.",
    rationale: `The delay from a write to the read that shows it decides between a batch every hour, a stream, and counting when asked, and so
most of the architecture and of its cost. It has to be asked for: hours, a minute and a second are three different designs.`,
    failing: `system Counter
actor Viewer
entity Views { video uuid [pk]; count bigint }
api Reading { GET /views/{video} as Total -> Views { reads: Views } }
service Query { serves: Reading, replicas: 3 }
service Collector { replicas: 3 }
stream Events { replicas: 3, failover: automatic }
stream_processor Aggregator { replicas: 3, checkpoint: true }
key_value_store Totals { stores: Views, managed: true }
Viewer -> Query -> Totals
Viewer -> Collector
Collector ~> Events
Events ~> Aggregator -> Totals`,
    passing: `system Counter
requirements { freshness Delay <= 1 min for Total }
actor Viewer
entity Views { video uuid [pk]; count bigint }
api Reading { GET /views/{video} as Total -> Views { reads: Views } }
service Query { serves: Reading, replicas: 3 }
service Collector { replicas: 3 }
stream Events { replicas: 3, failover: automatic }
stream_processor Aggregator { replicas: 3, checkpoint: true }
key_value_store Totals { stores: Views, managed: true }
Viewer -> Query -> Totals
Viewer -> Collector
Collector ~> Events
Events ~> Aggregator -> Totals`,
    exception: `A pipeline that only feeds what nobody waits for, such as a monthly report, has a generous target: \`freshness Reports <= 1 day\`.
Queues of mails and other errands are not pipelines, and not reported.`,
  },
  check(context) {
    const { design, facts, author } = context;
    if (!isDesigned(design) || qualitiesOf(design, "freshness").length > 0) return;
    for (const { store, by } of filled(facts)) {
      const endpoint = design.all("endpoint").find((each) => reads(facts, each, store));
      if (!endpoint) continue;
      const requirement = requirementOf(design, endpoint);
      const scope = `\${3:${requirement ?? endpoint.id}}`;
      reportMissing(
        context,
        `${named(by.element)} fills ${named(store.element)}, which ${named(endpoint)} reads, and nothing says how long it may take until what is written is seen. State the delay that people accept, such as \`freshness Delay <= 1 min\`.`,
        (home) =>
          snippetFix(author, "Add a freshness target", home.add(`freshness \${1:Fresh} <= \${2:1 min} for ${scope}`)),
        [
          { place: placeOf(by.element), message: `${named(by.element)} is a ${by.kind.label}` },
          { place: placeOf(store.element), message: `${named(store.element)} is filled by it` },
          { place: placeOf(endpoint), message: `${named(endpoint)} reads it` },
        ],
      );
      return;
    }
  },
};

/** Stores with what fills them: the pipelines' outputs, directly or through workers, but not through other stores. */
function* filled({ graph }: Facts): Iterable<{ readonly store: ComponentNode; readonly by: ComponentNode }> {
  const passed = new Map<number, ComponentNode>();
  for (const node of graph.nodes) if (!node.actor && PIPELINES.has(node.kind.name)) passed.set(node.index, node);
  const told = new Set<number>();
  for (const [index, by] of passed) {
    for (const connection of graph.outgoing[index] ?? []) {
      const to = graph.nodes[graph.connections[connection]?.to ?? -1];
      if (!to || to.actor || passed.has(to.index) || told.has(to.index)) continue;
      if (to.stores && to.kind.group === "data") {
        told.add(to.index);
        yield { store: to, by };
      } else if (passesOn(to)) passed.set(to.index, by);
    }
  }
}

/** Whether a component hands on what it gets. One that answers requests has other things to do as well. */
function passesOn({ kind, serves }: ComponentNode): boolean {
  return serves.size === 0 && (kind.group === "compute" || kind.buffer === true);
}

/** Whether an endpoint reads what a store keeps. */
function reads({ design }: Facts, endpoint: EndpointElement, store: ComponentNode): boolean {
  if (endpointProperty(design, endpoint, "reads")) {
    return entitiesOf(design, endpoint, "reads").some(({ key }) => store.stores?.has(key));
  }
  return readsByVerb(endpoint) && !endpointProperty(design, endpoint, "writes") && returns(design, endpoint, store);
}

function returns(design: Design, endpoint: EndpointElement, store: ComponentNode): boolean {
  const entity = design.get(endpoint.returns?.target);
  return entity !== undefined && store.stores?.has(entity.key) === true;
}

function requirementOf(design: Design, endpoint: EndpointElement): string | undefined {
  const [key] = targetKeys(design, endpoint, "satisfies");
  return design.get(key)?.id;
}
