/** The flow that a requirement still lacks: from who asks, along the connections, to what answers, and what that uses. */

import { addAfter } from "../../lint/edits.ts";
import { quote } from "../../lint/messages.ts";
import { end, targetKeys, targets } from "../../model/access.ts";
import type {
  ApiElement,
  ComponentElement,
  ConnectionElement,
  ConnectionEnd,
  Design,
  EndpointElement,
  FunctionalElement,
  Key,
} from "../../model/design.ts";
import { freeName, quoted, type Refactoring, refactoring, type Spot } from "./place.ts";

const ARROWS = { sync: "->", async: "~>", both: "<->" } as const;
/** A flow of more steps than these says nothing. */
const MOST_STEPS = 8;

/** Adds a flow for the functional requirement at the cursor, where none has it yet. */
export function missingFlow(spot: Spot): readonly Refactoring[] {
  const { design, author } = spot;
  const node = spot.statements.at(-1);
  const requirement = design.all("requirement").find((one) => one.node === node);
  if (!requirement) return [];
  const flows = design.all("flow");
  if (flows.some((flow) => targetKeys(design, flow, "satisfies").includes(requirement.key))) return [];
  const name = freeName(design, `${requirement.name}Flow`);
  const title = requirement.title === undefined ? "" : ` ${quoted(requirement.title)}`;
  const indentation = author.indentation(spot.uri);
  const lines = [
    `flow ${name}${title} {`,
    `${indentation}satisfies: ${requirement.name}`,
    ...stepsOf(spot, requirement).map((step) => indentation + step),
    "}",
  ];
  const last = flows.findLast((flow) => flow.origin.uri === spot.uri);
  const statements = author.statements(spot.uri);
  const connection = statements.findLast(({ statement }) => statement.type === "connection");
  const behind = last ? { origin: last.origin, statement: last.node } : (connection ?? statements.at(-1));
  if (!behind) return [];
  const nested = last?.parent !== undefined;
  const holder = nested ? behind.origin.chunk.statement : behind.statement;
  return refactoring(
    `Add a flow for ${quote(requirement.name)}`,
    "rewrite",
    holder && addAfter(author, behind.origin, holder, lines),
  );
}

/** The way from an actor to the component that answers, then what it uses for this. */
function stepsOf({ design, uri, sees }: Spot, requirement: FunctionalElement): readonly string[] {
  const visible = design.all("connection").filter((connection) =>
    [connection.from, connection.to].every((reference) => {
      const element = end(design, reference);
      return element && sees(uri, element.origin.uri);
    }),
  );
  const endpoints = design
    .all("endpoint")
    .filter((endpoint) => targetKeys(design, endpoint, "satisfies").includes(requirement.key));
  const apis = new Set(endpoints.map(({ parent }) => parent));
  const answering = design
    .all("component")
    .filter(
      (component) =>
        targetKeys(design, component, "satisfies").includes(requirement.key) ||
        targets(design, component, "serves", "api").some(({ key }) => apis.has(key)),
    );
  const asking = targets(design, requirement, "actor", "actor");
  const from = asking.length > 0 ? asking : design.all("actor");
  for (const actor of from) {
    for (const component of answering) {
      const way = wayTo(design, visible, actor, component);
      if (!way) continue;
      const first = endpoints.find(({ parent }) => servesApi(design, component, parent));
      const label = first ? ` ${quoted(first.route ? `${first.verb} ${first.route}` : first.name)}` : "";
      return [chain(design, way) + label, ...used(design, visible, component, requirement, endpoints)];
    }
  }
  return [];
}

function servesApi(design: Design, component: ComponentElement, api: Key | undefined): boolean {
  return targets(design, component, "serves", "api").some((served: ApiElement) => served.key === api);
}

/** The shortest way along connections, nothing handed over on it. */
function wayTo(
  design: Design,
  all: readonly ConnectionElement[],
  from: ConnectionEnd,
  to: ConnectionEnd,
): readonly ConnectionElement[] | undefined {
  const reached = new Map<Key, readonly ConnectionElement[]>([[from.key, []]]);
  const connections = all.filter(({ style }) => style !== "async");
  for (const [key, way] of reached) {
    if (key === to.key) return way;
    for (const connection of connections) {
      const target = end(design, connection.to);
      if (connection.from.target === key && target && !reached.has(target.key)) {
        reached.set(target.key, [...way, connection]);
      }
    }
  }
  return undefined;
}

function chain(design: Design, way: readonly ConnectionElement[]): string {
  const first = way[0] && end(design, way[0].from);
  const rest = way.map((connection) => ` ${ARROWS[connection.style]} ${end(design, connection.to)?.id ?? ""}`);
  return `${first?.id ?? ""}${rest.join("")}`;
}

/** What the answering component calls for this requirement: its connections that are for it, or for all. */
function used(
  design: Design,
  connections: readonly ConnectionElement[],
  component: ComponentElement,
  requirement: FunctionalElement,
  endpoints: readonly EndpointElement[],
): readonly string[] {
  const mine = new Set<Key>([requirement.key, ...endpoints.flatMap(({ key, parent }) => [key, parent ?? key])]);
  return connections
    .filter((connection) => {
      if (connection.from.target !== component.key) return false;
      const purposes = targetKeys(design, connection, "for");
      return purposes.length === 0 || purposes.some((key) => mine.has(key));
    })
    .slice(0, MOST_STEPS)
    .map((connection) => {
      const label = connection.label === undefined ? "" : ` ${quoted(connection.label)}`;
      return chain(design, [connection]) + label;
    });
}
