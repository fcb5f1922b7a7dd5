import { votes } from "../../detect/quorum.ts";
import { addProperties, setValues } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const FEWEST = 4;

export const quorumEven: Rule = {
  id: "spof/quorum-even",
  severity: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "An even number of instances vote, four or more.",
    rationale: `Four voters need three to agree and so tolerate the loss of one, just as three do; the fourth costs, and makes a tie possible
when the network splits in the middle. Use one fewer, or one more.`,
    failing: `service Shop { replicas: 2 }
coordinator Locks { quorum: 3 of 4 }
Shop -> Locks { timeout: 1 s }`,
    passing: `service Shop { replicas: 2 }
coordinator Locks { quorum: 3 of 5 }
Shop -> Locks { timeout: 1 s }`,
    exception: `Replicas by which data is spread, and of which each record is on three, do not all vote: state \`replicas: 3\` and the number of
\`shards\`.`,
  },
  check({ design, facts, author, report }) {
    for (const node of facts.graph.nodes) {
      if (node.actor || node.replicas < FEWEST || node.replicas % 2 !== 0 || !votes(design, node)) continue;
      const { element, replicas: voters } = node;
      // A store that only says how it replicates may have more nodes than copies.
      if (!element.properties.has("quorum") && element.kind.base.name !== "coordinator") continue;
      const quorum = element.properties.get("quorum");
      const replicas = element.properties.get("replicas");
      const wanted = `${Math.floor(voters / 2) + 1} of ${voters + 1}`;
      const edits = quorum
        ? setValues(quorum, wanted)
        : replicas
          ? setValues(replicas, String(voters + 1))
          : addProperties(author, element.origin, element.node, [`quorum: ${wanted}`]);
      report({
        message: `${voters} instances of ${named(element)} vote, which tolerates no more losses than ${voters - 1} would, and can tie. Use ${voters - 1} or ${voters + 1}.`,
        place: placeOf(element),
        fixes: fix(`Use ${voters + 1} voters`, edits),
      });
    }
  },
};
