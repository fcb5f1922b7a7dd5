import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";

// What leads, colours, lays out and rewrites is as right after edits as after a cold start. The diagnostics, hovers,
// hints and completions are compared in incremental.test.ts.

const read = (name: string): string =>
  readFileSync(new URL(`../../samples/view-counter/${name}`, import.meta.url), "utf8");
const MAIN = "file:///relational.sdesign";
const LIB = "file:///core.sdesign";
const TEXTS: Readonly<Record<string, string>> = { [MAIN]: read("relational.sdesign"), [LIB]: read("core.sdesign") };

function serviceOf(texts: Readonly<Record<string, string>>): Service {
  const workspace = new Workspace({ resolve: (from, path) => new URL(path, from).href });
  for (const [uri, text] of Object.entries(texts)) workspace.set(uri, text);
  for (const uri of workspace.missing()) workspace.fail(uri, "does not exist");
  return new Service(workspace);
}

/** Everything that an editor may ask about a file, by what is asked. */
function answers(service: Service, uri: string, offsets: readonly number[]): Readonly<Record<string, unknown>> {
  const named = ({ element, ...rest }: { readonly element: { readonly key: string } }) => ({
    ...rest,
    key: element.key,
  });
  const at = (ask: (offset: number) => unknown): readonly unknown[] => offsets.map(ask);
  return {
    tokens: service.semanticTokens(uri),
    part: service.semanticTokens(uri, { start: offsets[0] ?? 0, end: (offsets[0] ?? 0) + 200 }),
    links: service.links(uri),
    format: service.formatting(uri),
    symbols: service.symbols("a").map(({ name, container, location }) => ({ name, container, location })),
    selections: at((offset) => service.selectionRanges(uri, offset)),
    signatures: at((offset) => service.signature(uri, offset)),
    definitions: at((offset) => service.definition(uri, offset)),
    types: at((offset) => service.typeDefinition(uri, offset)),
    references: at((offset) => service.references(uri, offset, true)),
    highlights: at((offset) => service.highlights(uri, offset)),
    together: at((offset) => service.linkedNames(uri, offset)),
    renames: at((offset) => [service.prepareRename(uri, offset), service.rename(uri, offset, "Renamed")]),
    implementations: at((offset) => service.implementations(uri, offset).map(named)),
    calls: at((offset) => {
      const item = service.callItem(uri, offset);
      const key = item?.element.key ?? "";
      const calls = (direction: "incoming" | "outgoing") =>
        service.calls(uri, key, direction).map((call) => ({ item: named(call.item), places: call.places }));
      return item && [named(item), calls("incoming"), calls("outgoing")];
    }),
    refactorings: at((offset) =>
      service
        .refactorings(uri, { start: offset, end: offset + 150 })
        .map(({ title, kind, change }) => ({ title, kind, change: change() })),
    ),
    typed: at((offset) => [service.formattingOnType(uri, offset, "\n"), service.formattingOnType(uri, offset, "}")]),
    fixes: at((offset) => service.quickFixes(uri, { start: offset, end: offset }, false)),
  };
}

const PIECES = [
  "",
  "\n",
  "{",
  "}",
  "/*",
  "*/",
  "// ",
  '"',
  " -> ",
  ", ",
  "Renamed",
  "Proxy",
  "Counter",
  "Nowhere -> Proxy\n",
  "service Renamed { serves: Writing }\n",
  'import { Query } from "./core.sdesign"\n',
  "domain D { service Proxy }\n",
  "kind lambda: function\nlambda Fn\n",
  'link: "https://example.com"',
  "// sdesign-ignore spof/component: why\n",
] as const;

const stroke = fc.record({
  inLibrary: fc.boolean(),
  at: fc.noBias(fc.nat(1_000_000)).map((part) => part / 1_000_000),
  removed: fc.nat({ max: 10 }),
  inserted: fc.constantFrom(...PIECES),
});

describe("after any edits", () => {
  it("every answer is that of a cold server", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 6 }), fc.nat(), (strokes, seed) => {
        const texts = { ...TEXTS };
        const service = serviceOf(texts);
        for (const { inLibrary, at, removed, inserted } of strokes) {
          const uri = inLibrary ? LIB : MAIN;
          const text = texts[uri] ?? "";
          const start = Math.floor(at * text.length);
          const end = Math.min(text.length, start + removed);
          const after = text.slice(0, start) + inserted + text.slice(end);
          texts[uri] = after;
          service.workspace.edit(uri, after, [{ start, removed: end - start, inserted }]);
          // What is asked between two edits is what caches are filled by.
          for (const file of [MAIN, LIB]) answers(service, file, [start, Math.floor((texts[file] ?? "").length / 2)]);
        }
        const cold = serviceOf(texts);
        for (const uri of [MAIN, LIB]) {
          const length = texts[uri]?.length ?? 0;
          const offsets = [0.1, 0.35, 0.6, 0.85].map((part) => Math.floor(length * part + seed) % (length + 1));
          const [warm, fresh] = [answers(service, uri, offsets), answers(cold, uri, offsets)];
          for (const [what, answer] of Object.entries(warm)) {
            // Trees know where their chunks are, which the quick comparison sees and the other shows.
            if (!isDeepStrictEqual(answer, fresh[what])) expect(answer, `${what} of ${uri}`).toEqual(fresh[what]);
          }
        }
      }),
      { numRuns: Number(process.env.SDESIGN_FUZZ ?? 25), seed: 20261122 },
    );
  });
});
