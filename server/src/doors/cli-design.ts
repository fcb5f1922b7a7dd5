/** The one design that a command reports on, with its facts. */

import path from "node:path";
import { parseArgs } from "node:util";
import type { Facts } from "../analysis/facts.ts";
import type { Terminal } from "../export/table.ts";
import type { Design } from "../model/design.ts";
import { Misuse } from "./cli-command.ts";
import { clean, type Io, painter } from "./cli-io.ts";
import { Project } from "./cli-project.ts";
import { Refusal, uriOf } from "./disk.ts";

/** Writes a report of its own kind in each format that it knows. */
export type Formats<Report> = ReadonlyMap<string, (report: Report, terminal: Terminal) => string>;

export interface Subject {
  readonly project: Project;
  readonly design: Design;
  readonly facts: Facts;
  readonly uri: string;
  /** The file as people are shown it. */
  readonly file: string;
}

/** Reads the design of one file; says on standard error when parts of it cannot be read. */
export async function readSubject(command: string, positionals: readonly string[], io: Io): Promise<Subject> {
  const [given] = positionals;
  if (given === undefined || positionals.length > 1) {
    throw new Misuse(`Name one file, as in \`sdesign ${command}\`.`);
  }
  const project = new Project(io);
  const uris = await project.read([given]);
  if (uris.length > 1) throw new Misuse(`\`${clean(given)}\` holds ${uris.length} files: name one of them.`);
  const [uri = ""] = uris;
  const design = project.workspace.design(uri);
  if (!design) throw new Refusal(`\`${clean(given)}\` holds no design.`);
  tellOfMistakes(project, design, io);
  return { project, design, facts: project.service.checks.facts(design), uri, file: project.name(uri) };
}

/**
 * Makes sure that a result does not take the place of a design, whose text would be lost.
 * @param output the path that was given, if one was
 */
export function sparesDesigns({ project }: Subject, output: string | undefined, io: Io): void {
  if (output === undefined) return;
  const file = path.resolve(io.cwd, output);
  if (path.extname(file) !== ".sdesign" && !project.workspace.has(uriOf(file))) return;
  throw new Misuse(`\`${clean(output)}\` would be a design no longer: name another file.`);
}

/** What is computed of a broken design is computed of the rest of it: nobody should take that for the whole. */
function tellOfMistakes(project: Project, design: Design, io: Io): void {
  const { workspace } = project;
  const broken = design.files.filter((uri) => {
    const linked = workspace.linked(uri);
    const unread = workspace.source(uri)?.chunks.some(({ problems }) => problems.length > 0);
    const unlinked = linked?.chunks.some(({ problems }) => problems.some(({ severity }) => severity === "error"));
    return unread === true || unlinked === true || (linked?.importProblems.length ?? 0) > 0;
  });
  for (const uri of broken) {
    const file = project.name(uri);
    io.err(`sdesign: parts of ${file} have mistakes and may be missing here. \`sdesign check ${file}\` says which.`);
  }
}

export interface Asked<Report> {
  readonly positionals: readonly string[];
  readonly write: (report: Report) => string;
  readonly down: readonly string[];
}

/** The arguments of a report: a file, `--format`, and `--down` where the command takes it. */
export function askedFor<Report>(
  args: readonly string[],
  formats: Formats<Report>,
  io: Io,
  takesDown = false,
): Asked<Report> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "table" },
      down: { type: "string", multiple: true, default: [] },
    },
  });
  const { format, down } = values;
  if (down.length > 0 && !takesDown) throw new Misuse("`--down` belongs to `sdesign what-if`.");
  const write = formats.get(format);
  if (!write) throw new Misuse(`There is no format \`${clean(format)}\`: use ${[...formats.keys()].join(", ")}.`);
  const terminal: Terminal = { paint: painter(io.colours), clean };
  return { positionals, write: (report) => write(report, terminal), down };
}
