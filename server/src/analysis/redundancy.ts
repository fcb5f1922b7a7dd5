/** How many instances a component has, how many it needs, and what it survives. */

import { flag, propertyOf, word } from "../model/access.ts";
import type { ComponentElement, Design } from "../model/design.ts";
import { countOf, type Numbers } from "./numbers.ts";

export interface Redundancy {
  /** Instances of each shard. */
  readonly replicas: number;
  /** Whether `replicas` or a `quorum` says so. */
  readonly counted: boolean;
  /** Whether that, `needs` or places to spread over say so; otherwise it is one instance by assumption. */
  readonly replicasStated: boolean;
  /** Instances of each shard that must be up. */
  readonly needs: number;
  /** 1 unless `shards` is stated. Every shard is needed. */
  readonly shards: number;
  /** The replicas are themselves the shards: each holds data that no other has. */
  readonly replicasAreShards: boolean;
  /** A kind that holds state, unless the design says `stateless`. */
  readonly stateful: boolean;
  /** Survives the loss of an instance and of a zone, by its nature or because it is managed. */
  readonly redundant: boolean;
  /**
   * Writes need the one instance that leads, the first of each shard: stateful, several replicas, and neither automatic
   * failover nor a quorum. Reads are kept alive by the others.
   */
  readonly leader: boolean;
  /** Every user has one of their own: what happens to one is no failure of the system. */
  readonly personal: boolean;
}

/** What a component states about its redundancy, completed by what its kind is; `spots` is how many places it names. */
export function redundancyOf(design: Design, numbers: Numbers, component: ComponentElement, spots: number): Redundancy {
  const kind = component.kind.base;
  const stated = countOf(numbers, component, "replicas");
  const minimum = countOf(numbers, component, "needs");
  const replicas = stated ?? Math.max(1, spots, minimum ?? 1);
  const shards = countOf(numbers, component, "shards") ?? 1;
  const managed = flag(design, component, "managed");
  // A CDN of one instance, or one that is not managed, is no longer redundant by nature.
  const redundant = managed === true || (kind.redundant === true && managed !== false && stated !== 1);
  const failover = word(design, component, "failover");
  const replication = word(design, component, "replication");
  const stateful =
    flag(design, component, "stateless") !== true &&
    (kind.stateful === true || failover === "manual" || failover === "none");
  const quorum = minimum !== undefined && propertyOf(design, component, "quorum") !== undefined;
  // A quorum: a majority of the instances, whether `quorum: 2 of 3` says so, `needs` and `replicas`, or the replication.
  const majority = minimum !== undefined && minimum * 2 > replicas && minimum < replicas;
  const survives = redundant || !stateful || failover === "automatic" || quorum || majority || replication === "quorum";
  const replicasAreShards =
    !redundant &&
    propertyOf(design, component, "shard_by") !== undefined &&
    propertyOf(design, component, "shards") === undefined &&
    replication === undefined &&
    (stateful ? !survives : false);
  // Replication by quorum answers once a majority has: fewer than that are not enough.
  const needs = minimum ?? (replication === "quorum" && stateful ? Math.floor(replicas / 2) + 1 : 1);
  return {
    replicas,
    counted: stated !== undefined,
    replicasStated: stated !== undefined || spots > 1 || minimum !== undefined,
    needs: replicasAreShards ? replicas : Math.min(needs, replicas),
    shards,
    replicasAreShards,
    stateful,
    redundant,
    leader: !survives && !replicasAreShards && replicas > 1,
    personal: kind.name === "client" && stated === undefined,
  };
}
