/** Names that count: what an entity, an actor or a unit is called where amounts of it are written, `views/s`. */

import { countedThings, isUnitName } from "../language/units.ts";
import type { Element } from "../model/design.ts";
import type { LinkedChunk } from "../model/linker.ts";
import { type FileNames, labelOf, spellings } from "../model/names.ts";
import type { Span } from "../syntax/tree.ts";
import { walk } from "../syntax/walk.ts";

const COUNTED: ReadonlySet<Element["class"]> = new Set(["entity", "actor", "unit"]);

/** Where a chunk counts an element by its name, singular or plural. */
export function labelsIn(chunk: LinkedChunk, names: FileNames, element: Element): readonly Span[] {
  const { statement } = chunk.chunk;
  if (!COUNTED.has(element.class) || element.name === "" || !statement) return [];
  const label = element.name.toLowerCase();
  const words = new Set(spellings(element.name).filter((word) => !countedThings.has(word)));
  if (![...words].some((word) => chunk.lookups.has(word)) || labelOf(names, label) !== label) return [];
  const named = new Set([...chunk.uses, ...chunk.declarations].map(({ name }) => name.start));
  const found: Span[] = [];
  walk(statement, (node, ancestors) => {
    if (node.type === "unit") {
      for (const factor of node.factors) {
        // The factor's span may begin with its sign.
        if (words.has(factor.name.toLowerCase()) && !isUnitName(factor.name))
          found.push({ start: factor.end - factor.name.length, end: factor.end });
      }
    }
    if (node.type !== "path" || node.names.length !== 1 || ancestors.at(-1)?.type !== "expression") return;
    const [only] = node.names;
    if (only && words.has(only.text.toLowerCase()) && !named.has(only.start) && !isUnitName(only.text))
      found.push(only);
  });
  return found;
}

/** How a counted thing is written after it got another name: in the number and with the first letter that it has now. */
export function relabelled(written: string, name: string): string {
  const [singular = name, plural = name] = spellings(name);
  const word = isPlural(written) ? plural : singular;
  const [first = ""] = written;
  return first !== first.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

function isPlural(written: string): boolean {
  const lower = written.toLowerCase();
  return lower === "people" || /(?:[^s]s|es|ies)$/.test(lower);
}
