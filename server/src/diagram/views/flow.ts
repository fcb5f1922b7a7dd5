/** A flow: its steps, numbered, on the architecture of those who take part. */

import type { Facts } from "../../analysis/facts.ts";
import { end } from "../../model/access.ts";
import type { ConnectionElement, Design, FlowElement, FlowStep, Key } from "../../model/design.ts";
import { anchorOf } from "./anchors.ts";
import { architecture } from "./architecture.ts";
import type { Scene, Step, ViewOptions } from "./view.ts";
import { heading } from "./words.ts";

/** Draws a flow. Steps without a connection in the design are drawn as they stand (a finding says so). */
export function flowScene(facts: Facts, flow: FlowElement, options: ViewOptions): Scene {
  const { design } = facts;
  const only = new Set<Key>();
  const links: { connection: ConnectionElement; step: number; label?: string }[] = [];
  const steps: Step[] = [];
  for (const step of flow.steps) {
    const from = end(design, step.from);
    const to = end(design, step.to);
    if (!from || !to) continue;
    only.add(from.key);
    only.add(to.key);
    const connection = connectionOf(design, step) ?? standIn(flow, step);
    const label = step.label?.trim() ? { label: step.label } : {};
    links.push({ connection, step: step.number, ...label });
    const text = `${heading(from)} → ${heading(to)}${step.label?.trim() ? `: ${step.label}` : ""}`;
    steps.push({
      number: step.number,
      text,
      anchors: [anchorOf(design, from), anchorOf(design, connection), anchorOf(design, to)],
    });
  }
  const scene = architecture(facts, { ...options, only, links });
  return {
    ...scene,
    steps: steps.sort((a, b) => a.number - b.number),
    description: `${steps.length} steps: ${steps.map(({ number, text }) => `${number}. ${text}`).join("; ")}`,
  };
}

/** The connection that a step uses: the same two ends, the same style where there are several. */
export function connectionOf(design: Design, step: FlowStep): ConnectionElement | undefined {
  const candidates = connectionsBetween(design).get(pairKey(step.from.target, step.to.target)) ?? [];
  return candidates.find(({ style }) => style === step.style) ?? candidates[0];
}

const between = new WeakMap<Design, ReadonlyMap<string, readonly ConnectionElement[]>>();
const pairKey = (from: Key | undefined, to: Key | undefined): string => JSON.stringify([from ?? "", to ?? ""]);

function connectionsBetween(design: Design): ReadonlyMap<string, readonly ConnectionElement[]> {
  const known = between.get(design);
  if (known) return known;
  const map = new Map<string, ConnectionElement[]>();
  const add = (key: string, connection: ConnectionElement): void => {
    const list = map.get(key);
    if (list) list.push(connection);
    else map.set(key, [connection]);
  };
  for (const connection of design.all("connection")) {
    add(pairKey(connection.from.target, connection.to.target), connection);
    // A step may go back over a connection that goes both ways.
    if (connection.style === "both") add(pairKey(connection.to.target, connection.from.target), connection);
  }
  between.set(design, map);
  return map;
}

/** A connection made of the step itself. */
function standIn(flow: FlowElement, step: FlowStep): ConnectionElement {
  return {
    class: "connection",
    key: `${flow.key}#${step.number}`,
    id: `${flow.id} step ${step.number}`,
    name: "",
    origin: step.origin,
    properties: step.properties,
    from: step.from,
    to: step.to,
    style: step.style,
    node: step.node,
    arrow: step.arrow,
    ...(step.label === undefined ? {} : { label: step.label }),
    ...(step.alternatives === undefined ? {} : { alternatives: step.alternatives }),
  };
}
