/** Finds the command that the arguments name, runs it, and turns what goes wrong into an exit code. */

import { nearest } from "../model/spelling.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { clean, type Io } from "./cli-io.ts";
import { Refusal } from "./disk.ts";
import { version } from "./package-facts.ts";

interface Entry {
  readonly summary: string;
  /** Commands are loaded when they are run: a check does not wait for what only drawing needs. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

const COMMANDS: ReadonlyMap<string, Entry> = new Map([
  ["check", { summary: "report what is wrong or worth saying", load: () => import("./cli-check.ts") }],
  ["estimate", { summary: "compute the estimates", load: () => import("./cli-estimate.ts") }],
  [
    "analyze",
    { summary: "compute loads, availability, latency, storage and cost", load: () => import("./cli-analyze.ts") },
  ],
  [
    "what-if",
    { summary: "say what fails with something, and what the survivors carry", load: () => import("./cli-what-if.ts") },
  ],
  ["format", { summary: "lay designs out in the one style", load: () => import("./cli-format.ts") }],
  ["render", { summary: "draw a diagram", load: () => import("./cli-render.ts") }],
  ["export", { summary: "write a report, OpenAPI, SQL, Mermaid or JSON", load: () => import("./cli-export.ts") }],
  ["rules", { summary: "list the rules", load: () => import("./cli-rules.ts") }],
  ["explain", { summary: "explain a rule", load: () => import("./cli-explain.ts") }],
  ["new", { summary: "begin a design from a template", load: () => import("./cli-new.ts") }],
  ["lsp", { summary: "serve an editor", load: () => import("./cli-lsp.ts") }],
]);

/** Runs a command line, without the program's name. Never rejects. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = "", ...rest] = args;
  let command: Command | undefined;
  try {
    if (name === "--version" || name === "-v") {
      io.out(`${version()}\n`);
      return 0;
    }
    if (name === "" || name === "--help" || name === "-h" || name === "help") {
      const [topic] = rest;
      const text = topic === undefined ? overview() : helpOf((await entryOf(topic).load()).command);
      if (name === "") {
        io.err(text);
        return 2;
      }
      io.out(`${text}\n`);
      return 0;
    }
    ({ command } = await entryOf(name).load());
    if (rest.includes("--help") || rest.includes("-h")) {
      io.out(`${helpOf(command)}\n`);
      return 0;
    }
    return await command.run(rest, io);
  } catch (error) {
    return failed(error, name, command, io);
  }
}

function entryOf(name: string): Entry {
  const entry = COMMANDS.get(name);
  if (entry) return entry;
  const meant = nearest(name, COMMANDS.keys());
  const advice = meant === undefined ? "Try `sdesign --help`." : `Did you mean \`${meant}\`?`;
  throw new Misuse(`There is no command \`${clean(name)}\`. ${advice}`);
}

function failed(error: unknown, name: string, command: Command | undefined, io: Io): ExitCode {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? "";
  if (error instanceof Misuse || error instanceof Refusal) io.err(`sdesign: ${error.message}`);
  else if (command && code.startsWith("ERR_PARSE_ARGS")) {
    // Node's own words are about its API from the second sentence or line on.
    const [first = ""] = (error as Error).message.split(/\.?\s*(?:\n|\. )/, 1);
    const [, given = ""] = /^Unknown option '--([^'=]+)/.exec(first) ?? [];
    const meant = nearest(given, optionsOf(command));
    const advice = meant === undefined ? `Try \`sdesign ${name} --help\`.` : `Did you mean \`--${meant}\`?`;
    io.err(`sdesign: ${clean(first)}. ${advice}`);
  } else {
    io.err("sdesign failed. This is a defect of sdesign, not of your design; please report it with what follows.");
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return 2;
}

/** The options that a command's help speaks of, without their dashes. */
function optionsOf({ usage, help }: Command): Iterable<string> {
  return [...`${usage}\n${help}`.matchAll(/--([a-z][a-z-]+)/g)].map(([, option = ""]) => option);
}

function helpOf(command: Command): string {
  return `Usage: ${command.usage}\n\n${command.help}`;
}

function overview(): string {
  const widest = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  const commands = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(widest)}  ${summary}`);
  return [
    "sdesign checks and draws system designs written as text.",
    "",
    "Usage: sdesign COMMAND [arguments]",
    "",
    "Commands:",
    ...commands,
    "",
    "  sdesign COMMAND --help   what a command takes",
    "  sdesign --version        the version",
    "",
    "A path of - reads standard input. Exit codes: 0 nothing to report, 1 findings, 2 wrong usage or failure.",
  ].join("\n");
}
