/** What is encrypted on its way, and where it lies. */

import { propertyOf, word, words } from "../../model/access.ts";
import type { ComponentElement, ConnectionElement, Design, FieldElement } from "../../model/design.ts";
import type { Arrow } from "../../syntax/tree.ts";
import type { Link } from "./connections.ts";
import { perDesign, push } from "./per-design.ts";
import { hasDuty } from "./routes.ts";

/** Protocols that encrypt what they carry. */
const ENCRYPTING: ReadonlySet<string> = new Set([
  "https",
  "tls",
  "mtls",
  "amqps",
  "mqtts",
  "sftp",
  "ftps",
  "ssh",
  "wss",
  "webrtc",
  "quic",
  "http3",
]);

/** Whether what goes over a connection is encrypted, by a statement or by its protocol. */
export function isEncrypted(design: Design, { connection, from, to }: Link): boolean {
  if (statesEncryption(design, connection)) return true;
  // A connection that says nothing is as safe as its ends say that theirs are.
  for (const end of [from, to]) {
    if (end.class === "component" && words(design, end, "encryption").includes("in_transit")) return true;
  }
  if (from.class === "actor" && to.class === "component" && hasDuty(design, to, "tls_termination")) return true;
  return saysSoOfItsChain(design, connection);
}

/**
 * Whether the last arrow of a chain is encrypted: `Buyer -> Balancer -> Backend { protocol: https }` states it of that
 * one alone, and is hardly ever meant so.
 */
function saysSoOfItsChain(design: Design, connection: ConnectionElement): boolean {
  const { arrows } = connection.node;
  if (connection.arrow === arrows.at(-1)) return false;
  return (byLastArrow(design).get(arrows.at(-1)) ?? []).some((last) => statesEncryption(design, last));
}

const byLastArrow = perDesign((design) => {
  const found = new Map<Arrow | undefined, ConnectionElement[]>();
  for (const connection of design.all("connection")) {
    if (connection.node.arrows.length > 1) push(found, connection.arrow, connection);
  }
  return found;
});

/** Whether a connection itself says that it is encrypted. */
function statesEncryption(design: Design, connection: ConnectionElement): boolean {
  if (words(design, connection, "encryption").includes("in_transit")) return true;
  if (words(design, connection, "auth").includes("mtls")) return true;
  return words(design, connection, "protocol").some((protocol) => ENCRYPTING.has(protocol.toLowerCase()));
}

/** Whether a component encrypts what it stores. */
export function encryptsAtRest(design: Design, component: ComponentElement): boolean {
  return words(design, component, "encryption").includes("at_rest");
}

/** Whether a connection says that it is not encrypted on purpose. */
export function isDeliberate(design: Design, { connection }: Link): boolean {
  return (
    propertyOf(design, connection, "encryption") !== undefined && word(design, connection, "encryption") === "none"
  );
}

/** The fields that would be readable: those that are not encrypted themselves. */
export function readable(fields: readonly FieldElement[]): readonly FieldElement[] {
  return fields.filter((field) => !field.modifiers.has("encrypted"));
}
