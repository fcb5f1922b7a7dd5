/** Connections as lines: those between the same two cards become one. */

import type { Facts } from "../../analysis/facts.ts";
import type { Rate } from "../../analysis/load.ts";
import { flag, propertyOf } from "../../model/access.ts";
import type { ConnectionElement, Key } from "../../model/design.ts";
import type { PictureEdge } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { connectionLoad, short, singlePoint } from "./figures.ts";

/** Labels of one line before the rest is counted. */
const labelLimit = 3;

export interface Link {
  readonly connection: ConnectionElement;
  /** The ids of the node or box at either end. */
  readonly from: string;
  readonly to: string;
  readonly steps?: readonly number[];
  /** Instead of the connection's own label. */
  readonly label?: string;
}

/** How a connection is drawn. */
function styleOf(facts: Facts, connection: ConnectionElement): "sync" | "async" | "optional" {
  if (connection.style === "async") return "async";
  const soft =
    flag(facts.design, connection, "optional") === true ||
    propertyOf(facts.design, connection, "fallback") !== undefined ||
    connection.alternatives !== undefined;
  return soft ? "optional" : "sync";
}

/**
 * One edge for all links that join the same two ends in the same style and direction. The edge carries the first
 * connection's id; `shownAs` gets the others.
 */
export function edgesOf(facts: Facts, links: readonly Link[], shownAs: Map<string, string>): readonly PictureEdge[] {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    const both = link.connection.style === "both";
    const key = JSON.stringify([link.from, link.to, styleOf(facts, link.connection), both]);
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  const loads = new Map<readonly Link[], Rate>();
  for (const group of groups.values()) {
    const sum = { average: 0, peak: 0 };
    const counted = new Set<Key>();
    for (const { connection } of group) {
      if (counted.has(connection.key)) continue;
      counted.add(connection.key);
      const load = connectionLoad(facts, connection);
      sum.average += load?.average ?? 0;
      sum.peak += load?.peak ?? 0;
    }
    if (sum.peak > 0 || sum.average > 0) loads.set(group, sum);
  }
  const largest = Math.max(0, ...[...loads.values()].map(({ peak }) => peak));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const id = anchorOf(facts.design, first.connection);
    for (const { connection } of group.slice(1)) {
      const other = anchorOf(facts.design, connection);
      if (other !== id) shownAs.set(other, id);
    }
    const label = labelsOf(group);
    const steps = [...new Set(group.flatMap((link) => link.steps ?? []))].sort((a, b) => a - b);
    const load = loads.get(group);
    return [
      {
        id,
        from: first.from,
        to: first.to,
        style: styleOf(facts, first.connection),
        ...(first.connection.style === "both" ? { bothWays: true } : {}),
        ...(label.length > 0 ? { label } : {}),
        ...loadShown(load, largest, label.length > 0),
        ...(steps.length > 0 ? { steps } : {}),
        ...(group.some(({ connection }) => singlePoint(facts, connection) === true) ? { spof: true } : {}),
      } satisfies PictureEdge,
    ];
  });
}

function labelsOf(group: readonly Link[]): readonly string[] {
  const labels = [
    ...new Set(
      group.flatMap(({ label, connection }) => {
        const text = (label ?? connection.label ?? "").trim();
        return text === "" ? [] : [text];
      }),
    ),
  ];
  return labels.length <= labelLimit
    ? labels
    : [...labels.slice(0, labelLimit - 1), `and ${labels.length - labelLimit + 1} more`];
}

/** Lines that carry at least this share of the largest load say so themselves, the others in their tooltip. */
const loudest = 0.5;

/** The load of a line: its width always, its figures where they matter and no words stand there already. */
function loadShown(
  load: Rate | undefined,
  largest: number,
  labelled: boolean,
): Pick<PictureEdge, "facts" | "share" | "tooltip"> {
  if (!load) return {};
  const share = largest > 0 ? load.peak / largest : 0;
  const text = loadText(load);
  return share >= loudest && !labelled ? { share, facts: text } : { share, tooltip: text };
}

function loadText({ average, peak }: Rate): string {
  const usual = `${short(average)}/s`;
  return peak > average * 1.05 ? `${usual} · peak ${short(peak)}/s` : usual;
}
