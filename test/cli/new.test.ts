import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { plainText } from "../../server/src/lint/snippet.ts";
import { templateSnippet, templates, templateText } from "../../server/src/service/protocol/templates.ts";
import { root } from "../house/sources.ts";
import { sdesign } from "./run-cli.ts";

const read = (file: string): Promise<string> => readFile(path.join(root, file), "utf8");

describe("templates", () => {
  it("are the samples and a skeleton", () => {
    const all = ["samples", "templates"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".sdesign"))
        .map((file) => `${folder}/${file.split(path.sep).join("/")}`),
    );
    // A library is part of the designs that import it.
    const designs = all.filter((file) => /^system /m.test(readFileSync(path.join(root, file), "utf8")));
    expect(templates.map(({ file }) => file).sort()).toEqual(designs.sort());
  });

  it.each(templates.map((template) => [template.id, template] as const))("%s", async (id, template) => {
    const { out: text, code } = await sdesign(["new", id]);
    expect(code).toBe(0);
    const [, name, title] = /^system (\w+) "(.*)"/m.exec(text) ?? [];
    if (!template.blanks) expect({ name, title }).toEqual({ name: template.name, title: template.title });
    expect(text).not.toMatch(/^import/m);
    expect(text.endsWith("}\n")).toBe(true);
    const own = await sdesign(["check", "-", "--format", "json"], { input: text });
    const whole = await sdesign(["check", template.file, "--format", "json"], { cwd: root });
    const rulesOf = (ran: typeof own) =>
      ran
        .json<{ findings: { rule: string; severity: string }[] }>()
        .findings.map(({ rule, severity }) => `${severity} ${rule}`)
        .sort();
    expect(rulesOf(own)).toEqual(rulesOf(whole));
    expect(rulesOf(own).filter((finding) => finding.startsWith("error"))).toEqual([]);
  });

  it("leave nothing but questions in the skeleton", async () => {
    const { out } = await sdesign(["new", "interview"]);
    const { findings } = (await sdesign(["check", "-", "--format", "json"], { input: out })).json<{
      findings: { rule: string }[];
    }>();
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["trace/open-question"]));
  });

  it("become snippets whose blanks fill each other in", async () => {
    const [skeleton] = templates;
    const text = await templateText(skeleton!, read);
    const blanks = skeleton!.blanks!;
    const snippet = templateSnippet(text, blanks);
    for (const [index, word] of blanks.entries()) expect(snippet).toContain(`\${${index + 1}:${word}}`);
    const filled = snippet.replace(/\$\{(\d+)\}/g, (_, number: string) => blanks[Number(number) - 1] ?? "");
    expect(plainText(filled)).toBe(text);
    const renamed = snippet.replace(/\$\{6(?::\w+)?\}/g, "Photo");
    const { out } = await sdesign(["check", "-"], {
      input: plainText(renamed.replace(/\$\{(\d+)\}/g, (_, n) => blanks[n - 1]!)),
    });
    expect(out).not.toContain("error ");
  });

  it("become snippets whatever they hold", () => {
    expect(templateSnippet("a $1 } \\ Name, Names Name", ["Name"])).toBe("a \\$1 \\} \\\\ ${1:Name}, Names ${1}$0");
  });
});

describe("sdesign new", () => {
  it("writes a file, and the folders above it", async () => {
    const ran = await sdesign(["new", "tiny-url", "-o", "designs/short/links.sdesign"]);
    expect(ran).toMatchObject({ code: 0, out: "", err: "sdesign: wrote designs/short/links.sdesign.\n" });
    expect(ran.files["designs/short/links.sdesign"]).toBe(await read("samples/tiny-url.sdesign"));
  });

  it("writes over nothing unless it is told to", async () => {
    const files = { "a.sdesign": "mine\n" };
    const ran = await sdesign(["new", "twitter", "-o", "a.sdesign"], { files });
    expect(ran).toMatchObject({ code: 2, files, err: expect.stringContaining("is there already") });
    const dangling = await sdesign(["new", "twitter", "-o", "a.sdesign"], {
      prepare: (folder) => symlinkSync(path.join(folder, "gone"), path.join(folder, "a.sdesign")),
    });
    expect(dangling).toMatchObject({ code: 2, files: {} });
    const forced = await sdesign(["new", "twitter", "-o", "a.sdesign", "--force"], { files });
    expect(forced.code).toBe(0);
    expect(forced.files["a.sdesign"]).toContain("system Twitter");
  });

  it.each<[string, string[], string]>([
    ["no template", [], "Name one template:\n  interview"],
    ["two", ["twitter", "pastebin"], "Name one template"],
    ["an unknown one", ["twiter"], "Did you mean `twitter`?"],
    ["a hostile one", ["\u001b[2J__proto__"], "There is no template `[2J__proto__`. There are interview,"],
    ["a folder", ["twitter", "-o", "."], "is a folder"],
    ["a file in a file", ["twitter", "-o", "a.sdesign/b.sdesign"], "cannot be written"],
  ])("refuses %s", async (_, args, said) => {
    const ran = await sdesign(["new", ...args], { files: { "a.sdesign": "" } });
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(said);
  });
});
