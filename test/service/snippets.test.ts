import { describe, expect, it } from "vitest";
import { properties } from "../../server/src/language/properties.ts";
import { qualities } from "../../server/src/language/qualities.ts";
import { snippets } from "../../server/src/language/snippets.ts";
import { wordDoc } from "../../server/src/language/word-docs.ts";
import { plainText } from "../../server/src/lint/snippet.ts";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { steps } from "../../server/src/service/guide/steps.ts";
import { marked } from "./cursor.ts";

/** A body of each sort, with the cursor in it. */
const BLOCKS: Readonly<Record<string, string>> = {
  top: "service Other\n¦",
  system: "system S {\n  ¦\n}",
  domain: "domain D {\n  ¦\n}",
  component: "service C {\n  ¦\n}",
  place: "region R {\n  ¦\n}",
  requirements: "requirements {\n  ¦\n}",
  estimates: "estimates {\n  ¦\n}",
  entity: "entity E {\n  ¦\n}",
  api: "api A {\n  ¦\n}",
  flow: "flow F {\n  ¦\n}",
  process: "process P {\n  ¦\n}",
  decision: "decision D {\n  ¦\n}",
};

describe("snippets", () => {
  it.each(Object.entries(BLOCKS))("of %s are well-formed as they are inserted", (_, source) => {
    const { service, uri, offset, text } = marked(source);
    const items = service.completion(uri, offset).filter(({ snippet, kind }) => snippet && kind !== "property");
    expect(items.length).toBeGreaterThan(0);
    for (const { range, plain, insert } of items) {
      const after = withEdits(text, [{ uri, range, text: plain }]);
      service.workspace.set(uri, after);
      const wrong = service.diagnostics(uri).filter(({ rule }) => rule.startsWith("syntax/"));
      expect(
        wrong.map(({ message }) => message),
        after,
      ).toEqual([]);
      // Every placeholder is numbered from 1, and none is left out.
      const numbers = new Set([...insert.matchAll(/(?<!\\)\$\{?(\d+)/g)].map(([, number]) => Number(number)));
      numbers.delete(0);
      expect(
        [...numbers].sort((a, b) => a - b),
        insert,
      ).toEqual([...numbers.keys()].map((_, index) => index + 1));
    }
  });

  it("begin every step of the guide, with nothing wrong in them", () => {
    const begun = snippets.filter(({ label }) => label.startsWith("step "));
    expect(begun.map(({ label }) => label)).toEqual(
      steps.map(({ title }, index) => `step ${index + 1}: ${title.toLowerCase()}`),
    );
    for (const { snippet } of begun) {
      const { service, uri, text } = marked(`${plainText(snippet)}¦`);
      const wrong = service.diagnostics(uri).filter(({ rule }) => /^(?:syntax|link|value|estimate)\//.test(rule));
      expect(
        wrong.map(({ rule, message }) => `${rule} ${message}`),
        text,
      ).toEqual([]);
    }
  });

  it("of all steps make a design together", () => {
    const begun = snippets.filter(({ label }) => label.startsWith("step "));
    const text = begun.map(({ snippet }) => plainText(snippet)).join("\n\n");
    const { service, uri } = marked(`system S "S"\n\n${text}\n¦`);
    // Which component serves the API is for the author to say.
    const wrong = service
      .diagnostics(uri)
      .filter(({ severity, rule }) => severity === "error" && rule !== "api/unserved");
    expect(wrong.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  });
});

describe("what a property takes", () => {
  const words = [...properties.values()].flatMap(({ name, value }) =>
    "words" in value ? value.words.map((word) => [name, word] as const) : [],
  );
  it.each(words)("%s: %s is explained", (name, word) => expect(wordDoc(name, word)).toBeTruthy());

  it("is explained for qualities, too", () => {
    for (const { name, target } of qualities.values()) {
      for (const word of "words" in target ? target.words : []) expect(wordDoc(name, word), word).toBeTruthy();
    }
  });
});
