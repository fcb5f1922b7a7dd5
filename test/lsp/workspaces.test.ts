import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Client, type Diagnostic } from "./client.ts";

// Designs as they stand in folders: several in one, in several roots, nowhere at all, and changed by somebody else.

const folders: string[] = [];
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sdesign-workspaces-"));
  folders.push(folder);
});
afterAll(() => folders.forEach((one) => void rmSync(one, { recursive: true, force: true })));

const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
const write = (name: string, text: string): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
/** Messages of what does not link. */
const links = (all: readonly Diagnostic[]): string[] =>
  all.filter(({ code }) => /^link\//.test(code)).map(({ message }) => message);

const created = 1;
const changed = 2;
const deleted = 3;
type Event = readonly [name: string, type: number];
const outside = (client: Client, ...events: readonly Event[]): Promise<void> =>
  client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: events.map(([name, type]) => ({ uri: uriOf(name), type })),
  });

/** Waits for a file's diagnostics to say just this of its links. */
async function untilLinks(client: Client, name: string, ...expected: readonly string[]): Promise<void> {
  const fits = (all: readonly Diagnostic[]): boolean => {
    const found = links(all);
    return found.length === expected.length && expected.every((part, index) => found[index]?.includes(part));
  };
  await Promise.race([
    client.diagnostics(uriOf(name), 0, fits),
    new Promise((_, reject) =>
      setTimeout(() => {
        const found = links(client.published.get(uriOf(name))?.diagnostics ?? []);
        reject(new Error(`${name} says ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`));
      }, 60_000),
    ),
  ]);
}

async function end(client: Client): Promise<void> {
  expect(await client.stop()).toBe(0);
  expect(client.log).toEqual([]);
  expect(client.misshapen).toEqual([]);
}

describe("several designs in one folder", () => {
  it("share a library, each with its own view of it", async () => {
    write("sdesign.config.json", "{}");
    write("platform.sdesign", "service Shared { replicas: 2 }\nservice Other { replicas: 2 }\n");
    const client = await Client.start();
    const one = `import "./platform.sdesign"\nsystem One\nactor A\nA -> Shared`;
    const two = `import { Shared } from "./platform.sdesign"\nsystem Two\nactor B\nB -> Shared -> Other`;
    await client.open(uriOf("one.sdesign"), one);
    await client.open(uriOf("two.sdesign"), two);
    await client.open(uriOf("apart.sdesign"), "system Apart\nservice Lonely");
    await untilLinks(client, "one.sdesign");
    await untilLinks(client, "two.sdesign", "`Other`");
    // The library is edited: who imports it hears of it, and nobody else.
    await client.open(uriOf("platform.sdesign"), "service Shared\nservice Other\n");
    await untilLinks(client, "platform.sdesign");
    const apart = client.published.get(uriOf("apart.sdesign"));
    await client.change(uriOf("platform.sdesign"), "service Renamed\nservice Other\n");
    await untilLinks(client, "one.sdesign", "`Shared`");
    await untilLinks(client, "two.sdesign", "declares no `Shared`", "`Shared`", "`Other`");
    expect(client.published.get(uriOf("apart.sdesign"))).toBe(apart);
    const symbols = await client.request<{ name: string }[]>("workspace/symbol", { query: "" });
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(["One", "Two", "Renamed", "Lonely"]));
    await end(client);
  });

  it("re-link only what an edit concerns", () => {
    const workspace = new Workspace({ resolve: (_, to) => `file:///${to.replace("./", "")}` });
    workspace.set("file:///lib", "service Shared\nservice Quiet");
    workspace.set("file:///one", 'import "./lib"\nsystem One\nactor A\nA -> Shared\nA -> A2\nactor A2');
    workspace.set("file:///two", "system Two\nservice B");
    const before = ["one", "two"].map((name) => workspace.linked(`file:///${name}`)!);
    const chunks = before.map((file) => [...file.chunks]);
    workspace.set("file:///lib", "service Shared2\nservice Quiet");
    const after = ["one", "two"].map((name) => workspace.linked(`file:///${name}`)!);
    const relinked = after.map(
      (file, index) => file.chunks.filter((chunk, at) => chunk !== chunks[index]?.[at]).length,
    );
    expect(relinked).toEqual([1, 0]);
  });
});

describe("a file that is gone and there again", () => {
  it("may declare something else, whether or not anybody looked meanwhile", () => {
    for (const looked of [false, true]) {
      const workspace = new Workspace({ resolve: (_, to) => `file:///${to.replace("./", "")}` });
      workspace.set("file:///lib", "service Edge");
      workspace.set("file:///main", 'import "./lib"\nactor A\nA -> Edge');
      const problems = (): string[] =>
        workspace.linked("file:///main")!.chunks.flatMap((chunk) => chunk.problems.map(({ message }) => message));
      expect(problems()).toEqual([]);
      workspace.remove("file:///lib");
      workspace.fail("file:///lib", "does not exist");
      if (looked) expect(problems()).toHaveLength(1);
      workspace.set("file:///lib", "service Gate");
      expect(problems()).toEqual([expect.stringContaining("`Edge`")]);
      workspace.set("file:///lib", "service Edge");
      expect(problems()).toEqual([]);
    }
  });
});

describe("files that somebody else touches", () => {
  it("are followed when they come, change and go", async () => {
    write("sdesign.config.json", "{}");
    const client = await Client.start();
    await client.open(uriOf("main.sdesign"), 'import "./lib.sdesign"\nsystem S\nactor A\nA -> Edge');
    await untilLinks(client, "main.sdesign", "does not exist", "`Edge`");
    write("lib.sdesign", "service Edge");
    await outside(client, ["lib.sdesign", created]);
    await untilLinks(client, "main.sdesign");
    write("lib.sdesign", "service Gate");
    await outside(client, ["lib.sdesign", changed]);
    await untilLinks(client, "main.sdesign", "`Edge`");
    renameSync(path.join(folder, "lib.sdesign"), path.join(folder, "moved.sdesign"));
    await outside(client, ["lib.sdesign", deleted], ["moved.sdesign", created]);
    await untilLinks(client, "main.sdesign", "does not exist", "`Edge`");
    await end(client);
  });

  it("are gone with their folder, of which alone one is told", async () => {
    write("sdesign.config.json", "{}");
    write("parts/deep/lib.sdesign", "service Edge");
    const client = await Client.start();
    await client.open(uriOf("main.sdesign"), 'import "./parts/deep/lib.sdesign"\nsystem S\nactor A\nA -> Edge');
    await untilLinks(client, "main.sdesign");
    rmSync(path.join(folder, "parts"), { recursive: true });
    await outside(client, ["parts", deleted]);
    await untilLinks(client, "main.sdesign", "does not exist", "`Edge`");
    write("parts/deep/lib.sdesign", "service Edge");
    await outside(client, ["parts/deep/lib.sdesign", created]);
    await untilLinks(client, "main.sdesign");
    await end(client);
  });

  it("do not count while they are open, and do again when they are closed", async () => {
    write("sdesign.config.json", "{}");
    write("lib.sdesign", "service OnDisk");
    const client = await Client.start();
    await client.open(uriOf("lib.sdesign"), "service InEditor");
    await client.open(uriOf("main.sdesign"), 'import "./lib.sdesign"\nsystem S\nactor A\nA -> InEditor');
    await untilLinks(client, "main.sdesign");
    rmSync(path.join(folder, "lib.sdesign"));
    await outside(client, ["lib.sdesign", deleted]);
    const version = await client.change(
      uriOf("main.sdesign"),
      'import "./lib.sdesign"\nsystem S\nactor A\nA -> InEditor ',
    );
    await client.diagnostics(uriOf("main.sdesign"), version);
    await untilLinks(client, "main.sdesign");
    await client.close(uriOf("lib.sdesign"));
    await untilLinks(client, "main.sdesign", "does not exist", "`InEditor`");
    await end(client);
  });

  it("say so to who imports them when they are opened with another text than the disk's", async () => {
    write("lib.sdesign", "service Edge");
    const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
    const client = await Client.start({ capabilities });
    const uri = uriOf("main.sdesign");
    await client.open(uri, 'import "./lib.sdesign"\nsystem S\nactor A\nA -> Late');
    const pull = async (): Promise<string[]> => {
      const { items } = await client.request<{ items: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri },
      });
      return links(items);
    };
    expect(await pull()).toEqual([expect.stringContaining("`Late`")]);
    // An editor that was closed with unsaved text opens it again.
    const refreshed = client.refreshed();
    await client.open(uriOf("lib.sdesign"), "service Late");
    await refreshed;
    expect(await pull()).toEqual([]);
    await end(client);
  });

  it("are asked for by globs that name whole folders, too", async () => {
    const registered: unknown[] = [];
    const client = await Client.start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    client.connection.onRequest("client/registerCapability", ({ registrations }: { registrations: unknown[] }) => {
      registered.push(...registrations);
      return null;
    });
    await client.open(uriOf("a.sdesign"), "system S");
    await client.diagnostics(uriOf("a.sdesign"));
    expect(JSON.stringify(registered)).toContain("didChangeWatchedFiles");
    const globs = JSON.stringify(registered);
    expect(globs).toContain("**/*.sdesign");
    expect(globs).toContain('{"globPattern":"**/*","kind":4}');
    await end(client);
  });
});

describe("files that are renamed in the editor", () => {
  const rename = (client: Client, from: string, to: string) =>
    client.request<{ changes?: Record<string, { newText: string }[]> } | null>("workspace/willRenameFiles", {
      files: [{ oldUri: uriOf(from), newUri: uriOf(to) }],
    });

  it("take the imports along, of open files and of those that nobody has opened", async () => {
    write("sdesign.config.json", "{}");
    write("lib.sdesign", 'import "./base.sdesign"\nservice Edge');
    write("base.sdesign", "service Base");
    write("closed.sdesign", 'import "./lib.sdesign"\nsystem Closed');
    const main = 'import "./lib.sdesign"\nsystem S\nactor A\nA -> Edge';
    const client = await Client.start();
    await client.open(uriOf("main.sdesign"), main);
    await untilLinks(client, "main.sdesign");
    const edit = await rename(client, "lib.sdesign", "shared/platform.sdesign");
    const texts = Object.fromEntries(
      Object.entries(edit?.changes ?? {}).map(([uri, edits]) => [
        path.basename(uri),
        edits.map(({ newText }) => newText),
      ]),
    );
    expect(texts).toEqual({
      "main.sdesign": ['"./shared/platform.sdesign"'],
      "closed.sdesign": ['"./shared/platform.sdesign"'],
      "lib.sdesign": ['"../base.sdesign"'],
    });
    // The editor does what it said it would.
    mkdirSync(path.join(folder, "shared"));
    renameSync(path.join(folder, "lib.sdesign"), path.join(folder, "shared/platform.sdesign"));
    write("shared/platform.sdesign", 'import "../base.sdesign"\nservice Edge');
    await client.change(uriOf("main.sdesign"), main.replace("./lib", "./shared/platform"));
    await outside(client, ["lib.sdesign", deleted], ["shared/platform.sdesign", created]);
    await untilLinks(client, "main.sdesign");
    await end(client);
  });

  it("may be folders", async () => {
    write("sdesign.config.json", "{}");
    write("parts/lib.sdesign", 'import "./near.sdesign"\nservice Edge');
    write("parts/near.sdesign", "service Near");
    const client = await Client.start();
    await client.open(uriOf("main.sdesign"), 'import "./parts/lib.sdesign"\nsystem S');
    const edit = await rename(client, "parts", "pieces");
    expect(edit?.changes).toEqual({
      [uriOf("main.sdesign")]: [{ range: expect.anything(), newText: '"./pieces/lib.sdesign"' }],
    });
    await end(client);
  });
});

describe("designs that stand in no folder", () => {
  it("are authored unsaved like any other, and do not mix", async () => {
    const client = await Client.start();
    const [one, two] = ["untitled:Untitled-1", "untitled:Untitled-2"] as const;
    await client.open(one, "system One\nservice A\nactor B\nB -> A");
    await client.open(two, "system Two\nactor C\nC -> A");
    expect(links(await client.diagnostics(one))).toEqual([]);
    expect(links(await client.diagnostics(two))).toEqual([expect.stringContaining("`A`")]);
    expect(await client.request("textDocument/hover", client.at(one, 1, 8))).toMatchObject({
      contents: { value: expect.stringContaining("Called by `B`") },
    });
    const renamed = await client.request<{ changes: Record<string, unknown[]> }>("textDocument/rename", {
      ...client.at(one, 1, 8),
      newName: "Z",
    });
    expect(Object.entries(renamed.changes).map(([uri, edits]) => [uri, edits.length])).toEqual([[one, 2]]);
    await client.close(one);
    expect(client.published.get(two)).toBeDefined();
    await client.diagnostics(one, 0, (all) => all.length === 0);
    await end(client);
  });

  it("may be virtual: what is open is seen, what is not cannot be read", async () => {
    const client = await Client.start();
    const at = (name: string): string => `vscode-vfs://github/owner/project/${name}`;
    await client.open(at("main.sdesign"), 'import "./lib.sdesign"\nsystem S\nactor A\nA -> Edge');
    expect(links(await client.diagnostics(at("main.sdesign"), 1, (all) => links(all).length === 2))).toEqual([
      expect.stringContaining("is not on this machine"),
      expect.stringContaining("`Edge`"),
    ]);
    await client.open(at("lib.sdesign"), "service Edge");
    await client.diagnostics(at("main.sdesign"), 1, (all) => links(all).length === 0);
    const definition = await client.request("textDocument/definition", client.at(at("main.sdesign"), 3, 6));
    expect(definition).toMatchObject({ uri: at("lib.sdesign") });
    const edit = await client.request<{ changes: Record<string, unknown> }>("workspace/willRenameFiles", {
      files: [{ oldUri: at("lib.sdesign"), newUri: at("base.sdesign") }],
    });
    expect(Object.keys(edit.changes)).toEqual([at("main.sdesign")]);
    await end(client);
  });
});

describe("several roots", () => {
  it("have rules of their own, and import nothing of each other", async () => {
    write("shop/sdesign.config.json", '{ "rules": { "trace/open-question": "error" } }');
    write("shop/lib.sdesign", "service Edge");
    write("bank/sdesign.config.json", '{ "rules": { "trace/open-question": "off" } }');
    const client = await Client.start();
    const source = 'import "../shop/lib.sdesign"\nsystem S\nquestion Q';
    await client.open(uriOf("bank/main.sdesign"), source);
    await client.open(uriOf("shop/main.sdesign"), source);
    await untilLinks(client, "bank/main.sdesign", "is outside of the workspace");
    await untilLinks(client, "shop/main.sdesign");
    const loud = await client.diagnostics(uriOf("shop/main.sdesign"), 1, (all) =>
      all.some(({ code }) => code === "trace/open-question"),
    );
    expect(loud.find(({ code }) => code === "trace/open-question")?.severity).toBe(1);
    const quiet = await client.diagnostics(uriOf("bank/main.sdesign"));
    expect(quiet.map(({ code }) => code)).not.toContain("trace/open-question");
    const edit = await client.request("workspace/willRenameFiles", {
      files: [{ oldUri: uriOf("shop/lib.sdesign"), newUri: uriOf("shop/parts/lib.sdesign") }],
    });
    expect(edit).toMatchObject({
      changes: { [uriOf("shop/main.sdesign")]: [{ newText: expect.stringContaining("parts/lib.sdesign") }] },
    });
    await end(client);
  });
});
