import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "./client.ts";

const SOURCE = `kind lambda: function
actor   Buyer
lambda Backend { replicas: 2 }
worker Mailer
Buyer -> Backend -> Mailer
Mailer   ->   Backend
`;

interface Edit {
  readonly newText: string;
}

describe("the server helps to write, over stdio", () => {
  let client: Client;
  const uri = "untitled:shop.sdesign";

  beforeAll(async () => {
    client = await Client.start({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
    await client.open(uri, SOURCE);
  });
  afterAll(async () => {
    expect(client.misshapen).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  it("says that it can", () => {
    expect(client.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: ["\n"] },
      linkedEditingRangeProvider: true,
      typeDefinitionProvider: true,
      codeActionProvider: { codeActionKinds: expect.arrayContaining(["refactor.rewrite", "refactor.extract"]) },
    });
  });

  it("lays text out", async () => {
    const options = { tabSize: 2, insertSpaces: true };
    const whole = await client.request("textDocument/formatting", { textDocument: { uri }, options });
    expect(whole).toEqual([
      { range: { start: { line: 1, character: 6 }, end: { line: 1, character: 8 } }, newText: "" },
      { range: { start: { line: 5, character: 7 }, end: { line: 5, character: 9 } }, newText: "" },
      { range: { start: { line: 5, character: 12 }, end: { line: 5, character: 14 } }, newText: "" },
    ]);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const part = await client.request<Edit[]>("textDocument/rangeFormatting", {
      textDocument: { uri },
      range,
      options,
    });
    expect(part).toHaveLength(1);
    const typed = await client.request("textDocument/onTypeFormatting", {
      ...client.at(uri, 2, 30),
      ch: "}",
      options,
    });
    expect(typed).toEqual([]);
  });

  it("renames with the version that it is for", async () => {
    const renamed = await client.request("textDocument/rename", { ...client.at(uri, 2, 8), newName: "Server" });
    expect(renamed).toMatchObject({
      documentChanges: [{ textDocument: { uri, version: 1 }, edits: [1, 2, 3].map(() => ({ newText: "Server" })) }],
    });
    await expect(client.request("textDocument/rename", { ...client.at(uri, 2, 8), newName: "Buyer" })).rejects.toThrow(
      "declared already",
    );
  });

  it("leads to kinds, and knows which names belong together", async () => {
    const kind = await client.request("textDocument/typeDefinition", client.at(uri, 2, 8));
    expect(kind).toEqual({ uri, range: { start: { line: 0, character: 5 }, end: { line: 0, character: 11 } } });
    expect(await client.request("textDocument/linkedEditingRange", client.at(uri, 5, 2))).toBeNull();
  });

  it("offers refactorings, and only those that are asked for", async () => {
    const ask = (only?: readonly string[]) =>
      client.request<readonly { title: string; kind: string; edit: unknown }[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: { line: 4, character: 18 }, end: { line: 4, character: 18 } },
        context: { diagnostics: [], ...(only ? { only } : {}) },
      });
    const rewrites = await ask(["refactor"]);
    expect(rewrites.map(({ title }) => title)).toContain("Make it asynchronous: put a queue in front of `Mailer`");
    expect(rewrites.every(({ kind }) => kind === "refactor.rewrite")).toBe(true);
    expect(rewrites[0]?.edit).toMatchObject({ documentChanges: [{ textDocument: { uri, version: 1 } }] });
    expect((await ask(["refactor.extract"])).length).toBe(0);
    expect((await ask(["quickfix"])).every(({ kind }) => kind === "quickfix")).toBe(true);
  });

  it("asks for a better name than the one that it made up, where the client can", async () => {
    const codeAction = { dataSupport: true, resolveSupport: { properties: ["edit"] } };
    const other = await Client.start({
      capabilities: { textDocument: { codeAction } },
      initializationOptions: { rename: "editor.rename" },
    });
    const api = "untitled:api.sdesign";
    await other.open(api, "service S\napi Shop {\n  GET /a as A\n  GET /b as B\n}\n");
    const [action] = await other.request<readonly unknown[]>("textDocument/codeAction", {
      textDocument: { uri: api },
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } },
      context: { diagnostics: [], only: ["refactor.extract"] },
    });
    expect(await other.request("codeAction/resolve", action)).toMatchObject({
      title: "Extract `A` to an API",
      command: { command: "editor.rename", arguments: [api, { line: 5, character: 4 }] },
    });
    expect(await other.stop()).toBe(0);
  });

  it("changes imports along with the files that they lead to, open or not", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sdesign-move-"));
    try {
      mkdirSync(path.join(folder, ".git"));
      writeFileSync(path.join(folder, "main.sdesign"), 'actor A\nimport "./lib.sdesign"\n');
      writeFileSync(path.join(folder, "lib.sdesign"), "service Edge\n");
      const at = (name: string): string => pathToFileURL(path.join(folder, name)).href;
      const files = [{ oldUri: at("lib.sdesign"), newUri: at("parts/lib.sdesign") }];
      expect(await client.request("workspace/willRenameFiles", { files })).toEqual({
        documentChanges: [
          {
            textDocument: { uri: at("main.sdesign"), version: null },
            edits: [
              {
                range: { start: { line: 1, character: 7 }, end: { line: 1, character: 22 } },
                newText: '"./parts/lib.sdesign"',
              },
            ],
          },
        ],
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("imports names of files that nobody has opened", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sdesign-import-"));
    try {
      mkdirSync(path.join(folder, ".git"));
      writeFileSync(path.join(folder, "lib.sdesign"), 'service Edge "Front door" { replicas: 2 }\n');
      const at = (name: string): string => pathToFileURL(path.join(folder, name)).href;
      const main = at("main.sdesign");
      const start = { line: 0, character: 0 };
      const edit = { range: { start, end: start }, newText: 'import { Edge } from "./lib.sdesign"\n\n' };
      const edge = { label: "Edge", detail: "Front door · service", labelDetails: { description: "./lib.sdesign" } };
      for (const lazy of [false, true]) {
        const completionItem = {
          labelDetailsSupport: true,
          ...(lazy ? { resolveSupport: { properties: ["documentation", "additionalTextEdits"] } } : {}),
        };
        const other = await Client.start({ capabilities: { textDocument: { completion: { completionItem } } } });
        await other.open(main, "service A\nservice B\nA -> ");
        type Item = Readonly<Record<string, unknown>> & { readonly label: string };
        const ask = () =>
          other.request<{ isIncomplete: boolean; items: Item[] }>("textDocument/completion", other.at(main, 2, 5));
        await expect.poll(async () => (await ask()).isIncomplete).toBe(false);
        const { items } = await ask();
        expect(items).toMatchObject([{ label: "B" }, edge]);
        expect(items[1]?.additionalTextEdits).toEqual(lazy ? undefined : [edit]);
        const resolved = await other.request<Item>("completionItem/resolve", items[1]);
        expect(resolved).toMatchObject({ ...edge, additionalTextEdits: [edit] });
        const own = await other.request<{ documentation: { value: string } }>("completionItem/resolve", items[0]);
        expect(own.documentation.value).toContain("`B`");
        await other.change(main, "service A\nA -> Edge\n");
        const found = await other.diagnostics(main, 2, (all) => all.some(({ code }) => code === "link/unknown"));
        const unknown = found.find(({ code }) => code === "link/unknown");
        const actions = await other.request<readonly { title: string; edit: unknown }[]>("textDocument/codeAction", {
          textDocument: { uri: main },
          range: unknown?.range,
          context: { diagnostics: [unknown] },
        });
        expect(actions[0]).toMatchObject({
          title: "Import `Edge` from ./lib.sdesign",
          edit: { changes: { [main]: [edit] } },
        });
        expect(await other.stop()).toBe(0);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("moves declarations to a new file, for those who can make one, in files that nobody has opened too", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "sdesign-split-"));
    try {
      mkdirSync(path.join(folder, ".git"));
      writeFileSync(path.join(folder, "root.sdesign"), 'import { Edge } from "./lib.sdesign"\nactor A\nA -> Edge\n');
      const at = (name: string): string => pathToFileURL(path.join(folder, name)).href;
      const lib = at("lib.sdesign");
      const creating = { documentChanges: true, resourceOperations: ["create"] };
      const ask = async (workspaceEdit: unknown, codeAction: unknown = {}, triggerKind = 1) => {
        const other = await Client.start({
          capabilities: { workspace: { workspaceEdit }, textDocument: { codeAction } },
        });
        await other.open(lib, "service Edge\nservice Other\n");
        const actions = await other.request<readonly { title: string; kind: string; edit?: unknown }[]>(
          "textDocument/codeAction",
          {
            textDocument: { uri: lib },
            range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } },
            context: { diagnostics: [], only: ["refactor.move"], triggerKind },
          },
        );
        const [action] = actions;
        const resolved = action && (await other.request<unknown>("codeAction/resolve", action));
        const references = await other.request<readonly { uri: string }[]>("textDocument/references", {
          ...other.at(lib, 0, 10),
          context: { includeDeclaration: false },
        });
        expect(references.map(({ uri: one }) => one)).toEqual([at("root.sdesign"), at("root.sdesign")]);
        expect(await other.stop()).toBe(0);
        return { actions, resolved };
      };
      expect((await ask({ documentChanges: true })).actions).toEqual([]);
      // An editor that asks at every step of the cursor is not kept waiting.
      expect((await ask(creating, {}, 2)).actions).toEqual([]);
      const start = { line: 0, character: 0 };
      const edit = {
        documentChanges: [
          { kind: "create", uri: at("edge.sdesign"), options: { overwrite: false, ignoreIfExists: false } },
          {
            textDocument: { uri: at("edge.sdesign"), version: null },
            edits: [{ range: { start, end: start }, newText: "service Edge\n" }],
          },
          {
            textDocument: { uri: at("root.sdesign"), version: null },
            edits: [
              {
                range: { start: { line: 0, character: 21 }, end: { line: 0, character: 36 } },
                newText: '"./edge.sdesign"',
              },
            ],
          },
          {
            textDocument: { uri: lib, version: 1 },
            edits: [{ range: { start, end: { line: 1, character: 0 } }, newText: 'import "./edge.sdesign"\n\n' }],
          },
        ],
      };
      const title = "Move `Edge` to a new file";
      expect((await ask(creating)).actions).toEqual([{ title, kind: "refactor.move", edit }]);
      const lazy = await ask(creating, { dataSupport: true, resolveSupport: { properties: ["edit"] } });
      expect(lazy.actions[0]?.edit).toBeUndefined();
      expect(lazy.resolved).toMatchObject({ title, edit });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
