import { type BaseLanguageClient, LanguageClient, TransportKind } from "vscode-languageclient/node";
import { type ServerHooks, serverOptionsFor, withoutPopups } from "./client-options.ts";

/**
 * The client of a server that runs as a process: `module` is the path of its bundle, `compiled` a folder in which Node,
 * from its version 22 on, keeps the compiled bundle for the next start.
 */
export function createNodeClient(module: string, compiled: string, hooks: ServerHooks): BaseLanguageClient {
  const run = { module, transport: TransportKind.ipc, options: { env: { NODE_COMPILE_CACHE: compiled } } };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  return withoutPopups(new LanguageClient("sdesign", "sdesign", { run, debug }, serverOptionsFor(hooks)));
}
