import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient";

/**
 * Makes the rule beside a finding lead to the page that the extension brings along, so that it opens in the editor and
 * without a network. `pages` is the folder that holds them.
 */
export function rulePages(pages: vscode.Uri): Middleware {
  const local = (rule: string): vscode.Uri =>
    rule.includes("/") && ruled.has(rule.split("/", 1)[0] ?? "")
      ? vscode.Uri.joinPath(pages, `${rule}.md`)
      : vscode.Uri.joinPath(pages, "README.md");
  const redirect = (diagnostics: readonly vscode.Diagnostic[]): void => {
    for (const diagnostic of diagnostics) {
      const { code } = diagnostic;
      if (typeof code === "object") diagnostic.code = { value: code.value, target: local(String(code.value)) };
    }
  };
  return {
    handleDiagnostics: (uri, diagnostics, next) => {
      redirect(diagnostics);
      next(uri, diagnostics);
    },
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      if (report && "items" in report) redirect(report.items);
      return report;
    },
    provideDocumentLinks: async (document, token, next) => {
      const links = await next(document, token);
      for (const link of links ?? []) {
        const rule = /\/docs\/rules\/(.+)\.md$/.exec(link.target?.path ?? "")?.[1];
        if (rule !== undefined) link.target = local(rule);
      }
      return links;
    },
  };
}

/** The groups whose rules have a page each; what the tool itself finds is explained on the index. */
const ruled: ReadonlySet<string> = new Set([
  "api",
  "capacity",
  "data",
  "estimate",
  "nfr",
  "ops",
  "security",
  "spof",
  "style",
  "suppression",
  "trace",
]);
