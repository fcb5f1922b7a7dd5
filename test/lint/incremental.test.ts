/** Whatever is taken over from one version of a design to the next: it must say what a cold start says. */

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";
import { generateDesign } from "../bench/design.ts";
import { shownFacts, shownFinding } from "./shown.ts";
import { share } from "./strokes.ts";

const URI = "file:///main.sdesign";
const DESIGNS = new URL("designs/", import.meta.url);
const SAMPLES = new URL("../../samples/", import.meta.url);

function read(folder: URL): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sdesign"))
    .map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);
}

const sources = [
  ...read(SAMPLES),
  ...read(DESIGNS),
  ["a generated design", generateDesign(40).text] as const,
  ["a generated design without actors", generateDesign(25, 7).text.replace(/^User -> .*$/gm, "")] as const,
];

function serviceOf(text: string): Service {
  const workspace = new Workspace({ resolve: () => ({ refused: "is not there" }) });
  workspace.set(URI, text);
  return new Service(workspace);
}

function shown(service: Service): unknown {
  const design = service.workspace.design(URI);
  return {
    findings: service.checks.of(URI).map(shownFinding),
    facts: design && shownFacts(service.checks.facts(design)),
  };
}

// ---------------------------------------------------------------- edits that mean something

interface Edited {
  readonly start: number;
  readonly removed: number;
  readonly inserted: string;
}

/** What is written somewhere is written elsewhere, too; numbers change, lines go and come. */
type Stroke =
  | { readonly type: "word" | "number" | "drop" | "copy" | "properties"; readonly at: number; readonly other: number }
  | { readonly type: "line"; readonly at: number; readonly line: string };

const LINES = [
  "service Added",
  "sql_database Added { replicas: 2, storage: 1 GB }",
  "sql_database Added { quorum: 2 of 3, capacity: 10 req/s }",
  "A -> B",
  "actor Added",
  "estimates { added = 5 req/s }",
  "estimates { added = 2\n  total = added * 3 }",
  "entity Added { id uuid [pk]\n  rows: 5k }",
  "requirements { availability Added >= 99.99% }",
  "requirements { latency Added p99 <= 10 ms\n  throughput AddedToo >= 1M req/s }",
  "kind big_service: service { replicas: 3, capacity: 5 req/s }",
  "big_service Added",
  "region Added { zone East { service Inner } }",
  "// sdesign-ignore *: for a while",
] as const;

const stroke: fc.Arbitrary<Stroke> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom("word", "word", "number", "drop", "copy", "properties"),
      at: share,
      other: share,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("line" as const), at: share, line: fc.constantFrom(...LINES) }),
  },
);

const PROPERTIES = [
  "replicas: 2",
  "replicas: 1",
  "optional: true",
  "timeout: 2 s",
  "capacity: 3 req/s",
  "availability: 99%",
  "latency: 30 ms",
  "load: 40 req/s",
  "calls: 2",
  "storage: 5 MB",
  "payload: 2 KB",
  "zones: 3",
  "needs: 2",
  "cost: 5 USD/month",
  "monitors: latency",
  "peak: 3x",
] as const;

function edited(text: string, made: Stroke): Edited | undefined {
  const pick = <T>(items: readonly T[], where: number): T | undefined => items[Math.floor(where * items.length)];
  const lineStart = text.lastIndexOf("\n", Math.floor(made.at * text.length)) + 1;
  switch (made.type) {
    case "line":
      return { start: lineStart, removed: 0, inserted: `${made.line}\n` };
    case "drop":
    case "copy": {
      const end = text.indexOf("\n", lineStart) + 1;
      const line = text.slice(lineStart, end);
      return {
        start: lineStart,
        removed: made.type === "drop" ? line.length : 0,
        inserted: made.type === "drop" ? "" : line,
      };
    }
    case "properties": {
      const brace = pick([...text.matchAll(/\{/g)], made.at);
      const property = pick(PROPERTIES, made.other) ?? "";
      return brace && { start: brace.index + 1, removed: 0, inserted: `\n  ${property}\n` };
    }
    default: {
      const words = [...text.matchAll(made.type === "word" ? /\b[A-Z]\w*/g : /\b\d+(?:\.\d+)?/g)];
      const [one, other] = [pick(words, made.at), pick(words, made.other)];
      return one && other && { start: one.index, removed: one[0].length, inserted: other[0] };
    }
  }
}

describe("after any edits, findings and facts are those of a cold start", () => {
  it.each(sources)("of %s", { timeout: 300_000 }, (_, source) => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 6 }), (strokes) => {
        const service = serviceOf(source);
        shown(service);
        let text = source;
        for (const made of strokes) {
          const change = edited(text, made);
          if (!change) continue;
          text = text.slice(0, change.start) + change.inserted + text.slice(change.start + change.removed);
          service.workspace.edit(URI, text, [change]);
          expect(shown(service)).toEqual(shown(serviceOf(text)));
        }
      }),
      { numRuns: Number(process.env.SDESIGN_RUNS ?? 5), seed: 20261122 },
    );
  });
});
