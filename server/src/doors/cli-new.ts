/** `sdesign new`: a design to begin with. */

import { lstat } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { nearest } from "../model/spelling.ts";
import { type Template, templates, templateText } from "../service/protocol/templates.ts";
import { type Command, Misuse } from "./cli-command.ts";
import { clean } from "./cli-io.ts";
import { projectFile } from "./cli-templates.ts";
import { Refusal } from "./disk.ts";
import { createFile } from "./disk-write.ts";

const widest = Math.max(...templates.map(({ id }) => id.length));
const LIST = templates.map(({ id, title }) => `  ${id.padEnd(widest)}  ${title}`).join("\n");

export const command: Command = {
  usage: "sdesign new TEMPLATE [-o FILE]",
  help: [
    "Writes a design to begin with, to standard output or to a file that is not there yet.",
    "",
    "  -o, --output FILE  write there",
    "  --force            replace the file that is there",
    "",
    "Templates:",
    LIST,
  ].join("\n"),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { output: { type: "string", short: "o" }, force: { type: "boolean", default: false } },
    });
    const template = named(positionals);
    const text = await templateText(template, projectFile);
    if (values.output === undefined) {
      io.out(text);
      return 0;
    }
    const file = path.resolve(io.cwd, values.output);
    const shown = clean(values.output);
    const there = await lstat(file).catch(() => undefined);
    if (there?.isDirectory()) throw new Refusal(`\`${shown}\` is a folder: name a file in it.`);
    if (there && !values.force) throw new Refusal(`\`${shown}\` is there already: name another file, or add --force.`);
    createFile(file, shown, text, values.force);
    io.err(`sdesign: wrote ${shown}.`);
    return 0;
  },
};

function named(positionals: readonly string[]): Template {
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new Misuse(`Name one template:\n${LIST}`);
  const found = templates.find((template) => template.id === id);
  if (found) return found;
  const ids = templates.map((template) => template.id);
  const meant = nearest(id, ids);
  throw new Misuse(
    `There is no template \`${clean(id)}\`. ${meant === undefined ? `There are ${ids.join(", ")}.` : `Did you mean \`${meant}\`?`}`,
  );
}
