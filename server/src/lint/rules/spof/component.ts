import type { ComponentNode } from "../../../analysis/graph.ts";
import type { Design } from "../../../model/design.ts";
import { takeover } from "../../detect/components.ts";
import { coveringTargets, isThirdParty, type Path, pathTo, scopesInWords } from "../../detect/failure.ts";
import { isQuorumTooSmall } from "../../detect/quorum.ts";
import { addProperties, setValues } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const component: Rule = {
  id: "spof/component",
  severity: "warning",
  fixable: true,
  graph: true,
  documentation: {
    summary: "The loss of one instance of a component takes a requirement, a flow or the system down.",
    rationale: `One machine fails about once a year, is patched once a month, and is replaced with every release. What stands on it alone is
down each time. The finding is exact: with this one instance down and everything else up, the scopes that it names do not
work any more. It is a warning where an availability target covers one of them, otherwise an information.`,
    failing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  availability Uptime >= 99.9%
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop }
Buyer -> Balancer -> Backend`,
    passing: `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  availability Uptime >= 99.9%
}
api Shop { POST /ticket/ as Order { satisfies: Buy } }
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 2 }
Buyer -> Balancer -> Backend`,
    exception: `A component that its platform runs several times without being told is \`managed: true\`. One that may be away for a while
is called with \`optional: true\` or a \`fallback\`.`,
  },
  check(context) {
    const { design, facts, report } = context;
    for (const point of facts.failure.singlePoints) {
      if (point.type !== "component") continue;
      const node = facts.graph.nodes[point.index];
      if (!node || node.actor) continue;
      const { element } = node;
      // Other rules say more of these.
      if (isThirdParty(element) || (node.leader && node.replicas > 1) || isQuorumTooSmall(design, node)) continue;
      const targets = coveringTargets(facts, point.scopes);
      const path = pathTo(facts, point);
      report({
        severity: targets.length > 0 ? "warning" : "information",
        message: `${named(element)} is a single point of failure for ${scopesInWords(design, point.scopes)}: ${reason(node)}. ${advice(node, path)}`,
        place: placeOf(element),
        related: [
          ...path.related,
          ...targets.slice(0, 1).map((target) => ({
            place: placeOf(target),
            message: `${named(target)} says how often it may be down`,
          })),
        ],
        fixes: fixes(context, node),
      });
    }
  },
};

function reason(node: ComponentNode): string {
  if (!node.replicasStated) return "it states no replicas";
  if (node.replicasAreShards) return "each of its replicas is a shard with data of its own";
  if (node.replicas === 1) return node.shards > 1 ? "each of its shards is one instance" : "it has one instance";
  if (node.needs >= node.replicas) return `it needs all ${node.replicas} of its instances`;
  return "the loss of one instance is too much for it";
}

function advice(node: ComponentNode, { last }: Path): string {
  const state =
    node.needs > 1 && node.replicasStated
      ? `State \`replicas: ${node.needs + 1}\` or more`
      : node.stateful
        ? `State \`replicas: 2\` or more and \`failover: automatic\`, or \`managed: true\``
        : "State `replicas: 2` or more";
  return last && last.from !== last.to && !last.optional ? `${state}, or make the connection optional.` : `${state}.`;
}

function fixes(context: RuleContext, node: ComponentNode): readonly Fix[] {
  const { author, design } = context;
  const { element } = node;
  const add = (entries: readonly string[]) => addProperties(author, element.origin, element.node, entries);
  const found: Fix[] = [];
  if (node.replicasAreShards) {
    found.push(
      ...fix("Keep copies of each shard: `replication: sync`, `failover: automatic`", add(shardCopies(design, node))),
    );
  } else {
    const replicas = String(Math.max(2, node.needs + 1));
    const stated = element.properties.get("replicas");
    const failover = takeover(node);
    const added = failover.length > 0 ? add(stated ? failover : [`replicas: ${replicas}`, ...failover]) : undefined;
    const edits = stated
      ? [...(added ?? []), ...setValues(stated, replicas)]
      : (added ?? add([`replicas: ${replicas}`]));
    const title = ["replicas", ...(failover.length > 0 ? ["failover"] : [])];
    found.push(...fix(`Add ${title.length > 1 ? "a second instance that takes over" : "a second instance"}`, edits));
  }
  const { group } = element.kind.base;
  if ((group === "data" || group === "messaging") && !element.properties.has("managed")) {
    found.push(...fix("Let a provider run it: `managed: true`", add(["managed: true"])));
  }
  return found;
}

function shardCopies(_: Design, { element }: ComponentNode): readonly string[] {
  return element.properties.has("failover") ? ["replication: sync"] : ["replication: sync", "failover: automatic"];
}
