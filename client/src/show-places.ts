import * as vscode from "vscode";
import type { Position, Range } from "../../server/src/service/protocol.ts";

interface Place {
  readonly uri: string;
  readonly range: Range;
}

/** Shows the declarations that a code lens leads to: the one place itself, several of them as a list to peek into. */
export async function showPlaces(uri: string, position: Position, places: readonly Place[]): Promise<void> {
  const here = vscode.Uri.parse(uri, true);
  const locations = places.map(
    ({ uri: file, range: { start, end } }) =>
      new vscode.Location(
        vscode.Uri.parse(file, true),
        new vscode.Range(start.line, start.character, end.line, end.character),
      ),
  );
  const at = new vscode.Position(position.line, position.character);
  await vscode.commands.executeCommand("editor.action.goToLocations", here, at, locations, "peek", "");
}
