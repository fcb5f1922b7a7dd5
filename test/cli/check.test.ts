import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sdesign as sdesignProcess } from "./process.ts";
import { type Ran, sdesign } from "./run-cli.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sdesign-cli-"));
const write = (name: string, text: string | Uint8Array): void => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
};
const run = (args: readonly string[], options: { readonly input?: string } = {}, cwd = "."): Promise<Ran> =>
  sdesign(args, { cwd: path.join(folder, cwd), ...options });
/** As a process of its own, which takes its time. */
const runProcess = (args: readonly string[], options?: Parameters<typeof sdesignProcess>[2]) =>
  sdesignProcess(folder, args, options);

const QUIET = ["--rule", "*=off"];
const BROKEN = 'service A "one"\nA -> Bakend\nservice Backend\n';

beforeAll(() => {
  write("good/good.sdesign", "actor A\nservice B\nA -> B\n");
  write("bad/bad.sdesign", BROKEN);
  write("warned/warned.sdesign", "system S\nactor A\nservice B { replicas: 2 }\nA -> B\n");
  write("work/.git/HEAD", "");
  write("work/main.sdesign", 'import "./lib/lib.sdesign"\nimport "../good/good.sdesign"\nservice X\nX -> Edge\n');
  write("work/lib/lib.sdesign", "service Edge { replicsa: 2 }\n");
  write("odd/binary.sdesign", new Uint8Array([0x73, 0, 1]));
  write("odd/latin.sdesign", new Uint8Array([0x73, 0xe9]));
  write("configured/sdesign.config.json", '{ "rules": { "nfr/*": "off", "nope/nope": "error" } }');
  write("configured/deep/a.sdesign", "system S\nactor A\nservice B { replicas: 2 }\nA -> B\n");
  write("other.json", '{ "rules": { "nfr/missing-availability": "error" } }');
  mkdirSync(path.join(folder, "empty"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sdesign check", () => {
  it("exits with 0 when there is nothing at the threshold, 1 when there is", async () => {
    expect((await run(["check", "good", ...QUIET])).code).toBe(0);
    expect(await run(["check", "bad/bad.sdesign"])).toMatchObject({ code: 1, err: "" });
    expect((await run(["check", "warned"])).code).toBe(0);
    expect((await run(["check", "warned", "--fail-on", "warning"])).code).toBe(1);
    expect((await run(["check", "warned", "--max-warnings", "0"])).code).toBe(1);
    expect((await run(["check", "warned", "--max-warnings", "999"])).code).toBe(0);
  });

  it("exits with 2 for what it cannot do, and says so on standard error", async () => {
    const table: readonly (readonly [args: readonly string[], said: string])[] = [
      [["check", "nowhere.sdesign"], "`nowhere.sdesign` does not exist."],
      [["check", "odd/binary.sdesign"], "`odd/binary.sdesign` is not a text file."],
      [["check", "odd/latin.sdesign"], "`odd/latin.sdesign` is not UTF-8 text."],
      [["check", "--format", "xml"], "There is no format `xml`"],
      [["check", "--fail-on", "never"], "--fail-on takes"],
      [["check", "--max-warnings", "-1"], "max-warnings"],
      [["check", "--max-warnings", "few"], "--max-warnings takes a whole number, not `few`."],
      [["check", "--rule", "spof/*"], "--rule takes ID=SEVERITY"],
      [["check", "--config", "none.json", "good"], "`none.json` does not exist."],
      [["check", "--colour"], "Unknown option '--colour'"],
      [["cheque"], "There is no command `cheque`."],
      [["check", "bad\u001b[31m.sdesign"], "`bad[31m.sdesign` does not exist."],
    ];
    for (const [args, said] of table) {
      const { code, out, err } = await run(args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
      expect(err).toContain(said);
    }
  });

  it("shows findings by file, with their places", async () => {
    const { out } = await run(["check", "bad/bad.sdesign"]);
    expect(out).toContain("bad/bad.sdesign\n");
    expect(out).toMatch(/ 2:6 {2}error +`Bakend` is not .* Did you mean `Backend`\? {2}link\/unknown/);
    expect(out).not.toContain("\u001b[");
    const coloured = runProcess(["check", "bad/bad.sdesign"], { env: { FORCE_COLOR: "1" } });
    expect(coloured.out).toContain("\u001b[31merror");
    const refused = runProcess(["check", "bad/bad.sdesign"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(refused.out).not.toContain("\u001b[");
  });

  it("writes JSON of a stable shape", async () => {
    const { out, code } = await run(["check", "bad/bad.sdesign", "--format", "json", "--rule", "nfr/*=off"]);
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(Object.keys(report).slice(0, 4)).toEqual(["version", "files", "findings", "summary"]);
    expect(report).toMatchObject({ version: 1, files: ["bad/bad.sdesign"], summary: { error: 1 } });
    const finding = report.findings.find(({ rule }: { rule: string }) => rule === "link/unknown");
    expect(finding).toMatchObject({
      file: "bad/bad.sdesign",
      rule: "link/unknown",
      severity: "error",
      message: expect.stringContaining("`Bakend`"),
      range: { start: { line: 1, character: 5 }, end: { line: 1, character: 11 } },
      related: [],
      url: expect.stringMatching(/\/docs\/rules\/README\.md/),
      fixable: true,
    });
  });

  it("reads standard input, whose imports are those of the current folder", async () => {
    const { out, code } = await run(["check", "-", "--format", "json"], { input: BROKEN });
    expect(code).toBe(1);
    expect(JSON.parse(out).files).toEqual(["<stdin>"]);
    expect(runProcess(["check", "-"], { input: new Uint8Array([0, 1]) })).toMatchObject({ code: 2 });
    expect(runProcess(["check", "-", ...QUIET], { input: "service A\n" })).toMatchObject({ code: 0 });
    const imported = await run(["check", "-", ...QUIET], { input: 'import "./good/good.sdesign"\nservice C\nC -> B' });
    expect(imported.code).toBe(0);
  });

  it("takes every design below the current folder when no path is given", async () => {
    const { out } = await run(["check", "--format", "json", ...QUIET], {}, "work");
    expect(JSON.parse(out).files).toEqual(["lib/lib.sdesign", "main.sdesign"]);
    const nothing = await run(["check"], {}, "empty");
    expect(nothing).toMatchObject({ code: 0 });
    expect(nothing.err).toContain("there are no .sdesign files here");
  });

  it("follows imports inside the workspace and reports on what they lead to", async () => {
    const { out } = await run(["check", "work/main.sdesign", "--format", "json"]);
    const report = JSON.parse(out);
    expect(report.files).toEqual(["work/main.sdesign", "work/lib/lib.sdesign"]);
    const rules = report.findings.map(({ file, rule }: { file: string; rule: string }) => `${file} ${rule}`);
    expect(rules).toContain("work/lib/lib.sdesign link/unknown");
    expect(rules).toContain("work/main.sdesign link/import");
  });

  it("obeys the nearest configuration, the one given, and the rules of the command line", async () => {
    const rulesOf = async (...args: string[]): Promise<string[]> => {
      const { out } = await run(["check", "--format", "json", ...args]);
      return JSON.parse(out).findings.map(
        ({ rule, severity }: { rule: string; severity: string }) => `${rule} ${severity}`,
      );
    };
    expect(await rulesOf("configured")).toContain("config/rule warning");
    expect((await rulesOf("configured")).filter((rule) => rule.startsWith("nfr/"))).toEqual([]);
    expect(await rulesOf("warned", "--config", "other.json")).toContain("nfr/missing-availability error");
    expect(await rulesOf("warned", "--rule", "nfr/missing-availability=error")).toContain(
      "nfr/missing-availability error",
    );
    const off = await rulesOf("warned", "--rule", "nfr/*=off");
    expect(off.filter((rule) => rule.startsWith("nfr/"))).toEqual([]);
  });

  it("shows nothing of a user's that a terminal would obey", async () => {
    write("hostile.sdesign", 'service A "\u001b]0;owned\u0007\u202e" { replicas: -1 }\nA -> B\u001b[2J\n');
    const { out } = await run(["check", "hostile.sdesign"]);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it("does not follow links to folders, nor look where nobody designs", async () => {
    write("tree/node_modules/x/a.sdesign", "{");
    write("tree/.hidden/b.sdesign", "{");
    write("tree/c.sdesign", "service C\n");
    symlinkSync(path.join(folder, "tree"), path.join(folder, "tree/loop"));
    expect(JSON.parse((await run(["check", "tree", "--format", "json"])).out).files).toEqual(["tree/c.sdesign"]);
  });

  it("ends well on 2,000 levels of nesting and on names of objects", async () => {
    write("deep.sdesign", `${"domain D { ".repeat(2000)}service A${" }".repeat(2000)}`);
    write(
      "proto.sdesign",
      "service __proto__ { constructor: toString }\nservice hasOwnProperty\n__proto__ -> hasOwnProperty\n",
    );
    for (const name of ["deep", "proto"]) {
      const { code, err } = await run(["check", `${name}.sdesign`]);
      expect(err).toBe("");
      expect([0, 1]).toContain(code);
    }
  });
});

describe("sdesign", () => {
  it("tells its version and how it is used", async () => {
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(runProcess(["--version"])).toMatchObject({ code: 0, out: (await run(["--version"])).out });
    for (const args of [["--help"], ["-h"], ["help"]]) {
      expect(await run(args)).toMatchObject({ code: 0, out: expect.stringContaining("Usage: sdesign COMMAND") });
    }
    expect(await run([])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Usage: sdesign COMMAND") });
    expect((await run(["check", "--help"])).out).toContain("--max-warnings N");
    expect((await run(["help", "render"])).out).toContain("Usage: sdesign render FILE");
  });

  it("lists and explains rules", async () => {
    expect((await run(["rules"])).out).toMatch(/nfr\/missing-availability +warning +\*/);
    const explained = (await run(["explain", "nfr/missing-availability"])).out;
    for (const part of ["Fails:", "Passes:", "Exception:", "/docs/rules/"]) expect(explained).toContain(part);
    expect((await run(["explain", "link/unknown"])).out).toContain("A name is unknown");
    expect(await run(["explain", "nfr/mising-availability"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("Did you mean `nfr/missing-availability`?"),
    });
    expect((await run(["explain"])).code).toBe(2);
  });

  it("wants to be told how to serve an editor", async () => {
    expect(await run(["lsp"])).toMatchObject({ code: 2, err: expect.stringContaining("--stdio") });
  });
});

describe("sdesign render", () => {
  beforeAll(() =>
    write(
      "drawn/shop.sdesign",
      'system Shop\nactor Buyer\nservice Backend "</script>"\nsql_database Tickets { stores: Ticket }\nentity Ticket { id uuid [pk] }\nBuyer -> Backend -> Tickets\nflow Buy { Buyer -> Backend "asks" }\n',
    ),
  );

  it("draws SVG and writes DOT", async () => {
    const svg = await run(["render", "drawn/shop.sdesign"]);
    expect(svg).toMatchObject({ code: 0, err: "" });
    expect(svg.out).toMatch(/^<svg /);
    expect(svg.out).not.toContain("</script>");
    expect((await run(["render", "drawn/shop.sdesign", "--view", "data", "--format", "dot"])).out).toMatch(/^digraph /);
    expect((await run(["render", "-", "--format", "dot"], { input: "service A" })).out).toContain('"A"');
  });

  it("writes every view into a folder", async () => {
    expect(await run(["render", "drawn/shop.sdesign", "--view", "all", "-o", "pictures"])).toMatchObject({
      code: 0,
      out: "",
    });
    const { readdirSync } = await import("node:fs");
    expect(readdirSync(path.join(folder, "pictures"))).toEqual(
      expect.arrayContaining(["architecture.svg", "data.svg", "flow-Buy.svg"]),
    );
  });

  it("refuses what it cannot draw", async () => {
    const table: readonly (readonly [args: readonly string[], said: string])[] = [
      [["render"], "Name one file"],
      [["render", "drawn/shop.sdesign", "--view", "nope"], "There is no view `nope`. This design has `architecture`"],
      [["render", "drawn/shop.sdesign", "--format", "gif"], "There is no format `gif`"],
      [["render", "drawn/shop.sdesign", "--theme", "pink"], "There is no theme `pink`"],
      [["render", "drawn/shop.sdesign", "--scale", "99"], "--scale takes"],
      [["render", "drawn/shop.sdesign", "--view", "all"], "name their folder with -o"],
      [["render", "nowhere.sdesign"], "does not exist"],
      [["render", "drawn/shop.sdesign", "-o", "drawn/shop.sdesign/x.svg"], "cannot be written"],
    ];
    for (const [args, said] of table) {
      const { code, out, err } = await run(args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
      expect(err).toContain(said);
    }
  });
});
