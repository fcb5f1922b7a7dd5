import { escapeXml } from "./markup.ts";
import { type Palette, palettes } from "./palettes.ts";
import type { Cardinality, CardNode, PictureNode, StickyRole, TableNode } from "./picture.ts";
import { root, type Scene, type SceneEdge } from "./scene.ts";
import { cleanText } from "./text.ts";

/** A picture as DOT that stands on its own: Graphviz chooses the sizes, and draws text, shapes, lines and colours. */

const font = "Helvetica,Arial,sans-serif";
const longestText = 120;

const shorten = (text: string): string => {
  const clean = cleanText(text);
  const characters = [...clean];
  return characters.length > longestText ? `${characters.slice(0, longestText - 1).join("")}…` : clean;
};

/** A quoted string whose text Graphviz shows as it is: no escapes of its own, no entities. */
const quoted = (text: string): string =>
  `"${shorten(text).replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

const html = (text: string): string => escapeXml(shorten(text));

/** Node shapes that say more than a box. */
const shapes = new Map([
  ["sql_database", "cylinder"],
  ["document_database", "cylinder"],
  ["wide_column_database", "cylinder"],
  ["key_value_store", "cylinder"],
  ["graph_database", "cylinder"],
  ["time_series_database", "cylinder"],
  ["cache", "cylinder"],
  ["blob_storage", "cylinder"],
  ["search_index", "cylinder"],
  ["data_warehouse", "cylinder"],
  ["file_storage", "folder"],
  ["queue", "cds"],
  ["stream", "cds"],
  ["pubsub", "cds"],
  ["component", "component"],
]);

const noteColours: Readonly<Record<StickyRole, keyof Palette>> = {
  actor: "noteActor",
  command: "noteCommand",
  system: "noteSystem",
  event: "noteEvent",
  hotspot: "noteHotspot",
  policy: "notePolicy",
};

interface Line {
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
}

const paragraph = (lines: readonly Line[]): string =>
  lines
    .filter(({ text }) => cleanText(text) !== "")
    .map(({ text, size, colour, bold }) => {
      const inside = bold === true ? `<B>${html(text)}</B>` : html(text);
      return `<FONT POINT-SIZE="${size}" COLOR="${colour}">${inside}</FONT>`;
    })
    .join("<BR/>");

const attributes = (list: Readonly<Record<string, string>>): string =>
  Object.entries(list)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");

function cardAttributes(node: CardNode, palette: Palette): string {
  const second = [node.subtitle ?? "", node.facts ?? ""].filter((text) => text !== "").join(" · ");
  const colour = node.spof === true ? palette.danger : palette[node.family];
  const marks = { ok: "", warn: "▲ ", over: "✕ " };
  const label = paragraph([
    {
      text: node.folded === undefined ? node.title : `${node.title} (+${node.folded})`,
      size: 13,
      colour: palette.text,
      bold: true,
    },
    { text: second, size: 10, colour: node.spof === true ? palette.danger : palette.secondary },
    {
      text: node.bar === undefined ? "" : marks[node.bar.level] + node.bar.text,
      size: 9,
      colour: node.bar === undefined || node.bar.level === "ok" ? palette.secondary : palette.danger,
    },
    {
      text: node.spof ? "! single point of failure" : "",
      size: 9,
      colour: node.spof === true ? palette.danger : palette.secondary,
    },
  ]);
  const style = node.external === true ? "rounded,filled,dashed" : "rounded,filled";
  const shape = shapes.get(node.icon) ?? "box";
  return attributes({
    shape,
    style: quoted(shape === "box" ? style : style.replace("rounded,", "")),
    color: quoted(colour),
    fillcolor: quoted(node.spof === true ? palette.dangerTint : palette.card),
    penwidth: node.spof === true ? "2.2" : "1.3",
    ...(shape === "cds" ? { margin: quoted("0.25,0.2") } : {}),
    ...(node.stack === true && shape === "box" ? { peripheries: "2" } : {}),
    label: label === "" ? '""' : `<${label}>`,
  });
}

function tableAttributes(node: TableNode, palette: Palette): string {
  const cell = (text: string, colour: string, bold = false): string => {
    const shown = html(text);
    const inside = shown === "" ? " " : bold ? `<B>${shown}</B>` : shown;
    return `<TD ALIGN="LEFT"><FONT POINT-SIZE="10" COLOR="${colour}">${inside}</FONT></TD>`;
  };
  const names = { pk: "PK", fk: "FK" } as const;
  const rows = node.rows.slice(0, 60).map((row) => {
    const keys = (row.marks ?? []).flatMap((mark) => (mark === "pk" || mark === "fk" ? [names[mark]] : []));
    const others = (row.marks ?? []).filter((mark) => mark !== "pk" && mark !== "fk");
    const type = [row.nullable === true ? `${row.type}?` : row.type, ...others].join(" · ");
    const isKey = keys.includes("PK");
    return `<TR>${cell(keys.join(" "), palette.secondary)}${cell(row.name, palette.text, isKey)}${cell(type, palette.secondary)}</TR>`;
  });
  const more =
    node.rows.length > 60
      ? [
          `<TR>${cell("", "")}${cell(`+ ${node.rows.length - 60} more`, palette.secondary)}${cell("", palette.secondary)}</TR>`,
        ]
      : [];
  const title = html(node.title);
  const head = `<TR><TD COLSPAN="3" BGCOLOR="${palette.header}" ALIGN="LEFT"><FONT POINT-SIZE="13"><B>${title === "" ? " " : title}</B></FONT></TD></TR>`;
  return attributes({
    shape: "plain",
    label: `<<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="0" CELLPADDING="4" COLOR="${palette.data}" BGCOLOR="${palette.card}" STYLE="ROUNDED">${head}${[...rows, ...more].join("")}</TABLE>>`,
  });
}

function nodeAttributes(node: PictureNode, palette: Palette): string {
  if (node.shape === "card") return cardAttributes(node, palette);
  if (node.shape === "table") return tableAttributes(node, palette);
  const label = paragraph([
    { text: node.title, size: 12, colour: node.shape === "sticky" ? palette.onNote : palette.text, bold: true },
    { text: node.subtitle ?? "", size: 10, colour: palette.secondary },
  ]);
  const shown = label === "" ? '""' : `<${label}>`;
  switch (node.shape) {
    case "pill":
      return attributes({
        shape: "ellipse",
        style: quoted("filled"),
        color: quoted(palette[node.family]),
        label: shown,
      });
    case "sticky": {
      const colour = quoted(palette[noteColours[node.role]]);
      return attributes({ shape: "box", style: quoted("filled"), fillcolor: colour, color: colour, label: shown });
    }
    case "trace":
      return attributes({ shape: "box", color: quoted(palette[node.family]), label: shown });
  }
}

/** In Graphviz the part that is named first is next to the node. */
const feet: Readonly<Record<Cardinality, string>> = {
  one: "teetee",
  "zero-or-one": "teeodot",
  many: "crow",
  "one-or-many": "crowtee",
  "zero-or-many": "crowodot",
};

function edgeAttributes(scene: Scene, edge: SceneEdge, palette: Palette): string {
  const { style, ends, bothWays, label, facts, share, steps, spof } = edge.edge;
  const head = style === "relation" ? "none" : style === "async" ? "vee" : "normal";
  const lines = [
    ...(steps === undefined || steps.length === 0 ? [] : [`(${steps.slice(0, 6).join(", ")})`]),
    ...(label ?? []).slice(0, 4),
    facts ?? "",
  ].filter((text) => cleanText(text) !== "");
  const list: Record<string, string> = {};
  // Graphviz puts a label right beside its line: the spaces keep it off.
  if (lines.length > 0) list.label = `"${lines.map((text) => `  ${quoted(text).slice(1, -1)}  `).join("\\n")}"`;
  if (style === "async") list.style = "dashed";
  if (style === "optional") list.style = "dotted";
  if (ends !== undefined) {
    Object.assign(list, { dir: "both", arrowtail: feet[ends[0]], arrowhead: feet[ends[1]] });
  } else if (bothWays === true) Object.assign(list, { dir: "both", arrowtail: head, arrowhead: head });
  else if (head !== "normal") list.arrowhead = head;
  if (share !== undefined && Number.isFinite(share)) {
    list.penwidth = String(Math.round((1 + 1.75 * Math.min(1, Math.max(0, share))) * 100) / 100);
  }
  if (spof === true) list.color = quoted(palette.danger);
  if (edge.backward) list.constraint = "false";
  if (edge.from.cluster !== undefined) list.ltail = quoted(`cluster_${nameOf(scene, edge.from)}`);
  if (edge.to.cluster !== undefined) list.lhead = quoted(`cluster_${nameOf(scene, edge.to)}`);
  const written = attributes(list);
  return written === "" ? "" : ` [${written}]`;
}

/** The design's own name where it is a plain one, so that the DOT can be read; otherwise one of ours. */
function nameOf(scene: Scene, end: { readonly node: number; readonly cluster?: number }): string {
  const element = end.cluster === undefined ? scene.nodes[end.node]?.node : scene.clusters[end.cluster]?.cluster;
  const fallback = end.cluster === undefined ? `#n${end.node}` : `#c${end.cluster}`;
  return element !== undefined && /^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u.test(element.id) ? element.id : fallback;
}

function clusterBlock(scene: Scene, index: number, palette: Palette, indent: string): string[] {
  const cluster = scene.clusters[index];
  if (cluster === undefined) return [];
  const inner = `${indent}  `;
  const title = [cluster.cluster.title, cluster.cluster.subtitle ?? ""].filter((text) => text !== "").join(" · ");
  const place = cluster.cluster.kind === "zone" || cluster.cluster.kind === "region";
  const fill = [palette.box1, palette.box2, palette.box3][Math.min(cluster.depth, 3) - 1] ?? palette.box3;
  return [
    `${indent}subgraph ${quoted(`cluster_${nameOf(scene, { node: 0, cluster: index })}`)} {`,
    `${inner}graph [label=${quoted(title)}, margin=14, style=${quoted(place ? "rounded,filled,dashed" : "rounded,filled")}, fillcolor=${quoted(fill)}, color=${quoted(palette.boxBorder)}];`,
    ...cluster.nodes.map((i) => inner + nodeStatement(scene, i, palette)),
    ...cluster.children.flatMap((child) => clusterBlock(scene, child, palette, inner)),
    `${indent}}`,
  ];
}

function nodeStatement(scene: Scene, index: number, palette: Palette): string {
  const node = scene.nodes[index]?.node;
  return node === undefined ? "" : `${quoted(nameOf(scene, { node: index }))} [${nodeAttributes(node, palette)}];`;
}

/**
 * Writes a picture as DOT for Graphviz itself (`sdesign render --format dot`). Native `dot` accepts it whatever the
 * texts hold; it has no URLs. Long texts are shortened.
 */
export function prettyDot(scene: Scene, palette: Palette = palettes.light): string {
  const { picture } = scene;
  const topLevel = scene.clusters.flatMap((cluster, i) => (cluster.parent === root ? [i] : []));
  const rows = new Map<number, number[]>();
  if (picture.arrangement !== "rows") {
    for (const [i, { node }] of scene.nodes.entries()) {
      if (node.column !== undefined) rows.set(node.column, [...(rows.get(node.column) ?? []), i]);
    }
  }
  return [
    `digraph ${quoted(picture.title)} {`,
    `  graph [rankdir=${picture.direction}, compound=true, nodesep=0.45, ranksep=0.65, pad=0.35, bgcolor=${quoted(palette.canvas)}, fontname=${quoted(font)}, fontsize=11, fontcolor=${quoted(palette.secondary)}, labeljust=l];`,
    `  node [shape=box, style="rounded,filled", fillcolor=${quoted(palette.card)}, margin="0.2,0.1", fontname=${quoted(font)}, fontcolor=${quoted(palette.text)}];`,
    `  edge [color=${quoted(palette.line)}, fontname=${quoted(font)}, fontsize=10, fontcolor=${quoted(palette.secondary)}, arrowsize=0.8];`,
    ...scene.nodes.flatMap((node, i) => (node.parent === root ? [`  ${nodeStatement(scene, i, palette)}`] : [])),
    ...topLevel.flatMap((i) => clusterBlock(scene, i, palette, "  ")),
    ...[...rows.values()].map(
      (nodes) => `  { rank=same; ${nodes.map((i) => `${quoted(nameOf(scene, { node: i }))};`).join(" ")} }`,
    ),
    ...scene.edges.map(
      (edge) =>
        `  ${quoted(nameOf(scene, { node: edge.from.node }))} -> ${quoted(nameOf(scene, { node: edge.to.node }))}${edgeAttributes(scene, edge, palette)};`,
    ),
    "}",
    "",
  ].join("\n");
}
