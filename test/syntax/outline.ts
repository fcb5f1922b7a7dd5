/** A tree in a few words, for tests: what was understood, without offsets. */

import type { Expression, FieldType, Node, SourceFile, Statement, Term } from "../../server/src/syntax/tree.ts";
import { bodyOf } from "../../server/src/syntax/walk.ts";

/** One line for each top-level statement; bodies in braces, statements in them separated by `;`. */
export function outline(file: SourceFile): string {
  return file.chunks.flatMap((chunk) => (chunk.statement ? [statement(chunk.statement)] : [])).join("\n");
}

function statement(node: Statement): string {
  const head = parts(node).filter((part) => part !== "" && part !== undefined);
  const body = bodyOf(node);
  if (body !== undefined)
    head.push(`{ ${body.statements.map(statement).join("; ")}${body.closed ? " }" : " …"}`.replace("{  }", "{}"));
  return head.join(" ");
}

function parts(node: Statement): (string | undefined)[] {
  const doc = "doc" in node && node.doc !== undefined ? `///${node.doc.replaceAll("\n", "⏎")}` : undefined;
  return [doc, ...ownParts(node)];
}

function ownParts(node: Statement): (string | undefined)[] {
  switch (node.type) {
    case "import":
      return ["import", node.names && `{${node.names.map((name) => name.text).join(",")}}`, show(node.path)];
    case "kind":
      return ["kind", show(node.name), ":", show(node.base), show(node.title)];
    case "declaration":
      return [show(node.kind), show(node.name) ?? "∅", show(node.title)];
    case "quality": {
      const { target } = node;
      const shown =
        target && [show(target.metric), target.operator?.sign, show(target.value)].filter(Boolean).join(" ");
      const applies = node.for.length > 0 ? `for ${node.for.map(show).join(", ")}` : undefined;
      return ["quality", show(node.quality), show(node.name) ?? "∅", show(node.title), shown && `<${shown}>`, applies];
    }
    case "estimate":
      return ["estimate", node.name.text, "=", show(node.value) ?? "∅", show(node.title)];
    case "assert":
      return ["assert", show(node.left), node.operator?.sign, show(node.right), show(node.why)];
    case "unit-declaration":
      return ["unit", show(node.name)];
    case "field": {
      const modifiers =
        node.modifiers.length > 0 ? `[${node.modifiers.map((name) => name.text).join(",")}]` : undefined;
      const to = node.references && `-> ${show(node.references)}`;
      return ["field", node.name.text, show(node.fieldType) ?? "∅", modifiers, to, show(node.description)];
    }
    case "relation":
      return [
        "relation",
        show(node.from),
        show(node.fromCardinality),
        "--",
        show(node.toCardinality),
        show(node.to),
        show(node.title),
      ];
    case "endpoint": {
      const parameters = node.parameters.map(
        (p) => `${p.place} ${p.name.text}${p.fieldType ? `: ${type(p.fieldType)}` : ""}`,
      );
      if (node.open) parameters.push("…");
      const returns = node.returns && `-> ${type(node.returns)}`;
      const name = node.name && (node.route ? `as ${node.name.text}` : node.name.text);
      return [node.verb.text, show(node.route), name, `(${parameters.join(", ")})`, returns, show(node.title)];
    }
    case "property":
      return [`${node.name.text}:`, node.values.map((value) => show(value)).join(", ")];
    case "connection": {
      const flow: string[] = [];
      for (let i = 0; i < Math.max(node.stages.length, node.arrows.length); i++) {
        flow.push(node.stages[i]?.groups.map((group) => group.targets.map(show).join("|")).join(",") || "∅");
        const arrow = node.arrows[i];
        if (arrow) flow.push(arrow.sign);
      }
      if (node.arrows.length === node.stages.length) flow.push("∅");
      return [flow.join(" "), show(node.label)];
    }
    case "row":
      return [
        node.elements
          .map((element) => `${element.role ? `${element.role.text} ` : ""}${show(element.value)}`)
          .join(" => "),
      ];
    case "stray":
      return ["stray"];
  }
}

function type(node: FieldType): string {
  const args = node.arguments ? `(${node.arguments.map(show).join(", ")})` : "";
  const list = node.list ? `[${node.list.size ?? ""}]` : "";
  return `${show(node.name)}${args}${list}${node.nullable ? "?" : ""}`;
}

function show(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  switch (node.type) {
    case "name":
      return node.text;
    case "path":
      return node.names.map((name) => name.text).join(".");
    case "text":
      return JSON.stringify(node.value);
    case "expression":
      return expression(node);
    case "field-type":
      return type(node);
    case "cardinality":
      return node.max === node.min ? `${node.min}` : `${node.min}..${node.max ?? "*"}`;
    default:
      return term(node as Term);
  }
}

export function expression(node: Expression): string {
  return node.terms.map(term).join(" ");
}

/** A number's unit stands behind a `·`, so that it differs from a word. */
function term(node: Term): string {
  switch (node.type) {
    case "number": {
      const scale = node.scale === 0 ? "" : `e${node.scale}`;
      const unit = node.unit ? `·${term(node.unit)}` : "";
      return `${node.currency ?? ""}${node.digits}${scale}${node.percent ? "%" : ""}${unit}`;
    }
    case "ratio":
      return `${term(node.left)}:${term(node.right)}`;
    case "group":
      return `(${expression(node.expression)})`;
    case "call":
      return `${node.name.text}(${node.arguments.map(expression).join(", ")})`;
    case "unit":
      return node.factors
        .map((factor, i) => (factor.power < 0 ? `/${factor.name}` : `${i > 0 ? "*" : ""}${factor.name}`))
        .join("");
    case "operator":
      return node.sign;
    default:
      return show(node) ?? "";
  }
}
