import { describe, expect, it } from "vitest";
import { sdesign, sdesignOn } from "./run-cli.ts";

interface Estimates {
  readonly version: number;
  readonly estimates: Record<
    string,
    { value: number | null; unit: string | null; display: string | null; range: unknown }
  >;
  readonly assertions: readonly { text: string; holds: boolean | null; probability: number | null }[];
}

const paste = `system Paste { convention: envelope }
estimates {
  writes = 10M writes/month
  rate   = writes in 1/s  "new pastes"
  record = size(Text)
  kept   = writes * record * 36 months in GB
  links  = 5M to 20M items
  assert kept   <   1 TB "one store"
  assert links < 12M items
  assert kept < 100 GB
}
entity Text { id bytes(7) [pk]  body text(1 KB)  path bytes(264) }
`;

describe("estimate --format json", () => {
  it("has the stable members, the version first", async () => {
    const ran = await sdesignOn(paste, "estimate", "--format", "json");
    expect(ran.err).toBe("");
    expect(ran.code).toBe(0);
    expect(ran.out.startsWith('{\n  "version": 1,')).toBe(true);
    const { estimates, assertions } = ran.json<Estimates>();
    expect(Object.keys(estimates)).toEqual(["writes", "rate", "record", "kept", "links"]);
    expect(estimates.rate).toMatchObject({ value: 4, unit: "1/s", display: "4/s", range: null, title: "new pastes" });
    expect(estimates.record).toMatchObject({ value: 1271, unit: "B", display: "1.271 KB", exact: "1,271 B" });
    expect(estimates.kept).toMatchObject({ value: 457_560_000_000, display: "457.56 GB", range: null });
    expect(estimates.links?.range).toEqual({ p5: 5e6, p50: 1e7, p95: 2e7, mean: expect.closeTo(10_928_517, -1) });
    expect(assertions.map(({ text, holds, probability }) => [text, holds, probability])).toEqual([
      ["kept < 1 TB", true, 1],
      ["links < 12M items", false, expect.closeTo(0.667, 2)],
      ["kept < 100 GB", false, 0],
    ]);
  });

  it("gives null for what has no value, and says why", async () => {
    const ran = await sdesignOn(
      "estimates { a = 1 GB + 1 s\n b = a * 2\n c = \n assert a < 3 }",
      "estimate",
      "--format=json",
    );
    const { estimates, assertions } = ran.json<Estimates>();
    expect(estimates.a).toMatchObject({ value: null, unit: null, display: null, range: null, exact: null });
    expect(estimates.a).toHaveProperty("problems", [expect.stringContaining("Cannot add")]);
    expect(assertions).toMatchObject([{ text: "a < 3", holds: null, probability: null }]);
    expect(ran.err).toContain("`sdesign check design.sdesign` says which");
    expect(ran.code).toBe(0);
  });

  it("takes names that mean something to JavaScript", async () => {
    const ran = await sdesignOn(
      "estimates { __proto__ = 1\n constructor = 2\n toString = 3 }",
      "estimate",
      "--format=json",
    );
    expect(Object.keys(ran.json<Estimates>().estimates)).toEqual(["__proto__", "constructor", "toString"]);
  });

  it("names what was assumed", async () => {
    const source = "entity E { id uuid [pk]\n grows: 10/day }\nestimates { n = rows(E) }";
    const ran = await sdesignOn(source, "estimate", "--format=json");
    expect(ran.json<Estimates>().estimates.n).toHaveProperty("assumptions", [expect.stringContaining("5 years")]);
  });

  it("reads standard input", async () => {
    const ran = await sdesign(["estimate", "-", "--format", "json"], { input: "estimates { a = 2 * 3 }" });
    expect(ran.json<Estimates>().estimates.a).toMatchObject({ value: 6, unit: "" });
  });
});

describe("estimate", () => {
  it("is a table", async () => {
    const ran = await sdesignOn(paste, "estimate");
    expect(ran.out).toBe(`Paste  design.sdesign

Back of the envelope: a day counts 100,000 s, a month 2,500,000 s.

  Estimate  Value             90 % range       Exactly
  writes    10M writes/month                   10,000,000 writes/month
  rate      4/s                                                         new pastes
  record    1.271 KB                           1,271 B
  kept      457.56 GB                          457,560,000,000 B
  links     ≈ 10M items       5M to 20M items

Assertions
  Verdict  Probability   Assertion          That is                            Why
  ✔ holds                kept < 1 TB        457.56 GB < 1 TB                   one store
  ✖ fails  with 66.74 %  links < 12M items  10M items (5M to 20M) < 12M items
  ✖ fails                kept < 100 GB      457.56 GB < 100 GB
`);
  });

  it("keeps control characters and colours out of what is piped, and colours terminals", async () => {
    const source = 'estimates { a = 3 "one\\u{1b}[31m red \\u{202e}" }';
    const plain = await sdesignOn(source, "estimate");
    expect(plain.out).not.toMatch(/[\u001b\u202e]/);
    const coloured = await sdesign(["estimate", "-"], { input: source, colours: true });
    expect(coloured.out).toContain("\u001b[1m3\u001b[0m");
    expect(coloured.out).not.toContain("\u001b[31m red");
  });

  it("says so where there is nothing", async () => {
    expect((await sdesignOn("system Empty", "estimate")).out).toBe(
      "Empty  design.sdesign\n\nThis design states no estimates.\n",
    );
  });

  it.each([
    [["estimate"], "Name one file, as in `sdesign estimate shop.sdesign`."],
    [["estimate", "a", "b"], "Name one file"],
    [["estimate", "missing.sdesign"], "`missing.sdesign` does not exist"],
    [["estimate", "-", "--format", "xml"], "There is no format `xml`: use table, json."],
    [["estimate", "-", "--down", "A"], "`--down` belongs to `sdesign what-if`."],
  ])("%j is refused", async (args, message) => {
    const ran = await sdesign(args, { input: "" });
    expect(ran.err).toContain(message);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe("");
  });
});
