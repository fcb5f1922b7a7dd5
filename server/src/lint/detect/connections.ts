/** The graph as rules look at it: who calls whom, and what an actor can reach. */

import { end, flag } from "../../model/access.ts";
import type {
  ActorElement,
  ComponentElement,
  ConnectionElement,
  ConnectionEnd,
  Design,
  Key,
} from "../../model/design.ts";
import { perDesign, perElements, push } from "./per-design.ts";

/** A connection whose two ends are known. */
export interface Link {
  readonly connection: ConnectionElement;
  readonly from: ConnectionEnd;
  readonly to: ConnectionEnd;
  /** The numbers of its ends. */
  readonly source: number;
  readonly target: number;
}

/** Elements that were found; all that is asked of them is whether one is among them. */
export interface Keys {
  has(key: Key): boolean;
}

/** Connections by an end of theirs. */
export interface ByEnd {
  get(key: Key): readonly Link[] | undefined;
  /** Whether any has this end. */
  has(key: Key): boolean;
}

const NOTHING: readonly never[] = [];

/** Actors and components have numbers: they are looked up by key once, and by number from then on. */
interface Numbers {
  readonly keys: readonly Key[];
  readonly byKey: ReadonlyMap<Key, number>;
  /** Links between them, as long as they are the same. */
  readonly links: WeakMap<ConnectionElement, Link>;
}

const numbers: (design: Design) => Numbers = perElements(["actor", "component"], (design) => {
  const keys = [...design.all("actor"), ...design.all("component")].map(({ key }) => key);
  return { keys, byKey: new Map(keys.map((key, number) => [key, number])), links: new WeakMap() };
});

/** The connections of a design with both of their ends, by their ends. */
export class Links {
  readonly all: readonly Link[];
  readonly from: ByEnd;
  readonly to: ByEnd;
  readonly #numbers: Numbers;
  readonly #leaving: Link[][];
  readonly #arriving: Link[][];

  constructor(design: Design) {
    this.#numbers = numbers(design);
    const { byKey, keys } = this.#numbers;
    this.#leaving = keys.map(() => []);
    this.#arriving = keys.map(() => []);
    const all: Link[] = [];
    for (const connection of design.all("connection")) {
      const link = this.#numbers.links.get(connection) ?? this.#linkOf(design, connection);
      if (!link) continue;
      all.push(link);
      this.#leaving[link.source]?.push(link);
      this.#arriving[link.target]?.push(link);
    }
    this.all = all;
    this.from = byEnd(byKey, this.#leaving);
    this.to = byEnd(byKey, this.#arriving);
  }

  #linkOf(design: Design, connection: ConnectionElement): Link | undefined {
    const from = end(design, connection.from);
    const to = end(design, connection.to);
    const source = this.#numbers.byKey.get(from?.key ?? "");
    const target = this.#numbers.byKey.get(to?.key ?? "");
    if (!from || !to || source === undefined || target === undefined) return undefined;
    const link = { connection, from, to, source, target };
    this.#numbers.links.set(connection, link);
    return link;
  }

  /** How many elements have a number. */
  get size(): number {
    return this.#numbers.keys.length;
  }

  /** The links that leave an element, by its number. */
  leaving(number: number): readonly Link[] {
    return this.#leaving[number] ?? NOTHING;
  }

  /** The links that arrive at an element, by its number. */
  arriving(number: number): readonly Link[] {
    return this.#arriving[number] ?? NOTHING;
  }

  /**
   * What can be reached from some elements, these included.
   *
   * @param next tells, by number, where one gets from an element: along all of its links if left out
   */
  reach(starts: Iterable<Key>, next?: (number: number, reach: (number: number) => void) => void): Reached {
    const reached = new Reached(this.#numbers);
    for (const key of starts) reached.add(this.#numbers.byKey.get(key) ?? -1);
    const visit = (number: number): void => reached.add(number);
    // It grows while it is gone through.
    for (const number of reached.numbers) {
      if (next) next(number, visit);
      else for (const { target } of this.leaving(number)) reached.add(target);
    }
    return reached;
  }
}

function byEnd(byKey: ReadonlyMap<Key, number>, links: readonly (readonly Link[])[]): ByEnd {
  const get = (key: Key): readonly Link[] | undefined => links[byKey.get(key) ?? -1];
  return { get, has: (key) => (get(key)?.length ?? 0) > 0 };
}

/** What was reached, in the order in which it was. */
class Reached implements Keys {
  readonly numbers: number[] = [];
  readonly #of: Numbers;
  readonly #is: Uint8Array;

  constructor(of: Numbers) {
    this.#of = of;
    this.#is = new Uint8Array(of.keys.length);
  }

  add(number: number): void {
    if (this.#is[number] !== 0) return;
    this.#is[number] = 1;
    this.numbers.push(number);
  }

  has(key: Key): boolean {
    return this.#is[this.#of.byKey.get(key) ?? -1] === 1;
  }

  get keys(): readonly Key[] {
    return this.numbers.flatMap((number) => this.#of.keys[number] ?? []);
  }
}

/** Every connection with both of its ends, by its ends. */
export const links: (design: Design) => Links = perDesign((design) => new Links(design));

/** The connections that leave an element. */
export function outgoing(design: Design, element: ConnectionEnd): readonly Link[] {
  return links(design).from.get(element.key) ?? NOTHING;
}

/** The connections that arrive at an element. */
export function incoming(design: Design, element: ConnectionEnd): readonly Link[] {
  return links(design).to.get(element.key) ?? NOTHING;
}

/** Whether the caller waits for the answer. */
export function isSynchronous(connection: Pick<ConnectionElement, "style">): boolean {
  return connection.style !== "async";
}

/** What outsiders reach: along connections from an actor, or because it says `public: true`. */
export const reachable: (design: Design) => Keys = perDesign((design) =>
  links(design).reach([...design.all("actor").map((actor) => actor.key), ...open(design)]),
);

const open: (design: Design) => readonly Key[] = perElements(["component", "kind"], (design) =>
  design
    .all("component")
    .filter((component) => flag(design, component, "public"))
    .map((component) => component.key),
);

/** The components that an actor reaches directly. */
export const entries: (design: Design) => ReadonlyMap<Key, readonly ActorElement[]> = perDesign((design) => {
  const found = new Map<Key, ActorElement[]>();
  for (const { from, to } of links(design).all)
    if (from.class === "actor" && to.class === "component") push(found, to.key, from);
  return found;
});

/** A component at the end of a link, or undefined where an actor stands there. */
export function componentAt(element: ConnectionEnd): ComponentElement | undefined {
  return element.class === "component" ? element : undefined;
}
