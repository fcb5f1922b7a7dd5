/** `sdesign explain`: why a rule is there, by example. */

import { parseArgs } from "node:util";
import { ruleUrl } from "../lint/rule-url.ts";
import { ruleGroups, rules } from "../lint/rules/index.ts";
import { toolGroups } from "../lint/tool-rules.ts";
import { nearest } from "../model/spelling.ts";
import { type Command, Misuse } from "./cli-command.ts";
import { clean, painter } from "./cli-io.ts";
import { rulePages } from "./package-facts.ts";

export const command: Command = {
  usage: "sdesign explain RULE",
  help: "Says what a rule finds and why it matters, with a design that fails, one that passes, and how to state an exception.",
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
    const [id] = positionals;
    if (id === undefined || positionals.length > 1)
      throw new Misuse("Name one rule, as in `sdesign explain spof/component`.");
    const paint = painter(io.colours);
    const rule = rules.get(id);
    if (!rule) {
      const [name = ""] = id.split("/", 1);
      const tool = toolGroups.find(({ group }) => group === name);
      if (tool) {
        io.out(`${paint("bold", clean(id))}\n\n${tool.doc}\n`);
        return 0;
      }
      const group = /^[^/]+(?:\/\*?)?$/.test(id) ? ruleGroups.find((one) => one.name === name) : undefined;
      if (group) {
        const members = group.rules.map((one) => `  ${one.id}  ${one.documentation.summary}`).join("\n");
        io.out(`${paint("bold", `${name}/*`)}  ${group.doc}\n\n${members}\n`);
        return 0;
      }
      const meant = nearest(id, rules.keys());
      throw new Misuse(
        `There is no rule \`${clean(id)}\`. ${meant ? `Did you mean \`${meant}\`?` : "`sdesign rules` lists them all."}`,
      );
    }
    const { summary, rationale, failing, passing, exception } = rule.documentation;
    const url = ruleUrl(rule.id, rulePages());
    const indented = (text: string): string => text.trim().replace(/^/gm, "    ");
    const facts = [
      rule.severity === "off" ? "off by default" : `${rule.severity} by default`,
      ...(rule.fixable ? ["has a quick fix"] : []),
    ];
    io.out(
      [
        `${paint("bold", rule.id)}  ${paint("dim", facts.join(", "))}`,
        summary,
        rationale.trim(),
        `${paint("red", "Fails:")}\n\n${indented(failing)}`,
        `${paint("green", "Passes:")}\n\n${indented(passing)}`,
        `${paint("bold", "Exception:")} ${exception.trim()}`,
        ...(url === undefined ? [] : [url]),
      ].join("\n\n"),
    );
    io.out("\n");
    return 0;
  },
};
