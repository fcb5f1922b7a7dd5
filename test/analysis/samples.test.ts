/** The figures that the notes name, in the samples that come from them; and the same bytes from every engine. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../server/src/analysis/facts.ts";
import { format } from "../../server/src/estimate/display.ts";
import type { Convention } from "../../server/src/estimate/unit.ts";
import { Workspace } from "../../server/src/model/workspace.ts";

const root = path.resolve(import.meta.dirname, "../..");
const samples = path.join(root, "samples");
const files = readdirSync(samples, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".sdesign"))
  .sort();

const known = new Map<string, Facts>();

/** The facts of a sample, with what it imports. */
function factsOfSample(file: string): Facts {
  const before = known.get(file);
  if (before) return before;
  const uri = pathToFileURL(path.join(samples, file)).href;
  const workspace = new Workspace({ resolve: (from, target) => new URL(target, from).href });
  workspace.set(uri, readFileSync(new URL(uri), "utf8"));
  for (let missing = workspace.missing(); missing.length > 0; missing = workspace.missing()) {
    for (const other of missing) workspace.set(other, readFileSync(new URL(other), "utf8"));
  }
  const design = workspace.design(uri);
  if (!design) throw new Error(`no design in ${file}`);
  const facts = factsOf(design);
  known.set(file, facts);
  return facts;
}

function estimate(file: string, name: string, convention?: Convention): string {
  const { evaluation, design } = factsOfSample(file);
  const element = design.all("estimate").find((one) => one.name === name);
  const under = convention ? evaluation.under(convention) : evaluation;
  const { quantity } = under.estimate(element?.key ?? "");
  if (!quantity) throw new Error(`${file} has no ${name}`);
  return format(quantity, under.convention);
}

describe("the samples' estimates", () => {
  const figures: readonly (readonly [file: string, name: string, shown: string])[] = [
    // 10M writes and 100M reads a month, records of 1000 + 7 + 4 + 5 + 255 bytes.
    ["pastebin", "record", "1.271 KB"],
    ["pastebin", "write_rate", "4/s"],
    ["pastebin", "read_rate", "40/s"],
    ["pastebin", "per_month", "12.71 GB"],
    ["pastebin", "three_years", "457.56 GB"],
    ["pastebin", "links", "360M writes"],
    // 100M links a month of 500 bytes, a hundred reads each.
    ["tiny-url", "writes", "38.58/s"],
    ["tiny-url", "reads", "4,000 requests/s"],
    ["tiny-url", "stored", "6 TB"],
    ["tiny-url", "cached", "34.56 GB"],
    // 500M tweets a day of 10 KB.
    ["twitter", "from_people", "3,472/s"],
    ["twitter", "per_second", "5,787/s"],
    ["twitter", "per_month", "150 TB"],
    ["twitter", "timelines", "100k requests/s"],
    ["twitter", "deliveries", "60k events/s"],
    ["twitter", "searches", "4,000 requests/s"],
    // The birthday paradox, for a UUID4 and for 64 bits.
    ["unique-id-generator", "uuid_trillion", "9.404e-14"],
    ["unique-id-generator", "short_billion", "0.02674"],
    ["ticketmaster", "hot_rps", "10k requests/min"],
  ];
  it.each(figures)("%s: %s = %s", (file, name, shown) => {
    expect(estimate(`${file}.sdesign`, name)).toBe(shown);
  });

  it("differ by the calendar where the notes round", () => {
    expect(estimate("pastebin.sdesign", "write_rate", "exact")).toBe("3.858/s");
    expect(estimate("pastebin.sdesign", "read_rate", "exact")).toBe("38.58/s");
  });

  it("count 10,000 requests a minute as 166.67 a second", () => {
    const { evaluation, design } = factsOfSample("ticketmaster.sdesign");
    const key = design.all("estimate").find(({ name }) => name === "hot_rps")?.key ?? "";
    expect(evaluation.estimate(key).quantity?.value.toNumber()).toBeCloseTo(166.667, 3);
  });

  it.each(files)("%s: every one has a value, every assertion holds", (file) => {
    const { evaluation, design } = factsOfSample(file);
    const valueless = design.all("estimate").filter(({ key }) => !evaluation.estimate(key).quantity);
    expect(valueless.map(({ id }) => id)).toEqual([]);
    const failing = design.all("assertion").filter(({ key }) => evaluation.assertion(key).holds !== true);
    expect(failing.map(({ why }) => why)).toEqual([]);
  });
});

describe("the samples' figures", () => {
  it("size the records as the notes do", () => {
    const { evaluation, design } = factsOfSample("pastebin.sdesign");
    const paste = design.all("entity").find(({ name }) => name === "Paste");
    expect(evaluation.entitySize(paste?.key ?? "")?.bytes).toBe(1000 + 7 + 4 + 5 + 255);
  });

  it("carry the load of the notes", () => {
    const { load, design } = factsOfSample("tiny-url.sdesign");
    const links = design.all("component").find(({ name }) => name === "Links");
    expect(load.component(links?.key ?? "")?.rate.average).toBe(4040);
  });

  it.each(files)("%s: nothing is overloaded, no figure is absurd", (file) => {
    const { load, design, failure, scopes } = factsOfSample(file);
    for (const { key, id } of design.all("component")) {
      expect(load.component(key)?.utilization ?? 0, id).toBeLessThanOrEqual(1);
    }
    for (const { key, id } of scopes.all) {
      const found = failure.availability(key);
      expect(found?.exact, id).toBe(true);
      expect(found?.low, id).toBeGreaterThan(0.9);
      expect(found?.low, id).toBeLessThanOrEqual(1);
    }
  });
});

/** Every version of Node on this machine that the command line is meant for. */
function engines(): readonly (readonly [version: string, program: string])[] {
  const found = new Map<string, string>();
  const folders = [path.dirname(process.execPath), ...(process.env.PATH ?? "").split(path.delimiter)];
  for (const folder of folders) {
    const program = path.join(folder, process.platform === "win32" ? "node.exe" : "node");
    if (!existsSync(program)) continue;
    const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim();
    if (Number(/\d+/.exec(version)?.[0]) >= 20 && !found.has(version)) found.set(version, program);
  }
  return [...found];
}

describe("the command line's JSON", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sdesign-bytes-"));
  const bundle = path.join(folder, "cli.cjs");
  const address = "__bundleAddress";

  beforeAll(async () => {
    await esbuild.build({
      entryPoints: [path.join(root, "server/src/doors/cli.ts")],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      mainFields: ["module", "main"],
      define: { "import.meta.url": address },
      banner: { js: `const ${address} = require("node:url").pathToFileURL(__filename).href;` },
      // Nothing is drawn here.
      loader: { ".ttf": "empty", ".wasm": "empty" },
      logLevel: "silent",
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const commands: readonly (readonly string[])[] = [
    ["estimate"],
    ["analyze"],
    ["what-if", "--down", "zone#1"],
    ["what-if", "--down", "Backend"],
  ];
  const run = (program: string, args: readonly string[], cwd: string): string =>
    execFileSync(program, [bundle, ...args], { encoding: "utf8", cwd, stdio: ["ignore", "pipe", "pipe"] });

  it.each(
    files.filter((file) => file.includes("ticketmaster") || file.includes("pastebin") || file.includes("metrics")),
  )("%s: the same bytes twice, from everywhere, on every Node", (file) => {
    const full = path.join(samples, file);
    for (const [command = "", ...rest] of commands) {
      if (rest.includes("Backend") && !file.includes("ticketmaster")) continue;
      const args = (design: string): readonly string[] => [command, design, ...rest, "--format", "json"];
      const [first, ...others] = [
        run(process.execPath, args(full), root),
        run(process.execPath, args(path.basename(full)), path.dirname(full)),
        ...engines().map(([, program]) => run(program, args(full), root)),
      ];
      expect(first?.startsWith('{\n  "version": 1,')).toBe(true);
      for (const other of others) expect(other).toBe(first);
    }
  });
});
