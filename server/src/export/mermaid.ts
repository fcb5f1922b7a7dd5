/** A design's drawing and data model in Mermaid, which many places that take Markdown show. */

import type { KindFamily } from "../language/kinds.ts";
import { end } from "../model/access.ts";
import type {
  ActorElement,
  ComponentElement,
  Design,
  DomainElement,
  FieldElement,
  Key,
  RelationElement,
} from "../model/design.ts";
import { displayName } from "../model/design.ts";
import type { Cardinality } from "../syntax/tree.ts";
import { columnsOf, linkOf } from "./columns.ts";
import { Names, oneLine, type Source } from "./source.ts";

/** Markdown with a flowchart and, where there are entities, an ER diagram, each in a fence that GitHub draws. */
export function mermaid(source: Source): string {
  const blocks = [flowchart(source), erDiagram(source)].filter((block) => block !== "");
  return blocks.length === 0 ? "" : `${blocks.map(fenced).join("\n\n")}\n`;
}

/** A diagram as a block of Markdown. */
export function fenced(diagram: string): string {
  return `\`\`\`mermaid\n${diagram}\n\`\`\``;
}

/** How deep boxes stand in boxes at most; Mermaid's own limits lie far beyond. */
const DEEPEST = 20;

type Drawn = ActorElement | ComponentElement | DomainElement;

/** Actors, components in their domains, and connections; empty where a design has none of them. */
export function flowchart({ facts }: Source): string {
  const { design } = facts;
  const drawn: readonly Drawn[] = [...design.all("actor"), ...design.all("domain"), ...design.all("component")];
  if (drawn.length === 0) return "";
  const ids = new Map(drawn.map(({ key }, index) => [key, `n${index + 1}`]));
  const parents = new Set(drawn.map((element) => drawnParent(design, element, ids)));
  const within = (parent: Key | undefined, depth: number): readonly string[] =>
    drawn
      .filter((element) => drawnParent(design, element, ids) === parent)
      .flatMap((element) => {
        const id = ids.get(element.key) ?? "";
        const indent = "  ".repeat(depth);
        if (!parents.has(element.key) || depth > DEEPEST) return [`${indent}${id}${shape(element)}`];
        const title = `${id}["${escaped(displayName(element))}"]`;
        return [`${indent}subgraph ${title}`, ...within(element.key, depth + 1), `${indent}end`];
      });
  const links = design.all("connection").flatMap((connection) => {
    const [from, to] = [end(design, connection.from), end(design, connection.to)];
    const [left, right] = [ids.get(from?.key ?? ""), ids.get(to?.key ?? "")];
    if (left === undefined || right === undefined) return [];
    const text = escaped(connection.label ?? "");
    return [`  ${left} ${ARROWS[connection.style]}${text === "" ? "" : `|"${text}"|`} ${right}`];
  });
  return ["flowchart TB", ...within(undefined, 1), ...links].join("\n");
}

const ARROWS = { sync: "-->", async: "-.->", both: "<-->" } as const;

function drawnParent(design: Design, element: Drawn, ids: ReadonlyMap<Key, string>): Key | undefined {
  for (let above = design.get(element.parent); above; above = design.get(above.parent)) {
    if (ids.has(above.key)) return above.key;
  }
  return undefined;
}

const SHAPES: ReadonlyMap<KindFamily, readonly [string, string]> = new Map([
  ["data", ["[(", ")]"]],
  ["messaging", ["[[", "]]"]],
  ["external", ["{{", "}}"]],
]);

function shape(element: Drawn): string {
  const text = escaped(displayName(element));
  if (element.class !== "component") return element.class === "actor" ? `(["${text}"])` : `["${text}"]`;
  const [open, close] = SHAPES.get(element.kind.base.family) ?? ["[", "]"];
  const kind = escaped(element.kind.base.label);
  const label = kind.toLowerCase() === text.toLowerCase() ? text : `${text}<br>${kind}`;
  return `${open}"${label}"${close}`;
}

/** Entities, their fields and relations; empty where a design has no entities. */
export function erDiagram({ facts }: Source): string {
  const { design, evaluation } = facts;
  const entities = design.all("entity");
  if (entities.length === 0) return "";
  const ids = new Map(entities.map(({ key }, index) => [key, `e${index + 1}`]));
  const blocks = entities.flatMap((entity) => {
    const names = new Names();
    const rows = entity.fields
      .filter(({ name }) => name !== "")
      .flatMap((field) => columnsOf(evaluation, field))
      .map(({ name, type, field }) => {
        const shown = names.take(word(name));
        const comment = [shown === name ? "" : name, field.title ?? "", field.nullable ? "may be missing" : ""];
        const said = escaped(comment.filter((text) => text !== "").join("; "));
        const marks = keys(design, field);
        return `    ${word(type ?? "unknown")}${field.list ? "[]" : ""} ${shown}${marks === "" ? "" : ` ${marks}`}${said === "" ? "" : ` "${said}"`}`;
      });
    const head = `  ${ids.get(entity.key)}["${escaped(entity.id || displayName(entity)) || " "}"]`;
    return rows.length === 0 ? [head] : [`${head} {`, ...rows, "  }"];
  });
  const related = new Set<string>();
  const relations = design.all("relation").flatMap((relation) => {
    const [from, to] = [ids.get(relation.from?.target ?? ""), ids.get(relation.to?.target ?? "")];
    if (from === undefined || to === undefined) return [];
    related.add(`${from} ${to}`).add(`${to} ${from}`);
    return [line(from, to, ends(relation), relation.title ?? "")];
  });
  const references = entities.flatMap(({ key, fields }) =>
    fields.flatMap((field) => {
      const [from, to] = [ids.get(linkOf(design, field)?.entity.key ?? ""), ids.get(key)];
      if (from === undefined || to === undefined || related.has(`${from} ${to}`)) return [];
      const one = field.list ? "}o" : field.nullable ? "|o" : "||";
      return [line(from, to, [one, field.modifiers.has("unique") ? "o|" : "o{"], field.name)];
    }),
  );
  return ["erDiagram", ...blocks, ...relations, ...references].join("\n");
}

function line(from: string, to: string, [left, right]: readonly [string, string], label: string): string {
  return `  ${from} ${left}--${right} ${to} : "${escaped(label) || " "}"`;
}

function ends({ node }: RelationElement): readonly [string, string] {
  const [left, right] = [cardinality(node.fromCardinality), cardinality(node.toCardinality)];
  return [left.replace("{", "}").split("").reverse().join(""), right];
}

/** As it is written at the right end. */
function cardinality(written: Cardinality | undefined): string {
  if (!written) return "o{";
  const { min, max } = written;
  if (max !== undefined && max <= 1) return min >= 1 ? "||" : "o|";
  return min >= 1 ? "|{" : "o{";
}

function keys(design: Design, field: FieldElement): string {
  const marks = [
    field.modifiers.has("pk") ? "PK" : "",
    linkOf(design, field) ? "FK" : "",
    field.modifiers.has("unique") ? "UK" : "",
  ];
  return marks.filter((mark) => mark !== "").join(", ");
}

/** What Mermaid takes for the name of a field. */
function word(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9_]+/g, "_");
  return /^[A-Za-z]/.test(plain) ? plain : `f_${plain.replace(/^_+/, "")}`;
}

/** A user's text inside of quotes, where Mermaid knows HTML, entities of its own and Markdown. */
function escaped(text: string): string {
  // Two percent signs begin a comment in some versions, wherever they stand.
  return oneLine(text).replace(/%(?=%)|[^\p{L}\p{M}\p{N}\p{Zs} _.,:;!?()%+=/'’–—·≥≤×€£°-]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0xfffd;
    return `#${code};`;
  });
}
