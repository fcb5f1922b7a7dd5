/** What would help a scope's availability most, in words. */

import type { Key } from "../model/design.ts";
import type { Importance, ScopeAvailability, Subject } from "./availability.ts";
import type { Facts } from "./facts.ts";

export interface Improvement {
  /** An imperative without a capital: "add a replica to `Tickets`". */
  readonly advice: string;
  /** What it is about, in backquotes. */
  readonly name: string;
  /** Absent for counted zones and regions. */
  readonly key?: Key;
  /** By how much the availability would rise if it never failed. */
  readonly gain: number;
}

/** The elements whose improvement helps most, the one that gains most first. */
export function improvementsOf(facts: Facts, { gains }: ScopeAvailability): readonly Improvement[] {
  return gains.flatMap((one) => improvement(facts, one) ?? []);
}

function improvement(facts: Facts, { subject, gain }: Importance): Improvement | undefined {
  const found = elementOf(facts, subject);
  return found && { advice: adviceFor(facts, subject, found.name), gain, ...found };
}

function elementOf({ graph }: Facts, subject: Subject): { readonly name: string; readonly key?: Key } | undefined {
  const found =
    subject.type === "component"
      ? graph.nodes[subject.node]
      : subject.type === "connection"
        ? graph.connections[subject.connection]
        : graph.places[subject.place];
  if (!found) return undefined;
  const name = `\`${found.id.replaceAll("`", "'")}\``;
  return found.key === undefined ? { name } : { name, key: found.key };
}

function adviceFor(facts: Facts, subject: Subject, name: string): string {
  const { graph, failure } = facts;
  if (subject.type === "connection") return `give ${name} a fallback`;
  if (subject.type === "place") return `do not depend on ${name} alone`;
  const node = graph.nodes[subject.node];
  if (!node || node.actor) return `improve ${name}`;
  const { assumed, ofWhole } = failure.instanceAvailability(subject.node);
  if (node.kind.name === "external") return `give ${name} a fallback`;
  if (node.redundant && !assumed) return `give ${name} a fallback`;
  if (ofWhole) return assumed ? `state the \`availability\` that ${name} promises` : `improve ${name}`;
  if (node.stateful && node.replicas === 1) return `add a replica to ${name}, with \`failover: automatic\``;
  return `add a replica to ${name}`;
}
