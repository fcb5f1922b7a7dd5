import { drawBox, drawClusterTitle } from "./clusters.ts";
import { drawEdge, drawEdgeLabel } from "./edges.ts";
import { characters, element, type Markup, ours } from "./markup.ts";
import { type Palette, palettes, type ThemeName } from "./palettes.ts";
import type { Drawing } from "./places.ts";
import type { SceneCluster, SceneEdge, SceneNode } from "./scene.ts";
import { spokenCluster, spokenEdge, spokenNode } from "./spoken.ts";
import { cleanText } from "./text.ts";
import { literalCss } from "./theme.ts";

export interface SvgOptions {
  /**
   * `light`, `dark` and so on, or a palette: a file of its own with its style in it and all colours as values.
   * `variables`: no style and no canvas; the page brings `variablesCss` and sets the variables. Default: `light`.
   */
  readonly theme?: ThemeName | Palette | "variables";
  /** For a page that is read and operated: elements get roles, labels and `tabindex="-1"`. Default: a plain image. */
  readonly interactive?: boolean;
  /** Put in front of the ids, for several pictures in one page. Letters, digits, `-`, `_`. Default: `sd`. */
  readonly idPrefix?: string;
  /** Where an element (by its anchor) leads when it is clicked; it must be harmless, as it stands. Default: nowhere. */
  readonly link?: (anchor: string) => string | undefined;
}

interface Writing {
  readonly drawing: Drawing;
  readonly interactive: boolean;
  readonly link: (anchor: string) => string | undefined;
}

/** What leads somewhere: around all that is drawn of an element, so that every part of it can be clicked. */
function linked(writing: Writing, anchor: string, children: readonly Markup[]): readonly Markup[] {
  const href = writing.link(anchor);
  return href === undefined ? children : [element("a", { href }, ...children)];
}

/** A group with all that a page needs to find, name and style an element. */
function group(
  writing: Writing,
  classes: readonly string[],
  shown: { readonly id: string; readonly anchor?: string; readonly tooltip?: string; readonly muted?: boolean },
  spoken: string,
  fullTexts: string | undefined,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Markup[]
): Markup {
  const tooltip = shown.tooltip ?? fullTexts;
  return element(
    "g",
    {
      class: [...classes, ...(shown.muted === true ? ["sd-muted"] : [])].join(" "),
      "data-id": cleanText(shown.anchor ?? shown.id),
      "data-key": cleanText(shown.id),
      ...(writing.interactive ? { role: "img", "aria-label": spoken, tabindex: "-1" } : {}),
      ...attributes,
    },
    tooltip === undefined ? "" : element("title", {}, characters(cleanText(tooltip))),
    // A box is as large as the ground below its content: its title leads on instead.
    ...(classes.includes("sd-cluster") ? children : linked(writing, shown.anchor ?? shown.id, children)),
  );
}

function drawNode(writing: Writing, { node, face }: SceneNode, index: number): Markup {
  const place = writing.drawing.layout.nodes[index];
  if (place === undefined) return ours("");
  const full = face.shortened ? [node.title, node.subtitle].filter((text) => text !== undefined).join("\n") : undefined;
  return group(
    writing,
    ["sd-node", ...face.classes],
    node,
    spokenNode(node),
    full,
    { transform: `translate(${Math.round(place.x)} ${Math.round(place.y)})` },
    face.content,
  );
}

function drawCluster(writing: Writing, cluster: SceneCluster, index: number): Markup {
  const place = writing.drawing.layout.clusters[index];
  if (place === undefined) return ours("");
  const classes = ["sd-cluster", `sd-depth-${Math.min(cluster.depth, 3)}`, `sd-kind-${cluster.cluster.kind}`];
  if (cluster.cluster.spof === true) classes.push("sd-spof");
  const full = cluster.shortened ? cluster.cluster.title : undefined;
  return group(writing, classes, cluster.cluster, spokenCluster(cluster.cluster), full, {}, drawBox(place));
}

function drawConnection(writing: Writing, edge: SceneEdge, index: number): Markup {
  const { scene, layout } = writing.drawing;
  const place = layout.edges[index];
  if (place === undefined) return ours("");
  const classes = ["sd-edge", `sd-${edge.edge.style}`];
  if (edge.edge.spof === true) classes.push("sd-spof");
  const unread = edge.label !== undefined && (edge.label.shortened || place.label === undefined);
  const { label = [], facts = "", tooltip = "" } = edge.edge;
  const texts = unread ? [...label, facts, tooltip].filter((text) => text !== "").join("\n") : undefined;
  const keyOf = (end: SceneEdge["from"]): string =>
    cleanText(
      (end.cluster === undefined ? scene.nodes[end.node]?.node.id : scene.clusters[end.cluster]?.cluster.id) ?? "",
    );
  return group(
    writing,
    classes,
    texts === undefined ? edge.edge : { ...edge.edge, tooltip: texts },
    spokenEdge(scene, edge),
    undefined,
    { "data-from": keyOf(edge.from), "data-to": keyOf(edge.to) },
    drawEdge(edge, place),
    drawEdgeLabel(scene, edge, place),
  );
}

/**
 * Draws a picture. The result is well-formed XML without scripts, or anything loaded from elsewhere, whatever the
 * picture's texts hold; links are those of `options.link` only. The same drawing and options always give the same text.
 *
 * Groups: `sd-clusters`, `sd-edges`, `sd-nodes`, `sd-titles` (of clusters). Every element's group has `data-id` (its
 * anchor in the design) and `data-key` (its id in the picture); edges also `data-from` and `data-to` (keys).
 */
export function drawSvg(drawing: Drawing, options: SvgOptions = {}): string {
  const { scene, layout } = drawing;
  const theme = options.theme ?? "light";
  const palette = typeof theme === "string" ? (theme === "variables" ? undefined : palettes[theme]) : theme;
  const link = options.link ?? (() => undefined);
  const writing: Writing = { drawing, interactive: options.interactive === true, link };
  const prefix = /^[A-Za-z][\w-]*$/.test(options.idPrefix ?? "") ? options.idPrefix : "sd";
  const title = cleanText(scene.picture.title);
  const description = cleanText(scene.picture.description ?? "");
  const ids = description === "" ? `${prefix}-title` : `${prefix}-title ${prefix}-desc`;
  const nodes = scene.nodes.map((node, i) => drawNode(writing, node, i));
  const edges = scene.edges.map((edge, i) => drawConnection(writing, edge, i));
  // Outer boxes first, so that inner ones lie upon them.
  const clusters = scene.clusters
    .map((cluster, i) => ({ cluster, i }))
    .sort((a, b) => a.cluster.depth - b.cluster.depth || a.i - b.i);
  const layer = (name: string, parts: readonly Markup[]): Markup =>
    element("g", { class: name }, ...parts.flatMap((part) => [ours("\n"), part]));
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: "sd-picture",
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      width: layout.width,
      height: layout.height,
      role: writing.interactive ? "graphics-document document" : "img",
      "aria-labelledby": ids,
    },
    element("title", { id: `${prefix}-title` }, characters(title)),
    description === "" ? "" : element("desc", { id: `${prefix}-desc` }, characters(description)),
    palette === undefined ? "" : element("style", {}, characters(literalCss(palette))),
    palette === undefined
      ? ""
      : element("rect", { class: "sd-canvas", x: 0, y: 0, width: layout.width, height: layout.height }),
    layer(
      "sd-clusters",
      clusters.map(({ cluster, i }) => drawCluster(writing, cluster, i)),
    ),
    layer("sd-edges", edges),
    layer("sd-nodes", nodes),
    layer(
      "sd-titles",
      clusters.map(({ cluster, i }) => {
        const place = layout.clusters[i];
        return place === undefined
          ? ours("")
          : element(
              "g",
              { class: "sd-cluster-title", "data-key": cleanText(cluster.cluster.id) },
              ...linked(writing, cluster.cluster.anchor ?? cluster.cluster.id, [drawClusterTitle(cluster, place)]),
            );
      }),
    ),
  );
}
