import type { Design, Element, ElementClass } from "../../../model/design.ts";
import type { Edit } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

type Case = "upper" | "lower";

/** How names of each class are written: `TicketService` or `event_id`. */
const CASES: ReadonlyMap<ElementClass, Case> = new Map([
  ["system", "upper"],
  ["actor", "upper"],
  ["component", "upper"],
  ["domain", "upper"],
  ["requirement", "upper"],
  ["quality", "upper"],
  ["api", "upper"],
  ["entity", "upper"],
  ["flow", "upper"],
  ["process", "upper"],
  ["decision", "upper"],
  ["question", "upper"],
  ["risk", "upper"],
  ["view", "upper"],
  ["field", "lower"],
  ["estimate", "lower"],
]);

export const nameCase: Rule = {
  id: "style/name-case",
  severity: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary:
      "A name is not written like the others of its kind: `TicketService` for elements, `event_id` for fields and estimates.",
    rationale: `Names that are written alike are read faster, and a reader sees what a name stands for.`,
    failing: `service ticket_service`,
    passing: `service TicketService`,
    exception: `Names of tables that exist, such as \`Video_Stats\`, or another convention: leave the rule off.`,
  },
  check(context) {
    for (const [of, wanted] of CASES) {
      for (const element of context.design.all(of)) check(context, element, wanted);
    }
  },
};

function check({ design, author, report }: RuleContext, element: Element, wanted: Case): void {
  const { name } = element;
  if (!("name" in element.node) || !element.node.name || name === "" || isWritten(name, wanted)) return;
  const better = rewritten(name, wanted);
  const taken = nameTaken(design, element, better);
  const edits: Edit[] = author
    .namesOf(design.files, element.key)
    .map(({ origin, span }) => ({ origin, start: span.start, end: span.end, text: better }));
  report({
    message: `${named(element)} is not written like other names of its kind. Call it ${quote(better)}.`,
    place: placeOf(element),
    fixes: taken ? [] : fix(`Rename it to ${quote(better)}`, edits),
  });
}

/** Scripts without capital letters are right either way. */
function isWritten(name: string, wanted: Case): boolean {
  return wanted === "upper" ? !/^\p{Ll}|_/u.test(name) : !/\p{Lu}/u.test(name);
}

function rewritten(name: string, wanted: Case): string {
  if (wanted === "upper") {
    const parts = name.split("_").filter((part) => part !== "");
    return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("") || name;
  }
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase();
}

function nameTaken(design: Design, element: Element, name: string): boolean {
  const siblings = element.parent === undefined ? undefined : design.children(element.parent);
  if (siblings) return siblings.some((other) => other.name === name);
  for (const of of CASES.keys()) {
    if (design.all(of).some((other) => other.parent === undefined && other.name === name)) return true;
  }
  return false;
}
