import * as vscode from "vscode";
import type { ReadFileResult } from "../../server/src/service/protocol/read-file.ts";

/** Larger files are no designs that a person wrote. */
const largest = 32 * 1024 * 1024;

/** Why the editor cannot read a file, in words that follow its name. */
const reasons: ReadonlyMap<string, string> = new Map([
  ["FileNotFound", "does not exist"],
  ["FileNotADirectory", "does not exist"],
  ["FileIsADirectory", "is a folder"],
  ["NoPermissions", "cannot be read: permission is denied"],
]);

/** What a server may ask for: nothing but designs and their configuration leaves the editor by this way. */
const readable = /(\.sdesign|\/sdesign\.config\.json)$/;

/** Reads a file for a server that has no disk. Never rejects: what cannot be read is refused with a reason. */
export async function readFile(uri: string): Promise<ReadFileResult> {
  try {
    const file = vscode.Uri.parse(uri, true);
    if (!readable.test(file.path)) return { refused: "is not a design: its name does not end in `.sdesign`" };
    const { type, size } = await vscode.workspace.fs.stat(file);
    if ((type & vscode.FileType.Directory) !== 0) return { refused: "is a folder" };
    if (size > largest) return { refused: `is larger than ${largest / 1024 / 1024} MB` };
    const bytes = await vscode.workspace.fs.readFile(file);
    if (bytes.includes(0)) return { refused: "is not a text file" };
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { refused: "is not UTF-8 text" };
    const code = error instanceof vscode.FileSystemError ? error.code : "";
    return { refused: reasons.get(code) ?? "cannot be read" };
  }
}

/** A folder that somebody opened whole is not searched to its end. */
const mostDesigns = 1000;

/** Folders that hold nobody's own designs. */
const skipped = "**/{node_modules,dist,out,build,target,vendor,.*}/**";

/** The URIs of the designs in a folder of the editor's; none where the editor cannot search. */
export async function findDesigns(folder: string): Promise<readonly string[]> {
  try {
    const pattern = new vscode.RelativePattern(vscode.Uri.parse(folder, true), "**/*.sdesign");
    const found = await vscode.workspace.findFiles(pattern, skipped, mostDesigns);
    return found.map(String).sort();
  } catch {
    return [];
  }
}
