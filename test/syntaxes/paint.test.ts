import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { IGrammar } from "vscode-textmate";
import { places, words } from "../syntax/contextual.ts";
import { constructs } from "./constructs.ts";
import { meanings, type Role } from "./meaning.ts";
import { legend, loadGrammar, paint, painted } from "./scopes.ts";

const root = path.join(import.meta.dirname, "../..");
const golden = (name: string): string => path.join(import.meta.dirname, "golden", `${name}.txt`);

const designsIn = (folder: string): readonly string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".sdesign"))
    .map((name) => path.join(folder, name).replaceAll("\\", "/"))
    .sort();
const samples = designsIn("samples");
const designs = [
  ...samples,
  ...["templates", "test/fixtures", "test/lint/designs", "test/e2e/designs"].flatMap(designsIn),
];
const read = (design: string): string => readFileSync(path.join(root, design), "utf8").replaceAll("\r\n", "\n");

let grammar: IGrammar;
beforeAll(async () => {
  grammar = await loadGrammar();
});

// Renew the golden files with `vitest run test/syntaxes -u`, and read what changes.
describe("what the grammar paints", () => {
  it("in each construct", async () => {
    const sections = constructs.map(([what, source]) => `# ${what}\n${painted(grammar, source)}\n`);
    await expect(`${legend}\n\n${sections.join("\n")}`).toMatchFileSnapshot(golden("constructs"));
  });

  it.each(samples)("in %s", async (sample) => {
    await expect(`${legend}\n\n${painted(grammar, read(sample))}\n`).toMatchFileSnapshot(
      golden(path.basename(sample, ".sdesign")),
    );
  });
});

/** The scopes that fit what a token is. A reference has none, but where a line tells what it leads to. */
const FITTING: Readonly<Record<Role, RegExp>> = {
  comment: /^(comment|punctuation\.definition\.comment|keyword\.other\.suppression|entity\.name\.tag|punctuation\.sep)/,
  string: /^(string\.quoted|punctuation\.definition\.string|constant\.character\.escape|invalid\.illegal\.escape)/,
  route: /^(string\.unquoted\.route|variable\.parameter)/,
  number: /^(constant\.numeric|keyword\.other\.unit|keyword\.operator\.(cardinality|list))/,
  sign: /^($|punctuation|keyword\.operator|keyword\.other\.unit|entity\.name\.type\.entity)/,
  keyword: /^(keyword\.(declaration|control|operator\.word|other\.as)|storage\.modifier\.role)/,
  declared: /^(entity\.name|variable\.other)/,
  property: /^variable\.other\.property$/,
  reference: /^($|entity\.name\.type)/,
  word: /^(support\.constant|constant\.language)/,
  unit: /^keyword\.other\.unit/,
  type: /^(storage\.type|entity\.name\.type)/,
  modifier: /^storage\.modifier$/,
  function: /^support\.function/,
  metric: /^support\.constant\.metric/,
  parameter: /^variable\.parameter/,
};

/** Where the grammar and the parser see different things. `plain`: whether no colour at all is as good. */
function disagreements(source: string, plain: boolean): readonly string[] {
  const pieces = paint(grammar, source);
  return meanings(source).flatMap(({ start, end, role, text }) => {
    const scopes = pieces
      .filter((piece) => piece.start < end && piece.end > start)
      .map((piece) => piece.scopes.at(-1) ?? "");
    const wrong = scopes.filter((scope) => !(FITTING[role].test(scope) || (plain && scope === "")));
    const line = source.slice(0, start).split("\n").length;
    return wrong.map((scope) => `${line}: \`${text}\` is a ${role}, painted as ${scope || "nothing"}`);
  });
}

describe("the grammar and the parser agree", () => {
  it.each(designs)("on each token of %s", (design) => {
    expect(disagreements(read(design), false)).toEqual([]);
  });

  it.each(constructs)("on %s", (_, source) => {
    expect(disagreements(source, true)).toEqual([]);
  });

  // A word that means something elsewhere is left plain at worst, and never painted as what it is not.
  it.each(places)("on any word as %s", (_, source) => {
    const found = words.flatMap((word) => {
      // Nobody calls an operand `of`.
      const own = /^(to|of|in|for)$/.test(word) ? / painted as keyword\.operator\.word$/ : /^$/;
      return disagreements(source(word), true).filter((wrong) => !own.test(wrong));
    });
    expect(found).toEqual([]);
  });
});
