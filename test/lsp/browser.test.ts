import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "../../server/src/doors/connection.ts";
import { editorPlatform } from "../../server/src/doors/connection-editor.ts";
import {
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from "../../server/src/service/protocol/read-file.ts";
import type { Sent } from "./conformance.ts";
import { violations } from "./conformance.ts";

// A server without a disk, as in a browser: the editor reads for it, and says which folders there are.

const at = (name: string): string => `vscode-test-web://mount/${name}`;

interface Editor {
  readonly connection: MessageConnection;
  readonly files: Map<string, string>;
  readonly sent: Sent[];
  /** Resolves when a file's diagnostics say just this of its imports. */
  imports(uri: string, ...expected: readonly string[]): Promise<void>;
}

async function editor(files: Record<string, string>, folders: readonly string[]): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  serve(server, (params) => editorPlatform(server, params));
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const known = new Map(Object.entries(files).map(([name, text]) => [at(name), text]));
  const said = new Map<string, readonly string[]>();
  const sent: Sent[] = [];
  connection.onRequest(readFileRequest, (params: ReadFileParams): ReadFileResult => {
    const text = known.get(params.uri);
    return text === undefined ? { refused: "does not exist" } : { text };
  });
  connection.onRequest("client/registerCapability", (params: Record<string, unknown>) => {
    sent.push({ method: "client/registerCapability", part: "params", value: params });
    return null;
  });
  connection.onNotification(
    "textDocument/publishDiagnostics",
    (params: { uri: string; diagnostics: { code: string; message: string }[] }) => {
      sent.push({ method: "textDocument/publishDiagnostics", part: "params", value: params });
      said.set(
        params.uri,
        params.diagnostics.filter(({ code }) => code === "link/import").map(({ message }) => message),
      );
    },
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities: { workspace: { workspaceFolders: true } },
    workspaceFolders: folders.map((name) => ({ name, uri: at(name) })),
  });
  await connection.sendNotification("initialized", {});
  const imports = (uri: string, ...expected: readonly string[]): Promise<void> =>
    expect
      .poll(() => said.get(uri), { timeout: 60_000 })
      .toEqual(expected.map((part) => expect.stringContaining(part)));
  return { connection, files: known, sent, imports };
}

const open = (connection: MessageConnection, uri: string, text: string): Promise<void> =>
  connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "sdesign", version: 1, text },
  });

describe("a server without a disk", () => {
  it("follows the editor's folders", async () => {
    const { connection, imports, sent } = await editor({ "shop/lib.sdesign": "service Edge" }, ["shop/web"]);
    const main = at("shop/web/main.sdesign");
    await open(connection, main, 'import "../lib.sdesign"\nsystem S');
    await imports(main, "is outside of the workspace");
    const folder = (name: string) => ({ name, uri: at(name) });
    const event = { added: [folder("shop")], removed: [folder("shop/web")] };
    await connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await imports(main);
    await connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: event.removed, removed: event.added },
    });
    await imports(main, "is outside of the workspace");
    expect(violations(sent)).toEqual([]);
    connection.dispose();
  });

  it("is told of files that come and go", async () => {
    const { connection, files, imports } = await editor({}, ["shop"]);
    const main = at("shop/main.sdesign");
    await open(connection, main, 'import "./lib.sdesign"\nsystem S');
    await imports(main, "does not exist");
    files.set(at("shop/lib.sdesign"), "service Edge");
    const tell = (type: number) =>
      connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: at("shop/lib.sdesign"), type }],
      });
    await tell(1);
    await imports(main);
    files.delete(at("shop/lib.sdesign"));
    await tell(3);
    await imports(main, "does not exist");
    connection.dispose();
  });
});
