import * as vscode from "vscode";
import type { PreviewView } from "../../../server/src/service/protocol.ts";

interface ViewItem extends vscode.QuickPickItem {
  readonly view?: string;
}

const groups: Readonly<Record<PreviewView["group"], { readonly title: string; readonly icon: string }>> = {
  system: { title: "system", icon: "symbol-class" },
  flow: { title: "flows", icon: "list-ordered" },
  process: { title: "processes", icon: "note" },
  own: { title: "views of the design", icon: "eye" },
};

/** Lets a person pick one of the views by typing a part of its name; undefined when nothing was picked. */
export async function pickView(views: readonly PreviewView[], shown: string | undefined): Promise<string | undefined> {
  const items = views.flatMap(({ id, title, group }, index): ViewItem[] => {
    const label = `$(${groups[group].icon}) ${title.replaceAll("$(", "$ (")}`;
    const item = { label, view: id, ...(id === shown ? { description: "shown" } : {}) };
    const separator = { label: groups[group].title, kind: vscode.QuickPickItemKind.Separator };
    return views[index - 1]?.group === group ? [item] : [separator, item];
  });
  const picked = await vscode.window.showQuickPick(items, { title: "Show a view", placeHolder: "The view to show" });
  return picked?.view;
}
