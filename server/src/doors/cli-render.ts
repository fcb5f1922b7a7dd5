/** `sdesign render`: a design's diagrams as files. */

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Drawing, type Layouter, layOut } from "../diagram/layout.ts";
import { palettes, type ThemeName } from "../diagram/palettes.ts";
import { prettyDot } from "../diagram/pretty-dot.ts";
import { prepare } from "../diagram/scene.ts";
import { drawSvg } from "../diagram/svg.ts";
import type { Sketch } from "../diagram/views/view.ts";
import { sketchView, viewsOf } from "../diagram/views/views.ts";
import type { Design } from "../model/design.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { clean, type Io } from "./cli-io.ts";
import { Project } from "./cli-project.ts";
import { Refusal, reasonOf } from "./disk.ts";

interface Options {
  readonly theme: ThemeName;
  readonly scale: number;
}

type Writer = (sketch: Sketch, layouter: Layouter, options: Options) => Promise<string | Uint8Array>;

const drawn = async (sketch: Sketch, layouter: Layouter, { theme }: Options): Promise<string> => {
  const drawing: Drawing = await layOut(sketch.picture, layouter);
  return drawSvg(drawing, { theme });
};

const FORMATS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ["svg", drawn],
  ["dot", async (sketch, _layouter, { theme }) => `${prettyDot(prepare(sketch.picture), palettes[theme])}\n`],
  [
    "png",
    async (sketch, layouter, options) => {
      const svg = await drawn(sketch, layouter, options);
      const { renderPng } = await import("./png.ts");
      const { fallbackFonts } = await import("./fallback-fonts.ts");
      return renderPng(svg, { scale: options.scale, fonts: await fallbackFonts(svg) });
    },
  ],
]);

const THEMES: readonly string[] = Object.keys(palettes);

export const command: Command = {
  usage: "sdesign render FILE [options]",
  help: [
    "Draws a view of the design that a file belongs to; - reads standard input.",
    "",
    "  --view NAME      architecture (by default), data, domains, trace, flow:NAME, process:NAME, or a view of the",
    "                   design by its name; all writes every view into the folder that -o names",
    `  --format FORMAT  ${[...FORMATS.keys()].join(", ")}; by default what OUT ends in, else svg`,
    `  --theme THEME    ${THEMES.join(", ")}; light by default`,
    "  --scale N        pixels of a PNG for each of the drawing, 2 by default",
    "  -o, --output OUT write there instead of to standard output",
  ].join("\n"),
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      view: { type: "string", default: "architecture" },
      format: { type: "string" },
      theme: { type: "string", default: "light" },
      scale: { type: "string", default: "2" },
      output: { type: "string", short: "o" },
    },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new Misuse("Name one file, as in `sdesign render shop.sdesign`.");
  const all = values.view === "all";
  const output = values.output === undefined ? undefined : path.resolve(io.cwd, values.output);
  if (all && output === undefined) throw new Misuse("--view all writes several files: name their folder with -o.");
  const format = values.format ?? (all ? "svg" : formatOf(output));
  const write = FORMATS.get(format);
  if (!write) throw new Misuse(`There is no format \`${clean(format)}\`: use ${[...FORMATS.keys()].join(", ")}.`);
  const options: Options = { theme: themeOf(values.theme), scale: scaleOf(values.scale) };

  const project = new Project(io);
  const [uri = ""] = await project.read([file]);
  const design = project.workspace.design(uri);
  if (!design) throw new Refusal(`\`${clean(file)}\` holds no design.`);
  const facts = project.service.checks.facts(design);
  const { createGraphviz } = await import("./graphviz.ts");
  const layouter = createGraphviz();

  const ids = all ? viewsOf(design).map((view) => view.id) : [values.view];
  for (const [index, id] of ids.entries()) {
    io.progress(`Drawing ${id} (${index + 1} of ${ids.length})`);
    const sketch = sketchView(facts, id);
    if (!sketch) throw new Misuse(noView(id, design));
    const result = await write(sketch, layouter, options);
    if (output === undefined) {
      io.progress("");
      if (typeof result === "string") io.out(result);
      else io.outBytes(result);
    } else {
      await save(all ? path.join(output, `${fileName(sketch.view.id)}.${format}`) : output, result);
    }
  }
  io.progress("");
  return 0;
}

function formatOf(output: string | undefined): string {
  const ending = path.extname(output ?? "").slice(1);
  return FORMATS.has(ending) ? ending : "svg";
}

function themeOf(given: string): ThemeName {
  if (!THEMES.includes(given)) throw new Misuse(`There is no theme \`${clean(given)}\`: use ${THEMES.join(", ")}.`);
  return given as ThemeName;
}

function scaleOf(given: string): number {
  const scale = Number(given);
  if (!(scale >= 0.1 && scale <= 8)) throw new Misuse(`--scale takes a number from 0.1 to 8, not \`${clean(given)}\`.`);
  return scale;
}

function noView(id: string, design: Design): string {
  const known = viewsOf(design).map((view) => `\`${clean(view.id)}\``);
  return `There is no view \`${clean(id)}\`. This design has ${known.join(", ")}.`;
}

/** A view's id as a file's name on every system. */
function fileName(id: string): string {
  return id.replace(/^view:/, "").replace(/[^\p{L}\p{N}_.-]+/gu, "-");
}

async function save(file: string, contents: string | Uint8Array): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  } catch (error) {
    throw new Refusal(`\`${clean(file)}\` cannot be written (${reasonOf(error)}).`);
  }
}
