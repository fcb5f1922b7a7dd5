/**
 * The language server's end of a connection: what it can do, and which of the service's features answers each message.
 * Nothing below this knows the LSP; nothing here knows a disk or a browser, which come in as a {@link Platform}.
 */

import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  WatchKind,
} from "vscode-languageserver";
import { CONFIG_FILE } from "../lint/config-file.ts";
import { tokenModifiers, tokenTypes } from "../service/semantic-tokens.ts";
import { Service } from "../service/service.ts";
import { answerCompletion, COMPLETION_TRIGGERS } from "./connection-completion.ts";
import { Configuration } from "./connection-config.ts";
import { DiagnosticsDoor } from "./connection-diagnostics.ts";
import { type FeatureDoor, placeFinder } from "./connection-door.ts";
import { answerFigures, type FigureSettings, figureCapabilities, figureSettings } from "./connection-figures.ts";
import { answerFileRename, fileRenameCapabilities } from "./connection-file-rename.ts";
import { canonical, Files, type Platform } from "./connection-files.ts";
import { answerFormat, formatCapabilities } from "./connection-format.ts";
import { type Guard, guardOf, report } from "./connection-guard.ts";
import { answerNavigation } from "./connection-navigation.ts";
import { answerPaste } from "./connection-paste.ts";
import { answerReading } from "./connection-reading.ts";
import { answerRefactor, refactorKinds } from "./connection-refactor.ts";
import { answerWriting, FIX_ALL } from "./connection-writing.ts";

/** What is told to a session's further doors, such as the preview. */
export interface Session {
  readonly connection: Connection;
  readonly service: Service;
  readonly files: Files;
  readonly options: unknown;
}

/** Serves a connection until it closes. `platforms` makes the platform once the client has said where it stands. */
export function serve(
  connection: Connection,
  platforms: (params: InitializeParams) => Platform,
  doors: readonly ((session: Session) => void)[] = [],
): void {
  let begun = false;
  connection.onInitialize((params) => {
    // What is open would be forgotten.
    if (begun) throw new ResponseError(ErrorCodes.InvalidRequest, "The session has begun already.");
    begun = true;
    const platform = platforms(params);
    const files = new Files(platform);
    const service = new Service(files.workspace);
    files.rulePages = pagesOf(params.initializationOptions) ?? platform.rulePages;
    files.versionedEdits = params.capabilities.workspace?.workspaceEdit?.documentChanges === true;
    service.checks.failed = once((rule, error) => report(connection, `run the rule ${rule}`, error));
    const capabilities = params.capabilities;
    const pulls = capabilities.textDocument?.diagnostic !== undefined;
    const guard = guardOf(connection);
    const configuration = new Configuration(connection, service, files, platform);
    const settled = (uri: string): Promise<unknown> | undefined =>
      files.isSettled() && configuration.isSettled(uri)
        ? undefined
        : Promise.all([files.settled(), configuration.settled(uri)]);
    const refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    const diagnostics: DiagnosticsDoor = new DiagnosticsDoor(connection, service, files, {
      settled,
      followsUp: !pulls || refreshes,
      tell: async () => (pulls ? connection.languages.diagnostics.refresh() : diagnostics.push()),
    });
    syncFiles(connection, files, configuration, guard);
    const door: FeatureDoor = { connection, service, files, guard, client: capabilities, at: placeFinder(files) };
    answerReading(door);
    answerNavigation(door);
    answerCompletion(door, params.initializationOptions);
    answerWriting(door);
    answerRefactor(door, params.initializationOptions);
    answerFormat(door);
    answerFileRename(door);
    answerPaste(door);
    const showFigures = answerFigures(door, params.initializationOptions);
    sendDiagnostics(connection, files, diagnostics, guard, pulls, refreshes);
    connection.onInitialized(() => {
      watch(connection, capabilities);
      if (capabilities.workspace?.workspaceFolders === true)
        platform.onDidChangeFolders?.(() => {
          configuration.forget();
          files.didChangeFolders();
        });
      followSettings(connection, configuration, guard, capabilities, showFigures);
    });
    for (const open of doors) open({ connection, service, files, options: params.initializationOptions });
    return capabilitiesOf(capabilities, pulls);
  });
  connection.listen();
}

/** An editor may bring pages of the rules along: `rulePages`, the URI of their folder. */
function pagesOf(options: unknown): string | undefined {
  const stated = (options as { readonly rulePages?: unknown } | null | undefined)?.rulePages;
  if (typeof stated !== "string") return undefined;
  return stated.endsWith("/") ? stated : `${stated}/`;
}

function capabilitiesOf(client: ClientCapabilities, pulls: boolean): InitializeResult {
  const prepares = client.textDocument?.rename?.prepareSupport === true;
  return {
    serverInfo: { name: "sdesign" },
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      completionProvider: {
        triggerCharacters: COMPLETION_TRIGGERS,
        resolveProvider: true,
        completionItem: { labelDetailsSupport: true },
      },
      signatureHelpProvider: { triggerCharacters: ["(", ":", ","], retriggerCharacters: [",", " "] },
      hoverProvider: true,
      definitionProvider: true,
      typeDefinitionProvider: true,
      linkedEditingRangeProvider: true,
      implementationProvider: true,
      callHierarchyProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      documentLinkProvider: {},
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: true,
        range: true,
      },
      renameProvider: prepares ? { prepareProvider: true } : true,
      codeActionProvider: {
        resolveProvider: true,
        codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, ...refactorKinds],
      },
      ...figureCapabilities,
      ...formatCapabilities,
      workspace: { ...fileRenameCapabilities },
      ...(pulls ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } } : {}),
    },
  };
}

// ---------------------------------------------------------------- texts

function syncFiles(connection: Connection, files: Files, configuration: Configuration, guard: Guard): void {
  connection.onDidOpenTextDocument(guard("open a file", undefined, ({ textDocument }) => files.didOpen(textDocument)));
  connection.onDidChangeTextDocument(
    guard("follow a change", undefined, ({ textDocument, contentChanges }) =>
      files.didChange(textDocument.uri, textDocument.version, contentChanges),
    ),
  );
  connection.onDidCloseTextDocument(
    guard("close a file", undefined, ({ textDocument }) => files.didClose(textDocument.uri)),
  );
  connection.onDidChangeWatchedFiles(
    guard("follow a change on the disk", undefined, ({ changes }) => {
      if (changes.some(({ uri }) => uri.endsWith(`/${CONFIG_FILE}`))) configuration.forget();
      for (const { uri, type } of changes) {
        // Of a folder that goes, the files in it are not told one by one.
        if (type === FileChangeType.Deleted && !uri.endsWith(".sdesign")) files.didDeleteFolder(uri);
        if (!uri.endsWith(".sdesign")) continue;
        // A new file may be the one that an import was missing.
        if (type === FileChangeType.Created || files.workspace.has(canonical(uri)) || type === FileChangeType.Deleted) {
          files.didChangeOutside(uri);
        }
      }
    }),
  );
}

/** Asks to be told of changes outside of the editor, where the client lets itself be asked. */
function watch(connection: Connection, client: ClientCapabilities): void {
  if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  connection.client
    .register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: "**/*.sdesign" },
        { globPattern: "**/sdesign.config.json" },
        // Folders have any name, and may take designs along.
        { globPattern: "**/*", kind: WatchKind.Delete },
      ],
    })
    .catch((error: unknown) => report(connection, "watch the files of the workspace", error));
}

/** Reads the editor's settings now and whenever they change, where the editor can be asked. */
function followSettings(
  connection: Connection,
  configuration: Configuration,
  guard: Guard,
  client: ClientCapabilities,
  showFigures: (settings: FigureSettings) => void,
): void {
  if (client.workspace?.configuration !== true) return;
  const read = guard("read the settings", undefined, async () => {
    const sections = ["sdesign.lint", "sdesign.inlayHints", "sdesign.codeLens"].map((section) => ({ section }));
    const [lint, inlayHints, codeLens] = await connection.workspace.getConfiguration(sections);
    configuration.setEditor(lint);
    showFigures(figureSettings(inlayHints, codeLens));
  });
  connection.onDidChangeConfiguration(read);
  if (client.workspace.didChangeConfiguration?.dynamicRegistration === true) {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: "sdesign" })
      .catch((error: unknown) => report(connection, "follow the settings", error));
  }
  void read();
}

/** Told of a rule's failure the first time alone: it would fail at every key. */
function once(tell: (rule: string, error: unknown) => void): (rule: string, error: unknown) => void {
  const told = new Set<string>();
  return (rule, error) => {
    if (!told.has(rule)) tell(rule, error);
    told.add(rule);
  };
}

function sendDiagnostics(
  connection: Connection,
  files: Files,
  door: DiagnosticsDoor,
  guard: Guard,
  pulls: boolean,
  refreshes: boolean,
): void {
  if (pulls) {
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
      door.pull(textDocument.uri, previousResultId, token),
    );
    files.onDidRefresh(
      guard("ask for a refresh", undefined, async () => {
        if (refreshes) await connection.languages.diagnostics.refresh();
      }),
    );
    if (refreshes) files.onDidChange((uri) => door.didChange(uri));
    return;
  }
  files.onDidChange((uri) => door.push(uri));
  files.onDidRefresh(() => door.push());
  files.onDidClose((_, spelled) => door.clear(spelled));
}
