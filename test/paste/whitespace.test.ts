import { describe, expect, it } from "vitest";
import { withoutIndentation } from "../../client/src/paste/whitespace.ts";

describe("what VS Code indents by itself", () => {
  it.each<[text: string, line: string, expected: string]>([
    ["a\n  b\n\n    c", "  ", "a\nb\n\n  c"],
    ["a\r\n\tb", "\tservice A", "a\r\nb"],
    ["a\n  b", "", "a\n  b"],
    ["a\nb\n  c", "    ", "a\nb\n  c"],
    ["\n  a\n  b\n", "domain X {", "\n  a\n  b\n"],
  ])("%j behind %j", (text, line, expected) => {
    expect(withoutIndentation(text, line)).toBe(expected);
  });
});
