import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/lint/rules/index.ts";
import { plainText } from "../../server/src/lint/snippet.ts";
import { Checks } from "../../server/src/service/checks.ts";
import type { FileEdit } from "../../server/src/service/diagnostics.ts";
import { questions } from "../../server/src/service/guide/questions.ts";
import { homes, steps } from "../../server/src/service/guide/steps.ts";
import { type Guide, type GuideInput, guideOf, guideSkeleton } from "../../server/src/service/guide.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

const samples = path.join(import.meta.dirname, "../../samples");
const sample = (name: string): string => readFileSync(path.join(samples, name), "utf8");

function inputOf(source: string, others: Readonly<Record<string, string>> = {}): GuideInput {
  const workspace = workspaceOf(source, others);
  const checks = new Checks(workspace);
  const design = workspace.design(mainUri);
  if (!design) throw new Error("no design");
  return { facts: checks.facts(design), findings: checks.of(mainUri), sources: workspace, uri: mainUri };
}

const guide = (source: string): Guide => guideOf(inputOf(source));

const signs = { done: "x", open: "o", questionable: "?" } as const;

/** A step's items as one reads them: `o Latency: no target`. */
function read(source: string, step: string): string[] {
  const found = guide(source).steps.find(({ id }) => id === step);
  return (found?.items ?? []).map(({ state, title, detail }) => `${signs[state]} ${title}: ${detail}`);
}

/** A text after edits, its placeholders filled with what they suggest. */
function applied(text: string, edits: readonly FileEdit[] | undefined): string {
  let result = text;
  const known = edits?.map((edit, index) => ({ ...edit, text: index === 0 ? plainText(edit.text) : edit.text })) ?? [];
  for (const { range, text: added } of known.sort((one, other) => other.range.start - one.range.start)) {
    result = result.slice(0, range.start) + added + result.slice(range.end);
  }
  return result;
}

const inserted = (source: string, id: string, note = false): string =>
  applied(source, guideSkeleton(inputOf(source), id, note));

const syntaxErrors = (source: string): string[] =>
  (workspaceOf(source).source(mainUri)?.chunks ?? []).flatMap((chunk) => chunk.problems.map(({ message }) => message));

const base = `system Shop "Sells tickets"
actor Buyer
requirements {
  functional Find "A person can find events" { actor: Buyer }
  functional Buy "A person can buy a ticket" { actor: Buyer }
  functional Chat "A person can chat" { actor: Buyer, priority: wont }
}
`;

describe("what the guide says", () => {
  it.each<[source: string, step: string, expected: readonly string[]]>([
    ["", "requirements", ["o Purpose: what is the system for?", "o Users: who will use it, and its results?"]],
    [base, "requirements", ["x Purpose: Sells tickets", "x Users: Buyer"]],
    [base, "requirements", ["x Functional requirements: 2 musts, 1 below the line"]],
    [base, "requirements", ["o Latency: no target: which p99 for reads?"]],
    [base, "requirements", ["o Read/write ratio: unknown: read-heavy or write-heavy?"]],
    [`${base}latency Fast p99 <= 500 ms for Buy`, "requirements", ["x Latency: p99 ≤ 500 ms for Buy"]],
    [`${base}latency Fast <= 500 ms`, "requirements", ["? Latency: ≤ 500 ms; 1 finding"]],
    [`${base}latency Fast "quick"`, "requirements", ["? Latency: quick; 1 finding"]],
    [`${base}throughput T >= 1 req/s { ratio: 10:1 }`, "requirements", ["x Read/write ratio: 10:1 (T)"]],
    [`${base}throughput T >= 1 req/s { pattern: spiky }`, "requirements", ["x Peaks: spiky (T)"]],
    [
      `${base}api A { GET /a { load: 30 req/s }\n POST /a { load: 10 req/s } }`,
      "requirements",
      ["x Read/write ratio: 75 % reads"],
    ],
    [`${base}question Hold "How long?"`, "requirements", ["? How long?: open question"]],
    [base, "interface", ["o API: nothing can be called yet", "o Find: no API serves it", "o Buy: no API serves it"]],
    [
      `${base}api A { POST /ticket { satisfies: Buy } }`,
      "interface",
      ["x API: A: 1 endpoint", "x Requirements: 1 of 2 musts answered", "o Find: no API serves it"],
    ],
    [`${base}api A { POST /a }\nservice B`, "interface", ["o Served by: nothing serves A; 1 finding"]],
    [`${base}api A { POST /a }\nservice B { serves: A }`, "interface", ["x Served by: B"]],
    [base, "estimates", ["o Traffic: how many reads and writes a second?"]],
    ["estimates { users = 2M users }", "estimates", ["x Users: 2M users (users)"]],
    ["estimates { kept = 3 MB * 1000 }", "estimates", ["x Storage: 3 GB (kept)"]],
    ["estimates { out = 3 MB/s }", "estimates", ["x Bandwidth: 3 MB/s (out)"]],
    ["estimates { a = 3\n assert a < 2 }", "estimates", ["? Assertions: 1 comparison that must hold; 1 finding"]],
    ["entity E { id uuid [pk] }", "data", ["x Entities: E", "x Sizes: every field has one", "o Growth: unknown of E"]],
    ["entity E { id uuid [pk], rows: 5 }", "data", ["x Growth: known of the entity"]],
    ["entity E { id uuid [pk]\n t text }\nentity F", "data", ["? Sizes: unknown of E, F"]],
    ["entity E { id uuid [pk] }\nentity F { e uuid -> E }", "data", ["x Relations: 1 reference"]],
    ["entity E { id uuid [pk] }\nsql_database D", "data", ["o Stored in: nothing stores E; 1 finding"]],
    [base, "drawing", ["o Components: nothing is drawn yet"]],
    [`${base}service B\nBuyer -> B`, "drawing", ["x Way in: B", "o Flows: no request is walked through"]],
    [`${base}flow F { satisfies: Buy }`, "drawing", ["x Flows: 1 flow, none for Find"]],
    ["decision D { option A\n option B }", "details", ["? Decisions: D; 1 finding"]],
    ['decision D { option A\n option B\n chosen: A, because: "x" }', "details", ["x Decisions: D"]],
    ["", "bottlenecks", ["o Single points of failure: nothing to look at yet", "o Overload: no load is known"]],
    ["actor A\nservice B\nsql_database C\nA -> B -> C", "bottlenecks", ["? Single points of failure: 2"]],
    [
      "actor A\nservice B { managed: true, availability: 99.9% }\nA -> B\navailability Up >= 99.99%",
      "bottlenecks",
      ["? Availability target: 99.9 % of 99.99 %; 1 finding"],
    ],
  ])("%s: %s", (source, step, expected) => {
    const all = read(source, step);
    expect(all, source).toEqual(expect.arrayContaining([...expected]));
  });

  it("leads to each place", () => {
    const source = "actor A\nservice B\nsql_database C\nA -> B -> C";
    const item = guide(source)
      .steps.at(-1)
      ?.items.find(({ id }) => id === "bottlenecks:single-points");
    const texts = item?.parts.map(({ place }) => source.slice(place.range.start, place.range.end));
    expect(texts).toEqual(["B", "C"]);
  });

  it("gathers what there is too much of", () => {
    const many = Array.from({ length: 9 }, (_, index) => `question Q${index} "Why ${index}?"`).join("\n");
    const item = guide(many).steps[0]?.items.find(({ id }) => id === "question:*");
    expect(item).toMatchObject({ title: "9 open questions", state: "questionable" });
    expect(item?.parts).toHaveLength(9);
    expect(item?.skeleton).toBeUndefined();
  });

  it("is at the first step with something open, and says what cannot be read", () => {
    expect(guide("").current).toBe("requirements");
    expect(guide(sample("ticketmaster.sdesign")).current).toBe("bottlenecks");
    const broken = guide("service A {\nB -> Unknown\n");
    expect(broken.mistakes.map(({ detail }) => detail)).toEqual([
      expect.stringContaining("never closed"),
      expect.stringContaining("`B`"),
      expect.stringContaining("`Unknown`"),
    ]);
  });

  it("loses no finding", () => {
    expect([...rules.keys()].filter((rule) => !homes.has(rule))).toEqual([]);
    for (const name of readdirSync(samples).filter((file) => file.endsWith(".sdesign"))) {
      const source = sample(name)
        .replaceAll(/replicas: \d+/g, "replicas: 1")
        .replaceAll("alerts: true", "");
      const input = inputOf(source);
      const { steps: all, mistakes } = guideOf(input);
      const shown = new Set(
        all.flatMap(({ items }) =>
          items.flatMap(({ place, parts }) => [place, ...parts.map((part) => part.place)].map((at) => at?.range.start)),
        ),
      );
      for (const { place } of mistakes) shown.add(place.range.start);
      const lost = input.findings.filter(({ place }) => !shown.has(place.origin.chunk.start + place.span.start));
      expect(lost.map(({ rule, message }) => `${name} ${rule}: ${message}`)).toEqual([]);
    }
  });

  it("has names of its own for everything", () => {
    const ids = steps.flatMap((step) => step.aspects.map(({ id }) => `${step.id}:${id}`));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { step } of questions.values()) expect(steps.map(({ id }) => id)).toContain(step);
  });

  it("survives whatever is in the file", () => {
    const whole = sample("ticketmaster.sdesign");
    for (let end = 0; end < whole.length; end += 397) expect(guide(whole.slice(0, end)).steps).toHaveLength(7);
    for (const odd of [
      "service __proto__ { stores: constructor }\n__proto__ -> toString",
      "requirements",
      "requirements {",
      "estimates { }}}",
      "question question question",
      "\u0000\uffff{{{",
    ]) {
      const input = inputOf(odd);
      for (const { items, questions: asked } of guideOf(input).steps) {
        for (const { id } of [...items, ...asked]) guideSkeleton(input, id);
      }
    }
  });
});

describe("the questions of the notes", () => {
  const asked = (source: string): string[] =>
    guide(source).steps.flatMap(({ questions: open }) => open.map(({ id }) => id));

  it("are all asked of an empty design", () => {
    expect(asked("").toSorted()).toEqual([...questions.keys()].toSorted());
  });

  it.each([
    ["consistency Lag = eventual { prefers: availability }", "Partition"],
    ["freshness Fresh <= 1 min", "WriteToRead"],
    ["cost Money <= $100/month", "Budget"],
    ['risk Stars "A celebrity posts: a hot user"', "HotUsers"],
    ["cache C", "WhichLayerToCache"],
    ["service B { alerts: true }", "KeyMetrics"],
    ["service B { monitors: heartbeat }", "QuietHours"],
    ['availability Up >= 99% { verified_by: "a probe" }', "Accuracy"],
    ["estimates { cached = 3 GB / 1 s }", "HowMuchBandwidth"],
    ["estimates { assert 1 < 2 }", "WhichNumber"],
    ["question HotUsers", "HotUsers"],
  ])("%s answers %s", (source, id) => {
    expect(asked("")).toContain(id);
    expect(asked(source)).not.toContain(id);
  });
});

describe("skeletons", () => {
  it.each<[source: string, id: string, expected: string]>([
    ["", "requirements:actors", 'actor User "Who uses it, and for what"'],
    ["system S\n", "requirements:actors", 'system S\n\nactor User "Who uses it, and for what"\n'],
    [
      "actor A\nservice B",
      "requirements:purpose",
      '/// What is it for, in one sentence?\nsystem Name "What it does"\n\nactor A\nservice B',
    ],
    ["requirements {\n\n}", "requirements:latency", "requirements {\n  latency Fast p99 <= 500 ms\n}"],
    [
      "requirements {\n    functional F // here\n}\nactor A",
      "requirements:latency",
      "requirements {\n    functional F // here\n    latency Fast p99 <= 500 ms\n}\nactor A",
    ],
    [
      "system S\r\nservice B",
      "requirements:latency",
      "system S\r\n\r\nrequirements {\r\n  latency Fast p99 <= 500 ms\r\n}\r\n\r\nservice B",
    ],
    ["throughput T >= 1 req/s", "requirements:ratio", "throughput T >= 1 req/s { ratio: 10:1 }"],
    ["estimates {\n  a = 1\n}", "estimates:users", "estimates {\n  a = 1\n  users = 1M users\n}"],
    ["entity E\nentity F", "data:relations", 'entity E\nentity F\n\nrelation E 1--* F "has"'],
    [
      "relation A 1--* B\nservice S",
      "Media",
      'relation A 1--* B\nservice S\n\nquestion Media "Are there photos or videos? Where do they lie?"',
    ],
    ["question Q", "Law", 'question Q\nquestion Law "Anything about law, money or analytics?"'],
    ["entity Law", "Law", 'entity Law\n\nquestion Law2 "Anything about law, money or analytics?"'],
    ["question Q", "question:Q", 'question Q { answer: "" }'],
    [
      "functional F\napi A {\n  GET /a\n}",
      "call:F",
      "functional F\napi A {\n  GET /a\n  POST /thing/ as DoF -> Thing { satisfies: F }\n}",
    ],
    [
      "domain D {\n\tservice B\n}\nactor A\nA -> D.B",
      "flows",
      'domain D {\n\tservice B\n}\nactor A\nA -> D.B\n\nflow RequestFlow "How it travels" {\n\tA -> D.B "the request"\n\t\n}',
    ],
    ["sql_database D\nentity E", "data:stored", "sql_database D { stores: E }\nentity E"],
  ])("%j gets %s", (source, id, expected) => {
    expect(inserted(source, id)).toBe(expected);
  });

  it("note a question instead of answering it", () => {
    expect(inserted("cache Hot", "Budget", true)).toBe(
      'cache Hot\n\nquestion Budget "Cheap to build, or cheap to run?"',
    );
    expect(inserted("", "Budget")).toBe("requirements {\n  cost Budget <= $1000/month\n}");
  });

  it("are none for what is not there", () => {
    expect(guideSkeleton(inputOf("service A"), "toString")).toBeUndefined();
    expect(guideSkeleton(inputOf("service A"), "call:__proto__")).toBeUndefined();
  });

  it("can be read, wherever they go", () => {
    const sources = [
      "",
      "// nothing yet\n",
      base,
      "service A { replicas: 2 }",
      sample("pastebin.sdesign"),
      'import "./x.sdesign"',
    ];
    for (const source of sources) {
      const input = inputOf(source);
      for (const step of guideOf(input).steps) {
        for (const { id, skeleton } of [...step.items, ...step.questions.map((one) => ({ ...one, skeleton: "" }))]) {
          if (skeleton === undefined) continue;
          const text = applied(source, guideSkeleton(input, id));
          expect(text, id).not.toBe(source);
          expect(syntaxErrors(text), `${id} in\n${text}`).toEqual([]);
        }
      }
    }
  });

  it("lead from nothing to a design that has nothing open", () => {
    let source = "";
    const seen: string[] = [];
    for (;;) {
      const open = guide(source).steps.flatMap(({ items }) => items.filter(({ state }) => state === "open"));
      const next = open.find(({ skeleton }) => skeleton !== undefined);
      if (!next) {
        expect(open, source).toEqual([]);
        break;
      }
      expect(seen, `${next.id} stays open in\n${source}`).not.toContain(next.id);
      seen.push(next.id);
      source = inserted(source, next.id);
      expect(syntaxErrors(source), source).toEqual([]);
    }
    expect(seen.length).toBeGreaterThan(15);
  });
});
