/** `sdesign analyze`: what a design implies. */

import type { Facts } from "../analysis/facts.ts";
import { analysisJson } from "../export/analysis-report.ts";
import { analysisTable } from "../export/analysis-table.ts";
import type { Command } from "./cli-command.ts";
import { askedFor, type Formats, readSubject } from "./cli-design.ts";

const FORMATS: Formats<{ readonly facts: Facts; readonly file: string }> = new Map([
  ["table", ({ facts, file }, terminal) => analysisTable(facts, file, terminal)],
  ["json", ({ facts }) => analysisJson(facts)],
]);

export const command: Command = {
  usage: "sdesign analyze FILE [--format table|json]",
  help: [
    "Computes loads, availability, latency, storage, cost and traceability of the design in a file; - reads standard input.",
    "",
    `  --format FORMAT  ${[...FORMATS.keys()].join(", ")}; table by default`,
    "",
    "It only reports: `sdesign check` is what fails when a target is missed. ≈ marks what rests on an assumption.",
  ].join("\n"),
  async run(args, io) {
    const { positionals, write } = askedFor(args, FORMATS, io);
    const { facts, file } = await readSubject("analyze shop.sdesign", positionals, io);
    io.out(`${write({ facts, file })}\n`);
    return 0;
  },
};
