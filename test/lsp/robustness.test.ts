/** A server that is spoken to badly goes on serving. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./client.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sdesign-lsp-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uri = pathToFileURL(path.join(folder, "a.sdesign")).toString();
const SOURCE = "service A\nservice B\nA -> B\n";

const METHODS = [
  "hover",
  "completion",
  "definition",
  "typeDefinition",
  "implementation",
  "documentHighlight",
  "documentSymbol",
  "foldingRange",
  "selectionRange",
  "documentLink",
  "semanticTokens/full",
  "semanticTokens/range",
  "rename",
  "codeAction",
  "formatting",
  "rangeFormatting",
  "onTypeFormatting",
  "inlayHint",
  "codeLens",
  "signatureHelp",
  "linkedEditingRange",
  "prepareCallHierarchy",
];

const AT = { textDocument: { uri }, newName: "", positions: [], context: { diagnostics: [] }, ch: "}", options: {} };
const PARAMS: readonly unknown[] = [
  null,
  {},
  { textDocument: {} },
  { textDocument: { uri: 3 } },
  { textDocument: { uri: "::" } },
  { textDocument: { uri } },
  { ...AT, position: { line: -5, character: -7 }, range: null },
  { ...AT, position: { line: 1e9, character: 1e9 }, range: { start: { line: 9, character: 9 }, end: { line: -1 } } },
  { ...AT, position: { line: "x", character: null }, range: { start: {}, end: {} }, context: null, newName: 5 },
];

describe("a server that is spoken to badly", { timeout: 120_000 }, () => {
  let client: Client;
  beforeAll(async () => {
    client = await Client.start();
    await client.open(uri, SOURCE);
  });
  afterAll(() => client.process.kill());

  /** What the server knows of the file, which it still answers. */
  const names = async (): Promise<readonly string[]> => {
    const symbols = await client.request<readonly { readonly name: string }[]>("textDocument/documentSymbol", {
      textDocument: { uri },
    });
    return symbols.map(({ name }) => name);
  };
  const ALL = ["A", "B", "A → B"];

  it.each(METHODS)("answers to nonsense: %s", async (method) => {
    // An answer is a result or an error, never silence.
    for (const params of PARAMS) await client.request(`textDocument/${method}`, params).catch(() => {});
    expect(await names()).toEqual(ALL);
    for (const message of client.log.splice(0))
      expect(message).toMatch(/^sdesign could not [\w ]+\. This is a defect of sdesign/);
  });

  it("takes no nonsense for news", async () => {
    for (const method of ["didOpen", "didChange", "didClose", "didSave"]) {
      for (const params of [null, {}, { textDocument: {} }, { textDocument: { uri }, contentChanges: [{}] }]) {
        if (method === "didClose" && params && "contentChanges" in params) continue;
        await client.connection.sendNotification(`textDocument/${method}`, params);
      }
    }
    for (const method of ["didChangeWatchedFiles", "didChangeConfiguration", "didRenameFiles"]) {
      for (const params of [null, {}, { changes: [{}] }, { changes: [{ uri: 5, type: 9 }] }, { files: null }]) {
        await client.connection.sendNotification(`workspace/${method}`, params);
      }
    }
    await client.connection.sendNotification("$/cancelRequest", { id: {} });
    await client.connection.sendNotification("unheard/of", { id: {} });
    await expect(client.request("unheard/of", {})).rejects.toThrow("Unhandled method");
    expect(await names()).toEqual(ALL);
    client.log.splice(0);
  });

  it.each([
    ["no JSON", "Content-Length: 5\r\n\r\n{abc}"],
    ["no message", "Content-Length: 2\r\n\r\n[]"],
    ["nothing", "Content-Length: 4\r\n\r\nnull"],
    ["no length", "Content-Type: x\r\n\r\n"],
    ["a length that is none", "Content-Length: abc\r\n\r\n"],
    ["no header", "hello\r\n\r\n"],
  ])("reads on behind %s", async (_, bytes) => {
    client.process.stdin?.write(bytes);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await names()).toEqual(ALL);
    client.log.splice(0);
  });

  it("begins once", async () => {
    const again = client.request("initialize", { processId: null, rootUri: null, capabilities: {} });
    await expect(again).rejects.toThrow("The session has begun already.");
    expect(await names()).toEqual(ALL);
  });

  it("takes versions as they come, and opens and closes as often as it is told", async () => {
    const change = (version: number, text: string) =>
      client.connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    await change(50, `${SOURCE}service C\n`);
    await change(3, `${SOURCE}service D\n`);
    expect(await names()).toEqual([...ALL, "D"]);
    const textDocument = { uri, languageId: "sdesign", version: 1, text: SOURCE };
    for (let round = 0; round < 100; round++) {
      await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
      await client.connection.sendNotification("textDocument/didOpen", { textDocument });
      await client.connection.sendNotification("textDocument/didOpen", { textDocument });
    }
    expect(await names()).toEqual(ALL);
    expect(client.log).toEqual([]);
  });

  it("survives a storm of requests that are called off", async () => {
    const { CancellationTokenSource } = await import("vscode-jsonrpc/node");
    const asked = Array.from({ length: 200 }, () => {
      const source = new CancellationTokenSource();
      const params = { textDocument: { uri } };
      const answer = client.connection.sendRequest("textDocument/semanticTokens/full", params, source.token);
      source.cancel();
      return answer.then(
        () => "answered",
        (error: Error) => error.message,
      );
    });
    for (const answer of await Promise.all(asked)) expect(answer).toMatch(/answered|cancel/i);
    expect(await names()).toEqual(ALL);
  });
});
