import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../house/sources.ts";
import { sdesign } from "./run-cli.ts";

// docs/cli.md shows commands with what they print. `…` stands for whatever else there is.

const page = readFileSync(path.join(root, "docs/cli.md"), "utf8").replaceAll("\r\n", "\n");
const design = /^```sdesign\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? "";
const files = { "shop.sdesign": design };

interface Example {
  readonly command: string;
  /** What stands below the command, and the block of JSON behind it. */
  readonly printed: string;
  readonly json: string | undefined;
}

const examples = [
  ...page.matchAll(/^(`{3,})console\n\$ sdesign (.*)\n([\s\S]*?)^\1$(?:\n\n^```json\n([\s\S]*?)^```$)?/gm),
].map(([, , command = "", printed = "", json]): Example => ({ command, printed, json }));

/** As a shell takes a command apart, with single quotes alone. */
const words = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");

/** Where what is told differs from what is so, by the path to it. */
function differences(told: unknown, real: unknown, at: string): string[] {
  if (Array.isArray(told) && Array.isArray(real)) {
    const open = told.at(-1) === "…";
    const shown = open ? told.slice(0, -1) : told;
    if (real.length < shown.length || (!open && real.length > shown.length)) return [`${at}: ${real.length} of them`];
    return shown.flatMap((item, index) => differences(item, real[index], `${at}[${index}]`));
  }
  if (typeof told === "object" && typeof real === "object" && told && real) {
    const { "…": open, ...shown } = told as Record<string, unknown>;
    const missing = open === undefined ? Object.keys(real).filter((key) => !(key in shown)) : [];
    return [
      ...missing.map((key) => `${at}.${key}: is not told`),
      ...Object.entries(shown).flatMap(([key, value]) =>
        differences(value, (real as Record<string, unknown>)[key], `${at}.${key}`),
      ),
    ];
  }
  if (typeof told === "string" && told.startsWith("…") && String(real).endsWith(told.slice(1))) return [];
  return told === real ? [] : [`${at}: ${JSON.stringify(real)}, not ${JSON.stringify(told)}`];
}

describe("docs/cli.md", () => {
  it("shows every command", async () => {
    const { out } = await sdesign(["--help"]);
    const commands = [...out.matchAll(/^ {2}([\w-]+) {2,}\w/gm)].flatMap(([, name = ""]) =>
      name === "sdesign" ? [] : [name],
    );
    const helped = examples.flatMap(({ command }) => (command.endsWith(" --help") ? [words(command)[0]] : []));
    expect(commands.filter((name) => !helped.includes(name))).toEqual([]);
    expect(commands.length).toBeGreaterThan(9);
  });

  it.each(examples.map((example) => [example.command, example] as const))("sdesign %s", async (_, example) => {
    const { out, code } = await sdesign(words(example.command), { files });
    expect(code).not.toBe(2);
    if (example.json !== undefined) {
      expect(differences(JSON.parse(example.json), JSON.parse(out), "")).toEqual([]);
      return;
    }
    const shown = example.printed.trimEnd().split(/^…$/m);
    if (shown.length === 1) expect(out.trimEnd()).toBe(shown[0]);
    let from = 0;
    for (const part of shown) {
      const found = out.indexOf(part.trim(), from);
      expect(found, part).toBeGreaterThanOrEqual(0);
      from = found + part.trim().length;
    }
  });

  it("has links that lead somewhere", () => {
    for (const [, file = ""] of page.matchAll(/\]\(([\w/.-]+\.md)\)/g)) {
      expect(() => readFileSync(path.join(root, "docs", file))).not.toThrow();
    }
  });
});
