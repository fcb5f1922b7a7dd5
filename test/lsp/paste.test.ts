import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PasteResult, pasteRequest } from "../../server/src/service/protocol/paste.ts";
import { Client } from "./client.ts";

const FLOWCHART = "graph TD\n  A[Shop] --> B[(Orders)]";

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly edit: { readonly changes: Readonly<Record<string, readonly { readonly newText: string }[]>> };
}

describe("pasted text, over stdio", { timeout: 60_000 }, () => {
  let client: Client;
  const uri = "untitled:shop.sdesign";
  const ask = (line: number, character: number, text: string): Promise<PasteResult> => {
    const at = { line, character };
    return client.request<PasteResult>(pasteRequest, { uri, range: { start: at, end: at }, text });
  };

  beforeAll(async () => {
    client = await Client.start();
    await client.open(uri, `service Shop\ndomain Sales {\n  \n}\n\n${FLOWCHART}\n`);
  });
  afterAll(async () => {
    expect(client.misshapen).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  it("becomes what fits where it goes", async () => {
    expect(await ask(2, 2, "graph TD\nShop --> Orders[(Orders)]")).toEqual({
      offer: {
        name: "Mermaid flowchart",
        text: "// Declared already: Shop\n\n  sql_database Orders\n\n  Shop -> Orders",
      },
    });
  });

  it("stays as it is where it is nothing else, where nothing fits, and in files that nobody opened", async () => {
    expect(await ask(2, 2, "service A")).toEqual({});
    expect(await ask(0, 3, FLOWCHART)).toEqual({});
    const at = { line: 0, character: 0 };
    const other = { uri: "file:///nowhere.sdesign", range: { start: at, end: at }, text: FLOWCHART };
    expect(await client.request(pasteRequest, other)).toEqual({});
  });

  it("refuses what is not in the protocol", async () => {
    await expect(client.request(pasteRequest, { uri, text: 5 })).rejects.toThrow("not what the protocol says");
  });

  it("can be converted where it stands, in any editor", async () => {
    const at = { line: 6, character: 4 };
    const actions = await client.request<readonly Action[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [], only: ["refactor"] },
    });
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ["Convert this Mermaid flowchart to sdesign", "refactor.rewrite"],
    ]);
    expect(actions[0]?.edit.changes[uri]?.[0]?.newText).toBe(
      "// Declared already: Shop\n\nsql_database Orders\n\nShop -> Orders",
    );
  });
});
