/** The findings of a check for a person at a terminal. */

import { type CheckReport, counted, type ReportedFinding, summaryOf } from "./check-report.ts";

/** Puts text in a colour or style; returns it as it is where there are none. */
export type Paint = (style: "red" | "yellow" | "blue" | "dim" | "bold" | "underline" | "green", text: string) => string;

const STYLES = { error: "red", warning: "yellow", information: "blue" } as const;

/** Findings by file with their positions (1-based), and a sum. Users' text must be fit for a terminal already. */
export function stylish(report: CheckReport, paint: Paint): string {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) {
    const own = byFile.get(finding.file);
    if (own) own.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const blocks = [...byFile].map(([file, findings]) => {
    const at = findings.map(({ range }) => `${range.start.line + 1}:${range.start.character + 1}`);
    const widest = Math.max(...at.map((text) => text.length));
    const lines = findings.map((finding, index) => {
      const severity = paint(STYLES[finding.severity], finding.severity.padEnd(11));
      return `  ${paint("dim", (at[index] ?? "").padStart(widest))}  ${severity}  ${finding.message}  ${paint("dim", finding.rule)}`;
    });
    return [paint("underline", file), ...lines].join("\n");
  });
  return [...blocks, total(report, paint)].join("\n\n");
}

function total(report: CheckReport, paint: Paint): string {
  const { error, warning, information } = summaryOf(report.findings);
  const files = counted(report.files.length, "file");
  if (report.findings.length === 0) return paint("green", `✔ Nothing to say about ${files}.`);
  const parts = [counted(error, "error"), counted(warning, "warning"), counted(information, "remark")];
  const safe = report.findings.filter(({ fixes }) => fixes.some((fix) => fix.safe)).length;
  const how = report.fixed ? "once the mistakes in form and names are gone" : "with --fix";
  const other = report.findings.filter(({ fixable }) => fixable).length - safe;
  const hint = [
    ...(safe > 0 ? [` ${counted(safe, "finding")} can be fixed ${how}.`] : []),
    ...(other > 0 ? [` ${counted(other, "finding")} can be fixed in an editor.`] : []),
  ].join("");
  const colour = error > 0 ? "red" : warning > 0 ? "yellow" : "blue";
  return `${paint("bold", paint(colour, `✖ ${counted(report.findings.length, "finding")} in ${files}`))} (${parts.join(", ")}).${hint}`;
}
