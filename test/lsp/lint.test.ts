/** The linter through a connection: settings of the editor, and fixes on save. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { Client, type Diagnostic } from "./client.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sdesign-lint-"));
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const severityOf = (rule: string, diagnostics: readonly Diagnostic[]) =>
  diagnostics.find(({ code }) => code === rule)?.severity;
const ASKS = { workspace: { configuration: true } };

describe("settings of the editor", () => {
  it("count, follow their changes, and give way to a configuration", async () => {
    const client = await Client.start({
      capabilities: ASKS,
      settings: { preset: "strict", rules: { "trace/open-question": "error" } },
    });
    const uri = uriOf("set.sdesign");
    await client.open(uri, "question Q\n");
    await client.diagnostics(uri, 1, (all) => severityOf("trace/open-question", all) === 1);

    client.settings = { preset: "nonsense", rules: { "trace/*": "warning", nonsense: true } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.diagnostics(uri, 1, (all) => severityOf("trace/open-question", all) === 2);

    writeFileSync(path.join(folder, "sdesign.config.json"), '{ "preset": "interview" }');
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("sdesign.config.json"), type: 1 }],
    });
    await client.diagnostics(uri, 1, (all) => severityOf("trace/open-question", all) === 3);
    await client.stop();
    expect(client.log).toEqual([]);
  });
});

describe("pages of the rules", () => {
  it.each([
    [undefined, "/docs/rules/trace/open-question.md"],
    ["https://pages.example/rules", "https://pages.example/rules/trace/open-question.md"],
  ])("are those that the editor brings along, else those beside the server: %s", async (rulePages, page) => {
    const client = await Client.start({ ...(rulePages === undefined ? {} : { initializationOptions: { rulePages } }) });
    const uri = uriOf("pages.sdesign");
    await client.open(uri, "// sdesign-ignore nfr/missing-latency: asked\nquestion Q\n");
    const found = await client.diagnostics(uri, 1, (all) => severityOf("trace/open-question", all) !== undefined);
    const open = found.find(({ code }) => code === "trace/open-question");
    expect(open).toMatchObject({ codeDescription: { href: expect.stringMatching(new RegExp(`${page}$`)) } });
    const links = await client.request<readonly { target: string }[]>("textDocument/documentLink", {
      textDocument: { uri },
    });
    expect(links.map(({ target }) => target)).toEqual([
      expect.stringMatching(new RegExp(`${page.replace("trace/open-question", "nfr/missing-latency")}$`)),
    ]);
    await client.stop();
  });
});

describe("fixing on save", () => {
  const text = "// sdesign-ignore spof/component: idle\nactor A,\nactor B\n";
  interface Action {
    readonly kind: string;
    readonly edit: { readonly changes: Readonly<Record<string, readonly { readonly newText: string }[]>> };
  }

  it("is offered by name, for what changes nothing that the design means", async () => {
    const client = await Client.start();
    expect(client.capabilities.codeActionProvider).toMatchObject({
      codeActionKinds: expect.arrayContaining(["quickfix", "source.fixAll.sdesign"]),
    });
    const uri = uriOf("fix.sdesign");
    const ask = (only?: string[]): Promise<Action[]> =>
      client.request("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], ...(only ? { only } : {}) },
      });
    await client.open(uri, text.replace(",", ""));
    for (const kind of ["source.fixAll.sdesign", "source.fixAll", "source"]) {
      expect(await ask([kind])).toMatchObject([
        { kind: "source.fixAll.sdesign", edit: { changes: { [uri]: [{ newText: "" }] } } },
      ]);
    }
    expect(await ask(["source.fixAll.other"])).toEqual([]);
    for (const { kind } of [...(await ask()), ...(await ask(["quickfix"]))]) expect(kind).toBe("quickfix");

    // A comma too many is a mistake: only that is put right, for who knows what the rest means.
    await client.change(uri, text);
    expect(await ask(["source.fixAll"])).toMatchObject([{ edit: { changes: { [uri]: [{ newText: ";" }] } } }]);
    await client.change(uri, "actor A\n");
    expect(await ask(["source.fixAll"])).toEqual([]);
    await client.stop();
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });
});
