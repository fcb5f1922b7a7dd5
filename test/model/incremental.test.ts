import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Element, Reference } from "../../server/src/model/design.ts";
import type { Workspace } from "../../server/src/model/workspace.ts";
import { mainUri, workspaceOf } from "./design-of.ts";

const WORDS = [
  "service ",
  "A",
  "B",
  "C",
  " -> ",
  " { ",
  " }",
  "\n",
  "entity ",
  "id uuid ",
  "replicas: ",
  "2",
  "domain ",
  "latency ",
  "<= 1 s",
];
const WHOLE = `system S
import "./lib.sdesign"
actor U
domain D {
  service A { serves: P, replicas: 2 }
  entity E { id uuid [pk], f uuid -> F.id }
}
service B
entity F { id uuid [pk] }
api P { GET /e/{id} as Get -> E { reads: E } }
U -> A -> B, L
estimates { n = 5 es/day
m = n * size(E) }
flow W { U -> A
A -> B }
`;
const OTHERS = { "lib.sdesign": "service L\nentity G { id uuid }\nkind tiny: service" };

/** What linking knows, in a form that two workspaces can be compared by. */
function told(workspace: Workspace): unknown {
  const linked = workspace.linked(mainUri);
  const design = workspace.design(mainUri);
  const reference = (one: Reference | undefined): string | undefined => one?.target;
  return {
    problems: linked?.chunks.flatMap((chunk) =>
      chunk.problems.map((one) => [one.rule, chunk.chunk.start + one.start, chunk.chunk.start + one.end, one.message]),
    ),
    uses: linked?.chunks.flatMap((chunk) =>
      chunk.uses.map((use) => [chunk.chunk.start + use.name.start, use.name.text, use.target]),
    ),
    elements: (["component", "connection", "entity", "field", "endpoint", "estimate", "flow", "kind"] as const).flatMap(
      (of) =>
        (design?.all(of) as readonly Element[] | undefined)?.map((element) => [
          element.class,
          element.key,
          element.title,
          element.origin.chunk.start + element.node.start,
          [...element.properties].map(([name, property]) => [
            name,
            property.values.map((value) => reference(value.reference)),
          ]),
          element.class === "connection" ? [reference(element.from), reference(element.to)] : [],
        ]),
    ),
  };
}

describe("after any edit", () => {
  it("linking equals that of a cold start", () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat(400),
        removed: fc.nat(12),
        inserted: fc.array(fc.constantFrom(...WORDS), { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(edits, (script) => {
        let text = WHOLE;
        const warm = workspaceOf(text, OTHERS);
        for (const { at, removed, inserted } of script) {
          warm.design(mainUri);
          const start = Math.min(at, text.length);
          const change = { start, removed: Math.min(removed, text.length - start), inserted: inserted.join("") };
          text = text.slice(0, start) + change.inserted + text.slice(start + change.removed);
          warm.edit(mainUri, text, [change]);
          for (const uri of warm.missing()) warm.fail(uri, "does not exist");
        }
        expect(told(warm), text).toEqual(told(workspaceOf(text, OTHERS)));
      }),
      { numRuns: process.env.SDESIGN_LONG ? 10_000 : 400, seed: 20261122 },
    );
  });
});
