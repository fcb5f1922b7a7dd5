/** Which kind something is that another notation merely draws. */

import { kindInWords } from "../language/kind-words.ts";
import { type KindGroup, kinds } from "../language/kinds.ts";
import type { Label } from "./label.ts";
import type { Look, SketchNode } from "./sketch.ts";

interface Guess {
  readonly kind: string;
  /** Whether something says so; otherwise it is merely what a box usually is. */
  readonly certain: boolean;
}

/** The groups of kinds that are drawn in a way, and what it is where no word tells. */
const LOOKS: ReadonlyMap<Look, { readonly groups?: readonly KindGroup[]; readonly kind: string }> = new Map<
  Look,
  { readonly groups?: readonly KindGroup[]; readonly kind: string }
>([
  ["data", { groups: ["data", "messaging"], kind: "sql_database" }],
  ["messaging", { groups: ["messaging"], kind: "queue" }],
  ["person", { kind: "actor" }],
  ["external", { kind: "external" }],
  ["choice", { kind: "component" }],
]);

/** @param called whether anything calls it: whom nobody calls is often a person. */
export function guessKind(node: SketchNode, label: Label, called: boolean): Guess {
  if (label.kind !== undefined && isElement(label.kind)) return { kind: label.kind, certain: true };
  const look = node.look && LOOKS.get(node.look);
  const { groups } = look ?? {};
  const accepts = (kind: string): boolean => {
    const group = kinds.get(kind)?.group;
    return group !== undefined && group !== "place" && (groups?.includes(group) ?? true);
  };
  const told = (text: string): string | undefined =>
    kinds.has(text) && accepts(text) ? text : kindInWords(text, accepts);
  const [byTitle, byTag] = [told(label.title), firstOf(node.tags, told)];
  // A class sorts, a title names; but a service is what anything may be called.
  const kind = (byTitle === "service" ? (byTag ?? byTitle) : (byTitle ?? byTag)) ?? told(node.id);
  const found = kind ?? firstOf([label.technology ?? "", ...label.notes], told);
  if (found !== undefined) return { kind: found, certain: true };
  if (look) return { kind: look.kind, certain: true };
  if (node.look === "round" && !called) return { kind: "actor", certain: true };
  return { kind: "service", certain: false };
}

function firstOf(texts: readonly string[], told: (text: string) => string | undefined): string | undefined {
  for (const text of texts) {
    const kind = told(text);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** Whether elements of a guessed kind may be what a declared one is. */
export function fits({ kind, certain }: Guess, declared: string): boolean {
  if (kind === declared || !certain) return (kind === "actor") === (declared === "actor");
  const [guessed, known] = [kinds.get(kind), kinds.get(declared)];
  return known === undefined ? kind !== "actor" : guessed?.family === known.family;
}

function isElement(kind: string): boolean {
  return kinds.get(kind)?.group !== "place";
}

const isPlace = (kind: string): boolean => kinds.get(kind)?.group === "place";

/** What a box around others is: a place, a component where arrows lead to it, else a domain. */
export function guessGroup(label: Label, isEnd: boolean): string {
  if (label.kind !== undefined && label.kind !== "actor" && !(isEnd && isPlace(label.kind))) return label.kind;
  if (isEnd) return "component";
  return kindInWords(label.title, isPlace) ?? "domain";
}
