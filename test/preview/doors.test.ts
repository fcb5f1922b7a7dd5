import { describe, expect, it, vi } from "vitest";
import { CancellationTokenSource, type Connection } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { createGraphviz } from "../../server/src/doors/graphviz.ts";
import { LayoutSuperseded } from "../../server/src/doors/layout-queue.ts";
import { registerPreview } from "../../server/src/doors/preview.ts";
import { type PanelsResult, panelsResult, previewResult } from "../../server/src/service/protocol.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

const graphviz = createGraphviz();

type Handler = (params: unknown, token?: unknown) => unknown;

/** A server's side of previews, without a connection: requests are calls. */
function serve(source: string, layout: (dot: string, subject: string) => Promise<string> = graphviz) {
  const handlers = new Map<string, Handler>();
  const sent: (readonly [string, unknown])[] = [];
  const asked: string[] = [];
  const later: string[] = [];
  let changed = (): void => {};
  const workspace = workspaceOf(source);
  const document = () => TextDocument.create(mainUri, "sdesign", 1, workspace.text(mainUri) ?? "");
  const connection = {
    onRequest: (method: string, handler: Handler) => handlers.set(method, handler),
    onNotification: (method: string, handler: Handler) => handlers.set(method, handler),
    sendNotification: (method: string, params: unknown) => sent.push([method, params]),
  } as unknown as Connection;
  registerPreview(connection, {
    workspace,
    facts: (design) => factsOf(design),
    version: () => 7,
    positionAt: (_, offset) => document().positionAt(offset),
    offsetAt: (_, position) => document().offsetAt(position),
    onDidChange: (listener) => {
      changed = listener;
    },
    pdf: async (svg, title) => {
      if (svg === "") throw new Error("The diagram could not be drawn as PDF.");
      return btoa(`${title}: ${svg}`);
    },
    layouts: {
      now: (dot, subject) => {
        asked.push(subject);
        return layout(dot, subject);
      },
      later: (dot, subject) => {
        later.push(subject);
        return layout(dot, subject);
      },
    },
  });
  return {
    sent,
    asked,
    later,
    ask: async (method: string, params: unknown, token: unknown = new CancellationTokenSource().token) =>
      handlers.get(`sdesign/${method}`)?.(params, token),
    preview: async (params: object = {}) => {
      const answer = await handlers.get("sdesign/preview")?.(
        { uri: mainUri, ...params },
        new CancellationTokenSource().token,
      );
      const read = previewResult(answer);
      if (!read) throw new Error(`not of the protocol: ${JSON.stringify(answer)}`);
      return read;
    },
    write: (text: string) => {
      workspace.set(mainUri, text);
      changed();
    },
  };
}

const source = "actor Buyer\nservice Backend\nsql_database Store\nBuyer -> Backend -> Store\n";

describe("the picture on request", () => {
  it("comes with its views, version and files", async () => {
    const { svg, ...rest } = await serve(source).preview();
    expect(svg).toMatch(/^<svg /);
    expect(rest).toMatchObject({ version: 7, view: "architecture", files: [mainUri], folded: [], steps: [] });
    expect(rest.views.map(({ id }) => id)).toEqual(["architecture"]);
  });

  it("is not sent twice", async () => {
    const server = serve(source);
    const first = await server.preview();
    const second = await server.preview({ known: first.fingerprint });
    expect(second.svg).toBeUndefined();
    expect(second.fingerprint).toBe(first.fingerprint);
  });

  it("is laid out once for one structure", async () => {
    const server = serve(source);
    await server.preview();
    server.write(source.replace("service Backend", "/// The heart\nservice Backend"));
    await server.preview();
    expect(server.asked).toHaveLength(1);
    server.write(`${source}queue Mails\n`);
    await server.preview();
    expect(server.asked).toHaveLength(2);
  });

  it("tells viewers apart for the queue", async () => {
    const server = serve(source);
    await server.preview({ viewer: "panel 1" });
    expect(server.asked).toEqual([`panel 1 ${mainUri}`]);
  });

  it("stays under a mistake that would lose something, unless it is asked for", async () => {
    const server = serve(source);
    const { fingerprint } = await server.preview();
    server.write(`service Broken {\n  ${source}`);
    const kept = await server.preview({ known: fingerprint });
    expect(kept).toMatchObject({ fingerprint, problem: { kind: "text", kept: true } });
    expect(kept.problem?.message).toMatch(/^Line 1: /);
    expect(kept.svg).toBeUndefined();
    const forced = await server.preview({ known: fingerprint, force: true });
    expect(forced.svg).toBeTruthy();
    expect(forced.problem?.kept).toBe(false);
    const fresh = await server.preview();
    expect(fresh.svg).toBeTruthy();
  });

  it("says what is wrong with the layout, and recovers", async () => {
    let fails = true;
    const server = serve(source, async (dot) => {
      if (fails) throw new Error("The layout took longer than 15 s and was stopped.");
      return graphviz(dot);
    });
    const failed = await server.preview();
    expect(failed.problem).toEqual({
      kind: "layout",
      message: "The layout took longer than 15 s and was stopped.",
      kept: false,
    });
    fails = false;
    expect((await server.preview()).problem).toBeUndefined();
  });

  it.each([
    ["superseded", async () => Promise.reject(new LayoutSuperseded("newer"))],
  ])("ends quietly when %s", async (_, layout) => {
    await expect(serve(source, layout).preview()).rejects.toMatchObject({ code: -32800 });
  });

  it("is refused for files that nobody knows, and for nonsense", async () => {
    const server = serve(source);
    await expect(server.ask("preview", { uri: "file:///other.sdesign" })).rejects.toThrow("not open");
    await expect(server.ask("preview", { view: 3 })).rejects.toThrow("not what the protocol says");
    await expect(server.ask("reveal", {})).rejects.toThrow();
    await expect(server.ask("elementAt", { uri: mainUri, position: { line: -1, character: 0 } })).rejects.toThrow();
  });

  it("says what is empty", async () => {
    expect((await serve("").preview()).empty?.title).toBe("Nothing to draw yet");
  });

  it("survives long titles", async () => {
    const answer = await serve(
      `system S "${"x".repeat(100_000)}"\nservice A "${"y".repeat(100_000)}"\nview V "${"z".repeat(100_000)}"`,
    ).preview();
    expect(answer.title.length).toBeLessThan(500);
  });
});

describe("a thumbnail", () => {
  const views = "actor Buyer\nentity Order { id uuid [pk] }\nservice Backend\nBuyer -> Backend\n";
  type Answer = { readonly fingerprint: string; readonly svg?: string };
  const thumbnail = async (server: ReturnType<typeof serve>, params: object): Promise<Answer> =>
    (await server.ask("thumbnail", { uri: mainUri, ...params })) as Answer;

  it("is an image of its view, sent once", async () => {
    const server = serve(views);
    const first = await thumbnail(server, { view: "data" });
    expect(first.svg).toMatch(/^<svg .*role="img"/s);
    expect(first.svg).not.toMatch(/tabindex|<style/);
    expect(await thumbnail(server, { view: "data", known: first.fingerprint })).toEqual({
      fingerprint: first.fingerprint,
    });
  });

  it("is laid out behind everything that is looked at, and then spares its view the layout", async () => {
    const server = serve(views);
    await thumbnail(server, { view: "data" });
    expect([server.asked, server.later]).toEqual([[], [`${mainUri} data`]]);
    await server.preview({ view: "data" });
    expect(server.asked).toEqual([]);
  });

  it("takes the layout of a picture that is shown", async () => {
    const server = serve(views);
    await server.preview();
    await thumbnail(server, { view: "architecture" });
    expect(server.later).toEqual([]);
  });

  it("never holds up its view", async () => {
    let finish = (): void => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const server = serve(views, async (dot, subject) => {
      if (!subject.startsWith("panel")) await held;
      return graphviz(dot);
    });
    const small = thumbnail(server, { view: "data" });
    expect((await server.preview({ view: "data", viewer: "panel" })).svg).toBeTruthy();
    finish();
    expect((await small).svg).toBeTruthy();
  });

  it.each([
    ["a view that is not there", views, "nothing"],
    ["a view with nothing in it", "", "architecture"],
    [
      "more than anybody would recognise",
      Array.from({ length: 401 }, (_, index) => `entity E${index} { id uuid [pk] }`).join("\n"),
      "data",
    ],
  ])("is none of %s", async (_, text, view) => {
    const server = serve(text);
    expect(await thumbnail(server, { view })).toEqual({ fingerprint: "", svg: "" });
    expect(server.later).toEqual([]);
  });

  it("is none where the layout fails", async () => {
    const server = serve(views, () => Promise.reject(new Error("too slow")));
    expect(await thumbnail(server, { view: "data" })).toEqual({ fingerprint: "", svg: "" });
  });
});

describe("between text and picture", () => {
  it("finds elements both ways", async () => {
    const server = serve(source);
    const { ids } = (await server.ask("elementAt", { uri: mainUri, position: { line: 1, character: 10 } })) as {
      ids: string[];
    };
    expect(ids).toEqual(["Backend"]);
    expect(await server.ask("reveal", { uri: mainUri, id: "Backend" })).toEqual({
      place: {
        uri: mainUri,
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 15 } },
        selection: { start: { line: 1, character: 8 }, end: { line: 1, character: 15 } },
      },
    });
    expect(await server.ask("reveal", { uri: mainUri, id: "Nobody" })).toEqual({});
  });
});

describe("what is exported", () => {
  it("finds the lines of elements", async () => {
    expect(
      await serve(source).ask("lines", { uri: mainUri, ids: ["Backend", "Nobody", "__proto__", "Store"] }),
    ).toEqual({
      lines: [
        { id: "Backend", uri: mainUri, line: 2 },
        { id: "Store", uri: mainUri, line: 3 },
      ],
    });
    await expect(serve(source).ask("lines", { uri: mainUri, ids: "Backend" })).rejects.toThrow();
  });

  it("is drawn as PDF, or says why not", async () => {
    const server = serve(source);
    expect(await server.ask("pdf", { svg: "<svg/>", title: "A shop" })).toEqual({ pdf: btoa("A shop: <svg/>") });
    expect(await server.ask("pdf", { svg: "", title: "" })).toEqual({
      refused: "The diagram could not be drawn as PDF.",
    });
    await expect(server.ask("pdf", { svg: 1 })).rejects.toThrow();
  });
});

describe("changes", () => {
  it("are told once, and only to those who look", async () => {
    vi.useFakeTimers();
    try {
      const server = serve(source);
      server.write(`${source}queue A\n`);
      vi.advanceTimersByTime(100);
      expect(server.sent).toEqual([]);
      await server.preview();
      server.write(`${source}queue B\n`);
      server.write(`${source}queue C\n`);
      vi.advanceTimersByTime(100);
      expect(server.sent).toEqual([["sdesign/previewChanged", { uri: mainUri }]]);
      server.write(`${source}queue C\n\n`);
      await server.ask("previewClosed", { uri: mainUri });
      server.write(`${source}queue D\n`);
      vi.advanceTimersByTime(100);
      expect(server.sent).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("what if", () => {
  const loaded = `actor Buyer
functional Buy "A person can buy" { actor: Buyer }
api Shop { POST /buy { satisfies: Buy, load: 150 req/s } }
service Backend { serves: Shop, replicas: 2, capacity: 100 req/s }
sql_database Store
Buyer -> Backend -> Store`;
  const whatIf = async (down: readonly string[]) =>
    (await serve(loaded).ask("whatIf", { uri: mainUri, down })) as {
      scopes: { title: string; up: boolean; reason?: string }[];
      parts: { id: string; state: string; text: string }[];
    };

  it("names what fails and why", async () => {
    const { scopes, parts } = await whatIf(["Store"]);
    expect(scopes.map(({ title, up, reason }) => [title, up, reason])).toEqual([
      ["The whole system", false, "needs Store"],
      ["A person can buy", false, "needs Store"],
    ]);
    expect(parts.map(({ id, state }) => [id, state])).toEqual([
      ["Backend", "failing"],
      ["Store", "down"],
    ]);
  });

  it("tells what the survivors carry", async () => {
    const { scopes, parts } = await whatIf(["Backend#1"]);
    expect(scopes.every(({ up }) => up)).toBe(true);
    expect(parts).toEqual([{ id: "Backend", state: "strained", text: "1 of 2 up · 150 %" }]);
  });

  it("passes over what it does not know", async () => {
    expect((await whatIf(["Nobody", "__proto__", "Backend#99"])).parts).toEqual([]);
  });
});

describe("the panels", () => {
  it("list numbers and verdicts from where everything else takes them", async () => {
    const text = `actor Buyer
functional Buy "A person can buy" { actor: Buyer, priority: must }
functional Sell "A person can sell"
functional Refund "A person gets money back" { priority: wont }
availability Uptime >= 99.9%
latency Quick p99 <= 100 ms for Buy
security Safe "Nobody else pays"
estimates {
  users = 10k users
  growth = 2k to 8k users/day
  assert users < 5k users "small"
}
api Shop { POST /buy as Order { satisfies: Buy } }
service Backend { serves: Shop, latency: 150 ms }
Buyer -> Backend`;
    const answer = (await serve(text).ask("panels", { uri: mainUri })) as PanelsResult;
    expect(panelsResult(answer)).toEqual(answer);
    expect(answer.estimates.map(({ name, value, range }) => [name, value, range?.text])).toEqual([
      ["users", "10k users", undefined],
      ["growth", "4,000 users/day", "2,000 to 8,000 users/day"],
    ]);
    expect(answer.assertions.map(({ text: said, verdict }) => [said, verdict])).toEqual([
      ["users < 5k users", "fails"],
    ]);
    expect(answer.requirements.map(({ name, verdict, detail }) => [name, verdict, detail])).toEqual([
      ["A person can buy", "fails", "✗ 99.5 % of 99.9 % · ✗ 150 ms of 100 ms · satisfied by Order, Backend"],
      ["A person can sell", "fails", "nothing satisfies it"],
      ["A person gets money back", "none", "below the line"],
      ["Uptime", "fails", "99.5 % of 99.9 % for the whole system"],
      ["Quick", "fails", "150 ms of 100 ms for Buy"],
      ["Nobody else pays", "none", undefined],
    ]);
  });

  it("tell a miss by a hair from what is asked for", async () => {
    const text = `system S
availability Uptime >= 99.9%
service Backend { availability: 99.896% }
actor Buyer
Buyer -> Backend`;
    const answer = (await serve(text).ask("panels", { uri: mainUri })) as PanelsResult;
    expect(answer.requirements.map(({ verdict, detail }) => [verdict, detail])).toEqual([
      ["fails", "99.896 % of 99.9 % for the whole system"],
    ]);
  });
});
