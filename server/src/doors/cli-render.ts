/** `sdesign render`: a design's diagrams as files. */

import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Layouter, layOut } from "../diagram/layout.ts";
import { palettes, type ThemeName } from "../diagram/palettes.ts";
import type { Drawing } from "../diagram/places.ts";
import { prettyDot } from "../diagram/pretty-dot.ts";
import { prepare } from "../diagram/scene.ts";
import { drawSvg, type SvgOptions } from "../diagram/svg.ts";
import type { Sketch } from "../diagram/views/view.ts";
import { sketchView, viewsOf } from "../diagram/views/views.ts";
import type { Design } from "../model/design.ts";
import { nearest } from "../model/spelling.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { readSubject, sparesDesigns } from "./cli-design.ts";
import { fileNames } from "./cli-file-names.ts";
import { clean, type Io } from "./cli-io.ts";
import { linkBase, sourceLinks } from "./cli-links.ts";
import { Refusal, reasonOf } from "./disk.ts";

interface Options {
  readonly theme: ThemeName;
  readonly scale: number;
  readonly link?: SvgOptions["link"];
}

type Writer = (sketch: Sketch, layouter: Layouter, options: Options) => Promise<string | Uint8Array>;

const drawn = async (sketch: Sketch, layouter: Layouter, { theme }: Options): Promise<string> => {
  const drawing: Drawing = await layOut(sketch.picture, layouter);
  return drawSvg(drawing, { theme });
};

const FORMATS: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  [
    "svg",
    async (sketch, layouter, { theme, link }) =>
      drawSvg(await layOut(sketch.picture, layouter), { theme, ...(link === undefined ? {} : { link }) }),
  ],
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
  [
    "pdf",
    async (sketch, layouter, options) => {
      const svg = await drawn(sketch, layouter, options);
      const { renderPdf } = await import("./pdf.ts");
      const { fallbackFonts } = await import("./fallback-fonts.ts");
      return renderPdf(svg, { title: clean(sketch.picture.title), fonts: await fallbackFonts(svg) });
    },
  ],
]);

/** What nobody wants to see on a terminal. */
const BINARY: ReadonlySet<string> = new Set(["png", "pdf"]);

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
    "  --scale N        pixels of a PNG for each of the drawing, 0.1 to 8, 2 by default",
    "  --links BASE     elements of an SVG lead to their lines: BASE/FILE#L12, FILE's path from the current folder; BASE is",
    "                   an address that begins with https:// or http://, or . for the files from where OUT is",
    "  -o, --output OUT write there instead of to standard output; what is there is replaced",
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
      links: { type: "string" },
      output: { type: "string", short: "o" },
    },
  });
  const all = values.view === "all";
  const output = values.output === undefined ? undefined : path.resolve(io.cwd, values.output);
  if (values.output === "") throw new Misuse("-o names no file.");
  if (all && output === undefined) throw new Misuse("--view all writes several files: name their folder with -o.");
  const format = values.format ?? (all ? "svg" : formatOf(values.output));
  const write = FORMATS.get(format);
  if (!write) throw new Misuse(`There is no format \`${clean(format)}\`: use ${[...FORMATS.keys()].join(", ")}.`);
  if (output === undefined && io.terminal === true && BINARY.has(format)) {
    throw new Misuse(`A terminal shows no ${format.toUpperCase()}: name a file with -o, or pipe it somewhere.`);
  }
  const links = values.links === undefined ? undefined : linkBase(values.links, positionals);
  if (links !== undefined && format !== "svg") throw new Misuse("--links belongs to SVG: --format svg.");
  const subject = await readSubject("render shop.sdesign", positionals, io);
  const { design, facts } = subject;
  if (!all) sparesDesigns(subject, values.output, io);
  const options: Options = {
    theme: themeOf(values.theme),
    scale: scaleOf(values.scale),
    ...(links === undefined ? {} : { link: sourceLinks(subject, links, folderOf(output, all, io), io) }),
  };
  const ids = all ? viewsOf(design).map((view) => view.id) : [values.view];
  const sketches = ids.map((id) => sketchView(facts, id) ?? nothing(id, design));
  const shown = clean(values.output ?? "");
  if (output !== undefined) await fits(output, shown, all);
  const names = fileNames(ids.map((id) => id.replace(/^view:/, "")));
  const { createGraphviz, LayoutFailed } = await import("./graphviz.ts");
  const layouter = createGraphviz();
  for (const [index, sketch] of sketches.entries()) {
    io.progress(`Drawing ${clean(sketch.view.id)} (${index + 1} of ${ids.length})`);
    const result = await write(sketch, layouter, options).catch((error: unknown) => {
      if (!(error instanceof LayoutFailed)) throw error;
      throw new Refusal(`${error.message} Draw a part of it: declare a \`view\` that includes less.`);
    });
    if (output !== undefined) await save(output, shown, all ? `${names[index]}.${format}` : undefined, result);
    else {
      io.progress("");
      if (typeof result === "string") io.out(result);
      else io.outBytes(result);
    }
  }
  io.progress("");
  return 0;
}

/** The folder that a picture is in; the current one where it goes to standard output. */
function folderOf(output: string | undefined, all: boolean, io: Io): string {
  if (output === undefined) return io.cwd;
  return all ? output : path.dirname(output);
}

function formatOf(output: string | undefined): string {
  const ending = path
    .extname(output ?? "")
    .slice(1)
    .toLowerCase();
  if (ending === "" || FORMATS.has(ending)) return ending || "svg";
  throw new Misuse(
    `\`.${clean(ending)}\` is no format that can be drawn: use ${[...FORMATS.keys()].join(", ")}, or say which with --format.`,
  );
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

function nothing(id: string, design: Design): never {
  const ids = viewsOf(design).map((view) => view.id);
  const meant = nearest(id, ids);
  const hint = meant === undefined ? "" : ` Did you mean \`${clean(meant)}\`?`;
  throw new Misuse(
    `There is no view \`${clean(id)}\`.${hint} This design has ${ids.map((known) => `\`${clean(known)}\``).join(", ")}.`,
  );
}

/** Before anything is drawn: a folder where one is wanted, none where a file is. */
async function fits(output: string, shown: string, folder: boolean): Promise<void> {
  const there = await stat(output).catch(() => undefined);
  if (!there || there.isDirectory() === folder) return;
  throw new Refusal(
    folder
      ? `\`${shown}\` is a file: --view all writes several, name a folder for them.`
      : `\`${shown}\` is a folder: name a file in it, or draw every view with --view all.`,
  );
}

async function save(
  output: string,
  shown: string,
  name: string | undefined,
  contents: string | Uint8Array,
): Promise<void> {
  const file = name === undefined ? output : path.join(output, name);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, contents);
  } catch (error) {
    const told = name === undefined ? shown : `${shown}/${name}`;
    throw new Refusal(`\`${told}\` cannot be written (${reasonOf(error)}).`);
  }
}
