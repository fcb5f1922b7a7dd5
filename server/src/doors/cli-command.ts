/** What a command of the command line is. */

import type { Io } from "./cli-io.ts";

/** Nothing at the threshold, something at it, or not run as it should. */
export type ExitCode = 0 | 1 | 2;

/** A mistake in the arguments, in words for people. */
export class Misuse extends Error {}

export interface Command {
  readonly usage: string;
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}
