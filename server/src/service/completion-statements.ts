/** What a statement may begin with, by the body that it stands in. */

import { componentKinds, kinds } from "../language/kinds.ts";
import { propertiesOf } from "../language/properties.ts";
import { qualities } from "../language/qualities.ts";
import { snippets } from "../language/snippets.ts";
import { statements } from "../language/statements.ts";
import { placeholder, plainText } from "../lint/snippet.ts";
import type { ElementClass } from "../model/design.ts";
import { visible } from "../model/names.ts";
import { classOf, isBlock } from "../model/symbols.ts";
import type { Statement } from "../syntax/tree.ts";
import { bodyOf } from "../syntax/walk.ts";
import { type CompletionItem, plainItem, snippetItem } from "./completion-item.ts";
import { isTyped, nameItems, type Titles } from "./completion-names.ts";
import type { CompletionPlace } from "./completion-place.ts";
import { isOfUse, ownerOf } from "./owner.ts";
import { keywordDoc, kindDoc, propertyDoc, qualityDoc } from "./vocabulary.ts";

/** The body that a statement stands in, as the vocabulary names it. */
export function blockOf(around: readonly Statement[]): string {
  const innermost = around.at(-1);
  if (!innermost) return "top";
  if (innermost.type !== "declaration") return innermost.type;
  return isBlock(innermost) ? innermost.kind.text : classOf(innermost);
}

/** Where components and what is drawn beside them may be declared. */
const HOLDS_COMPONENTS = new Set(["top", "domain", "component", "place", "system"]);
const HOLDS_CONNECTIONS = new Set(["top", "domain", "component", "place", "flow", "system"]);
const HOLDS_QUALITIES = new Set(["top", "requirements", "system"]);

/** Bodies that are there for what stands in them, before what is said of them. */
const HOLDS_MEMBERS = new Set(["api", "entity", "decision", "requirements", "estimates"]);

/**
 * Everything that a statement may begin with at a place: properties that are not stated yet, keywords, names. What a
 * body is there for comes first, what may be said of anything (`owner`, `note`) last.
 */
export function statementItems(place: CompletionPlace, titles: Titles): readonly CompletionItem[] {
  const block = blockOf(place.around);
  const properties = propertyItems(place);
  const remarks = properties.filter(({ label }) => REMARKS.has(label));
  const own = properties.filter(({ label }) => !REMARKS.has(label));
  const members = [...(block === "entity" ? fieldItems(place) : []), ...keywordItems(place, block)];
  const qualities = HOLDS_QUALITIES.has(block) ? qualityItems(place) : [];
  const names = HOLDS_CONNECTIONS.has(block) ? nameItems(place, ENDS, titles) : [];
  const kinds = HOLDS_COMPONENTS.has(block) ? kindItems(place) : [];
  const parts = HOLDS_MEMBERS.has(block) ? [members, qualities, own] : [own, members, kinds, qualities];
  return [...parts.flat(), ...names, ...remarks, ...snippetItems(place, block)];
}

/** What may be said of anything. */
const REMARKS = new Set(["owner", "link", "tags", "note"]);

/** What takes more than a keyword to begin. */
function snippetItems(place: CompletionPlace, block: string): readonly CompletionItem[] {
  const within = block === "system" ? "top" : block;
  return snippets
    .filter((entry) => entry.within.includes(within) && !(block === "system" && entry.snippet.startsWith("import")))
    .map(({ label, detail, doc, snippet }) =>
      snippetItem(place, {
        label,
        kind: "snippet",
        detail,
        insert: snippet,
        documentation: `${doc}\n\n\`\`\`sdesign\n${plainText(snippet)}\n\`\`\``,
      }),
    );
}

/** What a connection leads from and to. */
export const ENDS: ReadonlySet<ElementClass> = new Set(["actor", "component"]);

/** The properties of the innermost body's owner that it does not state yet. */
export function propertyItems(place: CompletionPlace): readonly CompletionItem[] {
  const innermost = place.around.at(-1);
  const owner = innermost && ownerOf(innermost);
  if (!innermost || !owner) return [];
  const stated = new Set<string>();
  for (const statement of bodyOf(innermost)?.statements ?? []) {
    if (statement.type === "property") stated.add(statement.name.text);
  }
  return propertiesOf(owner.owner)
    .filter((entry) => (!stated.has(entry.name) || entry.name === place.word) && isOfUse(entry, owner.kind))
    .map((entry) => {
      const closed = entry.value.type === "boolean" ? "true" : undefined;
      return snippetItem(place, {
        label: entry.name,
        kind: "property",
        insert: `${entry.name}: ${closed ?? "$0"}`,
        documentation: propertyDoc(entry),
        again: closed === undefined,
      });
    });
}

/** What stands in a file alone, though a system's body holds the rest. */
const AT_FILE = new Set(["import", "system", "assert", "unit"]);

/** Whether a file has its system already: it has but one. */
function hasSystem({ names }: CompletionPlace): boolean {
  for (const { class: of } of names.top.values()) if (of === "system") return true;
  return false;
}

function keywordItems(place: CompletionPlace, block: string): readonly CompletionItem[] {
  const within = block === "system" ? "top" : block;
  return [...statements.values()]
    .filter((entry) => entry.within.includes(within) && !(block === "system" && AT_FILE.has(entry.keyword)))
    .filter((entry) => entry.keyword !== "system" || !hasSystem(place))
    .map((entry) => {
      const documentation = keywordDoc(entry.keyword);
      return snippetItem(place, {
        label: entry.keyword,
        kind: "keyword",
        insert: entry.snippet,
        ...(documentation ? { documentation } : {}),
      });
    });
}

/** The component kinds, those of the design's own included, and places. */
function kindItems(place: CompletionPlace): readonly CompletionItem[] {
  const own = [...visible(place.names)].filter((symbol) => symbol.class === "kind");
  const declare = (kind: string): string => `${kind} \${1:Name} "\${2:Title}" { $0 }`;
  const { elsewhere } = place;
  const importable = (elsewhere?.libraries() ?? []).flatMap(({ neighbour: { uri, symbols }, path }) =>
    symbols
      .filter((one) => one.class === "kind" && isTyped(place.word, one.name) && !elsewhere?.isTaken(place.names, one))
      .map((symbol) => ({
        ...snippetItem(place, {
          label: symbol.name,
          kind: "kind",
          detail: `kind of ${symbol.kind ?? "component"}`,
          insert: declare(symbol.name),
        }),
        from: path,
        import: { uri, name: symbol.name },
      })),
  );
  return [
    ...importable,
    ...own.map((symbol) =>
      snippetItem(place, {
        label: symbol.name,
        kind: "kind",
        detail: `kind of ${symbol.kind ?? "component"}`,
        insert: declare(symbol.name),
      }),
    ),
    ...[...componentKinds.values(), kinds.get("region"), kinds.get("zone")].flatMap((entry) =>
      entry
        ? [
            snippetItem(place, {
              label: entry.name,
              kind: "kind",
              detail: entry.label,
              insert: declare(entry.name),
              documentation: kindDoc(entry),
            }),
          ]
        : [],
    ),
  ];
}

/** The kinds' bare names, behind `kind name:`. */
export function baseItems(place: CompletionPlace): readonly CompletionItem[] {
  return [...componentKinds.values()].map((entry) =>
    plainItem(place, { label: entry.name, kind: "kind", detail: entry.label, documentation: kindDoc(entry) }),
  );
}

function qualityItems(place: CompletionPlace): readonly CompletionItem[] {
  return [...qualities.values()].map((entry) => {
    const metric = entry.percentile ? "${2|p99,p95,p50|} " : "";
    const target = `${metric}${entry.operator} ${placeholder(entry.percentile ? 3 : 2, entry.example)}`;
    return snippetItem(place, {
      label: entry.name,
      kind: "keyword",
      insert: `${entry.name} \${1:Name} ${entry.example ? target : '"${2:Title}"'}$0`,
      documentation: qualityDoc(entry),
    });
  });
}

function fieldItems(place: CompletionPlace): readonly CompletionItem[] {
  return [
    snippetItem(place, {
      label: "id",
      kind: "snippet",
      insert: "${1:id} ${2|uuid,id,bigint,string(20)|} [pk]$0",
      detail: "a key",
      documentation: "The field by which records are told apart, and others refer to them.",
    }),
    snippetItem(place, {
      label: "field",
      kind: "snippet",
      insert: "${1:name} ${2:string(80)}$0",
      detail: "a field",
      documentation: "What is kept of each record: a name, a type, and in brackets what holds for it.",
    }),
  ];
}
