/** The Action, its steps run as the runner of GitHub would run them, without a network. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../house/sources.ts";
import { type SarifLog, sarifMistakes } from "../lint/report/judges.ts";
import { parseYaml } from "./yaml.ts";

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly shell?: string;
  readonly "working-directory"?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = readFileSync(path.join(root, "action.yml"), "utf8");
const action = parseYaml(text) as unknown as Action;

const folder = mkdtempSync(path.join(tmpdir(), "sdesign-action-"));
const inFolder = (...parts: string[]): string => path.join(folder, ...parts);
const write = (name: string, contents: string): void => {
  mkdirSync(path.dirname(inFolder(name)), { recursive: true });
  writeFileSync(inFolder(name), contents);
};

beforeAll(() => {
  // The Action's own checkout, without a bundle at first: building it is somebody else's test.
  const cli = pathToFileURL(path.join(root, "server/src/doors/cli.ts")).href;
  write("action/made.cjs", `import(${JSON.stringify(cli)});`);
  const build = "node -e \"const f = require('fs'); f.mkdirSync('dist'); f.copyFileSync('made.cjs', 'dist/cli.cjs')\"";
  write("action/package.json", JSON.stringify({ scripts: { build } }));
  write("repository/.git/HEAD", "");
  write("repository/good.sdesign", "question Q\n");
  write("repository/docs/bad design.sdesign", 'service A "::error::owned"\nA -> Nobody\n');
  write("repository/strict.json", '{ "rules": { "trace/open-question": "error" } }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  /** What the steps printed. */
  readonly log: string;
  readonly summary: string;
  /** The actions that steps use, with what they are given. */
  readonly used: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function run(given: Readonly<Record<string, string>> = {}): Ran {
  for (const name of Object.keys(given)) expect(action.inputs).toHaveProperty([name]);
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  const files = { output: inFolder("output"), summary: inFolder("summary") };
  const outputs = new Map<string, string>();
  const known = (name: string): string => {
    const [context, key = "", , output] = name.split(".");
    if (context === "inputs") return { ...inputs, ...given }[key] ?? "";
    if (name === "github.action_path") return inFolder("action");
    if (context === "steps") return outputs.get(`${key}.${output}`) ?? "";
    throw new Error(`What is ${name}?`);
  };
  const filled = (template: string): string =>
    template.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => known(name));
  const holds = (condition: string): boolean =>
    condition.split(" || ").some((part) => {
      const [, name = "", sign, value] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part) ?? [];
      if (!sign) throw new Error(`What does ${part} mean?`);
      return (known(name) === value) === (sign === "==");
    });
  const filledAll = (templates: Readonly<Record<string, string>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(templates).map(([name, template]) => [name, filled(template)]));

  let log = "";
  const used: Record<string, Record<string, string>> = {};
  writeFileSync(files.summary, "");
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !holds(step.if)) continue;
    if (step.uses !== undefined) {
      used[step.uses] = filledAll(step.with);
      continue;
    }
    writeFileSync(files.output, "");
    const script = inFolder("step.sh");
    writeFileSync(script, step.run ?? "");
    const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", script], {
      cwd: path.resolve(inFolder("repository"), filled(step["working-directory"] ?? "")),
      encoding: "utf8",
      env: {
        PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
        HOME: folder,
        CI: "true",
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: files.output,
        GITHUB_STEP_SUMMARY: files.summary,
        ...filledAll(step.env),
      },
    });
    log += stdout + stderr;
    for (const line of readFileSync(files.output, "utf8").split("\n")) {
      const at = line.indexOf("=");
      if (at > 0) outputs.set(`${step.id}.${line.slice(0, at)}`, line.slice(at + 1));
    }
    if (status !== 0) return { code: status ?? -1, log, summary: readFileSync(files.summary, "utf8"), used };
  }
  return { code: 0, log, summary: readFileSync(files.summary, "utf8"), used };
}

describe("action.yml", () => {
  it("is a composite action whose inputs all say what they are for, and are used", () => {
    expect(action.runs.using).toBe("composite");
    for (const [name, { description, default: value }] of Object.entries(action.inputs)) {
      expect(description, name).toMatch(/^[A-Z].*\.$/);
      expect(value, name).toBeTypeOf("string");
      expect(text, name).toMatch(new RegExp(`inputs\\.${name}\\b`));
    }
  });

  it("puts nothing that a user wrote into a script", () => {
    for (const step of action.runs.steps) {
      expect(step.run ?? "", step.name).not.toContain("${{");
      if (step.run !== undefined) expect(step.shell, step.name).toBe("bash");
    }
  });

  it("is described in docs/ci.md, every input", () => {
    const page = readFileSync(path.join(root, "docs/ci.md"), "utf8");
    for (const [name, input] of Object.entries(action.inputs)) {
      expect(page).toContain(`| \`${name}\` | ${input.default === "" ? "" : `\`${input.default}\``} |`);
    }
  });

  it("checks everything, annotates, and fails on errors", () => {
    const { code, log, summary, used } = run();
    expect(code).toBe(1);
    expect(log).toMatch(/^::error file=docs\/bad design\.sdesign,line=2,/m);
    expect(log).toMatch(/^ {2}\| .*Nobody.* link\/unknown$/m);
    expect(summary).toMatch(/^ {4}.*Nobody.* link\/unknown$/m);
    expect(used).toEqual({ "actions/setup-node@v6": { "node-version": "24", "package-manager-cache": "false" } });
  });

  it("lets no design speak to the runner", () => {
    const { log } = run({ annotations: "false", rules: "*=warning" });
    expect(log).not.toMatch(/^\s*::/m);
  });

  it.each<[string, Record<string, string>, number]>([
    ["other paths", { paths: "good.sdesign\n\n" }, 0],
    ["a folder", { "working-directory": "docs" }, 1],
    ["a path that looks like an option", { paths: "--fix" }, 2],
    ["a path that looks like a command", { paths: "$(touch owned); good.sdesign" }, 2],
    ["a threshold", { paths: "good.sdesign", "fail-on": "information" }, 1],
    ["a configuration", { paths: "good.sdesign", config: "strict.json" }, 1],
    ["rules", { paths: "good.sdesign", rules: "trace/*=off\n*=off\n", "fail-on": "information" }, 0],
    ["a number of warnings", { paths: "good.sdesign", rules: "trace/*=warning", "max-warnings": "0" }, 1],
    ["a mistake", { "fail-on": "never" }, 2],
    ["the Node.js that is there", { "node-version": "", paths: "good.sdesign" }, 0],
  ])("takes %s", (_, given, code) => {
    const ran = run(given);
    expect(ran.code, ran.log).toBe(code);
    expect("actions/setup-node@v6" in ran.used).toBe(given["node-version"] !== "");
  });

  it("writes SARIF with paths of the repository, and uploads it before the step fails", () => {
    const { code, used } = run({ "upload-sarif": "true", "working-directory": "docs" });
    expect(code).toBe(1);
    const upload = Object.entries(used).find(([name]) => name.startsWith("github/codeql-action/upload-sarif@"))?.[1];
    expect(upload).toEqual({ sarif_file: inFolder("sdesign.sarif"), category: "sdesign" });
    const log = readFileSync(inFolder("sdesign.sarif"), "utf8");
    expect(sarifMistakes(log)).toEqual([]);
    const [result] = (JSON.parse(log) as SarifLog).runs[0]!.results;
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("docs/bad%20design.sdesign");
  });

  it("writes SARIF where it is wanted, and uploads it only when it is asked to", () => {
    const { code, used } = run({ "sarif-file": "out.sarif", paths: "good.sdesign" });
    expect(code).toBe(0);
    expect(sarifMistakes(readFileSync(inFolder("repository/out.sarif"), "utf8"))).toEqual([]);
    expect(Object.keys(used)).toEqual(["actions/setup-node@v6"]);
  });
});

describe(".pre-commit-hooks.yaml", () => {
  const hooks = parseYaml(
    readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8"),
  ) as unknown as readonly Record<string, string>[];

  it("has what pre-commit needs", () => {
    expect(hooks.map(({ id }) => id)).toEqual(["sdesign-check", "sdesign-fix"]);
    for (const hook of hooks) {
      expect(hook).toMatchObject({ language: "node", pass_filenames: "false" });
      expect(hook.entry?.split(" ").slice(0, 2)).toEqual(["sdesign", "check"]);
    }
  });

  it("finds a package to install: pre-commit takes what `npm pack` prints for its name, and all that is printed", () => {
    const { scripts, bin } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
    expect(scripts.prepack).toBe("npm run build");
    expect(bin.sdesign).toBe("./dist/cli.cjs");
    expect(readFileSync(path.join(root, ".npmrc"), "utf8")).toMatch(/^foreground-scripts=false$/m);
  });

  it.each([
    ["shop.sdesign", true],
    ["docs/shop.sdesign", true],
    ["sdesign.config.json", true],
    ["docs/sdesign.config.json", true],
    ["my-sdesign.config.json", false],
    ["shop.sdesign.bak", false],
  ])("cares about %s: %s", (file, expected) => {
    for (const { files = "" } of hooks) expect(new RegExp(files).test(file)).toBe(expected);
  });
});
