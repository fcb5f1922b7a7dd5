/** Keeps the server alive: a handler that fails is a defect of the tool, which is logged and answered with nothing. */

import type { Connection } from "vscode-languageserver";
import { ResponseError } from "vscode-languageserver";

export type Guard = <Params extends readonly unknown[], Result>(
  what: string,
  otherwise: Result,
  handler: (...params: Params) => Result | Promise<Result>,
) => (...params: Params) => Promise<Result>;

/** Makes handlers that never fail. Answers that are meant as errors (`ResponseError`) pass. */
export function guardOf(connection: Connection): Guard {
  return (what, otherwise, handler) =>
    async (...params) => {
      try {
        return await handler(...params);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        report(connection, what, error);
        return otherwise;
      }
    };
}

/** Says in the client's log that something failed, with all that is needed to mend it. */
export function report(connection: Connection, what: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  connection.console.error(
    `sdesign could not ${what}. This is a defect of sdesign, not of your design; please report it.\n${detail}`,
  );
}
