/** Links one chunk: its statement becomes elements whose references are resolved. */

import { kinds } from "../language/kinds.ts";
import type { PropertyOwner } from "../language/properties.ts";
import { rowRoles, statements } from "../language/statements.ts";
import { units } from "../language/units.ts";
import type {
  Body,
  Chunk,
  ConnectionStatement,
  Declaration,
  ImportStatement,
  Name,
  RowStatement,
  Statement,
} from "../syntax/tree.ts";
import type { Element, FlowStep, ProcessElement, RowRole } from "./design.ts";
import { arrowsOf } from "./link-connection.ts";
import { linkEndpoint } from "./link-endpoint.ts";
import { linkEntity } from "./link-entity.ts";
import { linkAssertion, linkEstimate, linkQuality, linkRelation } from "./link-forms.ts";
import { cursor, documented, duplicate, identify, type Surrounding } from "./link-identity.ts";
import { COMPONENT, componentKind, linkKindStatement, takenByLanguage, unknownKind } from "./link-kind.ts";
import { linkProperties } from "./link-properties.ts";
import { type LinkedChunk, Linker } from "./linker.ts";
import type { FileNames } from "./names.ts";
import { classOf, isBlock, type Symbol } from "./symbols.ts";

/** Links a chunk with the names of its file. Never throws; unfinished parts are passed over. */
export function linkChunk(chunk: Chunk, uri: string, names: FileNames, symbols: readonly Symbol[]): LinkedChunk {
  const linker = new Linker({ uri, chunk }, names);
  if (chunk.statement) {
    linkStatement(linker, chunk.statement, { scope: undefined, parent: undefined, symbols: cursor(symbols) });
  }
  return {
    chunk,
    elements: linker.elements,
    problems: linker.problems,
    uses: linker.uses,
    declarations: linker.declarations,
    lookups: linker.lookups,
  };
}

/** Links a statement and what is nested in it. */
function linkStatement(linker: Linker, statement: Statement, around: Surrounding): void {
  switch (statement.type) {
    case "declaration":
      return linkDeclaration(linker, statement, around);
    case "kind":
      return linkKindStatement(linker, statement, around);
    case "connection":
      return linkConnections(linker, statement, around);
    case "quality":
      return linkQuality(linker, statement, around);
    case "estimate":
      return linkEstimate(linker, statement, around);
    case "assert":
      return linkAssertion(linker, statement, around);
    case "unit-declaration": {
      if (statement.name && units.has(statement.name.text)) takenByLanguage(linker, statement.name, "a unit");
      const { symbol: _, ...identity } = identify(linker, statement.name, around);
      linker.elements.push({
        ...identity,
        class: "unit",
        origin: linker.origin,
        properties: new Map(),
        node: statement,
        ...documented(statement),
      });
      return;
    }
    case "relation":
      return linkRelation(linker, statement, around);
    case "endpoint":
      linker.problem(
        "link/misplaced",
        statement.verb,
        "An endpoint belongs into an API: write it inside `api Name { … }`.",
      );
      return;
    case "field":
      linker.problem(
        "link/misplaced",
        statement.name,
        "A field belongs into an entity: write it inside `entity Name { … }`.",
      );
      return;
    case "row":
      linker.problem(
        "link/misplaced",
        statement,
        "A row of `=>` belongs into a process: write it inside `process Name { … }`.",
      );
      return;
    case "property": // outside of every body, as the parser has said
      return;
    case "import":
      return linkImportedNames(linker, statement);
    case "stray":
      return; // the parser has reported it
  }
}

/** The names in braces are uses of what they bring in; the workspace reports those that are not there. */
function linkImportedNames(linker: Linker, statement: ImportStatement): void {
  for (const name of statement.names ?? []) {
    linker.lookups.add(name.text);
    for (const { only, names } of linker.names.imports) {
      const symbol = only?.has(name.text) ? names.top.get(name.text) : undefined;
      if (!symbol) continue;
      linker.uses.push({ name, target: symbol.key });
      break;
    }
  }
}

// ---------------------------------------------------------------- declarations

const OWNERS: Readonly<Record<string, PropertyOwner>> = { requirement: "functional" };

function linkDeclaration(linker: Linker, node: Declaration, around: Surrounding): void {
  if (isBlock(node)) return linkNested(linker, node.body, around);
  const of = classOf(node);
  const { symbol, ...identity } = identify(linker, node.name, around);
  const kind = of === "component" ? componentKind(linker, node) : undefined;
  if (of !== "component" && !statements.has(node.kind.text) && !kinds.has(node.kind.text)) unknownKind(linker, node);
  const scope = symbol?.members.size ? symbol : (symbol ?? around.scope);
  const owner = (OWNERS[of] ?? of) as PropertyOwner;
  const base = {
    ...identity,
    ...documented(node),
    origin: linker.origin,
    properties: linkProperties(linker, node.body, { owner, scope, ...(kind ? { kind: kind.base } : {}) }),
  };
  const inside: Surrounding = {
    scope: of === "system" ? around.scope : scope,
    parent: of === "system" ? around.parent : identity.key,
    symbols: of === "system" ? around.symbols : cursor(symbol ? [...symbolsIn(symbol)] : []),
  };
  const push = (element: Element): void => {
    linker.elements.push(element);
  };

  switch (of) {
    case "component":
      push({ ...base, class: "component", kind: kind ?? { name: node.kind.text, base: COMPONENT, own: [] }, node });
      return linkNested(linker, node.body, inside);
    case "place":
      push({ ...base, class: "place", kind: node.kind.text === "zone" ? "zone" : "region", node });
      return linkNested(linker, node.body, inside);
    case "domain":
      push({ ...base, class: "domain", node });
      return linkNested(linker, node.body, inside);
    case "system":
      push({ ...base, class: "system", node });
      return linkNested(linker, node.body, inside);
    case "entity":
      linkEntity(linker, node, base, inside);
      return linkOthers(linker, node.body, inside, "field");
    case "api": {
      push({ ...base, class: "api", node });
      for (const inner of node.body?.statements ?? []) {
        if (inner.type === "endpoint") linkEndpoint(linker, inner, inside);
        else if (inner.type !== "property") linkStatement(linker, inner, inside);
      }
      return;
    }
    case "decision": {
      const at = linker.elements.length;
      linkNested(linker, node.body, inside);
      const options = linker.elements.slice(at).flatMap((element) => (element.class === "option" ? [element] : []));
      linker.elements.splice(at, 0, { ...base, class: "decision", options, node });
      return;
    }
    case "option":
      if (around.parent === undefined) {
        linker.problem(
          "link/misplaced",
          node.kind,
          "An option belongs into a decision: write it inside `decision Name { … }`.",
        );
      }
      return push({ ...base, class: "option", node });
    case "flow":
      push({ ...base, class: "flow", steps: linkSteps(linker, node.body, inside), node });
      return linkOthers(linker, node.body, inside, "connection");
    case "process":
      push({ ...base, class: "process", rows: linkRows(linker, node.body, inside), node });
      for (const inner of node.body?.statements ?? []) if (inner.type === "connection") notRow(linker, inner);
      return linkOthers(linker, node.body, inside, "row");
    case "actor":
    case "requirement":
    case "question":
    case "risk":
    case "view":
      push({ ...base, class: of, node } as Element);
      return linkNested(linker, node.body, inside);
    default:
      return;
  }
}

/** `A -> B` among the rows of a process. */
function notRow(linker: Linker, { arrows }: ConnectionStatement): void {
  for (const arrow of arrows) {
    linker.problem(
      "link/misplaced",
      arrow,
      "The elements of a process are joined by `=>`; a connection stands outside of it.",
      {
        fixes: [{ title: "Replace by `=>`", start: arrow.start, end: arrow.end, text: "=>" }],
      },
    );
  }
}

/** The symbols directly inside a scope; a name declared twice appears once. */
function symbolsIn(symbol: Symbol): Iterable<Symbol> {
  return symbol.members.values();
}

function linkNested(linker: Linker, body: Body | undefined, around: Surrounding): void {
  const seen = new Map<string, Name>();
  for (const statement of body?.statements ?? []) {
    if (statement.type === "property") continue;
    const name = "name" in statement ? statement.name : undefined;
    if (name && statement.type !== "endpoint" && statement.type !== "field" && name.text) {
      const first = seen.get(name.text);
      if (first) duplicate(linker, name, first);
      else seen.set(name.text, name);
    }
    linkStatement(linker, statement, around);
  }
}

/** What stands in a flow or process besides its steps or rows. */
function linkOthers(linker: Linker, body: Body | undefined, inside: Surrounding, own: Statement["type"]): void {
  for (const statement of body?.statements ?? []) {
    if (statement.type !== own && statement.type !== "property") linkStatement(linker, statement, inside);
  }
}

// ---------------------------------------------------------------- connections, flows, processes

function linkConnections(linker: Linker, node: ConnectionStatement, around: Surrounding): void {
  const last = node.arrows.length - 1;
  const properties = linkProperties(linker, node.body, { owner: "connection", scope: around.scope });
  const counts = new Map<string, number>();
  for (const arrow of arrowsOf(linker, node, around.scope)) {
    const carries = arrow.index === last;
    const sign = arrow.arrow.sign;
    const made = `${arrow.fromId} ${sign} ${arrow.toId}`;
    const count = (counts.get(made) ?? 0) + 1;
    counts.set(made, count);
    const id = count === 1 ? made : `${made} #${count}`;
    linker.elements.push({
      class: "connection",
      key: `${linker.origin.uri}#${id}`,
      id,
      name: "",
      origin: linker.origin,
      ...(around.parent === undefined ? {} : { parent: around.parent }),
      ...(node.doc === undefined ? {} : { doc: node.doc }),
      properties: carries ? properties : new Map(),
      from: arrow.from,
      to: arrow.to,
      style: arrow.style,
      ...(arrow.alternatives === undefined ? {} : { alternatives: arrow.alternatives }),
      ...(carries && node.label ? { label: node.label.value } : {}),
      node,
      arrow: arrow.arrow,
    });
  }
}

function linkSteps(linker: Linker, body: Body | undefined, inside: Surrounding): readonly FlowStep[] {
  const steps: FlowStep[] = [];
  let number = 0;
  for (const node of body?.statements ?? []) {
    if (node.type !== "connection") continue;
    const last = node.arrows.length - 1;
    const properties = linkProperties(linker, node.body, { owner: "connection", scope: inside.scope });
    let index = -1;
    for (const arrow of arrowsOf(linker, node, inside.scope)) {
      if (arrow.index !== index) {
        number++;
        index = arrow.index;
      }
      const carries = arrow.index === last;
      steps.push({
        from: arrow.from,
        to: arrow.to,
        style: arrow.style,
        ...(arrow.alternatives === undefined ? {} : { alternatives: arrow.alternatives }),
        ...(carries && node.label ? { label: node.label.value } : {}),
        properties: carries ? properties : new Map(),
        arrow: arrow.arrow,
        node,
        origin: linker.origin,
        number,
      });
    }
  }
  return steps;
}

const ROW_TARGETS = ["actor", "component", "domain", "api", "endpoint", "entity", "requirement"] as const;

function linkRows(linker: Linker, body: Body | undefined, inside: Surrounding): ProcessElement["rows"] {
  return (body?.statements ?? []).flatMap((node) => (node.type === "row" ? [linkRow(linker, node, inside)] : []));
}

function linkRow(linker: Linker, node: RowStatement, inside: Surrounding): ProcessElement["rows"][number] {
  return {
    node,
    elements: node.elements.map((element, place) => {
      const stated = element.role?.text;
      if (element.role && stated !== undefined && !rowRoles.includes(stated)) {
        linker.unknown("value/word", element.role, stated, "a role in a row", rowRoles, "", true);
      }
      const role = (
        stated !== undefined && rowRoles.includes(stated) ? stated : rowRoles[Math.min(place, 4)]
      ) as RowRole;
      if (element.value.type === "text") return { role, text: element.value.value, span: element.value };
      const reference = linker.refer(element.value, inside.scope, ROW_TARGETS);
      return { role, text: element.value.names.map((name) => name.text).join("."), reference, span: element.value };
    }),
  };
}
