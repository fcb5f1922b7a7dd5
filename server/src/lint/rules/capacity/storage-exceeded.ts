import type { Facts } from "../../../analysis/facts.ts";
import { ASSUMED_YEARS, type StoreStorage } from "../../../analysis/storage.ts";
import { share, size, time } from "../../../estimate/amounts.ts";
import type { ComponentElement } from "../../../model/design.ts";
import { exceeds, nodeOf } from "../../detect/figures.ts";
import { addProperties, setValues } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { count, list, named, namedList } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

/** How many entities are told of. */
const MOST_TOLD = 4;

export const storageExceeded: Rule = {
  id: "capacity/storage-exceeded",
  severity: "error",
  fixable: true,
  graph: false,
  documentation: {
    summary: "What the entities of a store need within their retention is more than it has room for.",
    rationale: `A full disk is an outage that announces itself for months. Each entity needs its growth × retention (or its rows) × the size of
a record, indexes included; the store keeps that as many times as it has copies, divided among its instances and shards.
Growth without a \`retention\` is counted for five years, and the finding then is a warning.`,
    failing: `entity Photo {
  id uuid [pk]
  data blob(2 MB)
  grows: 100k/day, retention: 1 year
}
blob_storage Photos { stores: Photo, storage: 50 TB }`,
    passing: `entity Photo {
  id uuid [pk]
  data blob(2 MB)
  grows: 100k/day, retention: 1 year
}
blob_storage Photos { stores: Photo, storage: 100 TB }`,
    exception: `Data that is moved elsewhere before its retention ends: state the shorter \`retention\` on the entity, and a second entity for
what is archived. Data that a store compresses takes less: state the compressed sizes.`,
  },
  check(context) {
    const { facts, design, report } = context;
    for (const component of design.all("component")) {
      const store = facts.storage.store(component.key);
      if (store?.room === undefined || !exceeds(store.perInstance, store.room)) continue;
      const assumed = store.entities.filter(({ entity }) => facts.storage.entity(entity.key)?.assumedRetention);
      const property = component.properties.get("storage");
      const largest = store.entities.toSorted((some, other) => other.bytes - some.bytes);
      const lower = store.lowerBound ? "at least " : "";
      const per = instancesOf(facts, component) > 1 ? " on each instance" : "";
      const years =
        assumed.length > 0
          ? ` ${namedList(assumed.map(({ entity }) => entity))} ${assumed.length > 1 ? "state" : "states"} no \`retention\`, so ${ASSUMED_YEARS} years are assumed.`
          : "";
      report({
        ...(assumed.length > 0 ? { severity: "warning" as const } : {}),
        message: `${named(component)} needs ${lower}${size(store.perInstance)}${per} and has room for ${size(store.room)}${fullAfter(facts, store)}: ${list(largest.slice(0, 3).map(({ entity, bytes }) => `${named(entity)} takes ${size(bytes)}`))}${copies(store)}.${years} Give it more room, divide it among more instances, or keep the data for a shorter time.`,
        place: property ? placeOfProperty(property) : placeOf(component),
        related: largest.slice(0, MOST_TOLD).map(({ entity, bytes }) => ({
          place: placeOf(entity),
          message: `${named(entity)} takes ${size(bytes)}, ${share(bytes / total(store))} of it`,
        })),
        fixes: fixes(context, component, store),
      });
    }
  },
};

function total({ entities }: StoreStorage): number {
  return entities.reduce((sum, { bytes }) => sum + bytes, 0);
}

function copies({ copies }: StoreStorage): string {
  return copies > 1 ? `, kept ${copies} times` : "";
}

function instancesOf(facts: Facts, component: ComponentElement): number {
  const node = nodeOf(facts, component);
  return node ? node.replicas * node.shards : 1;
}

/** When it will be full: entities grow until their retention ends, the others are there from the beginning. */
function fullAfter({ storage }: Facts, store: StoreStorage): string {
  const room = ((store.room ?? 0) * total(store)) / store.perInstance;
  const parts = store.entities.map(({ entity, bytes }) => {
    const known = storage.entity(entity.key);
    const grows = known?.growth !== undefined && known.storage && !entity.properties.has("rows");
    return { bytes, growth: grows ? (known.growth * bytes) / known.storage : Number.POSITIVE_INFINITY };
  });
  const kept = (seconds: number) =>
    parts.reduce((sum, { bytes, growth }) => sum + Math.min(bytes, growth * seconds), 0);
  let [early, late] = [1, Math.max(...parts.map(({ bytes, growth }) => bytes / growth))];
  if (!(late > early) || kept(early) > room) return "";
  for (let step = 0; step < 60; step++) {
    const middle = (early + late) / 2;
    if (kept(middle) > room) late = middle;
    else early = middle;
  }
  return `, which is full after ${time(late)}`;
}

/** More room, or more shards where there are some already. */
function fixes({ author }: RuleContext, component: ComponentElement, store: StoreStorage): readonly Fix[] {
  const property = component.properties.get("storage");
  const room = roomy(store.perInstance);
  const edits = property
    ? setValues(property, room)
    : addProperties(author, component.origin, component.node, [`storage: ${room}`]);
  const shards = component.properties.get("shards");
  const wanted = shards && wantedShards(shards.values[0]?.expression, author.chunk(component.origin), store);
  return [
    ...fix(`Give each instance ${room}`, edits),
    ...(shards && wanted !== undefined
      ? fix(`Divide it into ${count(wanted, "shard")}`, setValues(shards, String(wanted)))
      : []),
  ];
}

/** As many shards as leave each with less than it has room for; undefined where their number is computed. */
function wantedShards(
  expression: { readonly start: number; readonly end: number } | undefined,
  text: string,
  { perInstance, room }: StoreStorage,
): number | undefined {
  const stated = expression && /^\d+$/.exec(text.slice(expression.start, expression.end))?.[0];
  return stated && room ? Math.ceil((Number(stated) * perInstance) / room - 1e-9) : undefined;
}

const UNITS = ["B", "KB", "MB", "GB", "TB", "PB"] as const;

/** A size a little above what is needed, in two digits: 7.84 TB becomes `7.9 TB`. */
function roomy(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(bytes) / 3)));
  const value = bytes / 1000 ** step;
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  const rounded = value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value / digit) * digit;
  return `${rounded} ${UNITS[step]}`;
}
