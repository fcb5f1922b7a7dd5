/** Which of the names that fit a property fit it best. */

import { targetKeys } from "../model/access.ts";
import type { Design, ElementClass } from "../model/design.ts";
import type { Statement } from "../syntax/tree.ts";
import { bodyOf, walk } from "../syntax/walk.ts";
import type { CompletionItem } from "./completion-item.ts";

/** Who states what each of these leads to. */
const SEEKERS: ReadonlyMap<string, readonly ElementClass[]> = new Map([
  ["stores", ["component"]],
  ["serves", ["component"]],
  ["satisfies", ["endpoint", "flow", "process", "component"]],
]);

/** What nothing stores, serves or satisfies yet comes before what something does. */
export function openFirst(
  items: readonly CompletionItem[],
  property: string,
  design: Design | undefined,
  around: Statement | undefined,
): readonly CompletionItem[] {
  if (property === "shard_by") return storedFirst(items, around);
  const seekers = SEEKERS.get(property);
  if (!seekers || !design) return items;
  const done = new Set(
    seekers.flatMap((of) => design.all(of).flatMap((element) => targetKeys(design, element, property))),
  );
  const isOpen = ({ key }: CompletionItem): boolean => key !== undefined && !done.has(key);
  return items.toSorted(
    (one, other) =>
      Number(one.key === undefined) - Number(other.key === undefined) ||
      Number(one.import !== undefined) - Number(other.import !== undefined) ||
      Number(one.kind === "field") - Number(other.kind === "field") ||
      Number(isOpen(other)) - Number(isOpen(one)),
  );
}

/** The fields of what a store holds come before those of others. */
function storedFirst(items: readonly CompletionItem[], store: Statement | undefined): readonly CompletionItem[] {
  const stores =
    store && bodyOf(store)?.statements.find((one) => one.type === "property" && one.name.text === "stores");
  const held = new Set<string>();
  if (stores) walk(stores, (node) => void (node.type === "path" && held.add(node.names[0]?.text ?? "")));
  const fits = ({ key = "" }: CompletionItem): boolean =>
    key
      .slice(key.indexOf("#") + 1)
      .split(".")
      .some((name) => held.has(name));
  return [...items.filter(fits), ...items.filter((item) => !fits(item))];
}
