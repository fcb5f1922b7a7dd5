import { expect, it } from "vitest";
import { nearest } from "../../server/src/model/spelling.ts";

it.each<[word: string, known: string[], meant: string | undefined]>([
  ["servise", ["service", "server"], "service"],
  ["SERVICE", ["service"], "service"],
  ["chekc", ["check"], "check"],
  ["quueu", ["queue"], undefined],
  ["ab", ["ba"], "ba"],
  ["Y", ["A", "B"], undefined],
  ["y", ["Y"], "Y"],
  ["m", ["ms", "Mb"], undefined],
  ["cat", ["dog"], undefined],
  ["", ["a"], undefined],
  ["kost", ["host", "cost"], "cost"],
  ["kost", ["cost", "host"], "cost"],
  ["buy", ["BUY", "Buy"], "Buy"],
  ["cist", ["host", "cost"], "cost"],
])("%j of %j: %j", (word, known, meant) => {
  expect(nearest(word, known)).toBe(meant);
});
