import { describe, expect, it } from "vitest";
import { summary } from "../../server/src/estimate/distribution.ts";
import { numbersOf } from "./numbers-of.ts";

const RECORD = `
entity Paste {
  content bytes(1000)
  link    bytes(7)
  expiry  bytes(4)
  created bytes(5)
  path    bytes(255)
  grows: 10M/month
}`;

describe("the figures of the notes", () => {
  it.each([
    // a paste
    ["size(Paste)", 1271, "1.271 KB"],
    ["1000 B + 7 B + 4 B + 5 B + 255 B", 1271, "1.271 KB"],
    ["10M/month * size(Paste)", 12.71e9 / 2592000, "12.71 GB/month"],
    ["10M writes/month * 1271 B", 12.71e9 / 2592000, "12.71 GB/month"],
    ["10M/month * size(Paste) * 36 months", 457.56e9, "457.56 GB"],
    ["10M writes/month in 1/s", 1e7 / 2592000, "3.858/s"],
    ["100M reads/month in 1/s", 1e8 / 2592000, "38.58/s"],
    ["10M/month * 36 months", 360e6, "360M"],
    // tweets
    ["500M tweets/day * 10 KB * 30 days in TB", 150e12, "150 TB"],
    ["300M users * 50% * 2 tweets/user/day in 1/s", 300e6 / 86400, "3,472/s"],
    ["50% of 300M users * 2 tweets/user/day", 300e6 / 86400, "300M tweets/day"],
    // short links
    ["100M links/month * 500 B * 120 months in TB", 6e12, "6 TB"],
    ["100M/month * 500 B * 120 months", 6e12, "6 TB"],
    // requests
    ["10K req/min in req/s", 10000 / 60, "166.67 requests/s"],
    ["10k rpm in rps", 10000 / 60, "166.67 rps"],
    ["10M users * 5 requests/user/day", 50e6 / 86400, "50M requests/day"],
    // identifiers
    ["collision(1e12, 122)", 9.403954806e-14, "9.404e-14"],
    ["collision(1e9, 64)", 0.02674, "0.02674"],
  ])("%s is %d, shown as %s", (text, value, shown) => {
    const numbers = numbersOf(`${RECORD}\nunit tweet\nunit link\nestimates { x = ${text} }`);
    expect(numbers.problems()).toEqual([]);
    expect(numbers.value("x") / value).toBeCloseTo(1, 4);
    expect(numbers.shown("x")).toBe(shown);
  });

  it.each([
    ["10M writes/month in 1/s", "4/s"],
    ["100M reads/month in 1/s", "40/s"],
    ["10M/month * size(Paste) * 36 months", "457.56 GB"],
    ["1 year / 1 month", "12"],
    ["1 week / 1 day", "7"],
  ])("with the envelope convention %s is %s", (text, shown) => {
    const numbers = numbersOf(`system S { convention: envelope }\n${RECORD}\nestimates { x = ${text} }`);
    expect(numbers.shown("x")).toBe(shown);
  });

  it.each([
    ["1 month / 1 day", "30"],
    ["1 year / 1 day", "365"],
  ])("by default %s is %s", (text, shown) => {
    expect(numbersOf(`estimates { x = ${text} }`).shown("x")).toBe(shown);
  });

  it("knows the median and the mean of a range", () => {
    const ends = summary(numbersOf("estimates { x = 5 to 10 }").quantity("x"));
    expect(ends?.p5).toBeCloseTo(5, 9);
    expect(ends?.p50).toBeCloseTo(7.0711, 4);
    expect(ends?.p95).toBeCloseTo(10, 9);
    expect(ends?.mean).toBeCloseTo(7.2298, 4);
  });

  it("multiplies ranges in closed form", () => {
    const ends = summary(numbersOf("estimates { x = (50M to 200M) * (2 to 10) / day in 1/s }").quantity("x"));
    expect(ends?.p5).toBeCloseTo(1789.5, 1);
    expect(ends?.p50).toBeCloseTo(5176.1, 1);
    expect(ends?.p95).toBeCloseTo(14971.3, 1);
    expect(ends?.mean).toBeCloseTo(6375.8, 1);
  });

  it("counts rows as stated, or as growth times retention, or for five assumed years", () => {
    const numbers = numbersOf(`
      entity A { rows: 5M }
      entity B { grows: 100M/month, retention: 120 months }
      entity C { grows: 10/day }
      estimates { a = rows(A); b = rows(B) * 500 B; c = rows(C) }`);
    expect([numbers.shown("a"), numbers.shown("b"), numbers.shown("c")]).toEqual(["5M as", "6 TB", "18.25k cs"]);
    expect(numbers.result("c").steps.map((step) => `${step.kind}: ${step.text}`)).toEqual([
      "assumption: `C` states no `retention`: its growth of 10/day is counted for 5 years",
    ]);
  });
});
