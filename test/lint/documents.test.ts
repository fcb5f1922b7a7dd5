/** What is drawn from the rules is up to date, and whole. */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulePages } from "../../scripts/generate/rules.ts";
import { configSchema } from "../../scripts/generate/schema.ts";
import { manifestWithSettings } from "../../scripts/generate/settings.ts";
import { parseConfig } from "../../server/src/lint/config-file.ts";
import { rulePage, ruleUrl } from "../../server/src/lint/rule-url.ts";
import { rules } from "../../server/src/lint/rules/index.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8").replaceAll("\r\n", "\n");

describe("pages of the rules", () => {
  const pages = rulePages();

  it.each([...pages.keys()])("%s is what the rules say (npm run generate)", (path) => {
    expect(read(path)).toBe(pages.get(path));
  });

  it("are all there, and no others", () => {
    const files = readdirSync(new URL("docs/rules/", root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        `${entry.parentPath.replaceAll("\\", "/")}/${entry.name}`.replace(/^.*\/docs\/rules\/+/, "docs/rules/"),
      );
    expect(files.sort()).toEqual([...pages.keys()].sort());
  });

  it("are where findings lead to", () => {
    const [web, disk] = ["https://example.com/rules/", "file:///tool/docs/rules/"];
    expect(ruleUrl("spof/component", web)).toBe(`${web}spof/component.md`);
    expect(ruleUrl("spof/component", disk)).toBe(`${disk}spof/component.md`);
    expect(ruleUrl("syntax/separator", web)).toBe(`${web}README.md#syntax`);
    expect(ruleUrl("syntax/separator", disk)).toBe(`${disk}README.md`);
    expect(ruleUrl("spof/component", undefined)).toBeUndefined();
    for (const id of rules.keys()) expect(pages.has(`docs/rules/${rulePage(id)}`)).toBe(true);
  });

  it("show settings that are right", () => {
    for (const [path, text] of pages) {
      for (const [, json = ""] of text.matchAll(/```json\n(.*?)```/gs)) {
        expect(
          parseConfig(json, "c").findings.map(({ message }) => message),
          path,
        ).toEqual([]);
      }
    }
  });
});

it("the schema of the settings is what the rules say (npm run generate)", () => {
  expect(read("schemas/sdesign.config.schema.json")).toBe(configSchema());
});

describe("the settings of VS Code", () => {
  it("are what the rules say (npm run generate)", () => {
    expect(read("package.json")).toBe(manifestWithSettings(read("package.json")));
  });

  it("have the form of a configuration", () => {
    const { properties } = JSON.parse(read("package.json")).contributes.configuration;
    const names = properties["sdesign.lint.rules"].propertyNames.enum as readonly string[];
    const settings = { preset: "strict", rules: Object.fromEntries(names.map((name) => [name, "off"])) };
    expect(parseConfig(JSON.stringify(settings), "c").findings).toEqual([]);
  });
});

it("what docs/configuration.md shows is right", () => {
  const blocks = [...read("docs/configuration.md").matchAll(/```json\n(.*?)```/gs)].map(([, json = "{}"]) => json);
  const [file = "", settings = "{}", ...others] = blocks;
  expect(parseConfig(file, "c").findings).toEqual([]);
  const { properties } = JSON.parse(read("package.json")).contributes.configuration;
  const set = JSON.parse(settings) as Record<string, unknown>;
  for (const name of Object.keys(set)) expect(properties).toHaveProperty([name]);
  const own = { preset: set["sdesign.lint.preset"], rules: set["sdesign.lint.rules"] };
  expect(parseConfig(JSON.stringify(own), "c").findings).toEqual([]);
  for (const other of others) JSON.parse(other);
});
