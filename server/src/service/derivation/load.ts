/** Where load comes from, where it goes, and how much of it can be carried. */

import type { Facts } from "../../analysis/facts.ts";
import type { ComponentNode } from "../../analysis/graph.ts";
import type { ComponentLoad, Contribution, Rate } from "../../analysis/load.ts";
import { endpointProperty } from "../../analysis/routes.ts";
import { uncertaintyOf } from "../../analysis/uncertainty.ts";
import { bandwidth, count, rate, share, utilization } from "../../estimate/amounts.ts";
import { quote } from "../../lint/messages.ts";
import { propertyOf } from "../../model/access.ts";
import type { ConnectionElement, EndpointElement, Key, QualityElement } from "../../model/design.ts";
import { assumed, type Derivation, type Line, type Section, section } from "./derivation.ts";

/** More lines than this are a list that nobody reads. */
const MOST = 6;

/** `2,237 req/s, at peak 4,170 req/s` */
export function rateText({ average, peak }: Rate): string {
  return peak > average * (1 + 1e-9) ? `${rate(average)}, at peak ${rate(peak)}` : rate(average);
}

/** The first few of some lines, and how many there are besides. */
export function some(lines: readonly string[], most = MOST): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`];
}

function sources(facts: Facts, contributions: readonly Contribution[]): readonly string[] {
  const lines = contributions.flatMap(({ demand, rate: of }) => {
    const from =
      demand.type === "endpoint"
        ? demand.endpoint.id
        : demand.type === "actor"
          ? facts.graph.nodes[demand.node]?.id
          : facts.graph.connections[demand.connection]?.id;
    return from === undefined || of.peak === 0 ? [] : [`${quote(from)} ${rateText(of)}`];
  });
  return some(lines);
}

/** What arrives at a component and how much of its capacity that takes. */
export function componentLoad(facts: Facts, node: ComponentNode): Derivation {
  const load = facts.load.component(node.key);
  if (!load) return [];
  const sections: Section[] = [];
  if (load.contributions.length > 0) sections.push(section("Load", rateText(load.rate), loadLines(facts, load)));
  if (load.capacity) sections.push(capacity(facts, node, load));
  return sections;
}

function loadLines(facts: Facts, load: ComponentLoad): readonly string[] {
  const lines = [...sources(facts, load.contributions)];
  if (load.writes.peak > 0 && load.writes.peak < load.rate.peak)
    lines.push(`of these, writes: ${rateText(load.writes)}`);
  if (load.bandwidth)
    lines.push(`bandwidth ${bandwidth(load.bandwidth.average)}, at peak ${bandwidth(load.bandwidth.peak)}`);
  if (load.concurrency) {
    lines.push(`${count(load.concurrency.peak)} requests in it at a time, at peak (load × latency, Little's law)`);
  }
  return lines;
}

function capacity(facts: Facts, node: ComponentNode, load: ComponentLoad): Section {
  const { capacity: one, total, utilization: used, afterInstanceLoss, afterZoneLoss } = load;
  const lines: Line[] = [];
  const instances = node.replicas * node.shards;
  const each = one ? rate(one.value) : "";
  if (one && !one.ofWhole && instances > 1) {
    const shards = node.shards > 1 ? ` (${node.shards} shards × ${node.replicas} replicas)` : "";
    lines.push({ text: `${instances} instances${shards} × ${each} = ${rate(total ?? 0)}` });
  }
  if (one?.assumed) lines.push(assumed(`${each} ${one.ofWhole ? "in all" : "an instance"} (${one.source})`));
  else if (one && one.source !== "stated") lines.push({ text: `${each} an instance, as ${one.source} states` });
  if (afterInstanceLoss !== undefined) lines.push({ text: `without one instance ${utilization(afterInstanceLoss)}` });
  if (afterZoneLoss !== undefined) lines.push({ text: `without a zone ${utilization(afterZoneLoss)}` });
  if (load.fixed !== undefined && load.fixed > 0 && !one?.ofWhole) {
    lines.push({ text: `every replica carries every write: ${utilization(load.fixed)} stays however many there are` });
  }
  const uncertain = uncertaintyOf(facts.design, facts.evaluation, load);
  if (uncertain) {
    const most = uncertain.most ? `; ${quote(uncertain.most.name)} decides most (${share(uncertain.most.share)})` : "";
    lines.push({ text: `overloaded at peak with a probability of ${share(uncertain.overload)}${most}` });
  }
  const about = one?.assumed ? "≈ " : "";
  if (used === undefined) return section("Capacity", `${about}${rate(total ?? 0)}`, lines);
  const shown = utilization(used);
  return section("Used at peak", `${shown.startsWith("<") ? "" : about}${shown} of ${rate(total ?? 0)}`, lines);
}

/** What an endpoint is asked, why, and what that means further on. */
export function endpointLoad(facts: Facts, endpoint: EndpointElement): Derivation {
  const own = facts.load.endpoint(endpoint.key);
  if (!own) return [];
  const reached = facts.graph.nodes.flatMap((node): { text: string; peak: number }[] => {
    const part = node.actor
      ? undefined
      : facts.load.component(node.key)?.contributions.find((one) => isOf(one, endpoint.key));
    return part && part.rate.peak > 0
      ? [{ text: `${quote(node.id)} ${rateText(part.rate)}`, peak: part.rate.peak }]
      : [];
  });
  const served = facts.load.demands.some(
    (demand) => demand.type === "endpoint" && demand.endpoint.key === endpoint.key,
  );
  const goes = reached.map(({ text }) => text);
  return [
    section("Load", rateText(own), reasons(facts, endpoint, own)),
    ...(goes.length > 0 ? [section("It goes to", "", some(goes, 10))] : []),
    ...(served ? [] : [section("It goes nowhere", "nothing serves its API")]),
  ];
}

function isOf({ demand }: Contribution, endpoint: Key): boolean {
  return demand.type === "endpoint" && demand.endpoint.key === endpoint;
}

/** Whether an endpoint's rate is its own or a target's. */
function reasons({ design, evaluation }: Facts, endpoint: EndpointElement, own: Rate): readonly string[] {
  const owner = endpointProperty(design, endpoint, "load");
  const stated = owner && propertyOf(design, owner, "load") ? evaluation.number(owner, "load") : undefined;
  const lines: string[] = [];
  if (stated !== undefined && owner) {
    lines.push(`${owner.key === endpoint.key ? "it states" : `${quote(owner.id)} states`} ${rate(stated)}`);
  }
  if (own.average > (stated ?? 0) * (1 + 1e-9)) {
    const targets = design
      .all("quality")
      .filter((quality) => quality.quality.name === "throughput" && isAbout(quality, endpoint));
    const names = targets.map(({ id }) => quote(id)).join(", ");
    lines.push(`${names || "a throughput target"} asks for ${rate(own.average)}`);
  }
  return lines;
}

function isAbout(quality: QualityElement, endpoint: EndpointElement): boolean {
  const satisfied =
    endpoint.properties.get("satisfies")?.values.flatMap(({ reference }) => reference?.target ?? []) ?? [];
  const concerned = new Set([endpoint.key, endpoint.parent, ...satisfied]);
  return quality.for.length === 0 || quality.for.some(({ target }) => target !== undefined && concerned.has(target));
}

/** What a connection carries. */
export function connectionLoad(facts: Facts, connection: ConnectionElement): Derivation {
  const load = facts.load.connection(connection.key);
  if (!load) return [];
  const lines = [...sources(facts, load.contributions)];
  if (load.bandwidth)
    lines.push(`bandwidth ${bandwidth(load.bandwidth.average)}, at peak ${bandwidth(load.bandwidth.peak)}`);
  return [section("Load", rateText(load.rate), lines)];
}
