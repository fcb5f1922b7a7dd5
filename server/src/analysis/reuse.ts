/** What of one version of a design still holds in the next: an edit in an estimate must not recompute failures. */

import type { Evaluation } from "../estimate/evaluation.ts";
import type { Design, Element, ElementClass } from "../model/design.ts";
import { targetOf } from "./demand.ts";
import type { ComponentNode, Graph, GraphConnection, GraphNode } from "./graph.ts";
import { dependsOnNames } from "./numbers.ts";
import type { Place, Slot } from "./placement.ts";
import type { WayIn } from "./routes.ts";
import type { Part } from "./scopes.ts";

/** What the nodes of the graph are made of. */
export const NODE_CLASSES = ["actor", "component", "place", "kind", "domain"] as const;
/** What the graph is made of. */
export const GRAPH_CLASSES = [...NODE_CLASSES, "connection"] as const;
/** What the scopes and their verdicts are made of besides. */
export const SCOPE_CLASSES = ["system", "requirement", "quality", "api", "endpoint", "entity", "flow"] as const;
/** What traces are made of besides nodes. */
export const TRACE_CLASSES = ["requirement", "api", "endpoint", "entity", "field", "flow"] as const;

/** Whether two versions of a design have the very same elements of some classes. */
export function sameElements(left: Design, right: Design, classes: readonly ElementClass[]): boolean {
  return classes.every((of) => left.all(of) === right.all(of));
}

const FIGURES = ["replicas", "needs", "quorum", "shards", "zones", "regions", "availability"] as const;

/**
 * Whether the figures that failures depend on are the same in two evaluations of the same elements. Only those that
 * name something else, such as an estimate, can differ.
 */
export function sameFigures(design: Design, left: Evaluation, right: Evaluation): boolean {
  if (left === right) return true;
  if (!sameNodeFigures(design, left, right) || !sameNumbers(design.all("connection"), left, right)) return false;
  // What figures of steps come to is up to where they are used.
  for (const flow of design.all("flow")) {
    if (flow.steps.some((step) => dependsOnNames(step.properties.get("availability")))) return false;
  }
  return design.all("quality").every((quality) => {
    const value = quality.quality.name === "availability" ? quality.target?.value : undefined;
    if (!value || value.resolutions.size === 0) return true;
    return Object.is(targetOf(left, quality), targetOf(right, quality));
  });
}

/** The same of the figures that nodes alone depend on. */
export function sameNodeFigures(design: Design, left: Evaluation, right: Evaluation): boolean {
  if (left.convention !== right.convention) return false;
  // What figures of own kinds come to is up to where they are used.
  if (namedFigures(design.all("kind")).length > 0) return false;
  return sameNumbers(design.all("component"), left, right) && sameNumbers(design.all("place"), left, right);
}

function sameNumbers(elements: readonly Element[], left: Evaluation, right: Evaluation): boolean {
  return namedFigures(elements).every(([element, figure]) =>
    Object.is(left.number(element, figure), right.number(element, figure)),
  );
}

type NamedFigure = readonly [element: Element, figure: string];

/** By array of elements, which is the same one as long as nothing in it changes. */
const found = new WeakMap<readonly Element[], readonly NamedFigure[]>();

/** The figures of elements that name something else. */
function namedFigures(elements: readonly Element[]): readonly NamedFigure[] {
  const known = found.get(elements);
  if (known) return known;
  const figures: NamedFigure[] = [];
  for (const element of elements) {
    if (element.properties.size === 0) continue;
    for (const name of FIGURES) {
      if (!dependsOnNames(element.properties.get(name))) continue;
      if (name === "quorum") figures.push([element, "needs"], [element, "replicas"]);
      else figures.push([element, name]);
    }
  }
  found.set(elements, figures);
  return figures;
}

/**
 * The nodes at which two graphs differ in what failures depend on, though their elements need not be the same objects:
 * those that are others themselves with what leads to them, and the ends of connections that are others. Undefined where
 * the same number means something else in each of them.
 */
export function changedNodes(left: Graph, right: Graph): ReadonlySet<number> | undefined {
  const changed = new Set<number>();
  if (left === right) return changed;
  if (left.nodes.length !== right.nodes.length || left.connections.length !== right.connections.length)
    return undefined;
  if (!sameItems(left.places, right.places, samePlace)) return undefined;
  for (const [index, node] of right.nodes.entries()) {
    const before = left.nodes[index];
    if (before === node) continue;
    if (before?.key !== node.key || before.actor !== node.actor) return undefined;
    if (sameNode(before, node)) continue;
    changed.add(index);
    // Whether something uses a connection is also up to what it leads to.
    for (const entering of right.incoming[index] ?? []) changed.add(right.connections[entering]?.from ?? index);
  }
  for (const [index, connection] of right.connections.entries()) {
    const before = left.connections[index];
    if (!before || before === connection || sameConnection(before, connection)) continue;
    for (const { from, to } of [before, connection]) changed.add(from).add(to);
  }
  return changed;
}

/** Whether load runs the same way in two graphs of the same connections, though components may differ otherwise. */
export function sameCourses(
  [left, then]: readonly [Graph, Evaluation],
  [right, now]: readonly [Graph, Evaluation],
): boolean {
  if (left.nodes.length !== right.nodes.length) return false;
  return right.nodes.every((node, index) => {
    const before = left.nodes[index];
    if (before?.key !== node.key || before.actor || node.actor)
      return before?.key === node.key && before.actor === node.actor;
    // What the same node answers itself may be up to an estimate.
    return (
      before.kind === node.kind &&
      sameKeys(before.stores, node.stores) &&
      sameKeys(before.serves, node.serves) &&
      Object.is(then.number(before.element, "hit_ratio"), now.number(node.element, "hit_ratio"))
    );
  });
}

/** Whether two ways in are the same. */
export function sameWay(left: WayIn, right: WayIn): boolean {
  return (
    sameItems(left.servers, right.servers, Object.is) &&
    sameItems(left.sources, right.sources, Object.is) &&
    sameKeys(left.nodes, right.nodes) &&
    sameKeys(left.onward, right.onward) &&
    sameKeys(left.routes, right.routes)
  );
}

function sameItems<T>(left: readonly T[], right: readonly T[], same: (left: T, right: T) => boolean): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    const one = left[index];
    const other = right[index];
    if (one === other) continue;
    if (one === undefined || other === undefined || !same(one, other)) return false;
  }
  return true;
}

function samePlace(left: Place, right: Place): boolean {
  return (
    left.id === right.id &&
    left.key === right.key &&
    left.region === right.region &&
    left.availability === right.availability
  );
}

function sameNode(left: GraphNode, right: GraphNode): boolean {
  if (left.key !== right.key || left.actor || right.actor) return left.key === right.key && left.actor === right.actor;
  if (left.element === right.element && left.element.kind.own.length === 0 && !left.element.properties.size) {
    return sameItems(left.slots, right.slots, sameSlot);
  }
  return (
    left.kind === right.kind &&
    sameRedundancy(left, right) &&
    sameItems(left.slots, right.slots, sameSlot) &&
    sameKeys(left.stores, right.stores) &&
    sameKeys(left.serves, right.serves)
  );
}

function sameRedundancy(left: ComponentNode, right: ComponentNode): boolean {
  return (
    left.replicas === right.replicas &&
    left.counted === right.counted &&
    left.replicasStated === right.replicasStated &&
    left.needs === right.needs &&
    left.shards === right.shards &&
    left.replicasAreShards === right.replicasAreShards &&
    left.stateful === right.stateful &&
    left.redundant === right.redundant &&
    left.leader === right.leader &&
    left.personal === right.personal
  );
}

function sameSlot(left: Slot, right: Slot): boolean {
  return left.zone === right.zone && left.region === right.region && left.count === right.count;
}

function sameConnection(left: GraphConnection, right: GraphConnection): boolean {
  return (
    left.from === right.from &&
    left.to === right.to &&
    left.style === right.style &&
    left.group === right.group &&
    left.optional === right.optional &&
    left.fallback === right.fallback &&
    left.availability === right.availability &&
    sameKeys(left.for, right.for)
  );
}

function sameKeys<K extends string | number>(
  left: ReadonlySet<K> | undefined,
  right: ReadonlySet<K> | undefined,
): boolean {
  if (left === right) return true;
  if (left?.size !== right?.size) return false;
  for (const key of left ?? []) if (!right?.has(key)) return false;
  return true;
}

/** Equal for parts whose formulas are equal on the same graph; undefined where only the same object is. */
export function signatureOf(part: Part): string | undefined {
  if (part.type === "needs") return `needs ${part.nodes.join(" ")}`;
  const { names, entities, readOnly } = part.usage;
  const list = (keys: Iterable<string | number> | undefined) => (keys ? [...keys].sort().join(" ") : "*");
  const usage = [list(names), list(entities?.reads), list(entities?.writes), readOnly];
  if (part.type === "use") return [...usage, list(part.servers), list(part.actors)].join("\n");
  // What a step's figure comes to is not seen in the step, where it names something else.
  if (part.flow.steps.some((step) => dependsOnNames(step.properties.get("availability")))) return undefined;
  return ["flow", numberOf(part.flow), ...usage].join("\n");
}

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** Tells flows apart by what they are, not by what they are called. */
function numberOf(flow: object): number {
  const known = numbers.get(flow) ?? ++numbered;
  numbers.set(flow, known);
  return known;
}
