import { isQuorumTooSmall } from "../../detect/quorum.ts";
import { addProperties, setValues } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const quorumTooSmall: Rule = {
  id: "spof/quorum-too-small",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "Two instances vote: their majority is both of them.",
    rationale: `A majority of two is two, so the loss of either stops both: two voters are down more often than one. Three tolerate the loss
of one, five that of two.`,
    failing: `service Shop { replicas: 2 }
coordinator Locks { quorum: 2 of 2 }
Shop -> Locks { timeout: 1 s }`,
    passing: `service Shop { replicas: 2 }
coordinator Locks { quorum: 2 of 3 }
Shop -> Locks { timeout: 1 s }`,
    exception: `Two instances of which one leads and the other takes over do not vote: state \`failover: automatic\` instead of a quorum. A
witness that only votes counts as a third.`,
  },
  check({ design, facts, author, report }) {
    for (const node of facts.graph.nodes) {
      if (node.actor || !isQuorumTooSmall(design, node)) continue;
      const { element } = node;
      const quorum = element.properties.get("quorum");
      const replicas = element.properties.get("replicas");
      const stated = [...(quorum ? setValues(quorum, "2 of 3") : []), ...(replicas ? setValues(replicas, "3") : [])];
      const edits =
        stated.length > 0 ? stated : addProperties(author, element.origin, element.node, ["quorum: 2 of 3"]);
      const why =
        node.needs === 1
          ? "lets one of two instances decide, which is no majority: when they lose sight of each other, both go on and contradict each other"
          : "decides by the majority of two instances, which is both: the loss of either stops it";
      report({
        message: `${named(element)} ${why}. Use three, \`quorum: 2 of 3\`.`,
        place: placeOf(element),
        fixes: fix("Use three voters", edits),
      });
    }
  },
};
