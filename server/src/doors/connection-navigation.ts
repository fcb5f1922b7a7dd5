/** Requests that lead from one place to others: definitions, uses, calls, and what changes them all. */

import {
  type CallHierarchyItem,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { CallItem } from "../service/calls.ts";
import type { Definition } from "../service/navigation.ts";
import { lspCallItem, lspLocation, lspWorkspaceSymbol, workspaceEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { wholeAround } from "./connection-whole.ts";

export function answerNavigation({ connection, service, files, guard, client, at }: FeatureDoor): void {
  const links = client.textDocument?.definition?.linkSupport === true;

  const shown = (uri: string, found: Definition | undefined, linked: boolean): LocationLink[] | Location | null => {
    if (!found) return null;
    const { target, whole, origin } = found;
    if (!linked) return lspLocation(files, target);
    return [
      {
        originSelectionRange: files.lspRange(uri, origin),
        targetUri: files.spelling(target.uri),
        targetRange: files.lspRange(target.uri, whole),
        targetSelectionRange: files.lspRange(target.uri, target.range),
      },
    ];
  };

  connection.onDefinition(
    guard("find a definition", null, (params) => {
      const [uri, offset] = at(params);
      return shown(uri, service.definition(uri, offset), links);
    }),
  );

  connection.onTypeDefinition(
    guard("find a kind", null, (params) => {
      const [uri, offset] = at(params);
      const linked = client.textDocument?.typeDefinition?.linkSupport === true;
      return shown(uri, service.typeDefinition(uri, offset), linked);
    }),
  );

  connection.languages.onLinkedEditingRange(
    guard("change a name together", null, (params) => {
      const [uri, offset] = at(params);
      const ranges = service.linkedNames(uri, offset).map((range) => files.lspRange(uri, range));
      return ranges.length > 0 ? { ranges } : null;
    }),
  );

  connection.onReferences(
    guard("find references", null, async (params) => {
      const [uri, offset] = at(params);
      const { service: all, space } = await wholeAround(service, files, uri);
      const found = all.references(uri, offset, params.context.includeDeclaration);
      return found.map((occurrence) => lspLocation(space, occurrence));
    }),
  );

  connection.onDocumentHighlight(
    guard("highlight a name", null, (params) => {
      const [uri, offset] = at(params);
      return service.highlights(uri, offset).map(({ range, declares }) => ({
        range: files.lspRange(uri, range),
        kind: declares ? (3 as const) : (2 as const),
      }));
    }),
  );

  connection.onPrepareRename(
    guard("prepare a rename", null, (params) => {
      const [uri, offset] = at(params);
      const range = service.prepareRename(uri, offset);
      return range ? files.lspRange(uri, range) : null;
    }),
  );

  connection.onRenameRequest(
    guard("rename", null, async (params) => {
      const [uri, offset] = at(params);
      const { service: all, space } = await wholeAround(service, files, uri);
      const edits = all.rename(uri, offset, params.newName);
      if ("refused" in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, edits.refused);
      return workspaceEdit(space, edits);
    }),
  );

  connection.onWorkspaceSymbol(
    guard("search for a name", null, ({ query }) =>
      service.symbols(query).map((symbol) => lspWorkspaceSymbol(files, symbol)),
    ),
  );

  connection.onImplementation(
    guard("find what fulfils it", null, (params) => {
      const [uri, offset] = at(params);
      const found = service.implementations(uri, offset);
      return found.map((item) => lspLocation(files, { uri: item.uri, range: item.selection }));
    }),
  );

  const hierarchyItem = (item: CallItem, from: string): CallHierarchyItem => lspCallItem(files, item, from);

  connection.languages.callHierarchy.onPrepare(
    guard("show calls", null, (params) => {
      const [uri, offset] = at(params);
      const item = service.callItem(uri, offset);
      return item ? [hierarchyItem(item, uri)] : null;
    }),
  );

  connection.languages.callHierarchy.onIncomingCalls(
    guard("show callers", null, ({ item }) => {
      const { key, from } = calledFrom(item);
      return service.calls(from, key, "incoming").map((call) => ({
        from: hierarchyItem(call.item, from),
        fromRanges: call.places.map(({ uri, range }) => files.lspRange(uri, range)),
      }));
    }),
  );

  connection.languages.callHierarchy.onOutgoingCalls(
    guard("show calls", null, ({ item }) => {
      const { key, from } = calledFrom(item);
      return service.calls(from, key, "outgoing").map((call) => ({
        to: hierarchyItem(call.item, from),
        fromRanges: call.places.map(({ uri, range }) => files.lspRange(uri, range)),
      }));
    }),
  );
}

/** What an item of the hierarchy stands for, and the file whose design it is looked at in. */
function calledFrom(item: CallHierarchyItem): { readonly key: string; readonly from: string } {
  const { key, from } = (item.data ?? {}) as { readonly key?: unknown; readonly from?: unknown };
  return { key: typeof key === "string" ? key : "", from: typeof from === "string" ? from : item.uri };
}
