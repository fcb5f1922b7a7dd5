import { musts } from "../../detect/trace.ts";
import { count, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule } from "../../rule.ts";

export const tooManyMusts: Rule = {
  id: "trace/too-many-musts",
  severity: "information",
  interview: "warning",
  fixable: false,
  graph: false,
  options: {
    most: { type: "number", default: 3, minimum: 1, doc: "How many functional requirements may be above the line." },
  },
  documentation: {
    summary: "More than three functional requirements are above the line.",
    rationale: `Three requirements can be designed well in the time there is. Everything else shows product thinking and is noted below
the line, so that everybody knows what this design leaves out.`,
    failing: `requirements {
  functional Create "An organizer can create an event"
  functional Find "A person can find events"
  functional Buy "A person can buy a ticket"
  functional Refund "A person can return a ticket"
}`,
    passing: `requirements {
  functional Create "An organizer can create an event"
  functional Find "A person can find events"
  functional Buy "A person can buy a ticket"
  functional Refund "A person can return a ticket" { priority: should }
}`,
    exception: `A design for production rather than for an interview has more: set the option \`most\`, or switch the rule off.`,
  },
  check(context) {
    const { design, report } = context;
    const most = numberOption(context, tooManyMusts, "most");
    const all = musts(design);
    const [first] = all.slice(most);
    if (!first) return;
    report({
      message: `${count(all.length, "functional requirement")} are above the line: ${namedList(all)}. Keep the ${most} that matter most, and give the others \`priority: should\` or lower.`,
      place: placeOf(first),
    });
  },
};
