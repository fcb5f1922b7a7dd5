/** A design and all that is computed of it, for other programs. */

import type { Design, Element, FieldElement, Property, Reference } from "../model/design.ts";
import { analysisJson } from "./analysis-report.ts";
import { estimateJson } from "./estimate-report.ts";
import { figure } from "./json.ts";
import { assertionText, type Source } from "./source.ts";

/**
 * `{ version, file, design: { elements }, estimates, assertions, analysis }`, indented. Elements stand in the order of
 * the text, class by class; values of properties are given as written, and as a figure in base units where they are one.
 */
export function designJson(source: Source): string {
  const { facts, file } = source;
  const { design } = facts;
  const { version: _, ...estimates } = parsed(
    estimateJson({ evaluation: facts.evaluation, file, textOf: (assertion) => assertionText(source, assertion) }),
  );
  const { version: __, ...analysis } = parsed(analysisJson(facts));
  const elements = CLASSES.flatMap((of) => design.all(of)).map((element) => reported(source, element));
  return `${JSON.stringify({ version: 1, file, design: { elements }, ...estimates, analysis }, undefined, 2)}\n`;
}

const parsed = (json: string): Record<string, unknown> => JSON.parse(json);

const CLASSES = [
  "system",
  "actor",
  "requirement",
  "quality",
  "estimate",
  "assertion",
  "unit",
  "entity",
  "relation",
  "api",
  "endpoint",
  "kind",
  "domain",
  "place",
  "component",
  "connection",
  "flow",
  "process",
  "decision",
  "option",
  "risk",
  "question",
  "view",
] as const;

function reported(source: Source, element: Element) {
  const { design } = source.facts;
  const parent = design.get(element.parent);
  const properties = [...element.properties.values()].map((property) => reportedProperty(source, element, property));
  return {
    class: element.class,
    id: element.id,
    ...(element.title === undefined ? {} : { title: element.title }),
    ...(element.doc === undefined ? {} : { doc: element.doc }),
    ...(parent ? { parent: parent.id } : {}),
    ...special(source, element),
    ...(properties.length > 0 ? { properties } : {}),
  };
}

function reportedProperty(source: Source, element: Element, { name, values, origin, node }: Property) {
  const { design, evaluation } = source.facts;
  const targets = values.flatMap(({ reference }) => design.get(reference?.target)?.id ?? []);
  const number = evaluation.number(element, name);
  const [first, last] = [node.values[0], node.values.at(-1)];
  return {
    name,
    text: first && last ? source.text(origin, { start: first.start, end: last.end }) : "",
    ...(number === undefined ? {} : { value: figure(number) }),
    ...(targets.length > 0 ? { elements: targets } : {}),
  };
}

/** What only elements of one class have. */
function special(source: Source, element: Element): object {
  const { design } = source.facts;
  const written = (span: { readonly start: number; readonly end: number } | undefined): string | null =>
    span ? source.text(element.origin, span) : null;
  switch (element.class) {
    case "component":
      return { kind: element.kind.name, base: element.kind.base.name };
    case "kind":
      return { base: element.base.name };
    case "place":
      return { kind: element.kind };
    case "quality":
      return {
        quality: element.quality.name,
        target: written(element.target?.span),
        for: element.for.flatMap((reference) => idOf(design, reference) ?? []),
      };
    case "connection":
      return {
        from: idOf(design, element.from),
        to: idOf(design, element.to),
        style: element.style,
        ...label(element),
      };
    case "entity":
      return { fields: element.fields.map((field) => reportedField(design, source, field)) };
    case "relation":
      return { from: idOf(design, element.from), to: idOf(design, element.to) };
    case "endpoint":
      return {
        verb: element.verb,
        route: element.route ?? null,
        returns: written(element.node.returns),
        parameters: element.parameters.map(({ name, place }) => ({ name: name.text, in: place })),
      };
    case "flow":
      return {
        steps: element.steps.map((step) => ({
          number: step.number,
          from: idOf(design, step.from),
          to: idOf(design, step.to),
          style: step.style,
          ...label(step),
        })),
      };
    case "process":
      return {
        rows: element.rows.map(({ elements }) =>
          elements.map(({ role, text, reference }) => ({ role, text, element: idOf(design, reference) })),
        ),
      };
    case "estimate":
      return { text: written(element.value?.expression) };
    case "assertion":
      return { text: assertionText(source, element) };
    default:
      return {};
  }
}

function reportedField(design: Design, source: Source, field: FieldElement) {
  const to = idOf(design, field.field) ?? idOf(design, field.entity);
  return {
    name: field.name,
    type: field.node.fieldType ? source.text(field.origin, field.node.fieldType) : null,
    nullable: field.nullable,
    list: field.list !== undefined,
    modifiers: [...field.modifiers],
    size: figure(source.facts.evaluation.fieldSize(field)?.value.toNumber()),
    ...(to === null ? {} : { references: to }),
    ...(field.title === undefined ? {} : { title: field.title }),
  };
}

function label({ label: text }: { readonly label?: string }): object {
  return text === undefined ? {} : { label: text };
}

function idOf(design: Design, reference: Reference | undefined): string | null {
  return design.get(reference?.target)?.id ?? null;
}
