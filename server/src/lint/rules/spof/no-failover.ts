import type { ComponentNode } from "../../../analysis/graph.ts";
import { word } from "../../../model/access.ts";
import { addProperties, setValues } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { count, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const noFailover: Rule = {
  id: "spof/no-failover",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A component that keeps state has replicas, and nothing makes one of them take over.",
    rationale: `Replicas of a database do not share its work: one leads, the others follow. When the leader is lost, writes stop until another
one leads. That happens within seconds if it is automatic, and after a phone call otherwise. A quorum, or a provider, does it as well.`,
    failing: `service Shop { replicas: 2 }
sql_database Orders { replicas: 3, replication: sync }
Shop -> Orders { timeout: 1 s }`,
    passing: `service Shop { replicas: 2 }
sql_database Orders { replicas: 3, replication: sync, failover: automatic }
Shop -> Orders { timeout: 1 s }`,
    exception: `A store whose replicas are all equal (leaderless) agrees by quorum: \`replication: quorum\`, or \`quorum: 2 of 3\`. Followers that
only help reading, while writing may wait: \`failover: manual\` is reported all the same, since writes then stop.`,
  },
  check(context) {
    const { design, facts, report } = context;
    for (const node of facts.graph.nodes) {
      if (node.actor || !node.leader || node.replicas < 2) continue;
      const { element } = node;
      // Every replica takes part in a write that a quorum agrees to: none leads.
      if (word(design, element, "replication") === "quorum") continue;
      const manual = word(design, element, "failover") === "manual";
      const majority = `${Math.floor(node.replicas / 2) + 1} of ${node.replicas}`;
      report({
        message:
          element.kind.base.name === "coordinator"
            ? `${named(element)} has ${count(node.replicas, "replica")}, and nothing says how many of them have to agree: without a majority it stops when the one that leads is lost. State a quorum, such as \`quorum: ${majority}\`, or \`managed: true\`.`
            : `${named(element)} has ${count(node.replicas, "replica")}, and ${manual ? "somebody has to make" : "nothing makes"} one of them take over: when the leader is lost, writes stop${manual ? " until then" : ""}. State \`failover: automatic\`, a \`quorum\`, or \`managed: true\`.`,
        place: placeOf(element),
        fixes: fixes(context, node),
      });
    }
  },
};

function fixes({ author }: RuleContext, { element, replicas }: ComponentNode): readonly Fix[] {
  const failover = element.properties.get("failover");
  const add = (entry: string) => addProperties(author, element.origin, element.node, [entry]);
  // An even number tolerates no more losses than one less, and can tie.
  const voters = replicas % 2 === 0 ? replicas + 1 : replicas;
  const stated = element.properties.get("replicas");
  const majority = add(`needs: ${(voters + 1) / 2}`);
  const vote = voters === replicas ? majority : majority && stated && [...majority, ...setValues(stated, `${voters}`)];
  return [
    ...fix("Fail over automatically", failover ? setValues(failover, "automatic") : add("failover: automatic")),
    ...(replicas > 2 && !element.properties.has("needs") && !element.properties.has("quorum")
      ? fix(voters === replicas ? "Decide by majority" : `Decide by the majority of ${voters}`, vote)
      : []),
    ...(element.properties.has("managed") ? [] : fix("Let a provider run it: `managed: true`", add("managed: true"))),
  ];
}
