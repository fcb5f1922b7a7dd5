import { describe, expect, it } from "vitest";
import type { InlayHint } from "vscode-languageserver";
import { Client } from "./client.ts";

const uri = "file:///nowhere/shop.sdesign";
const SOURCE = `system Shop
estimates {
  users = 10M users
  kept = users * size(User) in GB
}
entity User { id uuid [pk] }
api Api { GET / as Get { load: 100 req/s } }
service Backend { serves: Api, capacity: 1k req/s, stores: User }
latency Quick p99 <= 5 ms
`;
const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

const shown = async (client: Client): Promise<readonly string[]> => {
  const hints = await client.request<readonly InlayHint[]>("textDocument/inlayHint", {
    textDocument: { uri },
    range: whole,
  });
  return hints.map(({ position, label }) => `${position.line}:${position.character} ${label}`);
};

describe("figures over stdio", () => {
  it("are hints, explained when they are looked at", async () => {
    const client = await Client.start();
    expect(client.capabilities).toMatchObject({ inlayHintProvider: { resolveProvider: true }, codeLensProvider: {} });
    await client.open(uri, SOURCE);
    expect(await shown(client)).toEqual(["3:33 = 0.16 GB", "5:11 16 B", "6:22 100 req/s", "7:15 10 % of 1,000 req/s"]);
    const line = { start: { line: 3, character: 0 }, end: { line: 3, character: 99 } };
    const [hint] = await client.request<readonly InlayHint[]>("textDocument/inlayHint", {
      textDocument: { uri },
      range: line,
    });
    expect(hint).toMatchObject({ label: "= 0.16 GB", paddingLeft: true });
    expect(hint?.tooltip).toBeUndefined();
    const resolved = await client.request<InlayHint>("inlayHint/resolve", hint);
    expect(resolved.tooltip).toMatchObject({ kind: "markdown", value: expect.stringContaining("**= 0.16 GB**") });
    await client.change(uri, "20", { start: { line: 2, character: 10 }, end: { line: 2, character: 12 } });
    expect((await shown(client))[0]).toBe("3:33 = 0.32 GB");
    expect(client.misshapen).toEqual([]);
    await client.stop();
  });

  it("are lenses, which lead somewhere where the client knows how", async () => {
    const client = await Client.start({ initializationOptions: { showPlaces: "editor.show" } });
    await client.open(uri, SOURCE);
    const lenses = await client.request<readonly Record<string, unknown>[]>("textDocument/codeLens", {
      textDocument: { uri },
    });
    expect(lenses.map(({ command }) => command)).toMatchObject([
      {
        title: "16 B · stored in Backend",
        command: "editor.show",
        arguments: [uri, { line: 5, character: 7 }, [{ uri, range: { start: { line: 7, character: 8 } } }]],
      },
      { title: "1 endpoint · 100 req/s · served by Backend", command: "editor.show" },
    ]);
    expect(client.misshapen).toEqual([]);
    await client.stop();
    const other = await Client.start();
    await other.open(uri, SOURCE);
    const plain = await other.request<readonly Record<string, unknown>[]>("textDocument/codeLens", {
      textDocument: { uri },
    });
    expect(plain[0]?.command).toEqual({ title: "16 B · stored in Backend", command: "" });
    await other.stop();
  });

  it("can be switched off, kind by kind", async () => {
    const client = await Client.start({ capabilities: { workspace: { configuration: true } } });
    client.connection.onRequest("workspace/configuration", ({ items }: { items: readonly { section: string }[] }) =>
      items.map(({ section }) =>
        section === "sdesign.inlayHints"
          ? { estimates: false, sizes: false }
          : section === "sdesign.codeLens"
            ? { enabled: false }
            : null,
      ),
    );
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.open(uri, SOURCE);
    await expect.poll(() => shown(client)).toEqual(["6:22 100 req/s", "7:15 10 % of 1,000 req/s"]);
    expect(await client.request("textDocument/codeLens", { textDocument: { uri } })).toEqual([]);
    await client.stop();
  });
});
