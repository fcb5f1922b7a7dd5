/** Inlay hints and code lenses over a connection: computed figures where the client shows them. */

import {
  CodeLensRefreshRequest,
  type CodeLens as LspCodeLens,
  type InlayHint as LspInlayHint,
  MarkupKind,
  type ServerCapabilities,
} from "vscode-languageserver";
import { allHints, type HintKind, hintKinds } from "../service/inlay-hints.ts";
import { plain } from "../service/markdown.ts";
import { lspLocation } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import { canonical } from "./connection-files.ts";

/** What the server says of these features. */
export const figureCapabilities: ServerCapabilities = {
  inlayHintProvider: { resolveProvider: true },
  codeLensProvider: {},
};

/** What the editor's user wants to see. */
export interface FigureSettings {
  readonly hints: ReadonlySet<HintKind>;
  readonly lenses: boolean;
}

const EVERYTHING: FigureSettings = { hints: allHints, lenses: true };

/** The settings `sdesign.inlayHints` and `sdesign.codeLens`; what is not said, or is nonsense, is switched on. */
export function figureSettings(inlayHints: unknown, codeLens: unknown): FigureSettings {
  const of = (settings: unknown): Readonly<Record<string, unknown>> =>
    typeof settings === "object" && settings !== null ? (settings as Record<string, unknown>) : {};
  const wanted = hintKinds.filter((kind) => inlayHints !== false && of(inlayHints)[kind] !== false);
  return { hints: new Set(wanted), lenses: codeLens !== false && of(codeLens).enabled !== false };
}

/** Changes in one file may change the figures in another; editors that type wait for this long, in milliseconds. */
const CALM = 250;

/**
 * Answers hints and lenses. A lens leads somewhere where the client names a command for it in its initialization options,
 * `showPlaces`: it is called with a URI, a position and locations, as in the LSP.
 * @returns what takes new settings.
 */
export function answerFigures(door: FeatureDoor, options: unknown): (settings: FigureSettings) => void {
  const { connection, service, files, guard, client } = door;
  let settings = EVERYTHING;
  const figures = service.figures;
  const markdown = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) ?? true;
  const showPlaces = (options as { readonly showPlaces?: unknown } | null | undefined)?.showPlaces;

  connection.languages.inlayHint.on(
    guard("show hints", null, ({ textDocument, range }) => {
      const uri = canonical(textDocument.uri);
      const hints = figures.hints(uri, files.range(uri, range), settings.hints);
      return hints.map(
        ({ offset, text, key }): LspInlayHint => ({
          position: files.lspRange(uri, { start: offset, end: offset }).start,
          label: text,
          paddingLeft: true,
          paddingRight: true,
          data: { uri, key },
        }),
      );
    }),
  );
  connection.languages.inlayHint.resolve((hint) => {
    const spot = spotOf(hint.data);
    const told = spot && figures.tooltip(spot.uri, spot.key);
    if (told === undefined) return hint;
    const tooltip = markdown ? { kind: MarkupKind.Markdown, value: told } : plain(told);
    return { ...hint, tooltip };
  });

  connection.onCodeLens(
    guard("show lenses", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      const lenses = settings.lenses ? figures.lenses(uri) : [];
      return lenses.map(({ range, title, places }): LspCodeLens => {
        const at = files.lspRange(uri, range);
        // `$(name)` would be an icon.
        const shown = title.replaceAll("$(", "$ (");
        if (typeof showPlaces !== "string" || places.length === 0) {
          return { range: at, command: { title: shown, command: "" } };
        }
        const locations = places.map((place) => lspLocation(files, place));
        return {
          range: at,
          command: { title: shown, command: showPlaces, arguments: [files.spelling(uri), at.start, locations] },
        };
      });
    }),
  );

  const refresh = (): void => {
    const { inlayHint, codeLens } = client.workspace ?? {};
    const asked: Promise<unknown>[] = [];
    if (inlayHint?.refreshSupport === true) asked.push(connection.languages.inlayHint.refresh());
    if (codeLens?.refreshSupport === true) asked.push(connection.sendRequest(CodeLensRefreshRequest.type));
    // A client that is about to go does not answer any more.
    for (const answer of asked) answer.catch(() => {});
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, CALM);
  };
  files.onDidRefresh(refreshSoon);
  // Clients ask again for the file that was edited, but not for the others that it is part of.
  files.onDidChange(() => {
    if (files.open().length > 1) refreshSoon();
  });
  return (changed) => {
    settings = changed;
    refresh();
  };
}

/** What a hint was about; clients send back what they were given, or anything at all. */
function spotOf(data: unknown): { readonly uri: string; readonly key: string } | undefined {
  const { uri, key } = (data ?? {}) as { readonly uri?: unknown; readonly key?: unknown };
  return typeof uri === "string" && typeof key === "string" ? { uri, key } : undefined;
}
