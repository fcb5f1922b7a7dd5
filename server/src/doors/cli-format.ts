/** `sdesign format`: brings designs into the canonical style. */

import { parseArgs } from "node:util";
import { withEdits } from "../service/fix-all.ts";
import type { Command, ExitCode } from "./cli-command.ts";
import type { Io } from "./cli-io.ts";
import { Project, STDIN } from "./cli-project.ts";
import { pathOf, Refusal } from "./disk.ts";
import { rewriteDesign } from "./disk-write.ts";

export const command: Command = {
  usage: "sdesign format [paths…] [--check]",
  help: [
    "Lays designs out in the one style. White space and the separators between statements are all that changes;",
    "comments stay, and so do statements with mistakes in their form. Without a path, every .sdesign below the current",
    "folder; a path of - reads standard input and writes to standard output.",
    "",
    "  --check   change nothing; print the files that would be, and exit with 1 if there are any",
  ].join("\n"),
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { check: { type: "boolean", default: false } },
  });
  const project = new Project(io);
  const uris = await project.read(positionals);
  if (uris.length === 0 && project.unreadable === 0) io.err("sdesign: there are no .sdesign files here.");
  let different = 0;
  for (const uri of uris) {
    const text = project.workspace.text(uri) ?? "";
    const edits = project.service.formatting(uri).map((edit) => ({ ...edit, uri }));
    const formatted = withEdits(text, edits);
    const name = project.name(uri);
    if (formatted !== text) different++;
    if (values.check) {
      if (formatted !== text) io.out(`${name}\n`);
    } else if (name === STDIN) io.out(formatted);
    else if (formatted !== text) {
      write(pathOf(uri), name, text, formatted);
      io.err(`sdesign: formatted ${name}.`);
    }
  }
  const unread = project.unreadable > 0;
  if (!values.check || different === 0) return unread ? 2 : 0;
  io.err(
    `sdesign: ${different === 1 ? "one file is" : `${different} files are`} not formatted: run \`sdesign format\`.`,
  );
  return unread ? 2 : 1;
}

function write(file: string | undefined, name: string, before: string, after: string): void {
  if (file === undefined) return;
  try {
    rewriteDesign(file, before, after);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`\`${name}\` ${error.message}.`) : error;
  }
}
