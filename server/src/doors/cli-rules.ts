/** `sdesign rules`: every rule with its severity and what it finds. */

import { parseArgs } from "node:util";
import { ruleGroups } from "../lint/rules/index.ts";
import type { Command } from "./cli-command.ts";
import { painter } from "./cli-io.ts";

export const command: Command = {
  usage: "sdesign rules",
  help: "Lists the rules by group: severity in the recommended preset, * where there is a quick fix, what it finds.",
  async run(args, io) {
    parseArgs({ args: [...args], options: {} });
    const paint = painter(io.colours);
    const all = ruleGroups.flatMap((group) => group.rules);
    const widest = Math.max(...all.map((rule) => rule.id.length));
    const blocks = ruleGroups.map(({ name, doc, rules }) => {
      const lines = rules.map(
        ({ id, severity, fixable, documentation }) =>
          `  ${id.padEnd(widest)}  ${severity.padEnd(11)} ${fixable ? "*" : " "}  ${documentation.summary}`,
      );
      return [`${paint("bold", `${name}/`)} ${doc.charAt(0).toLowerCase()}${doc.slice(1)}`, ...lines].join("\n");
    });
    io.out(`${blocks.join("\n\n")}\n`);
    return 0;
  },
};
