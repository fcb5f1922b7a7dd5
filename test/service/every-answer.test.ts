import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Figures } from "../../server/src/service/figures.ts";
import { guideOf } from "../../server/src/service/guide.ts";
import { previewDraft } from "../../server/src/service/preview.ts";
import { panelsOf } from "../../server/src/service/preview-panels.ts";
import { Service } from "../../server/src/service/service.ts";

// Whatever an editor asks is answered after any edits as it is after a cold start.

const read = (name: string): string =>
  readFileSync(new URL(`../../samples/view-counter/${name}`, import.meta.url), "utf8");
const MAIN = "file:///relational.sdesign";
const LIB = "file:///core.sdesign";

/** Two files each, the first of which is the root. What one declares, the other counts on, in both directions. */
const DESIGNS: readonly Readonly<Record<string, string>>[] = [
  { [MAIN]: read("relational.sdesign"), [LIB]: read("core.sdesign") },
  {
    [MAIN]: `import "./core.sdesign"
/// A shop.
system Shop "A shop" { convention: exact }
actor Buyer { users: people }
requirements {
  functional Buy "A person can buy" { actor: Buyer, priority: must }
  latency Fast p99 <= 300 ms for Buy
  availability Up >= 99.9%
}
api Front { POST /order/{id} as Order -> Purchase { satisfies: Buy, writes: Purchase, load: orders, peak: 3x } }
lambda Backend "Orders" { serves: Front, replicas: 3, zones: 2, capacity: orders * 2, latency: 20 ms }
Buyer -> Backend -> Store "keep" { timeout: 1 s }
Backend ~> Mails
flow Buying "Buy" { satisfies: Buy
  Buyer -> Backend "order"
  Backend -> Store
}
process Selling { Buyer => "Order" => Backend => "Ordered" => policy "Thank" }
decision Where { option Sql "SQL" { pros: "joins" } chosen: Sql, because: "known" }
domain Sales { type: core  service Counter { replicas: 2 }  Counter -> Store }
view Own { include: Backend, Store; direction: LR }
`,
    [LIB]: `kind lambda: function "Lambda" { latency: 5 ms, cost: $5/month }
estimates {
  unit order
  people = 1M users
  orders = people * 2 orders/user/month in req/s "each"
  kept = rows(Purchase) * size(Purchase) in GB
  assert kept < 1 TB
}
entity Purchase "An order" { id uuid [pk]  buyer uuid -> Person  lines text(2 KB)
  rows: 5M, retention: 2 years }
entity Person { id uuid [pk]  email string(80) [pii] }
relation Person 1--* Purchase
sql_database Store { stores: Purchase, Person; replicas: 2, capacity: 5k req/s, storage: 1 TB, link: "https://example.com" }
queue Mails { managed: true }
risk Loss { affects: Store }
question Who { answer: "All" }
`,
  },
];

/** There are no files but those of the test. */
function failMissing(workspace: Workspace): void {
  for (const uri of workspace.missing()) workspace.fail(uri, "does not exist");
}

function serviceOf(texts: Readonly<Record<string, string>>): Service {
  const workspace = new Workspace({ resolve: (from, path) => new URL(path, from).href });
  for (const [uri, text] of Object.entries(texts)) workspace.set(uri, text);
  failMissing(workspace);
  return new Service(workspace);
}

/** Everything that an editor may ask about a file, by what is asked. */
function answers(service: Service, uri: string, offsets: readonly number[]): Readonly<Record<string, unknown>> {
  const named = ({ element, ...rest }: { readonly element: { readonly key: string } }) => ({
    ...rest,
    key: element.key,
  });
  const at = (ask: (offset: number) => unknown): readonly unknown[] => offsets.map(ask);
  const around = (offset: number) => ({ start: offset, end: offset + 150 });
  const { figures } = service;
  const everywhere = { start: 0, end: Number.MAX_SAFE_INTEGER };
  const hints = figures.hints(uri, everywhere);
  const design = service.workspace.design(uri);
  const facts = design && service.checks.facts(design);
  const draft = previewDraft(service.workspace, (one) => service.checks.facts(one), { uri });
  return {
    diagnostics: service.diagnostics(uri),
    outline: service.outline(uri),
    folding: service.folding(uri),
    hints,
    tooltips: hints.map(({ key }) => figures.tooltip(uri, key)),
    lenses: figures.lenses(uri),
    hovers: at((offset) => service.hover(uri, offset)),
    completions: at((offset) => service.completion(uri, offset)),
    safe: service.safeFixes(uri),
    snippets: at((offset) => service.quickFixes(uri, around(offset), true)),
    pastes: at((offset) => service.paste(uri, { start: offset, end: offset }, "digraph { Renamed -> Query }")),
    parts: at((offset) => service.formatting(uri, around(offset))),
    descriptions: [...new Set(hints.map(({ key }) => key))].map((key) => service.describe(uri, key)),
    guide:
      facts &&
      guideOf({
        facts,
        findings: service.findings(uri),
        sources: service.workspace,
        uri,
      }),
    picture: draft && [draft.views, draft.sketch.picture],
    panels: facts && panelsOf(facts),
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
  'import "./relational.sdesign"\n',
  "Buyer",
  "Store",
  "orders",
  " * 2",
  "5 orders",
  "entity Purchase { id uuid [pk] }\n",
  "satisfies: Buy\n",
  " => ",
  "A -> B\n",
  "replicas: 1\n",
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

const asked = new Set<string>();

/** A service that notes what it is asked. */
function noting(service: Service): Service {
  const noted = <Of extends object>(object: Of, name: string): Of =>
    new Proxy(object, {
      get(target, property) {
        asked.add(`${name}.${String(property)}`);
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const figures = noted(service.figures, "figures");
  return new Proxy(noted(service, "service"), {
    get: (target, property) => (property === "figures" ? figures : Reflect.get(target, property, target)),
  });
}

describe("after any edits", () => {
  it("every answer is that of a cold server", { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DESIGNS),
        fc.array(stroke, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (design, strokes, seed) => {
          const texts: Record<string, string> = { ...design };
          const service = noting(serviceOf(texts));
          for (const { inLibrary, at, removed, inserted } of strokes) {
            const uri = inLibrary ? LIB : MAIN;
            const text = texts[uri] ?? "";
            const start = Math.floor(at * text.length);
            const end = Math.min(text.length, start + removed);
            const after = text.slice(0, start) + inserted + text.slice(end);
            texts[uri] = after;
            service.workspace.edit(uri, after, [{ start, removed: end - start, inserted }]);
            failMissing(service.workspace);
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
        },
      ),
      { numRuns: Number(process.env.SDESIGN_FUZZ ?? 25), seed: 20261122 },
    );
  });
  it("nothing that can be asked has been left out", () => {
    const all = (of: object, name: string): string[] =>
      Object.getOwnPropertyNames(of)
        .filter((one) => one !== "constructor")
        .map((one) => `${name}.${one}`);
    // What names a file lacks, completion and fixes ask themselves.
    const within = new Set(["service.imports"]);
    const callable = [...all(Service.prototype, "service"), ...all(Figures.prototype, "figures")];
    expect(callable.filter((one) => !asked.has(one) && !within.has(one))).toEqual([]);
  });
});
