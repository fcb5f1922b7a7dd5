/** A sketch as text of the language, in the canonical style. */

import { applied, format } from "../syntax/format/format.ts";
import { parse } from "../syntax/parse.ts";
import { readArrow } from "./label.ts";
import { entityThere, type Named, type Naming, nameAll } from "./naming.ts";
import type { Sketch, SketchEntity, SketchField, SketchLink } from "./sketch.ts";
import { connectionId, type Existing, relationId, type Surroundings } from "./surroundings.ts";
import { comments, elementName, fieldName, Names, oneLine, quoted, remark } from "./words.ts";

const ARROWS = { sync: "->", async: "~>", both: "<->" } as const;
/** Boxes in boxes beyond this depth stand beside each other instead. */
const DEEPEST = 12;
/** A chain that would be longer is written as several. */
const LONGEST_CHAIN = 100;

export interface Written {
  readonly text: string;
  /** What can be referred to from then on. */
  readonly declared: readonly Existing[];
  /** The names of all that is declared. */
  readonly names: readonly string[];
}

/** Writes declarations and connections with two spaces a level and `\n`; nothing where a sketch holds nothing. */
export function write(sketch: Sketch, around: Surroundings): Written {
  const naming = nameAll(sketch, around);
  const writer = new Writer(sketch, naming, around);
  const sections = writer.sections().filter((lines) => lines.length > 0);
  const text = sections.length === 0 ? "" : `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  const all = [...naming.nodes.values(), ...naming.groups.values(), ...naming.entities.values()];
  const entities = [...naming.entities].filter(([, { reused }]) => !reused);
  return {
    text: applied(text, format(parse(text), text)),
    declared: [
      ...[...naming.nodes.values()]
        .filter(({ reused }) => !reused)
        .map((one) => asExisting(one, one.kind === "actor" ? "actor" : "component")),
      ...entities.map(([id, one]) => ({
        ...asExisting(one, "entity"),
        fields: new Set(sketch.entities.get(id)?.fields.map(({ name }) => name)),
      })),
    ],
    names: all.map(({ name }) => name),
  };
}

function asExisting({ name, path, kind, label }: Named, of: Existing["class"]): Existing {
  return { class: of, name, path, kind, title: label.title };
}

class Writer {
  readonly #sketch: Sketch;
  readonly #naming: Naming;
  readonly #around: Surroundings;
  readonly #members = new Map<string | undefined, string[]>();
  readonly #boxes = new Map<string | undefined, string[]>();
  readonly #tables = new Map<string | undefined, SketchEntity[]>();

  constructor(sketch: Sketch, naming: Naming, around: Surroundings) {
    this.#sketch = sketch;
    this.#naming = naming;
    this.#around = around;
    for (const { id, group } of sketch.nodes.values()) {
      if (naming.nodes.has(id)) add(this.#members, group, id);
    }
    // A box is made behind the one that it stands in.
    const places = new Map<string | undefined, { readonly parent: string | undefined; readonly depth: number }>();
    for (const { id, parent } of sketch.groups.values()) {
      const around = places.get(parent);
      const isDeep = around !== undefined && around.depth >= DEEPEST;
      const place = isDeep ? around : { parent, depth: (around?.depth ?? 0) + 1 };
      places.set(id, place);
      add(this.#boxes, place.parent, id);
    }
    for (const entity of sketch.entities.values()) add(this.#tables, entity.group, entity);
  }

  sections(): readonly (readonly string[])[] {
    const { links, relations, leftovers, undirected } = this.#sketch;
    return [
      comments(this.#sketch.preface),
      this.#head(),
      ...this.#inside(undefined),
      relations.flatMap((relation) => {
        const [from, to] = [this.#naming.entities.get(relation.from), this.#naming.entities.get(relation.to)];
        const said = oneLine(relation.title);
        if (!from || !to || this.#around.relations.has(relationId(from.path, to.path, said))) return [];
        const title = said === "" ? "" : ` ${quoted(said)}`;
        return [`relation ${from.path} ${relation.ends[0]}--${relation.ends[1]} ${to.path}${title}`];
      }),
      [
        ...(undirected ? ["// Lines without a direction are read as calls from the left to the right."] : []),
        ...this.#links(links),
      ],
      [...comments(this.#sketch.takeComments()), ...comments(leftovers)],
    ];
  }

  #head(): readonly string[] {
    const title = oneLine(this.#sketch.title ?? "");
    const { nodes, groups, entities } = this.#naming;
    const there = [...nodes.values(), ...groups.values(), ...entities.values()].filter(({ reused }) => reused);
    const known = [
      ...new Set(
        there.map(({ path, label }) =>
          label.title === "" || label.title === path ? path : `${path} (${label.title})`,
        ),
      ),
    ];
    const lines = known.length === 0 ? [] : [remark(`Declared already: ${known.join(", ")}`)];
    if (title === "") return lines;
    if (!this.#around.system) return [remark(title), ...lines];
    const names = new Names(
      [...this.#naming.nodes.values(), ...this.#naming.groups.values(), ...this.#naming.entities.values()]
        .map(({ name }) => name)
        .concat(this.#around.taken),
    );
    const name = names.take(elementName(title) || "System");
    return [/^\S+$/.test(title) ? `system ${name}` : `system ${name} ${quoted(title)}`, ...lines];
  }

  /** What stands in a box: actors and components, boxes, entities. */
  #inside(box: string | undefined): readonly (readonly string[])[] {
    const members = this.#members.get(box) ?? [];
    const isActor = (id: string): boolean => this.#naming.nodes.get(id)?.kind === "actor";
    const sections: (readonly string[])[] = [
      members.filter(isActor).flatMap((id) => this.#node(id)),
      members.filter((id) => !isActor(id)).flatMap((id) => this.#node(id)),
    ];
    for (const id of this.#boxes.get(box) ?? []) sections.push(this.#group(id));
    for (const entity of this.#tables.get(box) ?? []) sections.push(this.#entity(entity));
    return sections.filter((lines) => lines.length > 0);
  }

  #node(id: string): readonly string[] {
    const node = this.#sketch.nodes.get(id);
    const named = this.#naming.nodes.get(id);
    if (!node || !named) return [];
    const said = comments(node.comments);
    const { technology, properties: figures } = named.label;
    const extra = [...named.label.notes, ...node.notes].map(oneLine).filter((note) => note !== "");
    if (named.reused) {
      const stated = [...(technology === undefined ? [] : [technology]), ...figures.map((one) => one.join(": "))];
      return [...said, ...comments([...stated, ...extra].map((note) => `${named.path}: ${note}`))];
    }
    const isActor = named.kind === "actor";
    const link = oneLine(node.link ?? "");
    const properties = [
      ...(isActor ? [] : named.label.properties).map(([name, value]) => `${name}: ${value}`),
      ...(named.label.technology === undefined || isActor ? [] : [`technology: ${quoted(named.label.technology)}`]),
      ...(link === "" ? [] : [`link: ${quoted(link)}`]),
      ...(extra.length === 0 ? [] : [`note: ${quoted(extra.join("; "))}`]),
    ];
    return [...said, head(named) + (properties.length === 0 ? "" : ` { ${properties.join(", ")} }`)];
  }

  #group(id: string): readonly string[] {
    const group = this.#sketch.groups.get(id);
    const named = this.#naming.groups.get(id);
    if (!group || !named) return [];
    const { label, kind } = named;
    const sections = this.#inside(id);
    if (named.reused) return [...comments(group.comments), ...comments(label.notes), ...sections.flat()];
    const isDomain = kind === "domain";
    const isPlace = kind === "region" || kind === "zone";
    const properties = [
      ...(isDomain && label.type !== undefined ? [`type: ${label.type}`] : []),
      ...(isDomain || isPlace ? [] : label.properties).map(([name, value]) => `${name}: ${value}`),
      ...(isDomain || isPlace || label.technology === undefined ? [] : [`technology: ${quoted(label.technology)}`]),
      ...(label.notes.length === 0 ? [] : [`note: ${quoted(label.notes.join("; "))}`]),
    ];
    const body = [...(properties.length === 0 ? [] : [properties]), ...sections].flatMap((lines, index) =>
      index === 0 ? lines : ["", ...lines],
    );
    const open = [...comments(group.comments), head(named)];
    if (body.length === 0) return open;
    const last = open.length - 1;
    return [...open.slice(0, last), `${open[last]} {`, ...indented(body), "}"];
  }

  #entity(entity: SketchEntity): readonly string[] {
    const named = this.#naming.entities.get(entity.id);
    if (!named) return [];
    const notes = comments(entity.notes);
    if (named.reused) return [...comments(entity.comments), ...notes];
    const body = [...this.#fields(entity), ...notes];
    const open = [...comments(entity.comments), head(named)];
    if (body.length === 0) return open;
    const last = open.length - 1;
    return [...open.slice(0, last), `${open[last]} {`, ...indented(body), "}"];
  }

  #fields({ fields }: SketchEntity): readonly string[] {
    const names = new Names();
    return fields.map((field) => {
      const name = names.take(fieldName(field.name));
      const to = this.#reference(field);
      const type = `${field.type || (to ? "" : "text")}${field.list ? "[]" : ""}${field.nullable && (field.type !== "" || !to) ? "?" : ""}`;
      const modifiers = field.modifiers.size === 0 ? "" : ` [${[...field.modifiers].join(", ")}]`;
      const title = oneLine(field.title ?? "");
      const loose =
        field.reference && !to
          ? [
              `references ${field.reference.entity}${field.reference.field === undefined ? "" : `.${field.reference.field}`}`,
            ]
          : [];
      const notes = remark(
        [...loose, ...field.notes]
          .map(oneLine)
          .filter((note) => note !== "")
          .join("; "),
      );
      return [`${name} ${type}`.trimEnd() + modifiers, to ? `-> ${to}` : "", title === "" ? "" : quoted(title), notes]
        .filter((part) => part !== "")
        .join(" ");
    });
  }

  /** What a field refers to: an entity of the sketch, or one that is there. */
  #reference({ reference }: SketchField): string | undefined {
    if (!reference) return undefined;
    const to = this.#naming.entities.get(reference.entity);
    if (!to) return entityThere(this.#around, reference.entity);
    const fields = this.#sketch.entities.get(reference.entity)?.fields ?? [];
    const target = fields.find(({ name }) => name === reference.field);
    const keys = fields.filter(({ modifiers }) => modifiers.has("pk"));
    if (!target || (keys.length === 1 && keys[0] === target)) return to.path;
    const names = new Names();
    for (const field of fields) {
      const name = names.take(fieldName(field.name));
      if (field === target) return `${to.path}.${name}`;
    }
    return to.path;
  }

  #links(links: readonly SketchLink[]): readonly string[] {
    const written = new Set<string>();
    const lines: string[] = [];
    let open = "";
    for (const link of links) {
      const [from, to] = [this.#paths(link.from), this.#paths(link.to)];
      const label = readArrow(link.lines);
      const about = comments(link.comments);
      if ([...link.from, ...link.to].some((id) => this.#naming.entities.has(id))) {
        // Entities call nobody, and how many of them belong together is not said.
        const ends = [link.from, link.to].map((ids) => ids.map((id) => this.#nameOf(id)).join(", "));
        lines.push(...about, remark(`${ends.join(` ${ARROWS[link.style]} `)} ${label}`));
        open = "";
        continue;
      }
      if (from.length === 0 || to.length === 0) continue;
      const notes = link.notes.map(oneLine).filter((note) => note !== "");
      const left = from.join(", ");
      const arrow = `${ARROWS[link.style]} ${to.join(", ")}${label === "" ? "" : ` ${quoted(label)}`}`;
      const body = [
        ...(link.optional ? ["optional: true"] : []),
        ...(notes.length === 0 ? [] : [`note: ${quoted(notes.join("; "))}`]),
      ];
      const whole = `${left} ${arrow}${body.length === 0 ? "" : ` { ${body.join(", ")} }`}`;
      const single = from.flatMap((one) => to.map((other) => connectionId(one, other, link.style, label)));
      const isThere = single.every((id) => this.#around.connections.has(id));
      if (written.has(whole) || isThere) {
        lines.push(...about);
        open = "";
        continue;
      }
      written.add(whole);
      const last = lines.at(-1) ?? "";
      const goesOn =
        link.continues && open === left && about.length === 0 && last.length + arrow.length < LONGEST_CHAIN;
      if (goesOn) lines[lines.length - 1] = last + whole.slice(left.length);
      else lines.push(...about, whole);
      open = label === "" && body.length === 0 ? to.join(", ") : "";
    }
    return lines;
  }

  #nameOf(id: string): string {
    const { nodes, groups, entities } = this.#naming;
    return (groups.get(id) ?? entities.get(id) ?? nodes.get(id))?.path ?? id;
  }

  /** How the ends of a link are referred to; entities are connected to nothing. */
  #paths(ids: readonly string[]): readonly string[] {
    const paths = ids.flatMap((id) => (this.#naming.groups.get(id) ?? this.#naming.nodes.get(id))?.path ?? []);
    return [...new Set(paths)];
  }
}

function head({ kind, name, label }: Named): string {
  return `${kind} ${name}${label.title === "" || label.title === name ? "" : ` ${quoted(label.title)}`}`;
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
