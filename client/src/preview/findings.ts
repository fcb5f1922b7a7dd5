import * as vscode from "vscode";
import type { FindingCounts, PageFinding } from "../../../server/src/service/protocol.ts";

/** More findings than this nobody reads beside a picture. */
const most = 300;

const severities: ReadonlyMap<vscode.DiagnosticSeverity, PageFinding["severity"]> = new Map([
  [vscode.DiagnosticSeverity.Error, "error"],
  [vscode.DiagnosticSeverity.Warning, "warning"],
  [vscode.DiagnosticSeverity.Information, "information"],
]);
const weights = { error: 0, warning: 1, information: 2 } as const;

/** What the editor shows of some files, graver things first: the same as in its list of problems. */
export function findingsOf(files: ReadonlySet<string>): {
  readonly findings: FindingCounts;
  readonly list: readonly PageFinding[];
} {
  const findings = { error: 0, warning: 0, information: 0 };
  const list: PageFinding[] = [];
  for (const file of files) {
    for (const { severity, message, range, code } of vscode.languages.getDiagnostics(vscode.Uri.parse(file))) {
      const known = severities.get(severity);
      if (!known) continue;
      findings[known]++;
      const rule = typeof code === "object" ? code.value : (code ?? "");
      const { line, character } = range.start;
      list.push({
        severity: known,
        message: message.slice(0, 2000),
        rule: String(rule),
        uri: file,
        position: { line, character },
      });
    }
  }
  list.sort((a, b) => weights[a.severity] - weights[b.severity]);
  return { findings, list: list.slice(0, most) };
}
