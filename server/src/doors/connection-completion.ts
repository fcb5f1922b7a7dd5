/** Completion over a connection: which offers are sent, and what is added to the one that is looked at or taken. */

import {
  type ClientCapabilities,
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem as LspCompletionItem,
  MarkupKind,
} from "vscode-languageserver";
import type { CompletionItem, CompletionKind } from "../service/completion.ts";
import { plain } from "../service/markdown.ts";
import { textEdit } from "./connection-convert.ts";
import type { FeatureDoor } from "./connection-door.ts";
import type { Files } from "./connection-files.ts";

/** Signs after which completion is asked for without a word. */
export const COMPLETION_TRIGGERS = [".", ":", ">", "=", " ", "[", "(", '"', "/", ","];
/** A space offers something only behind these: everywhere else it would be in the way. */
const BEHIND_SPACE =
  /(?:->|~>|=>|<->|[:,=|<>(]|\bin|\bto|\bof|\bfor|\brelation|\d[kKMBGT]?|from|sdesign-ignore(?:-file)?) $/;
/** More names than this are a list that nobody reads: the rest comes once a letter narrows it down. */
const MOST_OFFERS = 400;

const COMPLETION_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  kind: CompletionItemKind.Class,
  property: CompletionItemKind.Property,
  word: CompletionItemKind.EnumMember,
  unit: CompletionItemKind.Unit,
  function: CompletionItemKind.Function,
  type: CompletionItemKind.TypeParameter,
  sign: CompletionItemKind.Operator,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  rule: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
  value: CompletionItemKind.Value,
  actor: CompletionItemKind.Interface,
  component: CompletionItemKind.Class,
  place: CompletionItemKind.Module,
  domain: CompletionItemKind.Module,
  entity: CompletionItemKind.Struct,
  field: CompletionItemKind.Field,
  api: CompletionItemKind.Interface,
  endpoint: CompletionItemKind.Method,
  requirement: CompletionItemKind.Event,
  quality: CompletionItemKind.Event,
  estimate: CompletionItemKind.Variable,
  element: CompletionItemKind.Reference,
};

/** What the client does with an offer. */
interface Client {
  readonly snippets: boolean;
  /** Shows where a name comes from beside it. */
  readonly labelDetails: boolean;
  /** Asks for further edits only when the offer is taken. */
  readonly resolvesEdits: boolean;
  readonly markdown: boolean;
  /** The client's command that asks for completion again: what its initialization options name `suggest`. */
  readonly suggest: string | undefined;
}

function clientOf({ textDocument }: ClientCapabilities, options: unknown): Client {
  const suggest = (options as { readonly suggest?: unknown } | null | undefined)?.suggest;
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    resolvesEdits: item?.resolveSupport?.properties.includes("additionalTextEdits") === true,
    markdown: item?.documentationFormat === undefined || item.documentationFormat.includes(MarkupKind.Markdown),
    suggest: typeof suggest === "string" ? suggest : undefined,
  };
}

/** What an offer carries to be asked more of: the file that it is for, the element, the import that it needs. */
interface OfferData {
  readonly uri: string;
  readonly key?: string;
  readonly import?: { readonly uri: string; readonly name: string };
}

export function answerCompletion(door: FeatureDoor, options: unknown): void {
  const { connection, service, files, guard, at } = door;
  const client = clientOf(door.client, options);
  const markup = (value: string) => (client.markdown ? { kind: MarkupKind.Markdown, value } : plain(value));

  connection.onCompletion(
    guard("complete", null, (params) => {
      const [uri, offset] = at(params);
      const before = (service.workspace.text(uri) ?? "").slice(Math.max(0, offset - 30), offset);
      if (params.context?.triggerCharacter === " " && !BEHIND_SPACE.test(before)) return null;
      const all = service.completion(uri, offset, files.neighbours.of(uri));
      const shown = all.length > MOST_OFFERS ? narrowed(all, before) : all;
      const imports = client.resolvesEdits ? undefined : service.imports(uri);
      const items = shown.map((item, index): LspCompletionItem => {
        const edit = item.import && imports?.add(item.import.uri, item.import.name);
        return {
          ...lspCompletion(files, uri, item, index, client),
          ...(item.documentation ? { documentation: markup(item.documentation) } : {}),
          ...(edit ? { additionalTextEdits: [textEdit(files, { uri, ...edit })] } : {}),
        };
      });
      return { isIncomplete: shown.length < all.length || !files.neighbours.isSettled(uri), items };
    }),
  );

  connection.onCompletionResolve(async (item) => {
    const resolve = guard("say more of an offer", item, async (asked: LspCompletionItem) => {
      const { uri, key, import: named } = (asked.data ?? {}) as Partial<OfferData>;
      if (typeof uri !== "string") return asked;
      const described = key === undefined || asked.documentation ? undefined : service.describe(uri, key);
      const edit = client.resolvesEdits && named ? service.imports(uri).add(named.uri, named.name) : undefined;
      return {
        ...asked,
        ...(described ? { documentation: markup(described) } : {}),
        ...(edit ? { additionalTextEdits: [textEdit(files, { uri, ...edit })] } : {}),
      };
    });
    return resolve(item);
  });
}

/** An item; what is said of names is left to be asked for. Ranks keep the service's order. */
function lspCompletion(
  files: Files,
  uri: string,
  item: CompletionItem,
  index: number,
  { snippets, labelDetails, suggest }: Client,
): LspCompletionItem {
  const { label, kind, detail, filter, from, key, import: named } = item;
  const newText = snippets ? item.insert : item.plain;
  const said = [detail, labelDetails ? undefined : from].filter(Boolean).join(" · ");
  const data: OfferData = { uri, ...(key === undefined ? {} : { key }), ...(named ? { import: named } : {}) };
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    sortText: String(index).padStart(5, "0"),
    ...(said ? { detail: said } : {}),
    ...(labelDetails && from ? { labelDetails: { description: from } } : {}),
    ...(filter ? { filterText: filter } : {}),
    ...(snippets && item.snippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: { range: files.lspRange(uri, item.range), newText },
    ...(key !== undefined || named ? { data } : {}),
    ...(item.again && suggest !== undefined ? { command: { title: "Suggest", command: suggest } } : {}),
  };
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
