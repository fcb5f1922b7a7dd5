/** Texts that nobody writes, but that something may: they take seconds at the most, and end with an answer. */

import { describe, expect, it } from "vitest";
import { sdesign } from "./run-cli.ts";

const times = (count: number, text: (index: number) => string, between = "\n"): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);

describe("odd texts", { timeout: 120_000 }, () => {
  it.each<[string, string]>([
    ["signs that mean nothing, on one line", "¤".repeat(40_000)],
    ["a chain on one line", `A${" -> A".repeat(15_000)}`],
    ["a row on one line", `process P { ${"A => ".repeat(10_000)}A }`],
    ["kinds that build on each other", `${times(1000, (index) => `kind k${index}: k${index + 1}`)}\nk0 X`],
    ["long names that are almost the same", `service ${"a".repeat(100_000)}\nX -> ${"a".repeat(99_999)}b`],
    ["suppressions", "// sdesign-ignore spof/component: x\n".repeat(4_000)],
    ["a path of parameters", `api A { GET /${"{a}".repeat(12_000)} as B }`],
    ["deep nesting", `${"domain D {\n".repeat(2000)}${"}\n".repeat(2000)}`],
    ["quotes that are never closed", 'service A "\n'.repeat(4_000)],
  ])("%s", async (_, source) => {
    const files = { "a.sdesign": source };
    const checked = await sdesign(["check", "--format", "json", "a.sdesign"], { files });
    expect(checked.code).not.toBe(2);
    expect(checked.json<{ version: number }>().version).toBe(1);
    for (const args of [
      ["format", "--check", "a.sdesign"],
      ["export", "a.sdesign", "--to", "openapi"],
      ["estimate", "a.sdesign"],
    ]) {
      expect((await sdesign(args, { files })).code, args.join(" ")).not.toBe(2);
    }
  });
});
