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
  type FindDesignsParams,
  findDesignsRequest,
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
  connection.onRequest(findDesignsRequest, ({ folder }: FindDesignsParams) =>
    [...known.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith(".sdesign")),
  );
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

  it("asks for what could be imported", async () => {
    const { connection, files } = await editor({ "shop/lib.sdesign": "service Edge", "other.sdesign": "service No" }, [
      "shop",
    ]);
    const main = at("shop/main.sdesign");
    await open(connection, main, "service A\nA -> ");
    const offers = async () => {
      const { items } = await connection.sendRequest<{ items: { label: string; additionalTextEdits?: unknown }[] }>(
        "textDocument/completion",
        { textDocument: { uri: main }, position: { line: 1, character: 5 } },
      );
      return items;
    };
    const labels = async () => (await offers()).map(({ label }) => label);
    const start = { line: 0, character: 0 };
    const edit = { range: { start, end: start }, newText: 'import { Edge } from "./lib.sdesign"\n\n' };
    await expect.poll(labels).toEqual(["Edge"]);
    expect(await offers()).toMatchObject([{ additionalTextEdits: [edit] }]);
    files.set(at("shop/more.sdesign"), "service More");
    const changes = [{ uri: at("shop/more.sdesign"), type: 1 }];
    await connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await expect.poll(labels).toEqual(["Edge", "More"]);
    files.delete(at("shop/lib.sdesign"));
    await connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: at("shop/lib.sdesign"), type: 3 }],
    });
    await expect.poll(labels).toEqual(["More"]);
    connection.dispose();
  });

  it("does not wait for an editor that never says which files there are", async () => {
    const { connection } = await editor({}, ["shop"]);
    connection.onRequest(findDesignsRequest, () => new Promise(() => {}));
    const main = at("shop/main.sdesign");
    await open(connection, main, "service A\nservice B\nA -> B");
    const params = { textDocument: { uri: main }, position: { line: 2, character: 6 }, newName: "C" };
    expect(await connection.sendRequest("textDocument/rename", params)).toMatchObject({
      changes: { [main]: [{}, {}] },
    });
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
