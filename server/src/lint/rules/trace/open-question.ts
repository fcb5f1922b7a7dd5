import { propertyOf } from "../../../model/access.ts";
import { titled } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const openQuestion: Rule = {
  id: "trace/open-question",
  severity: "information",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A question has no answer yet.",
    rationale: `Questions are asked because the answer changes the design: what does real-time mean, who uses the result? As long as one is
open, what rests on it is a guess.`,
    failing: `question Delay "How old may a count be when it is read?"`,
    passing: `question Delay "How old may a count be when it is read?" { answer: "a minute" }`,
    exception: `A question that this design deliberately leaves open: answer just that, \`answer: "left open; either way works"\`.`,
  },
  check({ design, report }) {
    for (const question of design.all("question")) {
      if (propertyOf(design, question, "answer")?.values.length) continue;
      report({
        message: `The question ${titled(question)} is open. Ask, and state the \`answer\`, or what you assume meanwhile.`,
        place: placeOf(question),
      });
    }
  },
};
