/** `sdesign lsp`: the language server for any editor. */

import { parseArgs } from "node:util";
import { type Command, Misuse } from "./cli-command.ts";

export const command: Command = {
  usage: "sdesign lsp --stdio",
  help: "Serves an editor over standard input and output, as the Language Server Protocol says, until they close.",
  async run(args) {
    // Some clients say whose process they are; the library watches it, and ends with it.
    const options = { stdio: { type: "boolean", default: false }, clientProcessId: { type: "string" } } as const;
    const { values } = parseArgs({ args: [...args], options });
    if (!values.stdio) throw new Misuse("The language server speaks over standard input and output: add --stdio.");
    process.stdout.once("error", () => process.exit(1));
    await import("./node.ts");
    // The server decides when the process ends: with the editor's `exit`, or when the streams close.
    return new Promise(() => {});
  },
};
