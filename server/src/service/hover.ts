/** What the editor says of the word under the cursor. */

import type { Sources } from "../lint/author-text.ts";
import { propertyOf } from "../model/access.ts";
import type { Design, Element, FieldElement } from "../model/design.ts";
import type { Workspace } from "../model/workspace.ts";
import { nodeAt } from "../syntax/walk.ts";
import type { HoverFigures } from "./hover-figures.ts";
import { code, escapeLines, escapeMarkdown } from "./markdown.ts";
import { elementOf } from "./navigation.ts";
import { type Range, rangeOf } from "./place.ts";
import { linkedChunkAt, nameAt } from "./under.ts";
import { wordAt } from "./word.ts";

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** Adds what is computed of an element, as Markdown; empty when there is nothing to say. */
export type Figures = (design: Design, element: Element) => string;

/** The hover at an offset, or undefined where there is nothing to say. */
export function hover(workspace: Workspace, uri: string, offset: number, figured?: HoverFigures): Hover | undefined {
  const figures: Figures | undefined = figured && ((of, element) => figured.of(of, element));
  const file = workspace.linked(uri);
  const place = file && linkedChunkAt(file, offset);
  if (!file || !place) return undefined;
  const spot = nameAt(file, offset);
  const element = spot && elementOf(workspace, file, spot.key);
  if (spot && element) {
    const design = workspace.design(uri);
    return { range: rangeOf(spot.chunk.chunk, spot.span), markdown: describe(workspace, element, design, figures) };
  }
  const word = wordAt(nodeAt(file.source, offset));
  const design = workspace.design(uri);
  const part = design && figured?.at(file, design, offset);
  const span = part?.span ?? word?.span;
  if (!span) return undefined;
  const arrows = part?.connections.map((connection) => describe(workspace, connection, design, figures)) ?? [];
  const parts = [...arrows, part?.markdown, word?.markdown].filter(Boolean);
  return { range: rangeOf(place.chunk.chunk, span), markdown: parts.join("\n\n---\n\n") };
}

/** An element in a few lines: what it is, what the author says of it, what it is connected to. */
export function describe(sources: Sources, element: Element, design: Design | undefined, figures?: Figures): string {
  const title = element.title === undefined ? "" : ` — ${escapeMarkdown(element.title)}`;
  const parts = [
    `**${escapeMarkdown(labelOf(element))}** ${code(element.id)}${title}`,
    element.doc === undefined ? "" : escapeLines(element.doc),
    design ? summary(element, design) : "",
    stated(element, sources),
    design && figures ? figures(design, element) : "",
  ];
  return parts.filter(Boolean).join("\n\n");
}

function labelOf(element: Element): string {
  switch (element.class) {
    case "component":
      return element.kind.name === element.kind.base.name
        ? element.kind.base.label
        : `${element.kind.name} (${element.kind.base.label})`;
    case "place":
      return element.kind;
    case "quality":
      return element.quality.name;
    case "kind":
      return `kind of ${element.base.label}`;
    case "requirement":
      return "functional requirement";
    case "api":
      return "API";
    default:
      return element.class;
  }
}

function summary(element: Element, design: Design): string {
  switch (element.class) {
    case "component":
    case "actor":
      return neighbours(element, design);
    case "entity":
      return [
        element.fields.map((field) => `- ${fieldLine(field)}`).join("\n"),
        listed("Stored by", element, design, "stores"),
      ]
        .filter(Boolean)
        .join("\n\n");
    case "field":
      return fieldLine(element);
    case "endpoint":
      return code([element.verb, element.route ?? element.name].join(" "));
    case "api":
      return [
        design
          .children(element.key)
          .flatMap((child) =>
            child.class === "endpoint" ? [`- ${code(`${child.verb} ${child.route ?? child.name}`)}`] : [],
          )
          .join("\n"),
        listed("Served by", element, design, "serves"),
      ]
        .filter(Boolean)
        .join("\n\n");
    case "requirement":
    case "quality":
      return listed("Satisfied by", element, design, "satisfies");
    case "flow":
      return element.steps
        .map((step) => {
          const ends = `${nameOf(design, step.from.target)} ${step.style === "async" ? "⇝" : "→"} ${nameOf(design, step.to.target)}`;
          return `${step.number}. ${ends}${step.label ? `: ${escapeMarkdown(step.label)}` : ""}`;
        })
        .join("\n");
    case "decision":
      return element.options
        .map((option) => `- ${code(option.name)}${option.title ? ` ${escapeMarkdown(option.title)}` : ""}`)
        .join("\n");
    default:
      return "";
  }
}

function fieldLine(field: FieldElement): string {
  const type = `${field.fieldType ?? "key"}${field.nullable ? "?" : ""}${field.list ? "[]" : ""}`;
  const modifiers = [...field.modifiers].join(", ");
  const reference = field.node.references?.names.map((name) => name.text).join(".");
  const written = `${field.name} ${type}${modifiers ? ` [${modifiers}]` : ""}${reference ? ` -> ${reference}` : ""}`;
  return code(written);
}

/** Whom it calls, and who calls it. */
function neighbours(element: Element, design: Design): string {
  const calls = new Set<string>();
  const callers = new Set<string>();
  for (const connection of design.all("connection")) {
    if (connection.from.target === element.key) calls.add(nameOf(design, connection.to.target));
    if (connection.to.target === element.key) callers.add(nameOf(design, connection.from.target));
  }
  return [some("Calls", [...calls]), some("Called by", [...callers])].filter(Boolean).join("  \n");
}

/** The elements whose property leads to an element. */
function listed(label: string, element: Element, design: Design, property: string): string {
  const found: string[] = [];
  for (const bearer of ["component", "endpoint", "api", "flow", "process"] as const) {
    for (const other of design.all(bearer)) {
      const leads = propertyOf(design, other, property)?.values.some((value) => {
        const target = value.reference?.target;
        return target === element.key || design.get(target)?.parent === element.key;
      });
      if (leads) found.push(code(other.id));
    }
  }
  return some(label, found);
}

const SHOWN = 8;

function some(label: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `${label} ${names.slice(0, SHOWN).join(", ")}${more}`;
}

function nameOf(design: Design, key: string | undefined): string {
  return code(design.get(key)?.id ?? "…");
}

const UNTOLD = new Set(["note", "link", "pros", "cons"]);

/** The properties as stated, words and numbers only: prose is there to be read in the text. */
function stated(element: Element, sources: Sources): string {
  const lines: string[] = [];
  for (const property of element.properties.values()) {
    if (UNTOLD.has(property.name) || property.values.length === 0) continue;
    const { start } = property.origin.chunk;
    const values = property.values.map(({ expression }) =>
      sources
        .text(property.origin.uri)
        ?.slice(start + expression.start, start + expression.end)
        .trim(),
    );
    lines.push(`- ${code(`${property.name}: ${values.join(", ")}`)}`);
  }
  return lines.slice(0, 20).join("\n");
}
