/** `sdesign estimate`: what a design's estimates come to. */

import { type EstimateInput, estimateJson, estimateTable } from "../export/estimate-report.ts";
import type { AssertionElement } from "../model/design.ts";
import type { Command } from "./cli-command.ts";
import { askedFor, type Formats, readSubject } from "./cli-design.ts";
import type { Project } from "./cli-project.ts";

const FORMATS: Formats<EstimateInput> = new Map([
  ["table", estimateTable],
  ["json", (input) => estimateJson(input)],
]);

export const command: Command = {
  usage: "sdesign estimate FILE [--format table|json]",
  help: [
    "Computes the estimates and assertions of the design in a file; - reads standard input.",
    "",
    `  --format FORMAT  ${[...FORMATS.keys()].join(", ")}; table by default`,
    "",
    "It only reports: `sdesign check` is what fails when an assertion does.",
  ].join("\n"),
  async run(args, io) {
    const { positionals, write } = askedFor(args, FORMATS, io);
    const { project, facts, file } = await readSubject("estimate shop.sdesign", positionals, io);
    const { evaluation } = facts;
    io.out(`${write({ evaluation, file, textOf: (assertion) => comparisonText(project, assertion) })}\n`);
    return 0;
  },
};

/** What is compared, as it is written, on one line. */
function comparisonText({ workspace }: Project, { left, right, node, origin }: AssertionElement): string {
  const { start } = origin.chunk;
  const [from, to] = [left?.expression.start ?? node.start, right?.expression.end ?? node.end];
  const text = workspace.text(origin.uri)?.slice(start + from, start + to) ?? "";
  return text.replace(/\s+/g, " ").trim();
}
