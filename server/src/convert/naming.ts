/** Which element of the language each part of a sketch becomes: a new one with a name of its own, or one that is there. */

import { fits, guessGroup, guessKind } from "./guess.ts";
import { type Label, readLabel } from "./label.ts";
import type { Sketch, SketchEntity, SketchNode } from "./sketch.ts";
import type { Existing, Surroundings } from "./surroundings.ts";
import { elementName, inWords, Names } from "./words.ts";

export interface Named {
  readonly kind: string;
  readonly name: string;
  /** How connections and fields refer to it. */
  readonly path: string;
  readonly label: Label;
  /** It is there already, and is not declared again. */
  readonly reused: boolean;
}

export interface Naming {
  readonly nodes: ReadonlyMap<string, Named>;
  readonly groups: ReadonlyMap<string, Named>;
  readonly entities: ReadonlyMap<string, Named>;
}

/** Ids that a tool or a hurried author chose: they say nothing. */
const OPAQUE =
  /^(?:cluster|subgraph|sg|group|node|item|box|id|entity|step|vertex|[a-z])?[_-]?\d*$|^[A-Z]{2}$|^#|^[\da-f-]{16,}$/i;
/** Two capitals that do. */
const SPEAKING = /^(?:db|lb|mq|ui|s3|wf|fe|be|gw|id|ad|es|kv)$/i;

/** Boxes are named first: what stands in one may be called the same. */
export function nameAll(sketch: Sketch, around: Surroundings): Naming {
  const names = new Names(around.taken);
  const ends = new Set(sketch.links.flatMap(({ from, to }) => [...from, ...to]));
  const called = new Set(sketch.links.flatMap(({ from, to, style }) => (style === "both" ? [...from, ...to] : to)));
  const own = [...sketch.nodes.values()].filter(({ id }) => !sketch.groups.has(id) && !sketch.entities.has(id));
  const read = own.map((node) => {
    // An id in several words is a title.
    const label = readLabel(node.lines.length === 0 && /\s/.test(node.id.trim()) ? [node.id] : node.lines);
    const id = withinGroup(node);
    const guess = guessKind(node, label, called.has(node.id));
    const there = known(around, id, label.title, ({ class: of, kind = "" }) => DRAWN.has(of) && fits(guess, kind));
    return { node, label, id, guess, there };
  });
  const tables = [...sketch.entities.values()].map((entity) => {
    const label = readLabel(entity.title === undefined ? [] : [entity.title]);
    const there = known(around, entity.label, "", (one) => one.class === "entity" && hasAll(one, entity));
    return { entity, label, there };
  });
  const fresh = new Set<string | undefined>([
    ...read.filter(({ there }) => !there).map(({ node }) => node.group),
    ...tables.filter(({ there }) => !there).map(({ entity }) => entity.group),
  ]);
  const groups = new Map<string, Named>();
  // A box stands behind the one around it: from the end, what it holds is known.
  const boxes = [...sketch.groups.values()].reverse().map((group) => {
    const label = readLabel(group.lines);
    const kind = guessGroup(label, ends.has(group.id));
    const there = fresh.has(group.id)
      ? undefined
      : known(around, bareGroup(group.id), label.title, (one) => classOfBox(kind) === one.class);
    if (!there) fresh.add(group.parent);
    return { group, label, kind, there };
  });
  for (const { group, label, kind, there } of boxes.reverse()) {
    groups.set(group.id, there ? reused(there, label) : made(names, kind, bareGroup(group.id), label));
  }
  const nodes = new Map<string, Named>();
  for (const { node, label, id, guess, there } of read) {
    nodes.set(node.id, there ? reused(there, label) : made(names, guess.kind, id, label));
  }
  const entities = new Map<string, Named>();
  for (const { entity, label, there } of tables) {
    const name = there?.name ?? names.take(elementName(entity.label, 2) || "Entity");
    entities.set(entity.id, { kind: "entity", name, path: there?.path ?? name, label, reused: there !== undefined });
  }
  return { nodes, groups, entities };
}

const DRAWN: ReadonlySet<Existing["class"]> = new Set(["actor", "component"]);

function classOfBox(kind: string): Existing["class"] {
  if (kind === "domain") return "domain";
  return kind === "region" || kind === "zone" ? "place" : "component";
}

function reused({ name, path, kind }: Existing, label: Label): Named {
  return { kind: kind ?? "component", name, path, label, reused: true };
}

function made(names: Names, kind: string, id: string, label: Label): Named {
  const name = names.take(wanted(id, label.title, kind));
  return { kind, name, path: name, label, reused: false };
}

/** What is said by the id, else by the title, else by the kind. */
function wanted(id: string, title: string, kind: string): string {
  const speaks = !OPAQUE.test(id) || SPEAKING.test(id);
  const fromTitle = elementName(title);
  if (elementName(id).toLowerCase() === fromTitle.toLowerCase() && fromTitle !== "") return fromTitle;
  return (speaks ? elementName(id) || fromTitle : fromTitle || elementName(id)) || elementName(kind);
}

function bareGroup(id: string): string {
  return id.replace(/^cluster[_-]?(?=.)/i, "");
}

/** `Booking.Backend` in the box `Booking` is `Backend`. */
function withinGroup({ id, group }: SketchNode): string {
  const prefix = group === undefined ? "" : `${bareGroup(group)}.`;
  return prefix.length > 1 && id.startsWith(prefix) && id.length > prefix.length ? id.slice(prefix.length) : id;
}

function known(
  around: Surroundings,
  id: string,
  title: string,
  accepts: (existing: Existing) => boolean,
): Existing | undefined {
  const [byId, byTitle] = [OPAQUE.test(id) && !SPEAKING.test(id) ? "" : inWords(id), inWords(title)];
  const names = (one: Existing): readonly string[] => [inWords(one.name), inWords(one.title ?? "")];
  const isKnown = (one: Existing): boolean =>
    names(one).some((name) => name !== "" && (name === byId || name === byTitle));
  const exact = around.existing.find((one) => one.name === id && accepts(one));
  return exact ?? around.existing.find((one) => isKnown(one) && accepts(one));
}

/** Whether nothing of an entity would be lost. */
function hasAll(existing: Existing, entity: SketchEntity): boolean {
  return entity.fields.every(({ name }) => existing.fields?.has(name) ?? false);
}

/** How an entity that is there is referred to, by what another notation calls it; undefined where there is none. */
export function entityThere(around: Surroundings, name: string): string | undefined {
  return known(around, name.replace(/^.*\./, ""), "", (one) => one.class === "entity")?.path;
}
