/** What is wrong with the data model, and with where data is kept. */

import type { Rule } from "../../rule.ts";
import { blobInDatabase } from "./blob-in-database.ts";
import { cacheWithoutExpiry } from "./cache-without-expiry.ts";
import { cardinalityConflict } from "./cardinality-conflict.ts";
import { idCollision } from "./id-collision.ts";
import { noBackup } from "./no-backup.ts";
import { noKey } from "./no-key.ts";
import { noRetention } from "./no-retention.ts";
import { replicationTooLow } from "./replication-too-low.ts";
import { shardingWithoutKey } from "./sharding-without-key.ts";
import { staleStrongRead } from "./stale-strong-read.ts";
import { transactionsInNosql } from "./transactions-in-nosql.ts";
import { unsizedField } from "./unsized-field.ts";
import { unstored } from "./unstored.ts";

export const dataRules: readonly Rule[] = [
  noKey,
  unstored,
  unsizedField,
  shardingWithoutKey,
  replicationTooLow,
  noBackup,
  noRetention,
  blobInDatabase,
  transactionsInNosql,
  staleStrongRead,
  cacheWithoutExpiry,
  cardinalityConflict,
  idCollision,
];
