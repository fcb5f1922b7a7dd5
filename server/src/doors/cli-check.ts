/** `sdesign check`: what is wrong or worth saying in designs. */

import { parseArgs } from "node:util";
import type { RuleSetting } from "../lint/config.ts";
import type { Finding, Severity } from "../lint/finding.ts";
import { mergeFindings } from "../lint/merge.ts";
import { type SeveritySetting, severities } from "../lint/presets.ts";
import { checkJson } from "../lint/report/check-json.ts";
import { type CheckReport, type ReportedFinding, summaryOf } from "../lint/report/check-report.ts";
import { type Paint, stylish } from "../lint/report/stylish.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import { rangeOf } from "../service/place.ts";
import { type Command, type ExitCode, Misuse } from "./cli-command.ts";
import { clean, type Io, painter } from "./cli-io.ts";
import { Project } from "./cli-project.ts";

const FORMATS: ReadonlyMap<string, (report: CheckReport, paint: Paint) => string> = new Map([
  ["stylish", stylish],
  ["json", checkJson],
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
    },
  });
  const write = FORMATS.get(values.format);
  if (!write)
    throw new Misuse(`There is no format \`${clean(values.format)}\`: use ${[...FORMATS.keys()].join(", ")}.`);
  const threshold = THRESHOLDS.indexOf(values["fail-on"] as Severity);
  if (threshold < 0) throw new Misuse(`--fail-on takes ${THRESHOLDS.join(", ")}, not \`${clean(values["fail-on"])}\`.`);
  const mostWarnings = wholeNumber(values["max-warnings"], "--max-warnings");
  const rules = values.rule.map(ruleSetting);

  const project = new Project(io);
  const uris = await project.read(positionals);
  if (uris.length === 0) io.err("sdesign: there are no .sdesign files here.");
  const mistakes = project.configure(values.config, rules);
  const report = check(project, uris, mistakes, io);

  io.out(`${write(report, painter(io.colours))}\n`);
  const summary = summaryOf(report.findings);
  const grave = THRESHOLDS.slice(0, threshold + 1).some((severity) => summary[severity] > 0);
  return grave || (mostWarnings !== undefined && summary.warning > mostWarnings) ? 1 : 0;
}

function check(project: Project, uris: readonly string[], mistakes: readonly Finding[], io: Io): CheckReport {
  const { workspace, service } = project;
  const began = performance.now();
  const designs = new Set(uris.flatMap((uri) => workspace.designs(uri)));
  const lists = [];
  let done = 0;
  for (const design of designs) {
    if (performance.now() - began > 300)
      io.progress(`Checking ${++done} of ${designs.size}: ${project.name(design.uri)}`);
    lists.push({ files: design.files, findings: service.checks.ofDesign(design) });
  }
  io.progress("");
  const files = [...new Set([...uris, ...[...designs].flatMap((design) => design.files)])];
  const findings = mergeFindings(lists);
  const byFile = (uri: string): readonly Finding[] => findings.filter(({ place }) => place.origin.uri === uri);
  return {
    files: files.map((uri) => project.name(uri)),
    findings: [...mistakes, ...files.flatMap(byFile)].map((finding) => reported(project, finding)),
  };
}

function reported(project: Project, finding: Finding): ReportedFinding {
  const { origin, span } = finding.place;
  const range = rangeOf(origin.chunk, span);
  return {
    file: project.name(origin.uri),
    rule: finding.rule,
    severity: finding.severity,
    message: clean(finding.message),
    range: project.range(origin.uri, range),
    related: finding.related.map(({ place, message }) => ({
      file: project.name(place.origin.uri),
      range: project.range(place.origin.uri, rangeOf(place.origin.chunk, place.span)),
      message: clean(message),
    })),
    url: ruleUrl(finding.rule),
    fixable: finding.fixes.length > 0,
    line: project.line(origin.uri, range.start),
  };
}

function ruleSetting(given: string): RuleSetting {
  const [pattern = "", stated] = given.split("=", 2);
  const severity = severities.find((known) => known === stated) as SeveritySetting | undefined;
  if (pattern === "" || !severity) {
    throw new Misuse(`--rule takes ID=SEVERITY with ${severities.join(", ")}, not \`${clean(given)}\`.`);
  }
  return { pattern, severity, options: new Map() };
}

function wholeNumber(given: string | undefined, option: string): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d+$/.test(given)) throw new Misuse(`${option} takes a whole number, not \`${clean(given)}\`.`);
  return Number(given);
}
