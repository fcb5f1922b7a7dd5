/** What a component carries, in words, and how it could carry more. */

import { rate } from "../../estimate/amounts.ts";
import { propertyOf, targets } from "../../model/access.ts";
import type { ComponentElement, Design } from "../../model/design.ts";
import { addProperties, setValues } from "../edits.ts";
import type { Fix, Severity } from "../finding.ts";
import { fix, snippetFix } from "../fixes.ts";
import { count } from "../messages.ts";
import type { RuleContext } from "../rule.ts";
import { placeholder } from "../snippet.ts";
import { takeover } from "./components.ts";
import { HEADROOM, neededReplicas, neededShards, type Strain } from "./strain.ts";

/** The part of a load below which nothing is said of it. */
const WORTH_SAYING = 0.05;
/** So much overload is rather a drawing that says too little than a component that is too small. */
const BEYOND_BELIEF = 5;

/** What a component takes, as the end of a sentence: `its 4 instances take 8k req/s (2k req/s each)`. */
export function takes(strain: Strain): string {
  const { capacity, total, node, load } = strain;
  const instances = node.replicas * node.shards;
  const each = rate(capacity.value);
  const writes = writesOnEach(strain);
  if (!capacity.assumed) {
    const by = capacity.source === "stated" ? "" : `, as ${capacity.source} states`;
    if (writes) return `each of its ${count(instances, "instance")} takes ${each}${by}${writes}`;
    if (instances === 1) return `its one instance takes ${each}${by}`;
    return `its ${count(instances, "instance")} take ${rate(total)} (${each} each${by})`;
  }
  const { writeCapacity } = node.kind;
  const written =
    writeCapacity && load.writes.peak > 0 ? ` or ${rate(Number(writeCapacity.value))} (${writeCapacity.source})` : "";
  const who = capacity.ofWhole
    ? "it"
    : instances === 1
      ? "its one instance"
      : `each of its ${count(instances, "instance")}`;
  return `${who} is assumed to take ${each} (${capacity.source})${written}${writes}, as no \`capacity\` is stated`;
}

/** What more replicas don't help with: `, and carries all 2k req/s that are written`. */
function writesOnEach({ fixed, utilization, capacity, node, load, when }: Strain): string {
  if (fixed < utilization * WORTH_SAYING || capacity.ofWhole || node.replicas === 1 || fixed === 0) return "";
  const writes = Math.min(load.writes[when === "at peak" ? "peak" : "average"], load.rate.peak) / node.shards;
  return `, and carries all ${rate(writes)} that are written${node.shards > 1 ? " to its shard" : ""}`;
}

/**
 * A finding that rests on an assumed capacity is one step quieter; where a provider may scale it, or the figure is of a
 * part (a prefix of a bucket), it is a question.
 */
export function quieter(strain: Strain, severity: Severity): Severity {
  if (isGuess(strain)) return "information";
  if (!strain.capacity.assumed) return severity;
  return severity === "error" ? "warning" : "information";
}

/** A capacity that is assumed, and of the kind that a provider may scale. */
function isGuess({ capacity, node }: Strain): boolean {
  return capacity.assumed && (capacity.ofWhole || node.redundant);
}

/** What to do, in a sentence that agrees with the fixes. */
export function remedy(strain: Strain, room = HEADROOM): string {
  const { node, component, capacity } = strain;
  const replicas = neededReplicas(strain, room);
  const less =
    strain.utilization > BEYOND_BELIEF
      ? "take load off it: where not every request goes there, say so (`calls`, `for`, `on_miss`, what endpoints `reads` and `writes`)"
      : "take load off it";
  if (isGuess(strain)) return `State its \`capacity\` if it takes more, or ${less}.`;
  if (replicas !== undefined) {
    const of = node.shards > 1 ? " of each shard" : "";
    return `Run ${count(replicas, "replica")}${of}, or ${less}.`;
  }
  if (capacity.ofWhole || component.kind.base.group !== "data")
    return `${less.charAt(0).toUpperCase()}${less.slice(1)}.`;
  const shards = node.shards > 1 ? count(neededShards(strain, room), "shard") : "shards";
  return `More replicas do not help, as each carries every write: use ${shards}, or write less often.`;
}

/** Ways to carry the load: replicas, shards, or a figure in place of an assumption. */
export function relief(context: RuleContext, strain: Strain, room = HEADROOM): readonly Fix[] {
  const { author } = context;
  const { component, capacity } = strain;
  const fixes: Fix[] = [];
  const replicas = neededReplicas(strain, room);
  if (isGuess(strain)) {
    // More instances of what a provider scales say nothing.
  } else if (replicas !== undefined) {
    fixes.push(...fix(`Run ${count(replicas, "replica")}`, replicasEdits(context, strain, replicas)));
  } else if (!capacity.ofWhole && component.kind.base.group === "data") {
    fixes.push(...divide(context, component, neededShards(strain, room)));
  }
  if (capacity.assumed) {
    const unit = component.kind.base.group === "messaging" ? "messages/s" : "req/s";
    const example = placeholder(1, `${roundedUp(perInstance(strain) / room)} ${unit}`);
    const edits = addProperties(author, component.origin, component.node, [`capacity: ${example}`]);
    fixes.push(...snippetFix(author, "State its capacity", edits));
  }
  return fixes;
}

/** What one instance has to carry, of the whole where the capacity is. */
function perInstance({ arriving, utilization, fixed, capacity, node, load, when }: Strain): number {
  if (capacity.ofWhole) return arriving;
  if (!node.kind.writeCapacity) return utilization * capacity.value;
  // What is stated is one figure for reads and writes, where two were assumed.
  const instances = node.replicas * node.shards;
  const writes = fixed > 0 ? Math.min(arriving, load.writes[when === "at peak" ? "peak" : "average"]) : 0;
  return (arriving - writes) / instances + writes / node.shards;
}

/** The next number of two digits that count: 25,239 becomes 26,000. */
function roundedUp(value: number): number {
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / digit - 1e-9) * digit;
}

/** Sets the number of replicas where it stands: `replicas`, a `quorum`, or nowhere yet. */
function replicasEdits({ author }: RuleContext, { component, node }: Strain, replicas: number) {
  const add = (entries: readonly string[]) => addProperties(author, component.origin, component.node, entries) ?? [];
  const quorum = component.properties.get("quorum");
  if (quorum) return setValues(quorum, `${Math.floor(replicas / 2) + 1} of ${replicas}`);
  const stated = component.properties.get("replicas");
  // One instance has nobody to take over; several without a way to do so would be worth no more.
  const failover = node.replicas === 1 ? takeover(node) : [];
  if (!stated) return add([`replicas: ${replicas}`, ...failover]);
  return [...(failover.length > 0 ? add(failover) : []), ...setValues(stated, String(replicas))];
}

function divide({ author, design }: RuleContext, component: ComponentElement, shards: number): readonly Fix[] {
  const title = `Divide it into ${count(shards, "shard")}`;
  const stated = component.properties.get("shards");
  if (stated) return fix(title, setValues(stated, String(shards)));
  const key = shardKey(design, component);
  if (!key) return [];
  return fix(title, addProperties(author, component.origin, component.node, [...key, `shards: ${shards}`]));
}

/** `shard_by` with the key of the first entity that a store keeps; nothing more where it states one already. */
function shardKey(design: Design, component: ComponentElement): readonly string[] | undefined {
  if (propertyOf(design, component, "shard_by")) return [];
  const entity = targets(design, component, "stores", "entity")[0];
  const key = entity?.fields.find((field) => field.modifiers.has("pk"));
  return key && [`shard_by: ${key.id}`];
}
