/** What the pages show is so: designs are free of mistakes, links lead somewhere, commands are those of the tool. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { withEdits } from "../../server/src/service/fix-all.ts";
import { Service } from "../../server/src/service/service.ts";
import { sdesign } from "../cli/run-cli.ts";
import { root } from "../house/sources.ts";
import { brief, lintOf, mainUri } from "../lint/lint-of.ts";
import { workspaceOf } from "../model/design-of.ts";

const pages = [
  "README.md",
  "CHANGELOG.md",
  ...readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.split(path.sep).join("/")}`),
];
const textOf = (page: string): string => readFileSync(path.join(root, page), "utf8").replaceAll("\r\n", "\n");

/** The blocks of a page in a language, without what they are indented by, with the number of their line. */
function blocks(page: string, language: string): readonly (readonly [where: string, text: string])[] {
  const text = textOf(page);
  const found = text.matchAll(new RegExp(`^( *)(\`{3,})${language}\\n([\\s\\S]*?)^\\1\\2$`, "gm"));
  return [...found].map(([, indent = "", , block = ""], index) => [
    `${page}, ${language} ${index + 1}`,
    block.replace(new RegExp(`^${indent}`, "gm"), ""),
  ]);
}

/** Pages of rules have tests of their own, and examples of what is wrong. */
const designs = pages.filter((page) => !page.startsWith("docs/rules/")).flatMap((page) => blocks(page, "sdesign"));

describe("designs on pages", () => {
  it("are there", () => {
    expect(designs.length).toBeGreaterThan(5);
  });

  it.each(designs)("%s has no mistakes", (_, source) => {
    const mistakes = lintOf(source).filter(({ rule }) => /^(?:syntax|link|value|config)\//.test(rule));
    expect(brief(source, mistakes)).toEqual([]);
  });

  it.each(designs)("%s means the same once it is formatted, which is done at once", (_, source) => {
    const format = (text: string): string =>
      withEdits(
        text,
        new Service(workspaceOf(text)).formatting(mainUri).map((edit) => ({ ...edit, uri: mainUri })),
      );
    const formatted = format(source);
    expect(format(formatted)).toBe(formatted);
    expect(brief(formatted, lintOf(formatted))).toEqual(brief(source, lintOf(source)));
  });
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchors(page: string): ReadonlySet<string> {
  const headings = textOf(page)
    .replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .matchAll(/^#+ (.+)$/gm);
  const plain = [...headings].map(([, heading = ""]) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, ""));
  return new Set(plain.map((heading) => heading.trim().replaceAll(" ", "-")));
}

it.each(pages)("%s has links that lead somewhere", (page) => {
  const links = textOf(page)
    .replace(/^(`{3,})[\s\S]*?^\1$/gm, "")
    .matchAll(/\]\(([^)\s]+)\)/g);
  for (const [, link = ""] of links) {
    if (/^[a-z]+:/.test(link)) continue;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
    expect(existsSync(path.join(root, target)), `${page}: ${link}`).toBe(true);
    if (anchor !== undefined && target.endsWith(".md"))
      expect([...anchors(target)], `${page}: ${link}`).toContain(anchor);
  }
});

/** Commands in code: `sdesign check --fix`, `npm test`. */
const commands = pages.flatMap((page) =>
  [...textOf(page).matchAll(/(?:^ {4}|^\$ |`)(sdesign|npm)((?: +(?:[\w./@:#=*,>-]+|'[^'\n]*'))+)/gm)].map(
    ([, tool = "", rest = ""]) => [`${tool}${rest}`, page] as const,
  ),
);
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(path.join(root, "package.json"), "utf8"),
).scripts;
const NPM = new Set(["start", "test", "install", "ci", "pack", "ls"]);

describe("commands on pages", () => {
  it("are there", () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(commands)("%s (%s)", async (command) => {
    const [tool, ...words] = command.split(/ +/);
    const [name = "", ...rest] = words;
    if (tool === "npm") {
      if (name === "run") expect(Object.keys(scripts)).toContain(rest[0]);
      else expect([...NPM]).toContain(name);
      return;
    }
    if (name.startsWith("-") || name === "COMMAND") return;
    const { code, out } = await sdesign([name, "--help"]);
    expect(code).toBe(0);
    for (const word of rest) {
      if (word === "#") break;
      const option = /^--?[a-z][\w-]*/.exec(word)?.[0];
      if (option !== undefined && option !== "--help") expect(out).toContain(option);
    }
  });
});
