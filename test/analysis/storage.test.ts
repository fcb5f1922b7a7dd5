import { expect, it } from "vitest";
import { factsOfSource, keyOf } from "./facts-of.ts";

const ENTITY = "entity E { id uuid [pk]; data bytes(984); rows: 6M }";

/** Stores, and the gigabytes of all copies and of one instance. */
const CASES: readonly (readonly [store: string, total: number, perInstance: number])[] = [
  ["sql_database S { stores: E }", 6, 6],
  ["sql_database S { stores: E, replicas: 3, failover: automatic }", 18, 6],
  ["sql_database S { stores: E, replicas: 3, failover: automatic, shard_by: E.id, shards: 2 }", 18, 3],
  ["sql_database S { stores: E, replicas: 3, shard_by: E.id }", 6, 2],
  // Nodes and copies are not told apart: each record is on three of the nodes.
  ["wide_column_database S { stores: E, replicas: 12, replication: quorum }", 18, 1.5],
  ["wide_column_database S { stores: E, replicas: 3, replication: quorum }", 18, 6],
  ["wide_column_database S { stores: E, replicas: 3, replication: quorum, shard_by: E.id, shards: 4 }", 18, 1.5],
];

it.each(CASES)("%s", (store, total, perInstance) => {
  const facts = factsOfSource(`${ENTITY}\n${store}`);
  const found = facts.storage.store(keyOf(facts, "S"));
  expect([found?.total, found?.perInstance]).toEqual([total * 1e9, perInstance * 1e9]);
});
