/** What may be written at the cursor, the best fitting first. */

import { fieldTypes, modifiers } from "../language/field-types.ts";
import { properties } from "../language/properties.ts";
import { qualities } from "../language/qualities.ts";
import { endpointVerbs, rowRoles } from "../language/statements.ts";
import { rules } from "../lint/rules/index.ts";
import type { Element, ElementClass } from "../model/design.ts";
import { resolve } from "../model/names.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Token } from "../syntax/tokens.ts";
import * as t from "../syntax/tokens.ts";
import {
  expressionItems,
  isNumber,
  isOperator,
  qualityItems,
  quorumItems,
  unitsBehind,
} from "./completion-expression.ts";
import { importedNames, importItems } from "./completion-imports.ts";
import { type CompletionItem, documented, plainItem, snippetItem } from "./completion-item.ts";
import { nameItems, type Titles } from "./completion-names.ts";
import { type CompletionPlace, type ProsePlace, placeOf } from "./completion-place.ts";
import { openFirst } from "./completion-rank.ts";
import { baseItems, blockOf, ENDS, propertyItems, statementItems } from "./completion-statements.ts";
import { classesOf, valueItems } from "./completion-values.ts";
import { Elsewhere, type Neighbour } from "./elsewhere.ts";
import { fieldTypeDoc, modifierDoc, signDoc } from "./vocabulary.ts";

export type { CompletionItem, CompletionKind } from "./completion-item.ts";

/**
 * The offers at an offset; none in comments, texts and where the author invents a name.
 *
 * @param others files of the workspace that nobody has opened or imported
 */
export function complete(
  workspace: Workspace,
  uri: string,
  offset: number,
  others: readonly Neighbour[] = [],
): readonly CompletionItem[] {
  const file = workspace.linked(uri);
  const text = workspace.text(uri);
  if (!file || text === undefined) return [];
  const found = placeOf(file, text, offset);
  if ("prose" in found) return proseItems(workspace, uri, found, offset, others);
  const elsewhere = new Elsewhere(workspace, uri, others);
  if (found.before[0]?.image === "import") return importedNames(workspace, found, elsewhere);
  const items = codeItems(workspace, { ...found, elsewhere });
  // What is there comes before what would have to be imported.
  const imported = items.filter((item) => item.import);
  return imported.length === 0 ? items : [...items.filter((item) => !item.import), ...imported];
}

function codeItems(workspace: Workspace, place: CompletionPlace): readonly CompletionItem[] {
  const design = workspace.design(place.uri);
  const titles: Titles = (key) => design?.get(key)?.title;
  const first = place.before[0];
  if (!first) {
    const items = statementItems(place, titles);
    return blockOf(place.around) === "process" ? [...rowItems(place, undefined, titles), ...items] : items;
  }
  if (place.before[1]?.tokenType === t.Colon && first.tokenType === t.Identifier) {
    return openFirst(propertyValue(place, first.image, titles), first.image, design, place.around.at(-1));
  }
  return statementRest(place, first, titles, design?.all("connection"));
}

// ---------------------------------------------------------------- comments and texts

function proseItems(
  workspace: Workspace,
  uri: string,
  place: ProsePlace,
  offset: number,
  others: readonly Neighbour[],
): readonly CompletionItem[] {
  if (place.prose === "string") {
    return place.before[0]?.image === "import" ? importItems(workspace, uri, place, offset, others) : [];
  }
  const found = /^\/\/\s*sdesign-ignore(?:-file)?\s+(?:[^:]*,\s*)?([\w/*-]*)$/.exec(place.text);
  if (!found) return [];
  const range = { start: offset - (found[1]?.length ?? 0), end: offset };
  return [...rules.values()].map((rule) => ({
    label: rule.id,
    kind: "rule",
    insert: rule.id,
    plain: rule.id,
    snippet: false,
    range,
    documentation: rule.documentation.summary,
  }));
}

// ---------------------------------------------------------------- properties

function propertyValue(place: CompletionPlace, name: string, titles: Titles): readonly CompletionItem[] {
  const entry = properties.get(name);
  const last = place.before.at(-1);
  if (!entry || !last) return [];
  if (last.tokenType === t.Colon || last.tokenType === t.Comma) {
    // Behind a comma, the next property may follow as well.
    const next = last.tokenType === t.Comma ? propertyItems(place) : [];
    const more = last.tokenType === t.Colon || entry.many;
    return more ? [...valueItems(place, entry.name, entry.value, entry.example, titles), ...next] : next;
  }
  if (isNumber(last) && place.sameLine) {
    const rest = entry.value.type === "quorum" ? quorumItems(place) : unitsBehind(place, last, entry.value);
    return [...rest, ...propertyItems(place)];
  }
  if (isOperator(last)) return expressionItems(place, titles);
  return propertyItems(place);
}

// ---------------------------------------------------------------- the rest of a statement

function statementRest(
  place: CompletionPlace,
  first: Token,
  titles: Titles,
  connections: readonly Element[] | undefined,
): readonly CompletionItem[] {
  const block = blockOf(place.around);
  const tokens = place.before;
  const last = tokens.at(-1) ?? first;
  const behind = last.tokenType;

  if (block === "process") return rowItems(place, last, titles);
  if (endpointVerbs.has(first.image) && block === "api") return endpointItems(place, tokens, last, titles);
  if (block === "entity") return fieldItems(place, tokens, last, titles);
  if (first.image === "relation") return relationItems(place, tokens, last, titles);
  if (first.image === "kind") return behind === t.Colon ? baseItems(place) : [];
  const quality = qualities.get(first.image);
  if (quality && behind !== t.ArrowSign) return qualityItems(place, quality, tokens, last, titles);
  if (first.image === "assert" || tokens[1]?.tokenType === t.Equals) return expressionItems(place, titles);
  if (tokens.some((token) => token.tokenType === t.ArrowSign) || isList(tokens)) {
    return connectionItems(place, tokens, last, titles, connections);
  }
  // One word: the beginning of a connection, if it names an end of one.
  if (tokens.length === 1 && behind === t.Identifier && place.sameLine && block !== "requirements") {
    const found = resolve(place.names, place.scope, [first.image], ({ class: of }) => isEnd(of));
    return found.type === "found" ? arrowItems(place) : [];
  }
  return [];
}

function isEnd(of: ElementClass): boolean {
  return ENDS.has(of);
}

function isList(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)?.tokenType;
  return (last === t.Comma || last === t.Pipe) && tokens.every(({ tokenType }) => PARTS_OF_LIST.has(tokenType));
}

const PARTS_OF_LIST: ReadonlySet<Token["tokenType"]> = new Set([t.Identifier, t.Comma, t.Pipe, t.Dot]);

function connectionItems(
  place: CompletionPlace,
  tokens: readonly Token[],
  last: Token,
  titles: Titles,
  connections: readonly Element[] | undefined,
): readonly CompletionItem[] {
  if (last.tokenType === t.Identifier) return place.sameLine ? arrowItems(place) : [];
  if (![t.ArrowSign, t.Comma, t.Pipe].includes(last.tokenType)) return [];
  const stated = new Set(tokens.map((token) => token.image));
  const named = nameItems(place, ENDS, titles, stated);
  const begun = tokens.some(({ tokenType }) => tokenType === t.ArrowSign);
  // People begin; what they call is a part of the system.
  const items = begun
    ? [...named.filter(({ kind }) => kind !== "actor"), ...named.filter(({ kind }) => kind === "actor")]
    : named;
  if (blockOf(place.around) !== "flow") return items;
  // A step follows a connection: those that leave the last end come first.
  const from = tokens.findLast((token) => token.tokenType === t.Identifier)?.image;
  const known = new Set<string>();
  for (const connection of connections ?? []) {
    if (connection.class !== "connection" || connection.from.path.names.at(-1)?.text !== from) continue;
    known.add(connection.to.path.names.at(-1)?.text ?? "");
  }
  const fits = (item: CompletionItem): boolean => known.has(item.label.slice(item.label.lastIndexOf(".") + 1));
  return [...items.filter(fits), ...items.filter((item) => !fits(item))];
}

function arrowItems(place: CompletionPlace): readonly CompletionItem[] {
  return [
    plainItem(place, { label: "->", kind: "sign", detail: "calls and waits", insert: "-> ", again: true }),
    plainItem(place, { label: "~>", kind: "sign", detail: "hands over and goes on", insert: "~> ", again: true }),
    plainItem(place, { label: "<->", kind: "sign", detail: "both ways", insert: "<-> ", again: true }),
  ];
}

const ROW_CLASSES = classesOf(["actor", "component", "domain", "api", "endpoint", "entity", "requirement"]);

function rowItems(place: CompletionPlace, last: Token | undefined, titles: Titles): readonly CompletionItem[] {
  const afterRole = last !== undefined && rowRoles.includes(last.image);
  const ended = last?.tokenType === t.StringLiteral || (last?.tokenType === t.Identifier && !afterRole);
  if (ended) return [plainItem(place, { label: "=>", kind: "sign", insert: "=> ", again: true })];
  const roles = afterRole
    ? []
    : rowRoles.map((label) => plainItem(place, { label, kind: "keyword", insert: `${label} ` }));
  const names = nameItems(place, ROW_CLASSES, titles);
  // Somebody begins a row, a part of the system goes on with it.
  const begins = !place.before.some(({ tokenType }) => tokenType === t.RowArrow);
  const fits = ({ kind }: CompletionItem): boolean => (kind === "actor") === begins;
  return [...names.filter(fits), ...names.filter((item) => !fits(item)), ...roles];
}

const ENTITIES = classesOf(["entity"]);

function endpointItems(
  place: CompletionPlace,
  tokens: readonly Token[],
  last: Token,
  titles: Titles,
): readonly CompletionItem[] {
  if (last.tokenType === t.ArrowSign) return [...nameItems(place, ENTITIES, titles), ...typeItems(place)];
  if (last.tokenType === t.Colon) return [...typeItems(place), ...nameItems(place, ENTITIES, titles)];
  const arrow = plainItem(place, { label: "->", kind: "sign", detail: "returns", insert: "-> ", again: true });
  const hasArrow = tokens.some((token) => token.tokenType === t.ArrowSign);
  if (last.tokenType === t.Route) {
    return [
      arrow,
      snippetItem(place, {
        label: "as",
        kind: "keyword",
        insert: "as ${1:Name}",
        detail: "gives it a name",
        ...documented(signDoc("as")),
      }),
    ];
  }
  return last.tokenType === t.RightParen || (last.tokenType === t.Identifier && !hasArrow && tokens.length > 2)
    ? [arrow]
    : [];
}

function typeItems(place: CompletionPlace): readonly CompletionItem[] {
  if (place.qualifier.length > 0) return [];
  return [...fieldTypes.values()].map((entry) => {
    const documentation = fieldTypeDoc(entry.name);
    const takes = { characters: "80", bytes: "16", size: "2 KB", words: "a, b" };
    return snippetItem(place, {
      label: entry.name,
      kind: "type",
      insert: entry.argument ? `${entry.name}(\${1:${takes[entry.argument]}})$0` : `${entry.name}$0`,
      detail: entry.doc,
      ...(documentation ? { documentation } : {}),
    });
  });
}

const KEYS = classesOf(["entity", "field"]);

function fieldItems(
  place: CompletionPlace,
  tokens: readonly Token[],
  last: Token,
  titles: Titles,
): readonly CompletionItem[] {
  if (last.tokenType === t.ArrowSign) return nameItems(place, place.qualifier.length > 0 ? KEYS : ENTITIES, titles);
  const opened = tokens.findLastIndex(({ tokenType }) => tokenType === t.LeftBracket);
  const closed = tokens.findLastIndex(({ tokenType }) => tokenType === t.RightBracket);
  if (opened > closed && (last.tokenType === t.LeftBracket || last.tokenType === t.Comma)) {
    const stated = new Set(tokens.slice(opened).map((token) => token.image));
    return [...modifiers.keys()]
      .filter((label) => !stated.has(label))
      .map((label) => plainItem(place, { label, kind: "keyword", documentation: modifierDoc(label) ?? "" }));
  }
  if (tokens.length === 1 && place.sameLine) {
    const arrow = plainItem(place, { label: "->", kind: "sign", detail: "refers to", insert: "-> ", again: true });
    return [...typeItems(place), ...nameItems(place, ENTITIES, titles), arrow];
  }
  const parens = tokens.filter(({ tokenType }) => tokenType === t.LeftParen).length;
  if (parens > tokens.filter(({ tokenType }) => tokenType === t.RightParen).length) {
    return isNumber(last) ? unitsBehind(place, last, { type: "information" }) : [];
  }
  return place.sameLine
    ? [
        snippetItem(place, {
          label: "[…]",
          kind: "snippet",
          insert: "[$0]",
          detail: "modifiers",
          filter: "[",
          again: true,
        }),
        plainItem(place, { label: "->", kind: "sign", detail: "refers to", insert: "-> ", again: true }),
      ]
    : [];
}

const CARDINALITIES = ["1--*", "1--1", "*--*", "0..1--*", "1--0..1", "1..*--*"];

function relationItems(
  place: CompletionPlace,
  tokens: readonly Token[],
  last: Token,
  titles: Titles,
): readonly CompletionItem[] {
  const dashes = tokens.findIndex(({ tokenType }) => tokenType === t.Dashes);
  if (tokens.length === 1) return nameItems(place, ENTITIES, titles);
  if (dashes < 0)
    return last.tokenType === t.Identifier
      ? CARDINALITIES.map((label) => plainItem(place, { label, kind: "sign" }))
      : [];
  return tokens.slice(dashes).some(({ tokenType }) => tokenType === t.Identifier)
    ? []
    : nameItems(place, ENTITIES, titles);
}
