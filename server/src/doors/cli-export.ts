/** `sdesign export`: a design as a document of another kind. */

import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { layOut } from "../diagram/layout.ts";
import { drawSvg } from "../diagram/svg.ts";
import { sketchView, viewsOf } from "../diagram/views/views.ts";
import { designJson } from "../export/design-json.ts";
import { markdown, type ReportPicture } from "../export/markdown.ts";
import { erDiagram, fenced, flowchart, mermaid } from "../export/mermaid.ts";
import { openApi } from "../export/openapi.ts";
import type { Source } from "../export/source.ts";
import { sql } from "../export/sql.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { readSubject, type Subject, sparesDesigns } from "./cli-design.ts";
import { fileNames } from "./cli-file-names.ts";
import { clean, type Io } from "./cli-io.ts";
import { Refusal, reasonOf } from "./disk.ts";

/** A document, and the files beside it by their paths from its folder. */
interface Document {
  readonly text: string;
  readonly beside?: ReadonlyMap<string, string>;
}

/** `output` is the document's file, where there is one. */
type Writer = (source: Source, output: string | undefined, io: Io) => Promise<Document>;

const plain =
  (write: (source: Source) => string): Writer =>
  async (source) => ({ text: write(source) });

const WRITERS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ["markdown", report],
  ["openapi", plain(openApi)],
  ["sql", plain(sql)],
  ["mermaid", plain(mermaid)],
  ["json", plain(designJson)],
]);

export const command: Command = {
  usage: `sdesign export FILE --to ${[...WRITERS.keys()].join("|")} [-o OUT]`,
  help: [
    "Writes the design that a file belongs to as a document of another kind; - reads standard input.",
    "",
    "  --to markdown    a report: requirements, estimates, data, interfaces, architecture, decisions, risks, questions;",
    "                   its diagrams are SVG files beside OUT, or Mermaid without -o",
    "  --to openapi     the APIs as OpenAPI 3.1",
    "  --to sql         the entities as CREATE TABLE, for PostgreSQL and SQLite",
    "  --to mermaid     components and entities as Mermaid, in Markdown",
    "  --to json        the design and all that is computed of it",
    "  -o, --output OUT write there instead of to standard output; what is there is replaced",
  ].join("\n"),
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: "string" }, output: { type: "string", short: "o" } },
  });
  const known = [...WRITERS.keys()].join(", ");
  if (values.to === undefined) throw new Misuse(`Say what to export to, as in \`--to markdown\`: ${known}.`);
  const write = WRITERS.get(values.to);
  if (!write) throw new Misuse(`There is no export to \`${clean(values.to)}\`: use ${known}.`);
  if (values.output === "") throw new Misuse("-o names no file.");
  const subject = await readSubject(`export shop.sdesign --to ${values.to}`, positionals, io);
  sparesDesigns(subject, values.output, io);
  const shown = clean(values.output ?? "");
  const output = values.output === undefined ? undefined : path.resolve(io.cwd, values.output);
  const there = output === undefined ? undefined : await stat(output).catch(() => undefined);
  if (there?.isDirectory()) throw new Refusal(`\`${shown}\` is a folder: name a file in it.`);
  const { text, beside } = await write(sourceOf(subject), output, io);
  io.progress("");
  if (output === undefined) {
    io.out(text);
    return 0;
  }
  for (const [name, contents] of beside ?? []) await save(path.join(path.dirname(output), name), name, contents);
  await save(output, shown, text);
  return 0;
}

function sourceOf({ project, facts, file }: Subject): Source {
  return {
    facts,
    file,
    text: ({ uri, chunk }, { start, end }) =>
      (project.workspace.text(uri)?.slice(chunk.start + start, chunk.start + end) ?? "").replace(/\s+/g, " ").trim(),
  };
}

/** The report with its diagrams: as files in a folder beside it, or inside of it where it has no place of its own. */
async function report(source: Source, output: string | undefined, io: Io): Promise<Document> {
  const { facts } = source;
  if (output === undefined) {
    const blocks: readonly (readonly [string, string])[] = [
      ["Architecture", flowchart(source)],
      ["Data", erDiagram(source)],
    ];
    const shown = blocks.flatMap(([title, block]) => (block === "" ? [] : [{ title, block: fenced(block) }]));
    return { text: markdown(source, shown) };
  }
  const { createGraphviz } = await import("./graphviz.ts");
  const layouter = createGraphviz();
  const views = viewsOf(facts.design);
  const [folder = "", ...names] = fileNames([
    `${path.parse(output).name}-diagrams`,
    ...views.map(({ id }) => id.replace(/^view:/, "")),
  ]);
  const beside = new Map<string, string>();
  const pictures: ReportPicture[] = [];
  for (const [index, { id, title }] of views.entries()) {
    io.progress(`Drawing ${clean(id)} (${index + 1} of ${views.length})`);
    const sketch = sketchView(facts, id);
    if (!sketch) continue;
    const file = `${folder}/${names[index]}.svg`;
    beside.set(file, drawSvg(await layOut(sketch.picture, layouter)));
    pictures.push({ title, file });
  }
  return { text: markdown(source, pictures), beside };
}

async function save(file: string, shown: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new Refusal(`\`${shown}\` cannot be written (${reasonOf(error)}).`);
  }
}
