/** The preview's side of the service: which picture a file has, what is at the cursor, where an element is declared. */

import type { Facts } from "../analysis/facts.ts";
import { anchorOf, elementOf } from "../diagram/views/anchors.ts";
import { connectionOf } from "../diagram/views/flow.ts";
import type { Sketch, View } from "../diagram/views/view.ts";
import { sketchView, viewsOf } from "../diagram/views/views.ts";
import type { Design, Element } from "../model/design.ts";
import { nameSpan, type Workspace } from "../model/workspace.ts";
import type { Span } from "../syntax/tree.ts";
import { type Location, locationOf, rangeOf } from "./place.ts";
import type { PreviewParams } from "./protocol.ts";
import { linkedChunkAt, nameAt } from "./under.ts";

/** A picture that is not laid out yet, and what surrounds it. */
export interface PreviewDraft {
  readonly design: Design;
  readonly views: readonly View[];
  readonly sketch: Sketch;
  /** The first mistake that keeps a part of the design from being read. */
  readonly mistake?: { readonly location: Location; readonly message: string };
}

const firstView = "architecture";

/** The draft of a file's picture, or undefined when the file is not known. An unknown view yields the architecture. */
export function previewDraft(
  workspace: Workspace,
  facts: (design: Design) => Facts,
  params: Pick<PreviewParams, "uri" | "view" | "fold" | "unfold" | "tall">,
): PreviewDraft | undefined {
  const design = workspace.design(params.uri);
  if (!design) return undefined;
  const options = {
    ...(params.fold === undefined ? {} : { fold: params.fold }),
    ...(params.unfold === undefined ? {} : { unfold: params.unfold }),
    ...(params.tall === undefined ? {} : { tall: params.tall }),
  };
  const known = facts(design);
  const sketch = sketchView(known, params.view ?? firstView, options) ?? sketchView(known, firstView, options);
  if (!sketch) return undefined;
  const mistake = firstMistake(workspace, design);
  return { design, views: viewsOf(design), sketch, ...(mistake ? { mistake } : {}) };
}

function firstMistake(workspace: Workspace, design: Design): PreviewDraft["mistake"] {
  for (const uri of design.files) {
    for (const chunk of workspace.source(uri)?.chunks ?? []) {
      const [problem] = chunk.problems;
      if (problem) return { location: { uri, range: rangeOf(chunk, problem) }, message: problem.message };
    }
  }
  return undefined;
}

/** Everything in a picture that a reader would miss if it were gone. */
export function contentsOf(sketch: Sketch): ReadonlySet<string> {
  const { nodes, clusters, edges } = sketch.picture;
  const contents = new Set<string>();
  for (const { id } of [...nodes, ...clusters, ...edges]) contents.add(id);
  for (const node of nodes) {
    if (node.shape === "table") for (const { name } of node.rows) contents.add(`${node.id}\n${name}`);
  }
  return contents;
}

const size = ({ start, end }: Span): number => end - start;
const holds = ({ start, end }: Span, at: number): boolean => start <= at && at <= end;

/** The elements at an offset of a file, as pictures call them, the innermost first. */
export function elementsAt(workspace: Workspace, uri: string, offset: number): readonly string[] {
  const design = workspace.design(uri);
  const file = workspace.linked(uri);
  const place = file && linkedChunkAt(file, offset);
  if (!design || !file || !place) return [];
  const ids: string[] = [];
  const add = (element: Element | undefined): void => {
    if (!element) return;
    const id = anchorOf(design, element);
    if (!ids.includes(id)) ids.push(id);
  };
  const { chunk, at } = place;
  const spot = nameAt(file, offset);
  add(design.get(spot?.key));
  const around = chunk.elements
    .filter((element) => holds(element.node, at))
    .map((element) => ({ element, span: spanAt(element, at), distance: distanceTo(element, at) }))
    .sort((a, b) => size(a.span) - size(b.span) || a.distance - b.distance);
  for (const { element } of around) {
    add(inDesign(design, element));
    if (element.class === "flow") {
      for (const step of element.steps) if (holds(step.node, at)) add(connectionOf(design, step));
    }
  }
  for (let parent = design.get(around[0]?.element.parent); parent; parent = design.get(parent.parent)) add(parent);
  return ids;
}

/** The design's own element: connections that are written twice are two there, others with a key that is taken are none. */
function inDesign(design: Design, element: Element): Element | undefined {
  if (element.class !== "connection") return design.get(element.key);
  return design
    .all("connection")
    .find(
      ({ arrow, from, to }) =>
        arrow === element.arrow && from.target === element.from.target && to.target === element.to.target,
    );
}

function spanAt(element: Element, at: number): Span {
  return element.class === "connection" && holds(element.arrow, at) ? element.arrow : element.node;
}

/** How far a connection's arrow is: the nearest of a chain is meant. */
function distanceTo(element: Element, at: number): number {
  if (element.class !== "connection") return 0;
  return Math.abs((element.arrow.start + element.arrow.end) / 2 - at);
}

/** Where an element of a file's pictures is declared: the whole statement, and its name. */
export function declarationOf(
  workspace: Workspace,
  uri: string,
  id: string,
): { readonly whole: Location; readonly name: Location } | undefined {
  const design = workspace.design(uri);
  const element = design && elementOf(design, id);
  if (!element) return undefined;
  const name = element.class === "connection" ? element.arrow : nameSpan(element);
  return { whole: locationOf(element.origin, element.node), name: locationOf(element.origin, name) };
}
