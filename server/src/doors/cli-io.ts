/** What a command may write to and read from; tests hand in their own. */

import type { Paint } from "../lint/report/stylish.ts";
import { decode, Refusal } from "./disk.ts";

export interface Io {
  /** Results go here. */
  out(text: string): void;
  /** Bytes of a result, a picture's. */
  outBytes(bytes: Uint8Array): void;
  /** Everything else goes here, a line at a time. */
  err(line: string): void;
  /** A line that the next one replaces, on terminals alone; empty to take it back. */
  progress(line: string): void;
  /** All of standard input as text; rejects with a `Refusal`. */
  input(): Promise<string>;
  /** Whether results go to a terminal, which takes text alone. */
  readonly terminal?: boolean;
  /** Whether results may be coloured. */
  readonly colours: boolean;
  readonly cwd: string;
}

/**
 * The process's own. A reader that goes away early (`| head`) is no failure: the rest goes nowhere, and the exit code
 * says what it would have said. A result that cannot be written otherwise ends the process with 2.
 */
export function processIo(): Io {
  const { stdout, stderr, stdin, env } = process;
  stderr.on("error", () => {});
  stdout.on("error", ({ code = "for an unknown reason" }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    stderr.write(`sdesign: standard output cannot be written (${code}).\n`);
    process.exit(2);
  });
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0";
  const refused = (env.NO_COLOR ?? "") !== "";
  let shown = false;
  const clear = (): void => {
    if (shown) stderr.write("\r\u001b[2K");
    shown = false;
  };
  return {
    out(text) {
      clear();
      if (!stdout.destroyed) stdout.write(text);
    },
    outBytes(bytes) {
      clear();
      if (!stdout.destroyed) stdout.write(bytes);
    },
    err(line) {
      clear();
      stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!stderr.isTTY) return;
      clear();
      if (line === "") return;
      stderr.write(line.slice(0, Math.max(10, (stderr.columns || 80) - 1)));
      shown = true;
    },
    async input() {
      const chunks: Buffer[] = [];
      for await (const chunk of stdin) chunks.push(chunk as Buffer);
      try {
        return decode(Buffer.concat(chunks));
      } catch (error) {
        throw error instanceof Refusal ? new Refusal(`Standard input ${error.message}.`) : error;
      }
    },
    terminal: stdout.isTTY === true,
    colours: !refused && (forced || stdout.isTTY === true),
    cwd: process.cwd(),
  };
}

/** Text of a user's as one line for a terminal: no control characters, no line ends, nothing that turns text around. */
export function clean(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/g, "");
}

const CODES = { red: 31, yellow: 33, blue: 34, green: 32, dim: 2, bold: 1, underline: 4 } as const;

/** Colours for terminals that have them. */
export function painter(colours: boolean): Paint {
  return (style, text) => (colours ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}
