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

/** Nor are its folders all looked into. */
const mostFolders = 2000;

/** Folders that hold nobody's own designs, besides those whose names begin with a dot. */
const skipped = ["node_modules", "dist", "out", "build", "target", "vendor"] as const;

/** An editor that searches longer than this, in milliseconds, may never answer: some do not for folders in memory. */
const patience = 4000;

/** The URIs of the designs in a folder of the editor's; none where it has none. */
export async function findDesigns(folder: string): Promise<readonly string[]> {
  const root = vscode.Uri.parse(folder, true);
  const found = (await searched(root)) ?? (await walked(root));
  return found.map(String).sort();
}

/** What the editor's own search finds, which is the quickest; undefined when it cannot search there. */
async function searched(root: vscode.Uri): Promise<readonly vscode.Uri[] | undefined> {
  const stop = new vscode.CancellationTokenSource();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patience);
  });
  try {
    const pattern = new vscode.RelativePattern(root, "**/*.sdesign");
    const around = `**/{${skipped.join(",")},.*}/**`;
    return await Promise.race([vscode.workspace.findFiles(pattern, around, mostDesigns, stop.token), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
    stop.cancel();
    stop.dispose();
  }
}

/** What is there when one looks into each folder. */
async function walked(root: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  const folders = [root];
  for (let index = 0; index < Math.min(folders.length, mostFolders) && found.length < mostDesigns; index++) {
    const at = folders[index] ?? root;
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(at)).catch(() => []);
    for (const [name, type] of entries) {
      const uri = vscode.Uri.joinPath(at, name);
      if (type === vscode.FileType.File && name.endsWith(".sdesign")) found.push(uri);
      const enters = !name.startsWith(".") && !skipped.some((one) => one === name);
      // A link to a folder may lead in a circle.
      if (type === vscode.FileType.Directory && enters) folders.push(uri);
    }
  }
  return found;
}
