/** How findings speak: names, lists and amounts in words. */

import { displayName, type Element } from "../model/design.ts";

/** A name as messages show it; of a very long one its beginning and its end. */
export function quote(name: string): string {
  const shown = name.length > 120 ? `${name.slice(0, 80)}…${name.slice(-20)}` : name;
  return `\`${shown.replaceAll("`", "'")}\``;
}

/** An element by the name that refers to it: `Sales.Backend`; a connection as it is written. */
export function named(element: Element): string {
  return quote(element.id);
}

/** Names in words: `A`, `A` and `B`, `A`, `B` and 3 more. */
export function list(names: readonly string[], joint: "and" | "or" = "and", most = 4): string {
  if (names.length <= 1) return names[0] ?? "";
  if (names.length > most) return `${names.slice(0, most - 1).join(", ")} ${joint} ${names.length - most + 1} more`;
  return `${names.slice(0, -1).join(", ")} ${joint} ${names.at(-1)}`;
}

/** Elements in words. */
export function namedList(elements: readonly Element[], joint: "and" | "or" = "and"): string {
  return list(elements.map(named), joint);
}

/** `1 replica`, `3 replicas`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${amount.toLocaleString("en-US")} ${amount === 1 ? singular : plural}`;
}

/** An element's title where it has one, for prose: “Ticket sales”; else its name. */
export function titled(element: Element): string {
  return element.title ? `“${displayName(element)}”` : named(element);
}
