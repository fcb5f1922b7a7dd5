/** What can be put between the two ends of a connection: a cache, a queue, a balancer. */

import type { AuthorText } from "../../lint/author-text.ts";
import { addBelow, addToConnection } from "../../lint/edits.ts";
import type { Edit } from "../../lint/finding.ts";
import { quote } from "../../lint/messages.ts";
import { end, propertyOf, targetKeys } from "../../model/access.ts";
import {
  type ComponentElement,
  type ConnectionElement,
  type Design,
  displayName,
  type FlowElement,
  type FlowStep,
  type Origin,
} from "../../model/design.ts";
import type { Arrow, ConnectionStatement, Span } from "../../syntax/tree.ts";
import { addAbove, freeName, quoted, type Refactoring, refactoring, type Spot } from "./place.ts";

/** One arrow of a chain that the cursor is at, with the connections that it stands for. */
interface Selected {
  readonly node: ConnectionStatement;
  readonly arrow: Arrow;
  readonly index: number;
  readonly connections: readonly ConnectionElement[];
  readonly to: ComponentElement;
}

/** What may come between the ends of the connection at the cursor. */
export function betweenEnds(spot: Spot): readonly Refactoring[] {
  const selected = selectedArrow(spot);
  if (!selected) return [];
  return [...cacheBefore(spot, selected), ...queueBetween(spot, selected), ...balancerBefore(spot, selected)];
}

/** The arrow whose ends are around the cursor; that of a flow's step is none. It must lead to one component. */
function selectedArrow({ design, statements, range, origin }: Spot): Selected | undefined {
  const node = statements.at(-1);
  if (node?.type !== "connection") return undefined;
  const at = range.start - origin.chunk.start;
  const behind = node.arrows.findIndex((_, index) => at <= (node.stages[index + 1]?.end ?? node.end));
  const index = behind < 0 ? node.arrows.length - 1 : behind;
  const arrow = node.arrows[index];
  const connections = design.all("connection").filter((one) => one.node === node && one.arrow === arrow);
  const targets = new Set(connections.map(({ to }) => to.target));
  const [first] = connections;
  const to = first && end(design, first.to);
  if (!arrow || !first || targets.size !== 1 || to?.class !== "component") return undefined;
  return { node, arrow, index, connections, to };
}

const CACHED = new Set(["data", "other", "compute"]);
const QUEUED = new Set(["compute", "other"]);

function isCache({ kind }: ComponentElement): boolean {
  return kind.base.name === "cache" || kind.base.name === "cdn";
}

function cacheBefore(spot: Spot, selected: Selected): readonly Refactoring[] {
  const { design, author, origin } = spot;
  const { to, connections, arrow, node, index } = selected;
  const [first] = connections;
  const stage = node.stages[index];
  if (!first || !stage || arrow.sign !== "->" || isCache(to) || !CACHED.has(to.kind.base.group)) return [];
  if (connections.some((connection) => connection.properties.has("on_miss"))) return [];
  const name = freeName(design, `${to.name}Cache`);
  const stored = propertyOf(design, to, "stores");
  const stores = stored ? [textOf(spot, stored.origin, stored.node)] : [];
  const properties = [...stores, "ttl: 1 min", "hit_ratio: 80%", "replicas: 2", "zones: 2"].join(", ");
  const from = author.chunk(origin).slice(stage.start, stage.end);
  const own = [...carried(spot, selected, ["for", "encryption"]), "optional: true", "timeout: 20 ms"].join(", ");
  const title = `Put a cache in front of ${quote(to.id)}`;
  return refactoring(
    title,
    "rewrite",
    addAbove(author, origin, node, `${from} -> ${name} { ${own} }`),
    addToConnection(author, { node, arrow, origin }, [`on_miss: ${name}`]),
    lookups(spot, selected, name),
    declare(spot, selected, `cache ${name} ${quoted(`Cache of ${displayName(to)}`)} { ${properties} }`),
  );
}

function queueBetween(spot: Spot, selected: Selected): readonly Refactoring[] {
  const { design } = spot;
  const { to, arrow, connections } = selected;
  const fromActor = connections.some(({ from }) => end(design, from)?.class === "actor");
  if (arrow.sign !== "->" || fromActor || !QUEUED.has(to.kind.base.group)) return [];
  const name = freeName(design, `${to.name}Queue`);
  return refactoring(
    `Make it asynchronous: put a queue in front of ${quote(to.id)}`,
    "rewrite",
    between(spot, selected, name, "~>", ["for", "encryption", "optional"]),
    inFlows(spot, selected, `~> ${name} ~>`),
    declare(
      spot,
      selected,
      `queue ${name} ${quoted(`Work for ${displayName(to)}`)} { managed: true, dead_letter: true }`,
    ),
  );
}

function balancerBefore(spot: Spot, selected: Selected): readonly Refactoring[] {
  const { design } = spot;
  const { to, arrow } = selected;
  if (arrow.sign === "~>" || to.kind.base.group !== "compute") return [];
  const name = freeName(design, `${to.name}Balancer`);
  return refactoring(
    `Put a load balancer in front of ${quote(to.id)}`,
    "rewrite",
    between(spot, selected, name, arrow.sign, ["for", "encryption", "protocol"]),
    inFlows(spot, selected, `${arrow.sign} ${name} ${arrow.sign}`),
    declare(
      spot,
      selected,
      `load_balancer ${name} ${quoted(`Load balancer of ${displayName(to)}`)} { replicas: 2, zones: 2 }`,
    ),
  );
}

/**
 * Leads an arrow through a component. What the arrow's body says of both halves is said of both: a chain has but one
 * body, so it is divided then.
 */
function between(
  spot: Spot,
  selected: Selected,
  name: string,
  sign: Arrow["sign"],
  shared: readonly string[],
): readonly Edit[] {
  const { author, origin } = spot;
  const { node, arrow } = selected;
  const both = carried(spot, selected, shared);
  if (both.length === 0) return [{ origin, start: arrow.start, end: arrow.end, text: `${sign} ${name} ${sign}` }];
  const apart = apartFrom(author, origin, node);
  const text = `${sign} ${name} { ${both.join(", ")} }${apart}${name} ${sign}`;
  return [{ origin, start: arrow.start, end: arrow.end, text }];
}

/** The properties of some names that the selected arrow has, as they are written. */
function carried(spot: Spot, { connections }: Selected, names: readonly string[]): readonly string[] {
  const [first] = connections;
  return names.flatMap((name) => {
    const property = first?.properties.get(name);
    return property ? [textOf(spot, property.origin, property.node)] : [];
  });
}

function textOf(
  { author }: Spot,
  origin: Spot["origin"],
  node: { readonly start: number; readonly end: number },
): string {
  return author.chunk(origin).slice(node.start, node.end);
}

/** The steps of flows that go along the selected arrow. */
function stepsAlong({ design, uri, sees }: Spot, { connections }: Selected) {
  const goesAlong = ({ from, to, origin }: FlowStep): boolean =>
    sees(origin.uri, uri) && connections.some((one) => one.from.target === from.target && one.to.target === to.target);
  return design.all("flow").flatMap((flow) => flow.steps.filter(goesAlong).map((step) => ({ flow, step })));
}

/** The steps of flows that go along the selected arrow take the same way. */
function inFlows(spot: Spot, selected: Selected, arrows: string): readonly Edit[] {
  const changed = new Map<Arrow, Edit>();
  for (const { step } of stepsAlong(spot, selected)) {
    const { arrow, origin } = step;
    changed.set(arrow, { origin, start: arrow.start, end: arrow.end, text: arrows });
  }
  return [...changed.values()];
}

const WRITING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** Whether all that a flow shows is something being written: no cache is asked for that. */
function onlyWrites(design: Design, flow: FlowElement): boolean {
  const satisfied = new Set(targetKeys(design, flow, "satisfies"));
  const endpoints = design
    .all("endpoint")
    .filter((endpoint) => targetKeys(design, endpoint, "satisfies").some((key) => satisfied.has(key)));
  return endpoints.length > 0 && endpoints.every(({ verb }) => WRITING.has(verb));
}

/** Before the steps of flows that go along the selected arrow, one that asks the cache. */
function lookups(spot: Spot, selected: Selected, name: string): readonly Edit[] | undefined {
  const { author, design } = spot;
  const edits = new Map<Arrow, readonly Edit[] | undefined>();
  for (const { flow, step } of stepsAlong(spot, selected)) {
    const { node, arrow, origin } = step;
    const index = node.arrows.indexOf(arrow);
    const stage = node.stages[index];
    if (!stage || onlyWrites(design, flow)) continue;
    const from = author.chunk(origin).slice(stage.start, stage.end);
    const asks = `${from} -> ${name} "is it there?"`;
    // In a chain, who asks is named where the chain arrives there, and again where it goes on.
    const apart = apartFrom(author, origin, node);
    const inChain = [{ origin, start: stage.end, end: stage.end, text: `${apart}${asks}${apart}${from}` }];
    edits.set(arrow, index === 0 ? addAbove(author, origin, node, asks) : inChain);
  }
  const all = [...edits.values()];
  return all.some((some) => some === undefined) ? undefined : all.flatMap((some) => some ?? []);
}

/** What stands between a statement and another one behind it: a line end and its indentation, or a semicolon. */
function apartFrom(author: AuthorText, { uri, chunk }: Origin, node: Span): string {
  const first = chunk.start + node.start;
  const ownLine = /(?:^|[\r\n])[ \t]*$/.test(author.of(uri).slice(0, first));
  return ownLine ? `${author.newline(uri)}${author.indentationAt(uri, first)}` : "; ";
}

/** Declares a component next to the one that it stands before; next to the connection where that is in another file. */
function declare({ author, origin, uri }: Spot, { node, to }: Selected, line: string): readonly Edit[] | undefined {
  if (to.origin.uri === uri) return addBelow(author, to.origin, to.node, line);
  return addAbove(author, origin, node, line);
}
