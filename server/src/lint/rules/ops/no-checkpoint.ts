import { flag, propertyOf } from "../../../model/access.ts";
import { isManaged } from "../../detect/components.ts";
import { addProperties } from "../../edits.ts";
import { fix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const noCheckpoint: Rule = {
  id: "ops/no-checkpoint",
  severity: "warning",
  interview: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A stream processor keeps state and does not save its progress.",
    rationale: `Counts and windows live in memory. When the machine is lost, so are they: either they are wrong from then on, or the whole
stream is read again from the start. A checkpoint limits that to the last few seconds.`,
    failing: `stream Views { managed: true }
stream_processor Counter { replicas: 2 }
Views ~> Counter`,
    passing: `stream Views { managed: true }
stream_processor Counter { replicas: 2, checkpoint: true }
Views ~> Counter`,
    exception: `A processor that looks at one event at a time: \`stateless: true\`.`,
  },
  check({ design, author, report }) {
    for (const component of design.all("component")) {
      if (component.kind.base.name !== "stream_processor" || flag(design, component, "stateless")) continue;
      if (propertyOf(design, component, "checkpoint") || isManaged(design, component)) continue;
      const edits = addProperties(author, component.origin, component.node, ["checkpoint: true"]);
      report({
        message: `What ${named(component)} has counted so far is lost when it crashes: it saves no progress. State \`checkpoint: true\`, or \`stateless: true\` if it looks at one event at a time.`,
        place: placeOf(component),
        fixes: fix("Add `checkpoint: true`", edits),
      });
    }
  },
};
