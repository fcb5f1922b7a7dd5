import * as vscode from "vscode";
import { type Case, check, eventually } from "./case.ts";
import { openDesign } from "./designs.ts";

/** A row of the guide as its commands take it. */
const row = (parts: Record<string, unknown>) => ({ id: "row", children: [], ...parts });

const selected = (): string => {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.getText(editor.selection) ?? "";
};

/** The guide, in every host: the view itself is tried by hand and eye in guide.test.ts. */
export const guide: readonly Case[] = [
  {
    name: "the guide inserts where the server says, for the text as it is",
    async run() {
      const { uri } = await openDesign("guided.sdesign", "system Shop\nrequirements {\n}\n");
      await vscode.commands.executeCommand("sdesign.guide.focus");
      const insert = () =>
        vscode.commands.executeCommand(
          "sdesign.guide.insert",
          row({ skeleton: { id: "requirements:latency", title: "State latency" } }),
        );
      const text = () => vscode.window.activeTextEditor?.document.getText() ?? "";
      // The view follows the editor, which it may not have noticed yet.
      await eventually(
        "a latency",
        async () => {
          if (!text().includes("latency")) await insert();
          return text();
        },
        (now) => now === "system Shop\nrequirements {\n  latency Fast p99 <= 500 ms\n}\n",
      );
      await eventually("the name to be replaced", selected, (now) => now === "Fast");
      check("it is in the design", vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
    },
  },
  {
    name: "the guide goes to places, and takes nothing else for one",
    async run() {
      const { uri } = await openDesign("guided2.sdesign", "system Shop\nactor Buyer\n");
      const start = { line: 1, character: 6 };
      const place = { uri: uri.toString(), range: { start, end: { line: 1, character: 11 } } };
      await vscode.commands.executeCommand("sdesign.guide.go", row({ place }));
      await eventually("the actor", selected, (now) => now === "Buyer");
      for (const odd of [undefined, 5, {}, row({})]) {
        for (const act of ["go", "insert", "note"]) await vscode.commands.executeCommand(`sdesign.guide.${act}`, odd);
      }
      check("nothing changed", vscode.window.activeTextEditor?.document.getText() === "system Shop\nactor Buyer\n");
    },
  },
];
