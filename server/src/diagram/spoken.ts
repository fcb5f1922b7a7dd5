import type { Cardinality, PictureCluster, PictureEdge, PictureNode } from "./picture.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { cleanText } from "./text.ts";

/** What the parts of a picture are called aloud, where the picture itself does not say. */

const said = (parts: readonly (string | undefined | false)[]): string =>
  parts.flatMap((part) => (part === undefined || part === false || part === "" ? [] : [cleanText(part)])).join(", ");

/** "Ticket service, service, ×6 · 3 zones, 6.2k of 12k req/s" */
export function spokenNode(node: PictureNode): string {
  if (node.spoken !== undefined) return cleanText(node.spoken);
  switch (node.shape) {
    case "card":
      return said([
        node.title,
        node.subtitle,
        node.facts,
        node.bar?.text,
        node.bar?.level === "over" && "overloaded",
        node.bar?.level === "warn" && "nearly overloaded",
        node.spof === true && "single point of failure",
        node.spof === "quiet" && "single point of failure, without an availability target",
        node.external === true && "external",
        node.folded !== undefined && `${node.folded} elements folded away`,
        node.muted === true && "faint",
      ]);
    case "pill":
      return said([node.title, node.subtitle, node.facts, node.external === true && "external"]);
    case "table":
      return said([
        node.title,
        node.subtitle ?? "entity",
        node.facts,
        ...node.rows.slice(0, 60).map((row) => [row.name, row.type, ...(row.marks ?? [])].join(" ")),
      ]);
    case "sticky":
      return said([node.title, node.role]);
    case "trace":
      return said([
        node.title,
        node.subtitle,
        node.verdict === "ok" ? "holds" : node.verdict === "warn" ? "questionable" : node.verdict === "over" && "fails",
      ]);
  }
}

/** "Booking, domain, core" */
export function spokenCluster(cluster: PictureCluster): string {
  return cluster.spoken === undefined
    ? said([
        cluster.title,
        cluster.kind,
        cluster.subtitle === cluster.kind ? undefined : cluster.subtitle,
        cluster.spof === true && "single point of failure",
      ])
    : cleanText(cluster.spoken);
}

const cardinalities: Readonly<Record<Cardinality, string>> = {
  one: "exactly one",
  "zero-or-one": "at most one",
  many: "many",
  "one-or-many": "one or more",
  "zero-or-many": "any number",
};

const verbs: Readonly<Record<PictureEdge["style"], string>> = {
  sync: "calls",
  async: "hands over to",
  optional: "may call",
  relation: "relates to",
};

function endName(scene: Scene, end: SceneEdge["from"]): string {
  const element = end.cluster === undefined ? scene.nodes[end.node]?.node : scene.clusters[end.cluster]?.cluster;
  return element?.title ?? "";
}

/** "Backend calls Tickets, reserve, then buy, 2.0k/s" */
export function spokenEdge(scene: Scene, edge: SceneEdge): string {
  const { spoken, ends, steps, label, facts, style, bothWays, spof } = edge.edge;
  if (spoken !== undefined) return cleanText(spoken);
  const from = cleanText(endName(scene, edge.from));
  const to = cleanText(endName(scene, edge.to));
  const related =
    ends === undefined
      ? `${from} ${verbs[style]} ${to}`
      : `${cardinalities[ends[0]]} ${from} to ${cardinalities[ends[1]]} ${to}`;
  return said([
    related,
    bothWays === true && "both ways",
    ...(steps ?? []).slice(0, 20).map((step) => `step ${step}`),
    ...(label ?? []).slice(0, 8),
    facts,
    spof === true && "single point of failure",
  ]);
}
