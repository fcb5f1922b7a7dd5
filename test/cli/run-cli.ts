/** The command line in a test: files by name, arguments, what comes out where. */

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../server/src/doors/cli-run.ts";

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What went to standard output as bytes. */
  readonly bytes: Uint8Array;
  /** Standard output as JSON. */
  json<Shape>(): Shape;
  /** What the folder holds afterwards, by path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Surroundings {
  readonly files?: Readonly<Record<string, string>>;
  /** Does more to the folder before the run. */
  readonly prepare?: (folder: string) => void;
  /** A folder below it, to run the command in. */
  readonly below?: string;
  readonly input?: string;
  readonly colours?: boolean;
  readonly terminal?: boolean;
  /** Where it is run; by default a folder of its own that holds the files. */
  readonly cwd?: string;
}

/** Runs a command line. */
export async function sdesign(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const folder = mkdtempSync(path.join(tmpdir(), "sdesign-"));
  try {
    for (const [name, text] of Object.entries(surroundings.files ?? {})) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    surroundings.prepare?.(folder);
    let out = "";
    let err = "";
    const bytes: Uint8Array[] = [];
    const code = await run(args, {
      out: (text) => {
        out += text;
      },
      outBytes: (part) => {
        bytes.push(part);
      },
      err: (line) => {
        err += `${line}\n`;
      },
      progress: () => {},
      input: async () => surroundings.input ?? "",
      colours: surroundings.colours ?? false,
      terminal: surroundings.terminal ?? false,
      cwd: surroundings.cwd ?? path.join(folder, surroundings.below ?? ""),
    });
    return { code, out, err, bytes: Buffer.concat(bytes), json: () => JSON.parse(out), files: contents(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(folder, file).split(path.sep).join("/"), readFileSync(file, "utf8")];
    }),
  );
}

/** Runs a command on one design, `design.sdesign`. */
export function sdesignOn(source: string, ...args: readonly string[]): Promise<Ran> {
  const [command = "", ...rest] = args;
  return sdesign([command, "design.sdesign", ...rest], { files: { "design.sdesign": source } });
}
