import { describe, expect, it } from "vitest";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { marked } from "./cursor.ts";

/** A source after a key was typed right before the cursor. */
function typed(source: string, key: string): string {
  const { service, uri, text, offset } = marked(source);
  return withEdits(
    text,
    service.formattingOnType(uri, offset, key).map((edit) => ({ ...edit, uri })),
  );
}

describe("a line end", () => {
  it.each([
    ["in a body", "service A {\n¦\n}", "service A {\n  \n}"],
    ["in a body of a body", "domain A {\n  service B {\n¦", "domain A {\n  service B {\n    "],
    ["between braces", "service A {\n¦}", "service A {\n}"],
    ["behind a body", "service A {\n}\n  ¦", "service A {\n}\n"],
    ["at the top, before a chain that goes on", "A\n  ¦-> B", "A\n  -> B"],
    ["as far as the author's own steps", "domain A {\n    type: core\n¦", "domain A {\n    type: core\n    "],
    ["in parentheses", "api A {\n  rpc f(\n¦", "api A {\n  rpc f(\n    "],
    ["behind a brace that is missing further up", "service X {\nservice A {\n¦", "service X {\nservice A {\n  "],
    ["in a comment", "service A {\n  /* a\n¦", "service A {\n  /* a\n  "],
    ["in a comment that ends", "service A {\n  /* a\n¦b */", "service A {\n  /* a\nb */"],
  ])("%s", (_, source, expected) => {
    expect(typed(source, "\n")).toBe(expected);
  });
});

describe("a closing brace", () => {
  it.each([
    [
      "lays its statement out",
      "actor  X\nservice   A{replicas:2}¦\nactor  Y",
      "actor  X\nservice A { replicas: 2 }\nactor  Y",
    ],
    [
      "moves to its statement",
      "domain A {\n  service B {\n    replicas: 2\n    }¦\n}",
      "domain A {\n  service B {\n    replicas: 2\n  }\n}",
    ],
    [
      "moves in a broken statement, too",
      "domain A {\n  servce B X {\n    replicas 2\n    }¦\n}",
      "domain A {\n  servce B X {\n    replicas 2\n  }\n}",
    ],
    ["is none in a string", 'actor A "x  }¦"', 'actor A "x  }"'],
  ])("%s", (_, source, expected) => {
    expect(typed(source, "}")).toBe(expected);
  });
});

describe("a part of a file", () => {
  it("is laid out alone", () => {
    const { service, uri, text } = marked("actor  A\nactor  B\nactor  C\n");
    const edits = service.formatting(uri, { start: 9, end: 17 }).map((edit) => ({ ...edit, uri }));
    expect(withEdits(text, edits)).toBe("actor  A\nactor B\nactor  C\n");
  });

  it("is nothing in unknown files", () => {
    const { service } = marked("actor  A");
    expect(service.formatting("file:///other.sdesign")).toEqual([]);
    expect(service.formattingOnType("file:///other.sdesign", 3, "}")).toEqual([]);
  });
});
