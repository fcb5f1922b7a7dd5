/** What `check` writes for programs, whole runs of it. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../house/sources.ts";
import { junitMistakes, type SarifLog, sarifMistakes } from "../lint/report/judges.ts";
import { sdesign } from "./run-cli.ts";

/** Two errors, and warnings and remarks of the recommended preset. */
const BAD = "system Shop\nservice Web { replicas: -3 }\nservice Web\n";
/** Nothing but one remark. */
const CALM = "question Q\n";

const check = (files: Record<string, string>, ...args: string[]) => sdesign(["check", ...args], { files });

describe("formats", () => {
  const files = { "über/shop & co.sdesign": `/* 🎫 */ ${BAD}`, "b.sdesign": "" };

  it("json: what is promised to scripts", async () => {
    const ran = await check(files, "--format", "json");
    const report = ran.json<Record<string, unknown[]>>();
    expect(Object.keys(report)).toEqual(["version", "files", "findings", "summary"]);
    expect(report.version).toBe(1);
    expect(report.files).toEqual(["b.sdesign", "über/shop & co.sdesign"]);
    for (const finding of report.findings ?? []) {
      expect(Object.keys(finding as object)).toEqual([
        ...["file", "rule", "severity", "message", "range", "related", "url", "fixable"],
      ]);
    }
    expect(report.findings?.find((finding) => (finding as { rule: string }).rule.startsWith("value/"))).toMatchObject({
      file: "über/shop & co.sdesign",
      severity: "error",
      range: { start: { line: 1, character: 24 }, end: { line: 1, character: 26 } },
    });
  });

  it("sarif: valid, in UTF-16, by paths of the repository", async () => {
    const ran = await sdesign(["check", "--format", "sarif", "über"], {
      files: { ...files, "über/c.sdesign": "/* 🎫 */ question Q\n" },
      prepare: (folder) => mkdirSync(path.join(folder, ".git")),
    });
    expect(sarifMistakes(ran.out)).toEqual([]);
    const results = ran.json<SarifLog>().runs[0]!.results;
    const open = results.find(({ ruleId }) => ruleId === "trace/open-question");
    const { artifactLocation, region } = open!.locations[0]!.physicalLocation;
    expect(artifactLocation.uri).toBe("%C3%BCber/c.sdesign");
    expect(region).toMatchObject({ startLine: 1, startColumn: 19, endColumn: 20 });
  });

  it("sarif and github count paths from the repository wherever they are run", async () => {
    const run = (format: string) =>
      sdesign(["check", "--format", format], {
        files: { "docs/a.sdesign": CALM },
        prepare: (folder) => mkdirSync(path.join(folder, ".git")),
        below: "docs",
      });
    expect((await run("github")).out).toMatch(/^::notice file=docs\/a\.sdesign,line=1,/);
    expect((await run("sarif")).out).toContain('"uri": "docs/a.sdesign"');
    expect((await run("junit")).out).toContain('name="a.sdesign"');
    expect((await run("json")).out).toContain('"a.sdesign"');
  });

  it("sarif fingerprints stay when lines move, and tell alike findings apart", async () => {
    const prints = async (text: string) => {
      const ran = await check(
        { "a.sdesign": text },
        "--format",
        "sarif",
        "--rule",
        "*=off",
        "--rule",
        "trace/*=warning",
      );
      return ran.json<SarifLog>().runs[0]!.results.map((result) => result.partialFingerprints["sdesign/v1"]!);
    };
    const before = await prints("question A\nquestion B\nquestion\nquestion\n");
    expect(new Set(before).size).toBe(before.length);
    const after = await prints("// a line more\n\n  question A\nquestion New\nquestion B\nquestion\nquestion\n");
    expect(before.length).toBeGreaterThan(1);
    for (const print of before) expect(after).toContain(print);
  });

  it("sarif: what is suppressed, with the reason, to those who ask", async () => {
    const design = { "a.sdesign": "// sdesign-ignore trace/open-question: asked on Monday\nquestion A\nquestion B\n" };
    const results = async (...args: string[]) => {
      const ran = await check(design, "--format", "sarif", "--rule", "nfr/*=off", ...args);
      expect(sarifMistakes(ran.out)).toEqual([]);
      return ran.json<SarifLog>().runs[0]!.results.map(({ ruleId, suppressions }) => [ruleId, suppressions]);
    };
    expect(await results()).toEqual([["trace/open-question", undefined]]);
    expect(await results("--suppressed")).toEqual([
      ["trace/open-question", []],
      ["trace/open-question", [{ kind: "inSource", justification: "asked on Monday" }]],
    ]);
    expect((await check(design, "--suppressed")).code).toBe(2);
  });

  it("junit: valid, and fails where the check does", async () => {
    const strict = ["--rule", "trace/open-question=warning", "--max-warnings", "0"];
    const failed = await check({ "a.sdesign": CALM }, "--format", "junit", ...strict);
    expect(await junitMistakes(failed.out)).toEqual([]);
    expect(failed.out).toContain('failures="1"');
    const passed = await check({ "a.sdesign": CALM }, "--format", "junit");
    expect(passed.out).toContain('failures="0" errors="0" skipped="1"');
    expect(await junitMistakes((await check(files, "--format", "junit")).out)).toEqual([]);
  });

  it("github: nothing but commands", async () => {
    const ran = await check(files, "--format", "github");
    for (const line of ran.out.trim().split("\n")) expect(line).toMatch(/^::(error|warning|notice) file=/);
    expect((await check({ "a.sdesign": "" }, "--format", "github")).out).toBe("");
  });

  it.each([
    "recommended",
    "interview",
  ])("json: what is found in samples under %s is named in a comment there", async (preset) => {
    const folder = mkdtempSync(path.join(tmpdir(), "sdesign-"));
    const config = path.join(folder, "config.json");
    writeFileSync(config, JSON.stringify({ preset }));
    const ran = await sdesign(["check", "samples", "--format", "json", "--config", config], { cwd: root });
    rmSync(folder, { recursive: true, force: true });
    const { findings } = ran.json<{ findings: readonly { readonly file: string; readonly rule: string }[] }>();
    for (const { file, rule } of findings) {
      expect(readFileSync(path.join(root, file), "utf8"), file).toMatch(new RegExp(`//.*${rule}`));
    }
  });

  it.each(["sarif", "junit"])("%s: valid for all samples", async (format) => {
    const ran = await sdesign(["check", "samples", "--format", format, "--rule", "style/*=warning"], { cwd: root });
    expect(format === "sarif" ? sarifMistakes(ran.out) : await junitMistakes(ran.out)).toEqual([]);
  });
});
