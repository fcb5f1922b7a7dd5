import { describe, expect, it } from "vitest";
import { expression, numbersOf } from "./numbers-of.ts";

describe("precedence", () => {
  it.each([
    ["2 + 3 * 4", "14"],
    ["(2 + 3) * 4", "20"],
    ["2 ^ 3 ^ 2", "512"],
    ["-2 ^ 2", "-4"],
    ["2 ^ -1", "0.5"],
    ["2 ^ -1 * 4", "2"],
    ["10 - 4 - 3", "3"],
    ["100 / 10 / 5", "2"],
    ["100 / 10 * 5", "50"],
    ["2 * -3", "-6"],
    ["- - 3", "3"],
    ["+3", "3"],
    ["5--3", "8"],
    ["50% of 10 * 2", "10"],
    ["10 * 50% of 4", "20"],
    ["10% of 10% of 1000", "10"],
    ["2 + 50% of 10", "7"],
    ["5 to 10 KB", "7.071 KB (5 to 10)"],
    ["2 * 5 to 10 KB", "14.14 KB (10 to 20)"],
    ["$5 to 10", "$7.071 ($5 to $10)"],
    ["5 to 10%", "7.07% (5 to 10)"],
    ["-5 to 5 s", "0 s (-5 to 5)"],
    ["2^2 to 2^3", "5.657 (4 to 8)"],
    ["1 day / 1 hour", "24"],
    ["1 KB + 24 B in B", "1,024 B"],
    ["5 GB + 5 GB in MB", "10,000 MB"],
    ["1 / 4", "0.25"],
    ["20x * 3 req/s", "60 requests/s"],
    ["100:1", "100"],
    ["1 - 0.1%", "99.9%"],
    ["ceil(7 / 2)", "4"],
    ["floor(7 / 2)", "3"],
    ["round(7 / 2)", "4"],
    ["ceil(1 / 3 * 3)", "1"],
    ["ceil(10k req/min in req/s)", "167 requests/s"],
    ["ceil(12.3 GB)", "13 GB"],
    ["sum(1, 2, 3)", "6"],
    ["min(3 KB, 2 MB)", "3 KB"],
    ["max(3 KB, 2 MB)", "2 MB"],
    ["log2(1024)", "10"],
    ["log2(8 users)", "3"],
    ["sqrt(16 s * 1 s)", "4 s"],
    ["sqrt(2) ^ 2", "2"],
    ["collision(1, 64)", "0"],
    ["collision(1e6, 122 bits)", "9.404e-26"],
    ["0.1 + 0.2", "0.3"],
    ["1_000_000", "1M"],
    ["500B", "500B"],
    ["500 B", "500 B"],
    ["peak / day", "5/day"],
    ["peak * ticket", "5 tickets"],
  ])("%s is %s", (text, shown) => {
    const numbers = expression(text, "unit ticket\nestimates { peak = 5 }");
    expect(numbers.problems()).toEqual([]);
    expect(numbers.shown("x")).toBe(shown);
  });

  it.each([
    "2 +",
    "* 3",
    "2 * / 3",
    "()",
    "2 3",
    "max()",
    "5 in",
    "nobody + 1",
    "1 | 2",
    "x2.",
    "5 to",
  ])("%s has no value, and does no harm", (text) => {
    expect(expression(text).evaluation.design.all("estimate").length).toBeGreaterThan(0);
    expect(() => expression(text).problems()).not.toThrow();
  });
});

describe("size", () => {
  it("does not overflow the stack with thousands of terms", () => {
    const signs = ["+", "-", "*", "/"];
    const chain = Array.from({ length: 4000 }, (_, index) => `1 ${signs[index % 4]}`).join(" ");
    expect(expression(`${chain} 1`).value("x")).toBeCloseTo(1, 6);
    expect(expression(`${"2 ^ ".repeat(2000)}1`).result("x").quantity).toBeUndefined();
    expect(expression(`1${" ^ 1".repeat(2000)}`).value("x")).toBe(1);
    expect(expression(`${"- ".repeat(2001)}1`).value("x")).toBe(-1);
    expect(expression(`5 KB${" in KB".repeat(2000)}`).shown("x")).toBe("5 KB");
  });

  it("does not overflow the stack with thousands of estimates that build on each other", () => {
    const links = Array.from({ length: 5000 }, (_, index) => `e${index} = e${index + 1} + 1`).join("\n");
    expect(numbersOf(`estimates {\n${links}\ne5000 = 0\n}`).value("e0")).toBe(5000);
    const circle = numbersOf(`estimates {\n${links}\ne5000 = e0\n}`);
    expect(circle.result("e0").problems).toHaveLength(1);
  });

  it("does not overflow the stack with thousands of keys that refer to each other", () => {
    const entities = Array.from({ length: 3000 }, (_, index) => `entity E${index} { id -> E${index + 1} [pk] }`).join(
      "\n",
    );
    const numbers = numbersOf(`${entities}\nentity E3000 { id uuid [pk] }`);
    expect(numbers.evaluation.entitySize(numbers.element("entity", "E0").key)?.bytes).toBe(16);
  });
});
