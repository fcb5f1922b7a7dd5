/** The data model: entities with their fields, relations and references with crow's feet. */

import type { Facts } from "../../analysis/facts.ts";
import { format } from "../../estimate/display.ts";
import { enclosing, propertyOf } from "../../model/access.ts";
import type { Design, EntityElement, FieldElement, Key, RelationElement } from "../../model/design.ts";
import type { Cardinality as WrittenCardinality } from "../../syntax/tree.ts";
import type { Cardinality, FieldMark, PictureCluster, PictureEdge, TableNode, TableRow } from "../picture.ts";
import { anchorOf } from "./anchors.ts";
import { box } from "./nodes.ts";
import type { Scene, ViewOptions } from "./view.ts";
import { expressionText, fullTitle, heading, valuesText } from "./words.ts";

const marks: readonly FieldMark[] = ["pk", "unique", "index", "pii", "sensitive", "encrypted", "immutable"];

/** Draws entities as tables; `only` picks some of them. */
export function dataModel(facts: Facts, options: ViewOptions = {}, only?: ReadonlySet<Key>): Scene {
  const { design } = facts;
  const entities = design.all("entity").filter(({ key }) => only === undefined || only.has(key));
  const shown = new Set(entities.map(({ key }) => key));
  const shownAs = new Map<string, string>();
  const domains = new Map<Key, PictureCluster>();
  const tables = entities.map((entity) => {
    const domain = enclosing(design, entity, "domain");
    if (domain && !domains.has(domain.key)) domains.set(domain.key, box(facts, domain, undefined));
    for (const field of entity.fields) shownAs.set(anchorOf(design, field), anchorOf(design, entity));
    return table(facts, entity, domain ? anchorOf(design, domain) : undefined);
  });
  const edges = dataEdges(design, shown, shownAs);
  return {
    nodes: tables,
    clusters: [...domains.values()],
    edges,
    shownAs,
    direction: options.tall === true ? "TB" : "LR",
    description: `${tables.length} ${tables.length === 1 ? "entity" : "entities"} and ${edges.length} ${edges.length === 1 ? "relation" : "relations"} between them`,
  };
}

/** The table of an entity. */
export function table(facts: Facts, entity: EntityElement, parent: string | undefined): TableNode {
  const { design } = facts;
  const title = entity.name === "" ? heading(entity) : entity.name;
  const tooltip = fullTitle(entity, title);
  const figures = entityFigures(facts, entity);
  return {
    shape: "table",
    id: anchorOf(design, entity),
    title,
    family: "data",
    icon: "entity",
    rows: entity.fields.map((field) => row(design, field)),
    ...(parent === undefined ? {} : { parent }),
    ...(tooltip === undefined ? {} : { tooltip }),
    ...(figures === "" ? {} : { facts: figures }),
    ...(propertyOf(design, entity, "aggregate")?.values[0]?.word === "true" ? { aggregate: true } : {}),
  };
}

/** How large a record is, and how many there are: `≥ 180 B · 100M rows`. */
function entityFigures(facts: Facts, entity: EntityElement): string {
  const { design, evaluation } = facts;
  const size = evaluation.entitySize(entity.key);
  const parts: string[] = [];
  if (size && size.bytes > 0)
    parts.push(`${size.lowerBound ? "≥ " : ""}${format(size.quantity, evaluation.convention)}`);
  const rows = propertyOf(design, entity, "rows");
  const grows = propertyOf(design, entity, "grows");
  if (rows && rows.values.length > 0) parts.push(`${valuesText(rows.values)} rows`);
  else if (grows && grows.values.length > 0) parts.push(`+${valuesText(grows.values)}`);
  return parts.join(" · ");
}

function row(design: Design, field: FieldElement): TableRow {
  const title = field.title;
  const written: FieldMark[] = marks.filter((mark) => field.modifiers.has(mark));
  if (entityOf(design, field) !== undefined) written.splice(written.includes("pk") ? 1 : 0, 0, "fk");
  return {
    name: field.name,
    type: typeText(design, field),
    anchor: anchorOf(design, field),
    ...(written.length > 0 ? { marks: written } : {}),
    ...(field.nullable ? { nullable: true } : {}),
    ...(title === undefined ? {} : { tooltip: `${field.name}: ${title}` }),
  };
}

/** The type as written; a reference without one has its key's. The `?` is the drawing's. */
function typeText(design: Design, field: FieldElement, depth = 0): string {
  const arguments_ =
    field.arguments.length === 0
      ? ""
      : `(${field.arguments.map((value) => value.text ?? expressionText(value.expression)).join(", ")})`;
  const list = field.list === undefined ? "" : `[${field.list.size ?? ""}]`;
  if (field.fieldType !== undefined) return `${field.fieldType}${arguments_}${list}`;
  const target = entityOf(design, field);
  const key = referenced(design, field) ?? target?.fields.find(({ modifiers }) => modifiers.has("pk"));
  const inherited = key === undefined || depth > 8 ? (target?.name ?? "") : typeText(design, key, depth + 1);
  return `${inherited}${list}`;
}

function entityOf(design: Design, field: FieldElement): EntityElement | undefined {
  const element = design.get(field.entity?.target);
  return element?.class === "entity" ? element : undefined;
}

function referenced(design: Design, field: FieldElement): FieldElement | undefined {
  const element = design.get(field.field?.target);
  return element?.class === "field" ? element : undefined;
}

/** Relations, and field references that no relation states, between entities that are shown. */
function dataEdges(design: Design, shown: ReadonlySet<Key>, shownAs: Map<string, string>): readonly PictureEdge[] {
  const edges: PictureEdge[] = [];
  const relationOf = new Map<string, string>();
  const pair = (a: Key, b: Key): string => JSON.stringify(a < b ? [a, b] : [b, a]);
  for (const relation of design.all("relation")) {
    const from = design.get(relation.from?.target);
    const to = design.get(relation.to?.target);
    if (from?.class !== "entity" || to?.class !== "entity" || !shown.has(from.key) || !shown.has(to.key)) continue;
    const id = anchorOf(design, relation);
    if (!relationOf.has(pair(from.key, to.key))) relationOf.set(pair(from.key, to.key), id);
    edges.push({
      id,
      from: anchorOf(design, from),
      to: anchorOf(design, to),
      style: "relation",
      ends: relationEnds(relation),
      ...(relation.title === undefined || relation.title === "" ? {} : { label: [relation.title] }),
    });
  }
  const references = new Map<string, { readonly edge: PictureEdge; readonly names: string[] }>();
  for (const entity of design.all("entity")) {
    if (!shown.has(entity.key)) continue;
    for (const field of entity.fields) {
      const target = entityOf(design, field);
      if (!target || !shown.has(target.key)) continue;
      const anchor = anchorOf(design, field);
      if (relationOf.has(pair(entity.key, target.key))) continue;
      const ends = referenceEnds(field);
      const key = JSON.stringify([entity.key, target.key, ends]);
      const known = references.get(key);
      if (known) {
        known.names.push(field.name);
        continue;
      }
      references.set(key, {
        // The one that is referred to stands first, as the one side of a relation does.
        edge: {
          id: `reference ${anchor}`,
          anchor,
          from: anchorOf(design, target),
          to: anchorOf(design, entity),
          style: "relation",
          ends,
        },
        names: [field.name],
      });
      shownAs.delete(anchor);
    }
  }
  for (const { edge, names } of references.values()) edges.push({ ...edge, label: [names.join(", ")] });
  return edges;
}

/** The ends of a reference: the entity that is referred to, and the one whose field it is. */
function referenceEnds(field: FieldElement): readonly [Cardinality, Cardinality] {
  if (field.list) return ["zero-or-many", "zero-or-many"];
  const one = field.nullable ? "zero-or-one" : "one";
  return [one, field.modifiers.has("unique") ? "zero-or-one" : "zero-or-many"];
}

function relationEnds({ node }: RelationElement): readonly [Cardinality, Cardinality] {
  return [cardinality(node.fromCardinality), cardinality(node.toCardinality)];
}

function cardinality(written: WrittenCardinality | undefined): Cardinality {
  if (!written) return "many";
  const { min, max } = written;
  if (max === undefined) return min >= 1 ? "one-or-many" : "zero-or-many";
  if (max <= 1) return min >= 1 ? "one" : "zero-or-one";
  return min >= 1 ? "one-or-many" : "zero-or-many";
}
