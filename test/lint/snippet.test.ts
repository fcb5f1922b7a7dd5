import { expect, it } from "vitest";
import { escapeSnippet, placeholder, plainText } from "../../server/src/lint/snippet.ts";

it.each([
  ["plain", "plain"],
  ["a ${1:b} c", "a b c"],
  ["${1:a ${2:b} c}", "a b c"],
  ["${1|p99,p95|} <= 5", "p99 <= 5"],
  ["\\$${2:1000}/month", "$1000/month"],
  ["{ a: ${1:x} }", "{ a: x }"],
  ["a$0b$1c${2}d", "abcd"],
  ["\\} \\\\ \\$", "} \\ $"],
  ["cost $ and ${nonsense}", "cost $ and ${nonsense}"],
  ["${1:never closed", "never closed"],
])("%s is %s", (snippet, expected) => {
  expect(plainText(snippet)).toBe(expected);
});

it.each(["a", "$1", "${1:x}", "\\", "}", "a|b,c"])("what is escaped stands for itself: %s", (text) => {
  expect(plainText(escapeSnippet(text))).toBe(text);
  expect(plainText(`<${placeholder(1, text)}>`)).toBe(`<${text}>`);
});
