import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, type Diagnostic } from "./client.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sdesign-lsp-"));
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
const write = (name: string, text: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const rulesOf = (diagnostics: readonly Diagnostic[], group = "link/"): string[] =>
  diagnostics.filter(({ code }) => code?.startsWith(group)).map(({ code }) => code);

const SOURCE = `system Shop
actor Buyer "A person"
service Backend "Ticket service" { replicas: 2 }
Buyer -> Backend
Backend -> Tickets
sql_database Tickets
`;

beforeAll(() => write("work/sdesign.config.json", '{ "rules": { "nfr/*": "off" } }'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the server over stdio", () => {
  it("follows an author: open, edit, ask, close", async () => {
    const client = await Client.start();
    const uri = uriOf("work/shop.sdesign");
    await client.open(uri, SOURCE);
    expect(rulesOf(await client.diagnostics(uri))).toEqual([]);

    const version = await client.change(uri, "Y", {
      start: { line: 3, character: 9 },
      end: { line: 3, character: 10 },
    });
    const broken = await client.diagnostics(uri, version);
    const unknown = broken.find(({ code }) => code === "link/unknown");
    expect(unknown).toMatchObject({
      range: { start: { line: 3, character: 9 }, end: { line: 3, character: 16 } },
      severity: 1,
      source: "sdesign",
      codeDescription: { href: expect.stringContaining("docs/rules") },
    });
    expect(unknown?.message).toContain("`Backend`");

    const actions = await client.request<readonly Record<string, never>[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: unknown?.range,
      context: { diagnostics: [unknown] },
    });
    expect(actions[0]).toMatchObject({
      title: "Change to `Backend`",
      kind: "quickfix",
      isPreferred: true,
      edit: { changes: { [uri]: [{ newText: "Backend", range: unknown?.range }] } },
    });

    const fixed = await client.change(uri, "Backend", {
      start: { line: 3, character: 9 },
      end: { line: 3, character: 16 },
    });
    expect(rulesOf(await client.diagnostics(uri, fixed))).toEqual([]);

    const hover = await client.request<{ contents: { value: string } }>("textDocument/hover", client.at(uri, 3, 11));
    expect(hover.contents.value).toContain("Ticket service");
    const definition = await client.request("textDocument/definition", client.at(uri, 4, 13));
    expect(definition).toEqual({ uri, range: { start: { line: 5, character: 13 }, end: { line: 5, character: 20 } } });
    const offers = await client.request<{ items: { label: string }[] }>(
      "textDocument/completion",
      client.at(uri, 4, 11),
    );
    expect(offers.items.map(({ label }) => label)).toEqual(["Tickets", "Buyer"]);
    const symbols = await client.request<{ name: string }[]>("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols.map(({ name }) => name)).toContain("Tickets");
    const references = await client.request<unknown[]>("textDocument/references", {
      ...client.at(uri, 2, 10),
      context: { includeDeclaration: true },
    });
    expect(references).toHaveLength(3);
    const renamed = await client.request<{ changes: Record<string, unknown[]> }>("textDocument/rename", {
      ...client.at(uri, 2, 10),
      newName: "Server",
    });
    expect(renamed.changes[uri]).toHaveLength(3);
    await expect(client.request("textDocument/rename", { ...client.at(uri, 2, 10), newName: "a b" })).rejects.toThrow(
      "is not a name",
    );
    const tokens = await client.request<{ data: number[] }>("textDocument/semanticTokens/full", {
      textDocument: { uri },
    });
    expect(tokens.data.slice(0, 10)).toEqual([0, 0, 6, 12, 0, 0, 7, 4, 0, 1]);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 5 } };
    const part = await client.request<{ data: number[] }>("textDocument/semanticTokens/range", {
      textDocument: { uri },
      range,
    });
    expect(part.data.length).toBeLessThan(tokens.data.length);
    await client.request("textDocument/documentLink", { textDocument: { uri } });
    const positions = [
      { line: 2, character: 40 },
      { line: 900, character: 0 },
    ];
    expect(await client.request("textDocument/selectionRange", { textDocument: { uri }, positions })).toHaveLength(2);
    const signature = await client.request("textDocument/signatureHelp", client.at(uri, 2, 46));
    expect(signature).toMatchObject({ signatures: [{ label: "replicas: 2" }], activeParameter: 0 });
    expect(await client.request<unknown[]>("textDocument/implementation", client.at(uri, 2, 10))).toEqual([]);
    const [item] = await client.request<{ name: string }[]>("textDocument/prepareCallHierarchy", client.at(uri, 2, 10));
    expect(item?.name).toBe("Backend");
    expect(await client.request("callHierarchy/incomingCalls", { item })).toMatchObject([{ from: { name: "Buyer" } }]);
    expect(await client.request("callHierarchy/outgoingCalls", { item })).toMatchObject([{ to: { name: "Tickets" } }]);
    const folds = await client.request("textDocument/foldingRange", { textDocument: { uri } });
    expect(folds).toEqual([]);
    expect(await client.stop()).toBe(0);
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });

  it("answers pulls, says when nothing has changed, and does not push as well", async () => {
    const client = await Client.start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = uriOf("work/pull.sdesign");
    await client.open(uri, "service A\nA -> B");
    const pull = (previousResultId?: string) =>
      client.request<{ kind: string; resultId: string; items?: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri },
        ...(previousResultId ? { previousResultId } : {}),
      });
    const first = await pull();
    expect(rulesOf(first.items ?? [])).toEqual(["link/unknown"]);
    const again = await pull(first.resultId);
    expect(again).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.change(uri, "service A\nservice B\nA -> B");
    const solved = await pull(first.resultId);
    expect(solved.kind).toBe("full");
    expect(rulesOf(solved.items ?? [])).toEqual([]);
    expect(client.published.has(uri)).toBe(false);
    await client.stop();
  });

  it("reads imports from the disk, within the workspace only", async () => {
    write("work/lib.sdesign", 'import "./deeper/more.sdesign"\nservice Edge\nEdge -> More');
    write("work/deeper/more.sdesign", 'import "../lib.sdesign"\nservice More');
    write("outside.sdesign", "service Secret");
    write("work/binary.sdesign", new Uint8Array([0, 1, 2, 255]));
    write("work/latin.sdesign", new Uint8Array([0x73, 0xe9]));
    symlinkSync(path.join(folder, "outside.sdesign"), path.join(folder, "work/link.sdesign"));
    mkdirSync(path.join(folder, "work/folder.sdesign"));
    const client = await Client.start();
    const uri = uriOf("work/imports.sdesign");
    await client.open(
      uri,
      [
        'import "./lib.sdesign"',
        'import { More } from "./deeper/more.sdesign"',
        'import "../outside.sdesign"',
        'import "./missing.sdesign"',
        'import "./binary.sdesign"',
        'import "./latin.sdesign"',
        'import "./link.sdesign"',
        'import "./folder.sdesign"',
        'import "/etc/passwd"',
        'import "https://example.com/a.sdesign"',
        'import "./imports.sdesign"',
        "service A",
        "A -> Edge",
        "A -> More",
      ].join("\n"),
    );
    const found = await client.diagnostics(uri, 1, (all) => rulesOf(all).length === 9);
    const messages = found.filter(({ code }) => code === "link/import").map(({ message }) => message);
    expect(messages).toEqual([
      "`../outside.sdesign` is outside of the workspace.",
      "`./missing.sdesign` does not exist.",
      "`./binary.sdesign` is not a text file.",
      "`./latin.sdesign` is not UTF-8 text.",
      "`./link.sdesign` is outside of the workspace.",
      "`./folder.sdesign` is a folder.",
      expect.stringContaining("`/etc/passwd` is not a path relative to this file"),
      expect.stringContaining("is not a path relative to this file"),
      "`./imports.sdesign` is this very file: remove the import.",
    ]);
    // A file appears, another changes under our feet.
    write("work/missing.sdesign", "service Found");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("work/missing.sdesign"), type: 1 }],
    });
    await client.diagnostics(uri, 1, (all) => !all.some(({ message }) => message.includes("missing")));
    write("work/lib.sdesign", "service Other");
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("work/lib.sdesign"), type: 2 }],
    });
    await client.diagnostics(uri, 1, (all) => all.some(({ message }) => message.includes("`Edge`")));
    await client.stop();
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });

  it("offers the designs of the workspace as imports", async () => {
    write("near/.git/HEAD", "");
    write("near/lib/edge.sdesign", "service Edge");
    write("near/other.sdesign", "service Other");
    write("near/node_modules/x/not.sdesign", "service Not");
    const client = await Client.start();
    const uri = uriOf("near/main.sdesign");
    await client.open(uri, 'import ""');
    await client.diagnostics(uri);
    const labels = async (): Promise<readonly string[]> => {
      const { items } = await client.request<{ items: { label: string }[] }>(
        "textDocument/completion",
        client.at(uri, 0, 8),
      );
      return items.map(({ label }) => label);
    };
    await expect.poll(labels).toEqual(["./lib/edge.sdesign", "./other.sdesign"]);
    await client.stop();
  });

  it("takes an open file's text before the one on the disk, and the disk's again when it is closed", async () => {
    write("work/shared.sdesign", "service OnDisk");
    const client = await Client.start();
    const main = uriOf("work/user.sdesign");
    const shared = uriOf("work/shared.sdesign");
    await client.open(shared, "service InEditor");
    await client.open(main, 'import "./shared.sdesign"\nservice A\nA -> InEditor');
    expect(rulesOf(await client.diagnostics(main))).toEqual([]);
    await client.close(shared);
    await client.diagnostics(main, 1, (all) => all.some(({ message }) => message.includes("`InEditor`")));
    expect(client.published.get(shared)?.diagnostics).toEqual([]);
    await client.stop();
  });

  it("obeys sdesign.config.json and its changes", async () => {
    const client = await Client.start();
    const uri = uriOf("work/configured.sdesign");
    await client.open(uri, "system S\nactor A\nservice B\nA -> B");
    expect(rulesOf(await client.diagnostics(uri), "nfr/")).toEqual([]);
    write("work/sdesign.config.json", '{ "rules": { "nfr/*": "error", "spof/nothing": "off" } }');
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("work/sdesign.config.json"), type: 2 }],
    });
    const strict = await client.diagnostics(uri, 1, (all) => rulesOf(all, "nfr/").length > 0);
    expect(strict.find(({ code }) => code === "nfr/missing-availability")?.severity).toBe(1);
    const mistakes = await client.diagnostics(uriOf("work/sdesign.config.json"), 0);
    expect(mistakes.map(({ code }) => code)).toEqual(["config/rule"]);
    write("work/sdesign.config.json", '{ "rules": { "nfr/*": "off" } }');
    await client.stop();
  });

  it("outlives bad input and stale positions", async () => {
    const client = await Client.start();
    const uri = uriOf("work/odd.sdesign");
    const texts = [
      "{".repeat(2000),
      "service A { ".repeat(2000),
      'service __proto__ { constructor: "</script>" }\n__proto__ -> toString',
      "\u0000\u0001binary\uffff",
      `/* ${"never closed ".repeat(100)}`,
      "service A {\r  replicas: 2\r\n}\rA -> A",
    ];
    await client.open(uri, "");
    for (const text of texts) {
      const version = await client.change(uri, text);
      await client.diagnostics(uri, version);
      for (const [line, character] of [
        [0, 0],
        [0, 1e6],
        [1e6, 3],
      ] as const) {
        const at = client.at(uri, line, character);
        await client.request("textDocument/hover", at);
        await client.request("textDocument/completion", at);
        await client.request("textDocument/definition", at);
        await client.request("textDocument/documentSymbol", { textDocument: { uri } });
        await client.request("textDocument/foldingRange", { textDocument: { uri } });
        await client.request("textDocument/codeAction", {
          textDocument: { uri },
          range: { start: at.position, end: at.position },
          context: { diagnostics: [] },
        });
      }
    }
    // Ranges that do not exist any more, the wrong way round, and of files that were never opened.
    await client.change(uri, "x", { start: { line: 90, character: 9 }, end: { line: 2, character: 1 } });
    await client.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: uriOf("work/never.sdesign"), version: 7 },
      contentChanges: [{ text: "x" }],
    });
    expect(await client.request("textDocument/hover", client.at(uriOf("work/never.sdesign"), 0, 0))).toBeNull();
    expect(await client.request("textDocument/hover", client.at("untitled:Untitled-1", 0, 0))).toBeNull();
    await client.open("untitled:Untitled-1", 'import "./a.sdesign"\nservice A');
    expect(rulesOf(await client.diagnostics("untitled:Untitled-1"))).toEqual(["link/import"]);
    expect(await client.stop()).toBe(0);
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });

  it("serves clients that can do everything", async () => {
    const client = await Client.start({
      capabilities: {
        workspace: {
          configuration: true,
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true, snippetEditSupport: true },
        },
        textDocument: {
          diagnostic: {},
          completion: { completionItem: { snippetSupport: true } },
          definition: { linkSupport: true },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
          rename: { prepareSupport: true },
          hover: { contentFormat: ["plaintext"] },
        },
      },
    });
    const uri = uriOf("rich/rich.sdesign");
    await client.open(uri, SOURCE);
    await client.request("textDocument/diagnostic", { textDocument: { uri } });
    const hover = await client.request<{ contents: unknown }>("textDocument/hover", client.at(uri, 3, 11));
    expect(hover.contents).toMatchObject({
      kind: "plaintext",
      value: expect.stringContaining("service Backend — Ticket service"),
    });
    const [link] = await client.request<Record<string, never>[]>("textDocument/definition", client.at(uri, 3, 11));
    expect(link).toMatchObject({ targetUri: uri, targetSelectionRange: { start: { line: 2, character: 8 } } });
    await client.request("textDocument/prepareRename", client.at(uri, 3, 11));
    await client.request("textDocument/documentSymbol", { textDocument: { uri } });
    await client.request("textDocument/documentHighlight", client.at(uri, 3, 11));
    expect(await client.request<unknown[]>("workspace/symbol", { query: "tick" })).toHaveLength(2);
    const offers = await client.request<{ items: { label: string; insertTextFormat?: number }[] }>(
      "textDocument/completion",
      client.at(uri, 6, 0),
    );
    expect(offers.items.find(({ label }) => label === "service")?.insertTextFormat).toBe(2);
    const actions = await client.request<{ title: string; edit: { documentChanges?: unknown[] } }[]>(
      "textDocument/codeAction",
      {
        textDocument: { uri },
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } },
        context: { diagnostics: [] },
      },
    );
    const suppress = actions.find(({ title }) => title.startsWith("Ignore `nfr/"));
    expect(suppress?.edit.documentChanges?.[0]).toMatchObject({
      edits: [{ snippet: { kind: "snippet", value: expect.stringContaining("sdesign-ignore") } }],
    });
    await client.stop();
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });

  it("keeps up with an author who types faster than it checks", async () => {
    const client = await Client.start({ capabilities: { textDocument: { diagnostic: {} } } });
    const uri = uriOf("work/fast.sdesign");
    await client.open(uri, "service A\n");
    const pulls: Promise<unknown>[] = [];
    for (let index = 0; index < 100; index++) {
      await client.change(uri, `service B${index}\n`, {
        start: { line: 1, character: 0 },
        end: { line: 1, character: 0 },
      });
      pulls.push(client.request("textDocument/diagnostic", { textDocument: { uri } }).catch(() => undefined));
    }
    await Promise.all(pulls);
    const symbols = await client.request<unknown[]>("textDocument/documentSymbol", { textDocument: { uri } });
    expect(symbols).toHaveLength(101);
    await client.stop();
  });

  it("ends when its editor is gone", async () => {
    const client = await Client.start();
    const ended = new Promise((resolve) => client.process.once("exit", resolve));
    client.process.stdin?.end();
    await ended;
    expect(client.exitCode).not.toBeUndefined();
  });
});
