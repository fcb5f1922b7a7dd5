import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { contentsOf, declarationOf, elementsAt, previewDraft } from "../../server/src/service/preview.ts";
import { fingerprintOf, losesSome, Recent } from "../../server/src/service/preview-memory.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

const source = `system Shop
actor Buyer
domain Sales {
  service Backend { replicas: 2 }
  sql_database Store { stores: Ticket }
  Backend -> Store "reserve"
}
Buyer -> Sales.Backend -> Sales.Store
entity Ticket {
  id uuid [pk]
  status enum(free, sold)
}
flow Purchase {
  Buyer -> Sales.Backend "buy"
}
`;

/** The elements at the `|` in a source. */
function at(marked: string): readonly string[] {
  const offset = marked.indexOf("|");
  return elementsAt(workspaceOf(marked.replace("|", "")), mainUri, offset);
}

describe("the elements at the cursor", () => {
  it.each([
    ["service Back|end", ["Sales.Backend", "Sales"]],
    ["replicas: |2", ["Sales.Backend", "Sales"]],
    ['Backend -|> Store "reserve"', ["Sales.Backend -> Sales.Store", "Sales"]],
    ["actor Buy|er", ["Buyer"]],
    ["sta|tus enum", ["Ticket.status", "Ticket"]],
    ["|entity Ticket", ["Ticket"]],
    ["Buyer -> Sales.Backend |-> Sales.Store", ["Sales.Backend -> Sales.Store #2", "Buyer -> Sales.Backend"]],
    ['Backend "b|uy"', ["Purchase", "Buyer -> Sales.Backend"]],
    ["stores: Tick|et", ["Ticket", "Sales.Store", "Sales"]],
  ])("%s", (marked, expected) => {
    const plain = marked.replace("|", "");
    const where = plain.includes("Backend -> Store")
      ? source.indexOf(plain)
      : plain.startsWith('Backend "')
        ? source.lastIndexOf(plain)
        : source.indexOf(plain);
    expect(where, plain).toBeGreaterThanOrEqual(0);
    const found = at(source.slice(0, where) + marked + source.slice(where + plain.length));
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  it("are none outside of everything, and nowhere in an unknown file", () => {
    expect(at("|")).toEqual([]);
    expect(elementsAt(workspaceOf(source), "file:///other.sdesign", 3)).toEqual([]);
    expect(elementsAt(workspaceOf(source), mainUri, 1e9)).toEqual([]);
  });
});

describe("the declaration of an element", () => {
  it.each([
    ["Sales.Backend", "Backend"],
    ["Ticket.status", "status"],
    ["Sales.Backend -> Sales.Store", "->"],
    ["Sales", "Sales"],
  ])("%s", (id, name) => {
    const found = declarationOf(workspaceOf(source), mainUri, id);
    const { range } = found?.name ?? { range: { start: 0, end: 0 } };
    expect(source.slice(range.start, range.end)).toBe(name);
  });

  it.each(["Nobody", "__proto__", ""])("%j is none", (id) => {
    expect(declarationOf(workspaceOf(source), mainUri, id)).toBeUndefined();
  });
});

describe("a draft", () => {
  const draft = (text: string, view?: string) =>
    previewDraft(workspaceOf(text), (design) => factsOf(design), {
      uri: mainUri,
      ...(view === undefined ? {} : { view }),
    });

  it("falls back to the architecture", () => {
    expect(draft(source, "flow:Gone")?.sketch.view.id).toBe("architecture");
    expect(draft(source, "data")?.sketch.view.id).toBe("data");
  });

  it("names the first mistake of the text", () => {
    expect(draft(source)?.mistake).toBeUndefined();
    expect(draft(`${source}service {`)?.mistake?.message).toBeTruthy();
  });

  it("knows what a picture would lose", () => {
    const before = contentsOf(draft(source)!.sketch);
    expect(losesSome(before, contentsOf(draft(`${source}\nservice More`)!.sketch))).toBe(false);
    expect(losesSome(before, contentsOf(draft(source.replace('Backend -> Store "reserve"', ""))!.sketch))).toBe(false);
    expect(losesSome(before, contentsOf(draft(source.replace("actor Buyer", ""))!.sketch))).toBe(true);
  });
});

describe("the memory of previews", () => {
  it("forgets what was not used for longest", () => {
    const recent = new Recent<string, number>(2);
    recent.set("a", 1);
    recent.set("b", 2);
    recent.get("a");
    recent.set("c", 3);
    expect([recent.get("a"), recent.get("b"), recent.get("c")]).toEqual([1, undefined, 3]);
  });

  it("tells texts apart", () => {
    const names = new Set(Array.from({ length: 20_000 }, (_, index) => fingerprintOf(`<svg>${index}</svg>`)));
    expect(names.size).toBe(20_000);
    expect(fingerprintOf("a")).toBe(fingerprintOf("a"));
  });
});
