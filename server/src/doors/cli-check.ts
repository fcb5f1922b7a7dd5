/** `sdesign check`: what is wrong or worth saying in designs. */

import { parseArgs } from "node:util";
import type { RuleSetting } from "../lint/config.ts";
import { unknownRule } from "../lint/config-file.ts";
import type { Finding, Severity } from "../lint/finding.ts";
import { mergeFindings } from "../lint/merge.ts";
import { type SeveritySetting, severities } from "../lint/presets.ts";
import { checkJson } from "../lint/report/check-json.ts";
import { type CheckReport, counted, type FixedFinding, summaryOf } from "../lint/report/check-report.ts";
import { githubCommands } from "../lint/report/github.ts";
import { junit } from "../lint/report/junit.ts";
import { sarif } from "../lint/report/sarif.ts";
import { type Paint, stylish } from "../lint/report/stylish.ts";
import { inOrder } from "../lint/run.ts";
import type { Silence } from "../lint/suppression.ts";
import type { Design } from "../model/design.ts";
import type { AppliedFix } from "../service/fix-all.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { fixFiles } from "./cli-fix.ts";
import { clean, type Io, painter } from "./cli-io.ts";
import { Project } from "./cli-project.ts";
import { reporter } from "./cli-reported.ts";
import { repositoryOf } from "./disk.ts";
import { projectAddress, version } from "./package-facts.ts";

interface Format {
  /** People are shown paths, programs get exact ones: from here, or from the repository where a service looks them up. */
  readonly paths: "shown" | "exact" | "repository";
  readonly write: (report: CheckReport, paint: Paint) => string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ["stylish", { paths: "shown", write: stylish }],
  ["json", { paths: "exact", write: checkJson }],
  ["sarif", { paths: "repository", write: sarif }],
  ["github", { paths: "repository", write: githubCommands }],
  ["junit", { paths: "exact", write: junit }],
]);

const THRESHOLDS: readonly Severity[] = ["error", "warning", "information"];

export const command: Command = {
  usage: "sdesign check [paths…] [options]",
  help: [
    "Checks files, folders (every .sdesign below them) or standard input (-); by default the current folder.",
    "",
    `  --format FORMAT       ${[...FORMATS.keys()].join(", ")}; stylish by default`,
    `  --fail-on SEVERITY    exit with 1 from ${THRESHOLDS.join(", ")} on; error by default`,
    "  --max-warnings N      exit with 1 when there are more warnings",
    "  --config FILE         use this configuration instead of the nearest sdesign.config.json",
    `  --rule ID=SEVERITY    set a rule, or a group as in spof/*, to ${severities.join(", ")}; may be repeated`,
    "  --suppressed          list suppressed findings too, marked as such, with their reasons (with --format sarif)",
    "  --fix                 apply the fixes that do not change what a design means, and report what is left",
  ].join("\n"),
  run,
};

async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: "string", default: "stylish" },
      "fail-on": { type: "string", default: "error" },
      "max-warnings": { type: "string" },
      config: { type: "string" },
      rule: { type: "string", multiple: true, default: [] },
      suppressed: { type: "boolean", default: false },
      fix: { type: "boolean", default: false },
    },
  });
  const format = FORMATS.get(values.format);
  if (!format)
    throw new Misuse(`There is no format \`${clean(values.format)}\`: use ${[...FORMATS.keys()].join(", ")}.`);
  const threshold = THRESHOLDS.indexOf(values["fail-on"] as Severity);
  if (threshold < 0) throw new Misuse(`--fail-on takes ${THRESHOLDS.join(", ")}, not \`${clean(values["fail-on"])}\`.`);
  const mostWarnings = wholeNumber(values["max-warnings"], "--max-warnings");
  const rules = values.rule.map(ruleSetting);
  if (values.suppressed && values.format !== "sarif") throw new Misuse("--suppressed goes with --format sarif.");
  if (values.fix && positionals.includes("-")) throw new Misuse("--fix writes files, and standard input is none.");

  const project = new Project(io);
  const uris = await project.read(positionals);
  if (uris.length === 0 && project.unreadable === 0) io.err("sdesign: there are no .sdesign files here.");
  const mistakes = project.configure(values.config, rules);
  const fixed = values.fix ? fixFiles(project, uris, () => check(project, uris, io)) : undefined;
  if (fixed) tellOfFixes(project, fixed, io);
  const findings = [...mistakes, ...check(project, uris, io)];
  const silenced = values.suppressed ? silencedIn(project, uris) : undefined;

  const { paths } = format;
  const root = paths === "repository" ? repositoryOf(io.cwd) : io.cwd;
  const name = (uri: string): string => (paths === "shown" ? project.name(uri) : project.path(uri, root));
  const tooMany = summaryOf(findings).warning > (mostWarnings ?? Number.POSITIVE_INFINITY);
  const fails = (severity: Severity): boolean =>
    THRESHOLDS.indexOf(severity) <= threshold || (severity === "warning" && tooMany);
  const report = reporter(project, name, repositoryOf(io.cwd));
  const checked: CheckReport = {
    version: version(),
    project: projectAddress(),
    files: filesOf(project, uris).map(name),
    findings: findings.map(report),
    ...(silenced
      ? { silenced: silenced.map(({ finding, reason }) => ({ ...report(finding), reason: clean(reason) })) }
      : {}),
    ...(fixed ? { fixed: fixed.map(({ uri, ...rest }): FixedFinding => ({ file: name(uri), ...rest })) } : {}),
    fails,
  };
  const text = format.write(checked, painter(io.colours));
  if (text !== "") io.out(`${text}\n`);
  if (project.unreadable > 0) return 2;
  return findings.some(({ severity }) => fails(severity)) ? 1 : 0;
}

function designsOf({ workspace }: Project, uris: readonly string[]): readonly Design[] {
  return [...new Set(uris.flatMap((uri) => workspace.designs(uri)))];
}

/** The files named, and all that belong to a design with them. */
function filesOf(project: Project, uris: readonly string[]): readonly string[] {
  return [...new Set([...uris, ...designsOf(project, uris).flatMap((design) => design.files)])];
}

/** The findings of the designs that some files belong to, by file. */
function check(project: Project, uris: readonly string[], io: Io): readonly Finding[] {
  const designs = designsOf(project, uris);
  const began = performance.now();
  const lists = designs.map((design, index) => {
    if (performance.now() - began > 300)
      io.progress(`Checking ${index + 1} of ${designs.length}: ${project.name(design.uri)}`);
    return { files: design.files, findings: project.service.checks.ofDesign(design) };
  });
  io.progress("");
  const findings = mergeFindings(lists);
  return filesOf(project, uris).flatMap((uri) => findings.filter(({ place }) => place.origin.uri === uri));
}

/** What the authors of some files have silenced, in the order of the files; what is shared by designs once. */
function silencedIn(project: Project, uris: readonly string[]): readonly Silence[] {
  const designs = designsOf(project, uris);
  const silences = new Map<Finding, string>();
  const lists = designs.map((design) => {
    const found = project.service.checks.silencedIn(design);
    for (const { finding, reason } of found) silences.set(finding, reason);
    return { files: design.files, findings: found.map(({ finding }) => finding) };
  });
  const merged = inOrder(mergeFindings(lists), filesOf(project, uris));
  return merged.map((finding) => ({ finding, reason: silences.get(finding) ?? "" }));
}

function tellOfFixes(project: Project, fixed: readonly AppliedFix[], io: Io): void {
  for (const uri of new Set(fixed.map((fix) => fix.uri))) {
    const rules = fixed.filter((fix) => fix.uri === uri).map(({ rule }) => rule);
    io.err(
      `sdesign: fixed ${counted(rules.length, "finding")} in ${project.name(uri)} (${[...new Set(rules)].join(", ")}).`,
    );
  }
}

function ruleSetting(given: string): RuleSetting {
  const [pattern = "", stated] = given.split("=", 2);
  const severity = severities.find((known) => known === stated) as SeveritySetting | undefined;
  if (pattern === "" || !severity) {
    throw new Misuse(`--rule takes ID=SEVERITY with ${severities.join(", ")}, not \`${clean(given)}\`.`);
  }
  const unknown = unknownRule(pattern);
  if (unknown) throw new Misuse(unknown.message);
  return { pattern, severity, options: new Map() };
}

function wholeNumber(given: string | undefined, option: string): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given)) throw new Misuse(`${option} takes a whole number, not \`${clean(given)}\`.`);
  return Number(given);
}
