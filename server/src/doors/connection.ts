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
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MarkupKind,
  type Position,
  ResponseError,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { CONFIG_FILE } from "../lint/config-file.ts";
import { plain } from "../service/markdown.ts";
import { Service } from "../service/service.ts";
import { Configuration } from "./connection-config.ts";
import {
  flatSymbols,
  lspCodeAction,
  lspCompletion,
  lspFold,
  lspLocation,
  lspSymbol,
  lspWorkspaceSymbol,
  workspaceEdit,
} from "./connection-convert.ts";
import { DiagnosticsDoor } from "./connection-diagnostics.ts";
import { canonical, Files, type Platform } from "./connection-files.ts";
import { type Guard, guardOf, report } from "./connection-guard.ts";

/** Ends of the alphabet's punctuation after which completion is asked for without a word. */
const TRIGGERS = [".", ":", ">", "=", " ", "[", "(", '"', "/", ","];
/** A space offers something only behind these: everywhere else it would be in the way. */
const BEHIND_SPACE =
  /(?:->|~>|=>|<->|[:,=|<>(]|\bin|\bto|\bof|\bfor|\brelation|\d[kKMBGT]?|from|sdesign-ignore(?:-file)?) $/;
/** More names than this are a list that nobody reads: the rest comes once a letter narrows it down. */
const MOST_OFFERS = 400;

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
  connection.onInitialize((params) => {
    const platform = platforms(params);
    const files = new Files(platform);
    const service = new Service(files.workspace);
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
    const door: DiagnosticsDoor = new DiagnosticsDoor(connection, service, files, {
      settled,
      followsUp: !pulls || refreshes,
      tell: async () => (pulls ? connection.languages.diagnostics.refresh() : door.push()),
    });
    syncFiles(connection, files, configuration, guard);
    answerFeatures(connection, service, files, guard, capabilities);
    sendDiagnostics(connection, files, door, guard, pulls, refreshes);
    connection.onInitialized(() => {
      watch(connection, capabilities);
      followSettings(connection, configuration, guard, capabilities);
    });
    for (const open of doors) open({ connection, service, files, options: params.initializationOptions });
    return capabilitiesOf(capabilities, pulls);
  });
  connection.listen();
}

function capabilitiesOf(client: ClientCapabilities, pulls: boolean): InitializeResult {
  const prepares = client.textDocument?.rename?.prepareSupport === true;
  return {
    serverInfo: { name: "sdesign" },
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      completionProvider: { triggerCharacters: TRIGGERS },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      workspaceSymbolProvider: true,
      foldingRangeProvider: true,
      renameProvider: prepares ? { prepareProvider: true } : true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
      ...(pulls ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } } : {}),
    },
  };
}

const FIX_ALL = `${CodeActionKind.SourceFixAll}.sdesign`;

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
      watchers: [{ globPattern: "**/*.sdesign" }, { globPattern: "**/sdesign.config.json" }],
    })
    .catch((error: unknown) => report(connection, "watch the files of the workspace", error));
}

/** Reads the editor's settings now and whenever they change, where the editor can be asked. */
function followSettings(
  connection: Connection,
  configuration: Configuration,
  guard: Guard,
  client: ClientCapabilities,
): void {
  if (client.workspace?.configuration !== true) return;
  const read = guard("read the settings", undefined, async () => {
    configuration.setEditor(await connection.workspace.getConfiguration("sdesign.lint"));
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
    return;
  }
  files.onDidChange((uri) => door.push(uri));
  files.onDidRefresh(() => door.push());
  files.onDidClose((_, spelled) => door.clear(spelled));
}

// ---------------------------------------------------------------- features

interface At {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

function answerFeatures(
  connection: Connection,
  service: Service,
  files: Files,
  guard: Guard,
  client: ClientCapabilities,
): void {
  const place = ({ textDocument, position }: At): readonly [string, number] => {
    const uri = canonical(textDocument.uri);
    return [uri, files.offset(uri, position)];
  };
  const text = client.textDocument;
  const hoverFormats = text?.hover?.contentFormat;
  const markdown = hoverFormats === undefined || hoverFormats.includes(MarkupKind.Markdown);
  const snippets = text?.completion?.completionItem?.snippetSupport === true;
  const snippetEdits = client.workspace?.workspaceEdit?.snippetEditSupport === true;
  const links = text?.definition?.linkSupport === true;
  const tree = text?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;

  connection.onHover(
    guard("show a hover", null, (params) => {
      const [uri, offset] = place(params);
      const hover = service.hover(uri, offset);
      if (!hover) return null;
      const contents = markdown
        ? { kind: MarkupKind.Markdown, value: hover.markdown }
        : { kind: MarkupKind.PlainText, value: plain(hover.markdown) };
      return { contents, range: files.lspRange(uri, hover.range) };
    }),
  );

  connection.onCompletion(
    guard("complete", null, (params) => {
      const [uri, offset] = place(params);
      const before = (service.workspace.text(uri) ?? "").slice(Math.max(0, offset - 30), offset);
      if (params.context?.triggerCharacter === " " && !BEHIND_SPACE.test(before)) return null;
      const all = service.completion(uri, offset);
      const shown = all.length > MOST_OFFERS ? narrowed(all, before) : all;
      return {
        isIncomplete: shown.length < all.length,
        items: shown.map((item, index) => lspCompletion(files, uri, item, index, snippets)),
      };
    }),
  );

  connection.onDefinition(
    guard("find a definition", null, (params) => {
      const [uri, offset] = place(params);
      const found = service.definition(uri, offset);
      if (!found) return null;
      const { target, whole, origin } = found;
      if (!links) return lspLocation(files, target);
      return [
        {
          originSelectionRange: files.lspRange(uri, origin),
          targetUri: files.spelling(target.uri),
          targetRange: files.lspRange(target.uri, whole),
          targetSelectionRange: files.lspRange(target.uri, target.range),
        },
      ];
    }),
  );

  connection.onReferences(
    guard("find references", null, (params) => {
      const [uri, offset] = place(params);
      const found = service.references(uri, offset, params.context.includeDeclaration);
      return found.map((occurrence) => lspLocation(files, occurrence));
    }),
  );

  connection.onDocumentHighlight(
    guard("highlight a name", null, (params) => {
      const [uri, offset] = place(params);
      return service.highlights(uri, offset).map(({ range, declares }) => ({
        range: files.lspRange(uri, range),
        kind: declares ? (3 as const) : (2 as const),
      }));
    }),
  );

  connection.onPrepareRename(
    guard("prepare a rename", null, (params) => {
      const [uri, offset] = place(params);
      const range = service.prepareRename(uri, offset);
      return range ? files.lspRange(uri, range) : null;
    }),
  );

  connection.onRenameRequest(
    guard("rename", null, (params) => {
      const [uri, offset] = place(params);
      const edits = service.rename(uri, offset, params.newName);
      if ("refused" in edits) throw new ResponseError(LSPErrorCodes.RequestFailed, edits.refused);
      return workspaceEdit(files, edits);
    }),
  );

  connection.onDocumentSymbol(
    guard("outline a file", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      const entries = service.outline(uri);
      return tree ? entries.map((entry) => lspSymbol(files, uri, entry)) : flatSymbols(files, uri, entries);
    }),
  );

  connection.onWorkspaceSymbol(
    guard("search for a name", null, ({ query }) =>
      service.symbols(query).map((symbol) => lspWorkspaceSymbol(files, symbol)),
    ),
  );

  connection.onFoldingRanges(
    guard("fold a file", null, ({ textDocument }) => {
      const uri = canonical(textDocument.uri);
      return service.folding(uri).flatMap((fold) => lspFold(files, uri, fold) ?? []);
    }),
  );

  connection.onCodeAction(
    guard("offer fixes", null, ({ textDocument, range, context }) => {
      const uri = canonical(textDocument.uri);
      const wanted = (kind: string): boolean =>
        context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const fixes = wanted(CodeActionKind.QuickFix)
        ? service.quickFixes(uri, files.range(uri, range), snippetEdits).map((fix) => lspCodeAction(files, uri, fix))
        : [];
      // Fixing everything is only done when it is asked for by name, or on save.
      if (!context.only || !wanted(FIX_ALL)) return fixes;
      const edits = service.safeFixes(uri);
      if (edits.length === 0) return fixes;
      return [...fixes, { title: "Apply all safe fixes", kind: FIX_ALL, edit: workspaceEdit(files, edits) }];
    }),
  );
}

/** The offers whose labels hold the letters typed so far, as many as are read. */
function narrowed<Item extends { readonly label: string; readonly filter?: string }>(
  all: readonly Item[],
  before: string,
): readonly Item[] {
  const word = /[\p{L}\p{N}_]*$/u.exec(before)?.[0].toLowerCase() ?? "";
  const fits = (item: Item): boolean => {
    const label = (item.filter ?? item.label).toLowerCase();
    let at = 0;
    for (const letter of word) {
      at = label.indexOf(letter, at) + 1;
      if (at === 0) return false;
    }
    return true;
  };
  const fitting = all.filter(fits);
  return fitting.length > MOST_OFFERS ? fitting.slice(0, MOST_OFFERS) : fitting;
}
