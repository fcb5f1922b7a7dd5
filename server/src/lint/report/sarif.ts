/**
 * The findings of a check as SARIF 2.1.0 (OASIS), which code scanning reads. Only what is asked of a consumer is
 * written: each rule that found something with its page, each finding with its place, story, fixes and fingerprint.
 */

import type { Severity } from "../finding.ts";
import type { Rule } from "../rule.ts";
import { rules } from "../rules/index.ts";
import { toolGroups } from "../tool-rules.ts";
import {
  type CheckReport,
  publishedPage,
  type ReportedFinding,
  type ReportedFix,
  type ReportRange,
  type SilencedFinding,
} from "./check-report.ts";

type Json = Readonly<Record<string, unknown>>;

const LEVELS: Readonly<Record<Severity | "off", string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  off: "none",
};

/** Where relative paths begin; a consumer knows where it has the repository. */
const ROOT = "%SRCROOT%";

/** The log, indented, without a line end behind it. Paths have to begin at the repository. */
export function sarif(report: CheckReport): string {
  const { silenced = [] } = report;
  const all = [...report.findings, ...silenced];
  const ids = [...new Set(all.map(({ rule }) => rule))].sort();
  const pages = new Map(all.map((finding) => [finding.rule, publishedPage(finding)]));
  const files = [...new Set([...report.files, ...all.map(({ file }) => file)])];
  const artifacts: ReadonlyMap<string, number> = new Map(files.map((file, index) => [file, index]));
  const write = (finding: ReportedFinding): Json => result(finding, ids.indexOf(finding.rule), artifacts);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "sdesign",
            version: report.version,
            ...(report.project === undefined ? {} : { informationUri: report.project }),
            rules: ids.map((id) => describeRule(id, pages.get(id) ?? "")),
          },
        },
        invocations: [{ executionSuccessful: true }],
        columnKind: "utf16CodeUnits",
        artifacts: files.map((file) => ({
          location: location(file),
          ...(file.endsWith(".json") ? {} : { sourceLanguage: "sdesign" }),
        })),
        results: [
          ...report.findings.map((finding) => ({
            ...write(finding),
            ...(report.silenced ? { suppressions: [] } : {}),
          })),
          ...silenced.map((finding) => ({ ...write(finding), suppressions: [suppression(finding)] })),
        ],
      },
    ],
  };
  return JSON.stringify(log, undefined, 2);
}

function describeRule(id: string, page: string): Json {
  const [group = ""] = id.split("/", 1);
  const rule = rules.get(id);
  const summary = rule?.documentation.summary ?? toolGroups.find((entry) => entry.group === group)?.doc ?? id;
  const level = LEVELS[rule?.severity ?? "error"];
  return {
    id,
    shortDescription: { text: plain(summary) },
    ...(page === "" ? {} : { helpUri: page }),
    ...(rule ? { fullDescription: { text: plain(rule.documentation.rationale) }, help: help(rule) } : {}),
    defaultConfiguration: level === "none" ? { enabled: false } : { level },
    properties: { tags: ["system-design", group], precision: "high" },
  };
}

function help({ documentation }: Rule): Json {
  const { summary, rationale, failing, passing, exception } = documentation;
  const fenced = (source: string): string => `\`\`\`sdesign\n${source.trim()}\n\`\`\``;
  const markdown = [
    summary,
    rationale,
    "A design that gives this finding:",
    fenced(failing),
    "The same put right:",
    fenced(passing),
    "**When it is meant:**",
    exception,
  ].join("\n\n");
  return { text: plain(`${summary}\n\n${rationale}\n\nWhen it is meant: ${exception}`), markdown };
}

function result(finding: ReportedFinding, ruleIndex: number, artifacts: ReadonlyMap<string, number>): Json {
  const { file, rule, severity, message, range, related, fixes, fingerprint } = finding;
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: plain(message) },
    locations: [physical(file, range, artifacts)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((each, index) => ({
            id: index + 1,
            ...physical(each.file, each.range, artifacts),
            message: { text: plain(each.message) },
          })),
        }),
    partialFingerprints: { "sdesign/v1": fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(describeFix) }),
  };
}

function suppression({ reason }: SilencedFinding): Json {
  return { kind: "inSource", ...(reason === "" ? {} : { justification: reason }) };
}

function describeFix({ title, edits }: ReportedFix): Json {
  const files = new Map<string, Json[]>();
  for (const { file, range, text } of edits) {
    const own = files.get(file) ?? [];
    files.set(file, own);
    own.push({ deletedRegion: region(range), insertedContent: { text } });
  }
  return {
    description: { text: plain(title) },
    artifactChanges: [...files].map(([file, replacements]) => ({ artifactLocation: location(file), replacements })),
  };
}

function physical(file: string, range: ReportRange, artifacts: ReadonlyMap<string, number>): Json {
  const index = artifacts.get(file);
  return {
    physicalLocation: {
      artifactLocation: { ...location(file), ...(index === undefined ? {} : { index }) },
      region: region(range),
    },
  };
}

/** 1-based, the end behind the last character. */
function region({ start, end }: ReportRange): Json {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A path as an address; one that does not begin at the repository stands for itself. */
function location(file: string): Json {
  const encoded = file
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${encoded.replace(/^([A-Za-z])%3A/, "$1:")}` };
  return file.startsWith("/") ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: ROOT };
}

/** A message may hold links, `[text](target)`; a title of somebody's design shall not. */
function plain(text: string): string {
  return text.replaceAll("](", "] (");
}
