/** Where instances stand: zones and regions, declared or counted, and how replicas are spread over them. */

import { enclosing, targets } from "../model/access.ts";
import type { ComponentElement, Design, Key, PlaceElement } from "../model/design.ts";
import { countOf, type Numbers } from "./numbers.ts";

export interface Place {
  readonly index: number;
  readonly kind: "zone" | "region";
  /** `EuWest1`, or for a counted one `zone#1`, `Eu.zone#1`, `region#2`. */
  readonly id: string;
  /** The declared place; absent for counted ones. */
  readonly key?: Key;
  /** A counted one's number, from 1. */
  readonly number?: number;
  /** The index of a zone's region, where it stands in one. */
  readonly region?: number;
  /** Stated; undefined never fails. */
  readonly availability?: number;
}

/** Instances that share their fate: `count` of each shard stand in the zone and the region (indices of places). */
export interface Slot {
  readonly zone?: number;
  readonly region?: number;
  readonly count: number;
}

type Spot = Omit<Slot, "count">;

/** More zones or regions than any design spreads one component over. */
const MOST_PLACES = 256;

export class Places {
  readonly #design: Design;
  readonly #numbers: Numbers;
  readonly #all: Place[] = [];
  readonly #declared = new Map<Key, number>();
  readonly #counted = new Map<string, number>();

  constructor(design: Design, numbers: Numbers) {
    this.#design = design;
    this.#numbers = numbers;
    for (const element of design.all("place")) this.#declare(element);
  }

  get all(): readonly Place[] {
    return this.#all;
  }

  /**
   * The spots that a component's instances are dealt out to, in turn. Counted zones belong to the region that the
   * instance stands in, so `regions: 2, zones: 3` is three zones in each of two regions. Named zones stand where they
   * are declared. Without either: where the component itself is nested; one spot without a place if nowhere.
   */
  slotsOf(component: ComponentElement): readonly Spot[] {
    const own = this.#nested(component);
    const bases = this.#regions(component)?.map((region): Spot => ({ region })) ?? [own];
    const named = this.#named(component, "zones");
    if (named.length > 0) {
      return named.map((index, turn) => {
        const place = this.#all[index];
        if (place?.kind === "region") return { region: index };
        return withRegion(index, place?.region ?? bases[turn % bases.length]?.region);
      });
    }
    const count = countOf(this.#numbers, component, "zones", MOST_PLACES);
    if (count === undefined) return bases;
    const spots: Spot[] = [];
    for (let number = 1; number <= count && spots.length < MOST_PLACES; number++) {
      for (const { region } of bases) spots.push(withRegion(this.#zone(region, number), region));
    }
    return spots;
  }

  #regions(component: ComponentElement): readonly number[] | undefined {
    const named = this.#named(component, "regions");
    if (named.length > 0) return named;
    const count = countOf(this.#numbers, component, "regions", MOST_PLACES);
    return count === undefined ? undefined : Array.from({ length: count }, (_, index) => this.#region(index + 1));
  }

  #named(component: ComponentElement, name: "zones" | "regions"): readonly number[] {
    return targets(this.#design, component, name, "place").map((place) => this.#declare(place));
  }

  /** The zone and region that a component is declared in. */
  #nested(component: ComponentElement): Spot {
    const place = enclosing(this.#design, component, "place");
    if (!place) return {};
    const index = this.#declare(place);
    return place.kind === "region" ? { region: index } : withRegion(index, this.#all[index]?.region);
  }

  #declare(element: PlaceElement): number {
    const known = this.#declared.get(element.key);
    if (known !== undefined) return known;
    let outer = enclosing(this.#design, element, "place");
    while (outer && outer.kind !== "region") outer = enclosing(this.#design, outer, "place");
    const region = outer && element.kind === "zone" ? this.#declare(outer) : undefined;
    const availability = this.#numbers.number(element, "availability");
    return this.#add(element.key, this.#declared, {
      kind: element.kind,
      id: element.id,
      key: element.key,
      ...(region === undefined ? {} : { region }),
      ...(availability !== undefined && availability >= 0 && availability <= 1 ? { availability } : {}),
    });
  }

  #region(number: number): number {
    const id = `region#${number}`;
    return this.#counted.get(id) ?? this.#add(id, this.#counted, { kind: "region", id, number });
  }

  #zone(region: number | undefined, number: number): number {
    const outer = region === undefined ? "" : `${this.#all[region]?.id}.`;
    const id = `${outer}zone#${number}`;
    const place = { kind: "zone" as const, id, number, ...(region === undefined ? {} : { region }) };
    return this.#counted.get(id) ?? this.#add(id, this.#counted, place);
  }

  #add(key: string, known: Map<string, number>, place: Omit<Place, "index">): number {
    const index = this.#all.length;
    this.#all.push({ index, ...place });
    known.set(key, index);
    return index;
  }
}

function withRegion(zone: number, region: number | undefined): Spot {
  return region === undefined ? { zone } : { zone, region };
}

/** Deals `replicas` instances out to spots in turn; the first spots get one more where it doesn't come out even. */
export function spread(spots: readonly Spot[], replicas: number): readonly Slot[] {
  const slots: Slot[] = [];
  for (const [index, spot] of spots.entries()) {
    const count = Math.ceil((replicas - index) / spots.length);
    if (count > 0) slots.push({ ...spot, count });
  }
  return slots;
}
