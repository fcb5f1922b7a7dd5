/** What the command line says and spares when it is used in an odd way. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { sdesign as sdesignProcess } from "./process.ts";
import { sdesign } from "./run-cli.ts";

const DESIGN = "system S\nactor A\nservice B { replicas: 2 }\nA -> B\n";

describe("a slip of the pen", () => {
  it.each<[string[], string]>([
    [["chekc"], "There is no command `chekc`. Did you mean `check`?"],
    [["nothing"], "There is no command `nothing`. Try `sdesign --help`."],
    [["help", "rendr"], "There is no command `rendr`. Did you mean `render`?"],
    [["check", "--formt", "json"], "Unknown option '--formt'. Did you mean `--format`?"],
    [["render", "--them=dark"], "Unknown option '--them'. Did you mean `--theme`?"],
    [["check", "--zzz"], "Unknown option '--zzz'. Try `sdesign check --help`."],
    [["check", "--max-warnings", "-1"], "argument is ambiguous. Try `sdesign check --help`."],
    [["check", "--rule", "spof/componen=off"], "There is no rule `spof/componen`. Did you mean `spof/component`?"],
    [["check", "--rule", "spo/*=off"], "There is no rule `spo/*`. Did you mean `spof/*`?"],
    [["check", "--rule", "__proto__=off"], "There is no rule `__proto__`."],
  ])("sdesign %j", async (args, said) => {
    const { code, err, out } = await sdesign(args, { files: { "a.sdesign": DESIGN } });
    expect(err).toContain(said);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

describe("sdesign explain", () => {
  it.each([
    ["spof", "spof/*"],
    ["spof/*", "spof/zone"],
    ["syntax/number", "The text does not have the form of a design"],
    ["link", "A name is unknown"],
  ])("%s, a group", async (id, said) => {
    const { code, out } = await sdesign(["explain", id]);
    expect(out).toContain(said);
    expect(code).toBe(0);
  });

  it.each(["nothing", "spof/nothing", "spof/*/x", ""])("%j, which is none", async (id) => {
    expect(await sdesign(["explain", id])).toMatchObject({ code: 2, out: "" });
  });
});

describe("what cannot be read", () => {
  const prepare = (folder: string): void => {
    writeFileSync(path.join(folder, "binary.sdesign"), new Uint8Array([0, 1]));
    symlinkSync(path.join(folder, "nowhere"), path.join(folder, "dangling.sdesign"));
  };

  it("does not keep the rest of a folder from being checked", async () => {
    const ran = await sdesign(["check", "--format", "json"], { files: { "good.sdesign": "servic X" }, prepare });
    expect(ran.json<{ files: string[] }>().files).toEqual(["good.sdesign"]);
    expect(ran.out).toContain("Did you mean `service`?");
    expect(ran.err).toContain("`binary.sdesign` is not a text file.");
    expect(ran.err).toContain("`dangling.sdesign` does not exist.");
    expect(ran.code).toBe(2);
  });

  it("nor from being formatted", async () => {
    const ran = await sdesign(["format"], { files: { "good.sdesign": "service   X" }, prepare });
    expect(ran.files["good.sdesign"]).toBe("service X\n");
    expect(ran.code).toBe(2);
  });

  it("is named, standard input as well", () => {
    const ran = sdesignProcess(tmpdir(), ["check", "-"], { input: new Uint8Array([0]) });
    expect(ran).toEqual({ code: 2, out: "", err: "sdesign: Standard input is not a text file.\n" });
  });
});

describe("a result in the place of a design", () => {
  it.each([
    ["export", "a.sdesign", "--to", "json", "-o", "a.sdesign"],
    ["export", "a.sdesign", "--to", "sql", "-o", "./b/../lib.txt"],
    ["render", "a.sdesign", "--format", "svg", "-o", "new.sdesign"],
    ["render", "a.sdesign", "--format", "dot", "-o", "lib.txt"],
  ])("sdesign %s %s %s %s %s %s", async (...args) => {
    const files = { "a.sdesign": `import "./lib.txt"\n${DESIGN}`, "lib.txt": "service C\n" };
    const ran = await sdesign(args, { files });
    expect(ran).toMatchObject({ code: 2, files });
    expect(ran.err).toContain("would be a design no longer: name another file.");
  });
});

it("reads configurations with a byte-order mark", async () => {
  const files = { "a.sdesign": DESIGN, "sdesign.config.json": '\ufeff{ "rules": { "*": "off" } }' };
  expect(await sdesign(["check"], { files })).toMatchObject({ code: 0, out: "✔ Nothing to say about 1 file.\n" });
});

describe.skipIf(process.platform === "win32")("a reader that goes away", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sdesign-pipe-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const entry = fileURLToPath(new URL("../../server/src/doors/cli.ts", import.meta.url));
  /** Runs a line of the shell, in which `sdesign` is the tool; what it says last is the exit code of the tool. */
  const shell = (line: string) =>
    spawnSync("/bin/sh", ["-c", `sdesign() { "$NODE" "$ENTRY" "$@"; echo "code $?" >&2; }; ${line}`], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
      env: { ...process.env, NODE: process.execPath, ENTRY: entry },
    });

  it("gets what it wants, and the exit code stays what it was", () => {
    // More than a pipe holds, so that the rest has nowhere to go.
    writeFileSync(path.join(folder, "many.sdesign"), "servic X\n".repeat(3000));
    const { stdout, stderr } = shell("sdesign check --format json many.sdesign | head -n 1");
    expect({ stdout, stderr }).toEqual({ stdout: "{\n", stderr: "code 1\n" });
  });

  it("gets all of it when it is slow", () => {
    const { stdout } = shell("sdesign check --format json many.sdesign | (sleep 1; cat)");
    expect(JSON.parse(stdout).findings.length).toBeGreaterThan(3000);
  });

  it.skipIf(process.platform !== "linux")("is told apart from a full disk", () => {
    const { stderr } = shell("sdesign check --format json many.sdesign > /dev/full");
    expect(stderr).toBe("sdesign: standard output cannot be written (ENOSPC).\ncode 2\n");
  });
});
