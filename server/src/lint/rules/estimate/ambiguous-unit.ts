import { reportNumbers } from "../../number-problems.ts";
import type { Rule } from "../../rule.ts";

export const ambiguousUnit: Rule = {
  id: "estimate/ambiguous-unit",
  severity: "warning",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A unit that probably means something else: `500B` where bytes are expected, `Kb` beside `KB`.",
    rationale: `\`500B\` is 500 billion, \`500 B\` is 500 bytes; \`Kb\` is a thousand bits, \`KB\` a thousand bytes. The one instead of the other is
off by a factor of a billion, or of eight.`,
    failing: `estimates { stored = 100M * 500B in GB }`,
    passing: `estimates { stored = 100M * 500 B in GB }`,
    exception: `Bits that are meant beside bytes, for a network: write \`kbit\`, \`Mbit\`, \`Gbit\`.`,
  },
  check(context) {
    reportNumbers(context, "estimate/ambiguous-unit");
  },
};
