/** What is encrypted on its way, and where it lies. */

import { propertyOf, word, words } from "../../model/access.ts";
import type { ComponentElement, Design, FieldElement } from "../../model/design.ts";
import type { Link } from "./connections.ts";
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
  if (words(design, connection, "encryption").includes("in_transit")) return true;
  const protocols = words(design, connection, "protocol");
  if (protocols.some((protocol) => ENCRYPTING.has(protocol.toLowerCase()))) return true;
  if (words(design, connection, "auth").includes("mtls")) return true;
  // A connection that says nothing is as safe as its ends say that theirs are.
  for (const end of [from, to]) {
    if (end.class === "component" && words(design, end, "encryption").includes("in_transit")) return true;
  }
  return from.class === "actor" && to.class === "component" && hasDuty(design, to, "tls_termination");
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
