import * as vscode from "vscode";
import type { SdesignApi } from "../../../client/src/activate.ts";
import { type Case, check, equal, eventually } from "./case.ts";
import { openDesign } from "./designs.ts";

/** Milliseconds that the extension's own code may take; how busy VS Code is at that moment is not in its hands. */
const activationLimit = 100;

/** The first case starts from an extension that is not active yet, so the order matters. */
export const activation: readonly Case[] = [
  {
    name: `activates within ${activationLimit} ms`,
    async run() {
      const extension = vscode.extensions.getExtension<SdesignApi>("sdesign.sdesign");
      if (extension === undefined) throw new Error("the extension is not installed");
      equal("active before it is needed", extension.isActive, false);
      const started = performance.now();
      const { activationTime } = await extension.activate();
      const all = performance.now() - started;
      console.log(
        `suite measured: activation ${activationTime.toFixed(1)} ms, with VS Code's part ${all.toFixed(0)} ms`,
      );
      check(`activation took ${activationTime.toFixed(1)} ms`, activationTime < activationLimit);
    },
  },
  {
    name: "a .sdesign file is a design",
    async run() {
      const document = await openDesign("shop.sdesign");
      equal("the language", document.languageId, "sdesign");
    },
  },
  {
    name: "every command of the manifest is registered",
    async run() {
      const extension = vscode.extensions.getExtension("sdesign.sdesign");
      const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
      const names = contributed.map(({ command }) => command);
      await eventually(
        "commands without code",
        async () => {
          const registered = new Set(await vscode.commands.getCommands(true));
          return names.filter((name) => !registered.has(name));
        },
        (missing) => missing.length === 0,
      );
    },
  },
  {
    name: "a new design opens with a skeleton",
    async run() {
      await vscode.commands.executeCommand("sdesign.newDesign", "interview");
      const document = vscode.window.activeTextEditor?.document;
      equal("the language", document?.languageId, "sdesign");
      check("the skeleton is there", document?.getText().includes("system Product") === true);
      // Neither is closed: VS Code may give the next unsaved file the name of one that goes, and its text.
      await vscode.commands.executeCommand("sdesign.newDesign", "view-counter");
      await eventually(
        "a sample opens as one file",
        () => vscode.window.activeTextEditor?.document.getText(),
        (text) => text?.includes("actor Viewer") === true,
      );
      check("it is unsaved", vscode.window.activeTextEditor?.document.isUntitled === true);
    },
  },
];
