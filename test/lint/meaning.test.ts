/** Designs in several files that use every figure that they can: after any edits they must say what a cold start says. */

import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";
import { shownFacts, shownFinding } from "./shown.ts";
import { changeBetween, type Stroke, stroke, struck, thinned, thinning } from "./strokes.ts";

const MAIN = "file:///main.sdesign";
const PLATFORM = "file:///platform.sdesign";
const OTHER = "file:///other.sdesign";
const URIS = [MAIN, PLATFORM, OTHER] as const;

const SOURCES: Readonly<Record<string, string>> = {
  [MAIN]: `import "./platform.sdesign"

system Shop "A shop" { convention: exact }

actor U "Somebody" { users: people }
actor W { load: rate_w }

requirements {
  functional Do "Do it" { actor: U, priority: must }
  functional See "See it" { depends: Do }
  availability Up >= 99.9%
  availability Mine >= goal for Do, D
  availability Most >= goal2 for See
  latency Fast99 p99 <= slow_get for Get
  throughput Rate >= rate_see for See { peak: peak_see }
  cost Cheap <= budget for A
  consistency Same = strong for E
}

estimates {
  goal = up * (99% to 99.9%)
  goal2 = 99%
  room = 200 req/s
  room_d = 800 req/s
  slow_get = 300 ms
  slow_step = 20 ms
  up_step = 99.5%
  up_b = 99.8%
  up_link = 99.7%
  hits = 80%
  copies_c = 2
  calls_d = 2
  calls_step = 2
  shared = rate / 2
  rate_w = 7 req/s
  rate_see = 40 req/s
  peak_see = 3
  peak_get = 4
  budget = $900/month
  kept = 2 years
  message = 2 KB
  need = rows(E) * size(E)
  work = load(A) * 2
  assert need < 5 TB "fits"
}

entity E "A thing" {
  id uuid [pk]
  f_id uuid -> F
  body text(2 KB)
  rows: people, retention: kept
}

api P "Interface" {
  auth: U
  GET /e/{id} as Get -> E { satisfies: Do, reads: E, load: rate, peak: peak_get }
  POST /e as Put -> E { satisfies: Do, writes: E, load: 20 req/s, request: size(E), idempotent: true }
  rpc look(id) -> F { satisfies: See, reads: F, load: rate * 2 }
}

small A "Front" { serves: P, replicas: copies, zones: East, West, latency: 5 ms, cost: price }
service B { replicas: 2, capacity: room, zones: 2, availability: up_b }
cache Fast { stores: E, ttl: 5 min, hit_ratio: hits, memory: 16 GB }
sql_database D "Store" {
  stores: E, F
  quorum: copies of 3
  capacity: room_d, storage: need, failover: automatic
}
queue Jobs { dead_letter: true }
worker C { replicas: copies_c, capacity: 50 req/s }

domain Sales {
  type: core
  service Inner { replicas: 2 }
  entity G { id uuid [pk]; e -> E }
  Inner -> D
}

U -> Lb -> A { protocol: https }
A -> Fast { optional: true, timeout: slow }
A -> D { on_miss: Fast, calls: calls_d, payload: size(E) }
A -> B | Inner { fallback: Fast, availability: up_link, for: Do }
B ~> Jobs ~> C { payload: message }
U <-> B { for: See }
C -> D { load: shared }

flow Walk "On the way" {
  satisfies: Do
  U -> Lb -> A "asks"
  A -> Fast { optional: true }
  A -> D { availability: up_step, latency: slow_step }
  A -> B | Inner
  B ~> Jobs { calls: calls_step }
}

flow Look { U -> Lb
  Lb -> A { availability: 99% }
  A -> D }

process Story { U => "Buy" => A => "Bought" }
decision Kind { option One  option Two  chosen: One }
risk Loss { affects: D }
view Small { include: A, D  color: load }
`,
  [PLATFORM]: `kind small: service { capacity: 300 req/s, availability: 99.95% }

region Europe { availability: 99.99%
  zone East { availability: up_e }
  zone West
}

estimates {
  up = 99.9%
  copies = 2
  rate = 100 req/s
  slow = 200 ms
  price = $50/month
  people = 1M users
  up_e = 99.9%
}

entity F { id bigint [pk]; name string(40); grows: growth }
estimates { growth = 5k/day }
load_balancer Lb { replicas: 2, zones: 3 }
`,
  [OTHER]: `import { Lb, F, rate, copies } from "./platform.sdesign"

system Other
actor V
service X { replicas: copies }
V -> Lb -> X { load: rate }
`,
};

class Files {
  readonly service: Service;
  readonly #texts: Map<string, string>;

  constructor(texts: Iterable<readonly [string, string]>) {
    const workspace = new Workspace({ resolve: (from, path) => new URL(path, from).href });
    this.#texts = new Map(texts);
    for (const [uri, text] of this.#texts) workspace.set(uri, text);
    for (const uri of workspace.missing()) workspace.fail(uri, "does not exist");
    this.service = new Service(workspace);
    this.service.checks.failed = (rule, error) => {
      throw new Error(`${rule} fails`, { cause: error });
    };
  }

  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  write(uri: string, text: string): void {
    const { workspace } = this.service;
    workspace.edit(uri, text, [changeBetween(this.#texts.get(uri) ?? "", text)]);
    this.#texts.set(uri, text);
    for (const missing of workspace.missing()) workspace.fail(missing, "does not exist");
  }

  ask(what: Stroke["asked"]): void {
    const { checks, figures, workspace } = this.service;
    const design = workspace.design(MAIN);
    if (!design) return;
    const facts = checks.facts(design);
    if (what === "findings") checks.of(MAIN);
    if (what === "hints") figures.hints(MAIN, { start: 0, end: Number.MAX_SAFE_INTEGER });
    if (what === "load") for (const { key } of facts.graph.nodes) facts.load.component(key);
    if (what === "failure") for (const { key } of facts.scopes.all) facts.failure.availability(key);
    if (what === "at once") checks.atOnce(MAIN);
  }

  shown(): unknown {
    const { checks, figures, workspace } = this.service;
    return URIS.map((uri) => {
      const design = workspace.design(uri);
      return {
        findings: checks.of(uri).map(shownFinding),
        facts: design && shownFacts(checks.facts(design)),
        hints: figures.hints(uri, { start: 0, end: Number.MAX_SAFE_INTEGER }),
        lenses: figures.lenses(uri),
      };
    });
  }
}

function judge(files: Files): void {
  const [warm, cold] = [files.shown(), new Files(files.texts).shown()];
  if (!isDeepStrictEqual(warm, cold)) expect(warm, [...files.texts.values()].join("\n-----\n")).toEqual(cold);
}

describe("after any edits of a design in several files", () => {
  it("findings, facts, hints and lenses are those of a cold start", { timeout: 3_600_000 }, () => {
    fc.assert(
      fc.property(thinning, fc.array(stroke, { minLength: 1, maxLength: 7 }), (thin, strokes) => {
        const files = new Files(URIS.map((uri) => [uri, thinned(SOURCES[uri] ?? "", thin)]));
        const past = new Map(URIS.map((uri) => [uri, [files.texts.get(uri) ?? ""]]));
        files.shown();
        for (const made of strokes) {
          const uri = URIS[made.file] ?? MAIN;
          const before = past.get(uri) ?? [];
          const text = struck(files.texts.get(uri) ?? "", made, before);
          before.push(text);
          files.write(uri, text);
          if (made.asked !== "all") files.ask(made.asked);
          else {
            judge(files);
          }
        }
        judge(files);
      }),
      {
        numRuns: Number(process.env.SDESIGN_RUNS ?? 25),
        seed: Number(process.env.SDESIGN_SEED ?? 20261122),
        ...(process.env.SDESIGN_PATH ? { path: process.env.SDESIGN_PATH } : {}),
      },
    );
  });
});
