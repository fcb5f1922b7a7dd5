/** Where findings are underlined: the name that they speak of, never a whole body. */

import type { Element, FlowStep, Place, Property } from "../model/design.ts";
import type { Span, Statement } from "../syntax/tree.ts";

/** The part of a statement that stands for it: its name, else its keyword. */
export function headOf(statement: Statement): Span {
  switch (statement.type) {
    case "declaration":
      return statement.name ?? statement.kind;
    case "quality":
      return statement.name ?? statement.quality;
    case "kind":
    case "unit-declaration":
      return statement.name ?? statement;
    case "estimate":
    case "field":
    case "property":
      return statement.name;
    case "endpoint":
      return statement.name ?? { start: statement.verb.start, end: (statement.route ?? statement.verb).end };
    case "relation":
      return { start: (statement.from ?? statement).start, end: (statement.to ?? statement).end };
    case "import":
      return statement.path ?? statement;
    default:
      return statement;
  }
}

/** Where an element's findings go. */
export function placeOf(element: Element): Place {
  if (element.class === "connection") return { origin: element.origin, span: arrowSpan(element) };
  return { origin: element.origin, span: headOf(element.node) };
}

/** Where a statement's findings go. */
export function placeOfStatement(origin: Place["origin"], statement: Statement): Place {
  return { origin, span: headOf(statement) };
}

/** Where a property's findings go: its name and values. */
export function placeOfProperty(property: Property): Place {
  return { origin: property.origin, span: { start: property.node.start, end: property.node.end } };
}

/** Where a flow's step is underlined. */
export function placeOfStep(step: FlowStep): Place {
  return { origin: step.origin, span: arrowSpan(step) };
}

/** From the one end of an arrow to the other. */
function arrowSpan({ from, to, arrow }: Pick<FlowStep, "from" | "to" | "arrow">): Span {
  return { start: Math.min(from.path.start, arrow.start), end: Math.max(to.path.end, arrow.end) };
}
