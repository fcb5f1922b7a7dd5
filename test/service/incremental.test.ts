import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";

const URI = "file:///main.sdesign";
const SAMPLE = readFileSync(new URL("../../samples/ticketmaster.sdesign", import.meta.url), "utf8");

function serviceOf(text: string): Service {
  const workspace = new Workspace({ resolve: () => ({ refused: "is not there" }) });
  workspace.set(URI, text);
  return new Service(workspace);
}

/** Everything that an editor may ask, as plain data. */
function answers(service: Service, offsets: readonly number[]): unknown {
  return {
    diagnostics: service.diagnostics(URI),
    outline: service.outline(URI),
    folding: service.folding(URI),
    hints: service.figures.hints(URI, { start: 0, end: Number.MAX_SAFE_INTEGER }),
    lenses: service.figures.lenses(URI),
    symbols: service.symbols("").map(({ name, location }) => ({ name, location })),
    at: offsets.map((offset) => ({
      hover: service.hover(URI, offset),
      definition: service.definition(URI, offset),
      references: service.references(URI, offset, true),
      completion: service.completion(URI, offset).map(({ label, range }) => ({ label, range })),
      fixes: service.quickFixes(URI, { start: offset, end: offset }, true),
    })),
  };
}

const PIECES = [
  "",
  " ",
  "\n",
  "{",
  "}",
  '"',
  "/*",
  "*/",
  "// ",
  ";",
  ",",
  ":",
  "-> ",
  "A",
  "Backend",
  "replicas: 2",
  "service X {}\n",
  "entity E { id uuid [pk] }\n",
  'import "./x.sdesign"\n',
  "// sdesign-ignore spof/component: why\n",
  "12",
  " ms",
  "\r\n",
  "é",
] as const;

const edit = fc.record({
  at: fc.noBias(fc.nat(1_000_000)).map((part) => part / 1_000_000),
  removed: fc.nat({ max: 12 }),
  inserted: fc.constantFrom(...PIECES),
});

describe("a service after edits", () => {
  it("answers as one that reads the text for the first time", () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), fc.nat(), (edits, seed) => {
        const service = serviceOf(SAMPLE);
        service.diagnostics(URI);
        let text = SAMPLE;
        for (const { at, removed, inserted } of edits) {
          const start = Math.floor(at * text.length);
          const end = Math.min(text.length, start + removed);
          text = text.slice(0, start) + inserted + text.slice(end);
          service.workspace.edit(URI, text, [{ start, removed: end - start, inserted }]);
          // What is said before the rules have run stands inside the text, and is no more than they said.
          for (const { place } of service.checks.atOnce(URI) satisfies readonly Finding[]) {
            const { chunk } = place.origin;
            expect(service.workspace.source(URI)?.chunks).toContain(chunk);
            expect(chunk.start + place.span.end).toBeLessThanOrEqual(text.length);
          }
        }
        const offsets = [0, 1, 2, 3, 4].map((index) => (seed * 31 + index * 7919) % (text.length + 1));
        expect(answers(service, offsets)).toEqual(answers(serviceOf(text), offsets));
      }),
      { numRuns: Number(process.env.SDESIGN_RUNS ?? 25), seed: 42 },
    );
  });

  it("says at once what it will say when nothing that rules look at has changed", () => {
    const service = serviceOf(SAMPLE);
    const before = service.diagnostics(URI);
    const at = SAMPLE.indexOf("\n\n");
    const text = `${SAMPLE.slice(0, at)}\n// a remark${SAMPLE.slice(at)}`;
    service.workspace.edit(URI, text, [{ start: at, removed: 0, inserted: "\n// a remark" }]);
    expect(service.checks.atOnce(URI).map(({ rule, message }) => ({ rule, message }))).toEqual(
      before.map(({ rule, message }) => ({ rule, message })),
    );
    expect(service.diagnostics(URI)).toHaveLength(before.length);
  });
});
