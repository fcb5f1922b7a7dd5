import * as vscode from "vscode";

/** The rule of a finding. */
export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The findings about names and files that lead nowhere, in the order of the text. */
export function linkFindings(uri: vscode.Uri): string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter((finding) => ruleOf(finding).startsWith("link/"))
    .sort((one, other) => one.range.start.compareTo(other.range.start))
    .map(({ message }) => message);
}

/** Where a word first stands in a document, or the n-th time (from 0). */
export function placeOf(document: vscode.TextDocument, word: string, nth = 0): vscode.Position {
  let offset = -1;
  for (let count = 0; count <= nth; count++) offset = document.getText().indexOf(word, offset + 1);
  if (offset < 0) throw new Error(`${word} is not in the document`);
  return document.positionAt(offset);
}

/** Everything that a hover says. */
export function spoken(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents.map((part) => (typeof part === "string" ? part : part.value)))
    .join("\n");
}
