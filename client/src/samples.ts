import * as vscode from "vscode";
import { templates } from "../../server/src/service/protocol/templates.ts";

/** Lets a person choose a finished design and opens a copy of it: to be read, tried and thrown away. */
export async function openSample(): Promise<void> {
  const samples = templates.filter(({ blanks }) => blanks === undefined);
  const choice = await vscode.window.showQuickPick(
    samples.map(({ id, name, title }) => ({ id, label: name, description: title })),
    { title: "Open a Sample", placeHolder: "A copy is opened: change whatever you like", matchOnDescription: true },
  );
  if (choice) await vscode.commands.executeCommand("sdesign.newDesign", choice.id);
}
