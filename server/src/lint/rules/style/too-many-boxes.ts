import { targetKeys } from "../../../model/access.ts";
import type { ComponentElement, Design } from "../../../model/design.ts";
import { count, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const tooManyBoxes: Rule = {
  id: "style/too-many-boxes",
  severity: "off",
  interview: "information",
  fixable: false,
  graph: false,
  options: { most: { type: "number", default: 6, minimum: 1, doc: "How many components one view may show." } },
  documentation: {
    summary: "More than six components stand side by side in one view.",
    rationale: `A high-level design is a block diagram of five or six boxes: the parts that are needed to solve the problem from end to end. More than that
is detail, which belongs into a domain, inside a component, or into a view of its own.`,
    failing: `service A
service B
service C
service D
service E
service F
service G`,
    passing: `domain Sales {
  service A
  service B
  service C
}
service D
service E
service F
service G`,
    exception: `A drawing of a system that runs, rather than one for the whiteboard: leave the rule off, or set the option \`most\`. A design with
views of its own is judged by them.`,
  },
  check(context) {
    const { design, report } = context;
    const most = numberOption(context, tooManyBoxes, "most");
    const views = design.all("view");
    if (views.length === 0) {
      const boxes = design.all("component").filter(({ parent }) => parent === undefined);
      const first = boxes[most];
      if (!first) return;
      report({
        message: `${count(boxes.length, "component")} stand side by side, more than ${most} that a reader takes in at once. Put what belongs together into a \`domain\`, or make a \`view\` that shows less.`,
        place: placeOf(first),
      });
      return;
    }
    for (const view of views) {
      const shown = included(design, targetKeys(design, view, "include"), new Set(targetKeys(design, view, "exclude")));
      if (shown.length <= most) continue;
      report({
        message: `The view ${named(view)} shows ${count(shown.length, "component")}, more than ${most} that a reader takes in at once. Show less, or the domains that they belong to.`,
        place: placeOf(view),
      });
    }
  },
};

function included(design: Design, keys: readonly string[], excluded: ReadonlySet<string>): readonly ComponentElement[] {
  if (keys.length === 0) return [];
  return keys.flatMap((key) => {
    const element = design.get(key);
    return element?.class === "component" && !excluded.has(key) ? [element] : [];
  });
}
