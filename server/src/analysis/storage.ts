/** How much room data needs: of entities, of stores, and of caches. */

import type { Evaluation } from "../estimate/evaluation.ts";
import { propertyOf, targets } from "../model/access.ts";
import type { ComponentElement, Design, EntityElement, FieldElement, Key } from "../model/design.ts";
import { copiesOf } from "./assumptions.ts";
import type { ComponentNode } from "./graph.ts";
import type { Nodes } from "./graph-nodes.ts";
import type { LoadFacts } from "./load.ts";
import { endpointProperty } from "./routes.ts";

/** Where nothing is said, growing data is counted for this long. */
export const ASSUMED_YEARS = 5;
const DAY = 86_400;
/** The share of a day's reads that a cache is sized for (the notes: a fifth of the data answers most questions). */
export const HOT_SHARE = 0.2;

export interface EntityStorage {
  /** Bytes of one record; a lower bound where fields without a size block it. */
  readonly size: number;
  readonly lowerBound: boolean;
  /** Records that are kept; undefined where neither rows nor growth are stated. */
  readonly rows?: number;
  /** Bytes per second that are added; undefined where it does not grow. */
  readonly growth?: number;
  /** Bytes that are kept, indexes included. */
  readonly storage?: number;
  /** It grows, states no retention, and is counted for five years. */
  readonly assumedRetention: boolean;
}

export interface StoreStorage {
  /** Bytes of all copies. */
  readonly total: number;
  /** Bytes of one instance. */
  readonly perInstance: number;
  /** Bytes that one instance has room for, where stated. */
  readonly room?: number;
  readonly lowerBound: boolean;
  readonly entities: readonly { readonly entity: EntityElement; readonly bytes: number }[];
  /** How many copies of each record are kept. */
  readonly copies: number;
}

export interface CacheMemory {
  /** Bytes of a fifth of a day's reads. */
  readonly workingSet: number;
  /** Bytes of memory of all instances together, where stated. */
  readonly room?: number;
}

export interface StorageFacts {
  entity(key: Key): EntityStorage | undefined;
  store(key: Key): StoreStorage | undefined;
  /** Undefined for what is no cache, and where reads or sizes are not known. */
  cache(key: Key): CacheMemory | undefined;
}

/** The part of it that no load decides about. */
export type Stores = Pick<StorageFacts, "entity" | "store">;
export type Entities = Pick<StorageFacts, "entity">;

/** The room that each entity needs, computed when it is asked for. */
export function entitiesOf(design: Design, evaluation: Evaluation): Entities {
  const entities = new Map<Key, EntityStorage | undefined>();
  return {
    entity: (key) => {
      if (!entities.has(key)) entities.set(key, entityStorage(design, evaluation, key));
      return entities.get(key);
    },
  };
}

/** The room that each store needs, computed when it is asked for. */
export function storesOf(design: Design, nodes: Nodes, evaluation: Evaluation, { entity }: Entities): Stores {
  const stores = new Map<Key, StoreStorage | undefined>();
  let keepers: readonly ComponentElement[] | undefined;
  const blobKeepers = (): readonly ComponentElement[] => {
    keepers ??= design.all("component").filter((component) => KEEPS_BLOBS.has(component.kind.base.name));
    return keepers;
  };
  return {
    entity,
    store: (key) => {
      if (!stores.has(key)) {
        const node = nodeOf(nodes, key);
        stores.set(key, node?.stores ? storeStorage(design, evaluation, node, entity, blobKeepers) : undefined);
      }
      return stores.get(key);
    },
  };
}

/** What stores need, and caches at a load. */
export function storageOf(
  design: Design,
  nodes: Nodes,
  evaluation: Evaluation,
  stores: Stores,
  load: () => LoadFacts,
): StorageFacts {
  return {
    ...stores,
    cache: (key) => {
      const node = nodeOf(nodes, key);
      return node?.kind.name === "cache" ? cacheMemory(design, evaluation, node, load()) : undefined;
    },
  };
}

function nodeOf({ all, byKey }: Nodes, key: Key): ComponentNode | undefined {
  const node = all[byKey.get(key) ?? -1];
  return node && !node.actor ? node : undefined;
}

function entityStorage(design: Design, evaluation: Evaluation, key: Key): EntityStorage | undefined {
  const element = design.get(key);
  const size = evaluation.entitySize(key);
  if (element?.class !== "entity" || !size) return undefined;
  const rows = evaluation.rows(key).quantity?.value.toNumber();
  const grows = evaluation.number(element, "grows");
  const overhead = Math.max(0, evaluation.number(element, "index_overhead") ?? 0);
  return {
    size: size.bytes,
    lowerBound: size.lowerBound,
    ...(rows === undefined ? {} : { rows, storage: rows * size.bytes * (1 + overhead) }),
    ...(grows === undefined ? {} : { growth: grows * size.bytes * (1 + overhead) }),
    assumedRetention: grows !== undefined && !element.properties.has("retention") && !element.properties.has("rows"),
  };
}

function storeStorage(
  design: Design,
  evaluation: Evaluation,
  node: ComponentNode,
  entity: (key: Key) => EntityStorage | undefined,
  blobKeepers: () => readonly ComponentElement[],
): StoreStorage | undefined {
  const parts: { entity: EntityElement; bytes: number }[] = [];
  let lowerBound = false;
  for (const element of storedEntities(design, node.element)) {
    const storage = entity(element.key);
    if (storage?.storage === undefined) continue;
    const share = storedShare(design, evaluation, node.element, element, storage, blobKeepers);
    lowerBound ||= storage.lowerBound;
    parts.push({ entity: element, bytes: storage.storage * share });
  }
  if (parts.length === 0) return undefined;
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const copies = copiesOf(node);
  const instances = node.replicas * node.shards;
  const room = evaluation.number(node.element, "storage");
  return {
    total: bytes * copies,
    perInstance: (bytes * copies) / instances,
    ...(room === undefined ? {} : { room }),
    lowerBound,
    entities: parts,
    copies,
  };
}

function storedEntities(design: Design, component: ComponentElement): readonly EntityElement[] {
  const whole = targets(design, component, "stores", "entity");
  const ofFields = targets(design, component, "stores", "field").flatMap((field) => {
    const owner = design.get(field.parent);
    return owner?.class === "entity" ? [owner] : [];
  });
  return [...new Set([...whole, ...ofFields])];
}

/**
 * The share of a record that a store keeps: all of it but the fields that blob or file storage keeps, or the fields that
 * it names.
 */
function storedShare(
  design: Design,
  evaluation: Evaluation,
  component: ComponentElement,
  entity: EntityElement,
  storage: EntityStorage,
  blobKeepers: () => readonly ComponentElement[],
): number {
  const bytesOf = (fields: Iterable<FieldElement>): number => {
    let bytes = 0;
    for (const field of fields) bytes += evaluation.fieldSize(field)?.value.toNumber() ?? 0;
    return storage.size > 0 ? Math.min(1, bytes / storage.size) : 1;
  };
  if (!targets(design, component, "stores", "entity").includes(entity)) {
    return bytesOf(fieldsNamed(design, component, entity));
  }
  const elsewhere = new Set(
    blobKeepers().flatMap((other) => (other === component ? [] : fieldsNamed(design, other, entity))),
  );
  return elsewhere.size > 0 ? 1 - bytesOf(elsewhere) : 1;
}

/** Kinds to which large fields are moved out of a database. */
const KEEPS_BLOBS: ReadonlySet<string> = new Set(["blob_storage", "file_storage"]);

function fieldsNamed(design: Design, component: ComponentElement, entity: EntityElement): readonly FieldElement[] {
  return targets(design, component, "stores", "field").filter((field) => field.parent === entity.key);
}

function cacheMemory(
  design: Design,
  evaluation: Evaluation,
  node: ComponentNode,
  load: LoadFacts,
): CacheMemory | undefined {
  let bytes = 0;
  for (const { demand, rate } of load.component(node.key)?.contributions ?? []) {
    if (demand.type !== "endpoint" || (demand.usage.entities?.writes.size ?? 0) > 0) continue;
    const owner = endpointProperty(design, demand.endpoint, "response");
    const response =
      (owner && evaluation.number(owner, "response")) ??
      returnedSize(design, evaluation, demand.endpoint.returns?.target);
    if (response !== undefined) bytes += rate.average * DAY * HOT_SHARE * response;
  }
  if (bytes === 0) return undefined;
  const memory = propertyOf(design, node.element, "memory") ? evaluation.number(node.element, "memory") : undefined;
  return {
    workingSet: bytes,
    ...(memory === undefined
      ? {}
      : { room: memory * (node.element.properties.has("replication") ? 1 : node.replicas) * node.shards }),
  };
}

function returnedSize(design: Design, evaluation: Evaluation, key: Key | undefined): number | undefined {
  const element = design.get(key);
  return element?.class === "entity" ? evaluation.entitySize(element.key)?.bytes : undefined;
}
