/** What can be read or done by whom it should not. */

import type { Rule } from "../../rule.ts";
import { exposedStore } from "./exposed-store.ts";
import { noAuth } from "./no-auth.ts";
import { noRateLimit } from "./no-rate-limit.ts";
import { personalData } from "./personal-data.ts";
import { plaintextConnection } from "./plaintext-connection.ts";
import { plaintextStore } from "./plaintext-store.ts";

export const securityRules: readonly Rule[] = [
  noAuth,
  plaintextConnection,
  plaintextStore,
  exposedStore,
  noRateLimit,
  personalData,
];
