/** Findings at positions and by paths: how reports speak of them. */

import { createHash } from "node:crypto";
import type { Finding } from "../lint/finding.ts";
import type { ReportedFinding } from "../lint/report/check-report.ts";
import { ruleUrl } from "../lint/rule-url.ts";
import { fileEdits } from "../service/diagnostics.ts";
import { rangeOf } from "../service/place.ts";
import { clean } from "./cli-io.ts";
import type { Project } from "./cli-project.ts";
import { rulePages } from "./package-facts.ts";

/**
 * Makes a function that turns the findings of a check into reported ones, which has to see them in their order.
 *
 * @param name what a file is called in the report
 * @param root the folder whose paths hold wherever the tool is run
 */
export function reporter(
  project: Project,
  name: (uri: string) => string,
  root: string,
): (finding: Finding) => ReportedFinding {
  const alike = new Map<string, number>();
  // A line may be long, and all findings on it.
  const digests = new Map<string, string>();
  const digestOf = (uri: string, line: number): string => {
    const key = `${line}\0${uri}`;
    const digest = digests.get(key) ?? sha256(project.textOfLine(uri, line));
    digests.set(key, digest);
    return digest;
  };
  const pages = rulePages();
  return (finding) => {
    const { origin, span } = finding.place;
    const range = rangeOf(origin.chunk, span);
    // Lines move, and other findings come and go: rule, file and the words of the line stay.
    const line = digestOf(origin.uri, project.line(origin.uri, range.start));
    const mark = [finding.rule, project.path(origin.uri, root), line].join("\0");
    const nth = alike.get(mark) ?? 0;
    alike.set(mark, nth + 1);
    return {
      file: name(origin.uri),
      rule: finding.rule,
      severity: finding.severity,
      message: clean(finding.message),
      range: project.range(origin.uri, range),
      related: finding.related.map(({ place, message }) => ({
        file: name(place.origin.uri),
        range: project.range(place.origin.uri, rangeOf(place.origin.chunk, place.span)),
        message: clean(message),
      })),
      url: ruleUrl(finding.rule, pages) ?? "",
      fixable: finding.fixes.length > 0,
      fixes: finding.fixes
        .filter((fix) => fix.snippet !== true)
        .map((fix) => ({
          title: clean(fix.title),
          safe: fix.safe,
          edits: fileEdits(fix, false).map((edit) => ({
            file: name(edit.uri),
            range: project.range(edit.uri, edit.range),
            text: edit.text,
          })),
        })),
      fingerprint: sha256(`${mark}\0${nth}`).slice(0, 32),
    };
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
