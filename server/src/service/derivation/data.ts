/** How much room data takes: fields, entities, stores, caches. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import { ASSUMED_YEARS } from "../../analysis/storage.ts";
import { count, size } from "../../estimate/amounts.ts";
import { format } from "../../estimate/display.ts";
import type { Quantity } from "../../estimate/quantity.ts";
import type { Convention } from "../../estimate/unit.ts";
import { list, quote } from "../../lint/messages.ts";
import type { EntityElement, FieldElement } from "../../model/design.ts";
import { assumed, type Derivation, type Line, type Section, section } from "./derivation.ts";
import { some } from "./load.ts";

/** Seconds of the design's own month. */
const MONTHS = { exact: 2_592_000, envelope: 2_500_000 } as const;

/** An entity's record field by field, how many are kept, how fast they grow, and where. */
export function entityData(facts: Facts, entity: EntityElement): Derivation {
  const storage = facts.storage.entity(entity.key);
  const record = facts.evaluation.entitySize(entity.key);
  if (!storage || !record) return [];
  const bound = storage.lowerBound ? "≥ " : "";
  const blocking = record.blocking.map(({ name }) => quote(name));
  const fields = entity.fields.flatMap((field) => {
    const bytes = facts.evaluation.fieldSize(field)?.value.toNumber();
    return bytes === undefined ? [] : [{ bytes, text: `${size(bytes)} ${quote(field.name)}` }];
  });
  const largest = [...fields].sort((one, other) => other.bytes - one.bytes).map(({ text }) => text);
  const sections: Section[] = [
    section("Record", `${bound}${size(storage.size)}`, [
      ...some(largest),
      ...(blocking.length > 0
        ? [
            `${list(blocking)} ${blocking.length > 1 ? "state no size and count" : "states no size and counts"} for nothing`,
          ]
        : []),
    ]),
  ];
  if (storage.rows !== undefined) sections.push(kept(facts, entity));
  if (storage.growth !== undefined) {
    const perMonth = storage.growth * MONTHS[facts.evaluation.convention];
    sections.push(section("Growth", `${bound}${size(perMonth)} a month`));
  }
  return sections;
}

function kept(facts: Facts, entity: EntityElement): Section {
  const storage = facts.storage.entity(entity.key);
  const { quantity, steps = [] } = facts.evaluation.rows(entity.key);
  const overhead = facts.evaluation.number(entity, "index_overhead") ?? 0;
  const lines: Line[] = steps.map(({ kind, text }) => (kind === "assumption" ? assumed(text) : { text }));
  const rows = quantity ? format(quantity, facts.evaluation.convention) : count(storage?.rows ?? 0);
  const indexes = overhead > 0 ? ` × ${count(1 + overhead)} (indexes)` : "";
  lines.push({ text: `${rows} × ${size(storage?.size ?? 0)}${indexes}` });
  const stores = facts.trace.stores(entity.key).map(({ id }) => quote(id));
  if (stores.length > 0) lines.push({ text: `stored in ${stores.join(", ")}` });
  const bound = storage?.lowerBound ? "≥ " : "";
  return section("Kept", `${bound}${size(storage?.storage ?? 0)}`, lines);
}

/** `14.92 GB in 5 years`: what is kept of an entity, and for how long. */
export function keptText(facts: Facts, entity: EntityElement): string | undefined {
  const storage = facts.storage.entity(entity.key);
  if (storage?.storage === undefined) return undefined;
  const retention = facts.evaluation.property(entity, "retention");
  const counted = storage.growth !== undefined && !entity.properties.has("rows");
  const span = retention ? spanText(retention, facts.evaluation.convention) : `${ASSUMED_YEARS} years`;
  return `${storage.lowerBound ? "≥ " : ""}${size(storage.storage)}${counted ? ` in ${span}` : ""}`;
}

/** Retentions are literals mostly, and the same objects from one version of a design to the next. */
const spans = new WeakMap<Quantity, string>();

function spanText(of: Quantity, convention: Convention): string {
  let text = spans.get(of);
  if (text === undefined) {
    text = format(of, convention);
    spans.set(of, text);
  }
  return text;
}

/** A field's bytes. */
export function fieldData({ evaluation }: Facts, field: FieldElement): Derivation {
  const bytes = evaluation.fieldSize(field)?.value.toNumber();
  if (bytes === undefined) return [section("Size", "none stated", ["it counts for nothing in its entity's size"])];
  return [section("Size", size(bytes))];
}

/** What a component keeps, and what a cache had better have room for. */
export function componentData(facts: Facts, node: ComponentNode): Derivation {
  const sections: Section[] = [];
  const store = facts.storage.store(node.key);
  if (store) {
    const { total, perInstance, room, lowerBound, entities, copies } = store;
    const bound = lowerBound ? "≥ " : "";
    const largest = [...entities].sort((one, other) => other.bytes - one.bytes);
    const instances = node.replicas * node.shards;
    sections.push(
      section("Storage", `${bound}${size(total)}`, [
        ...some(largest.map(({ entity, bytes }) => `${size(bytes)} ${quote(entity.id)}`)),
        ...(copies > 1 ? [`× ${copies} copies`] : []),
        ...(instances > 1 ? [`${size(perInstance)} an instance${room === undefined ? "" : ` of ${size(room)}`}`] : []),
        ...(instances === 1 && room !== undefined ? [`there is room for ${size(room)}`] : []),
      ]),
    );
  }
  const cache = facts.storage.cache(node.key);
  if (cache) {
    const room = cache.room === undefined ? [] : [`there is memory for ${size(cache.room)}`];
    sections.push(
      section("Cache", size(cache.workingSet), [assumed("20 % of a day's reads are worth keeping"), ...room]),
    );
  }
  return sections;
}
