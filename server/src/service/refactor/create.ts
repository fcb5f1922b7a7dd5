/** Declares what a name stands for, where it is used and is not there yet. */

import { functions } from "../../language/functions.ts";
import { kindInWords } from "../../language/kind-words.ts";
import { isComponentKind } from "../../language/kinds.ts";
import { properties } from "../../language/properties.ts";
import { AuthorText } from "../../lint/author-text.ts";
import { addAfter, addBefore, addBelow, addStatements } from "../../lint/edits.ts";
import type { Edit, Finding } from "../../lint/finding.ts";
import { quote } from "../../lint/messages.ts";
import { requirementsHome } from "../../lint/requirements-home.ts";
import type { Design, ElementClass, Origin } from "../../model/design.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Node, Path, Statement } from "../../syntax/tree.ts";
import { nodeAt } from "../../syntax/walk.ts";
import { diagnosticOf, type QuickFix } from "../diagnostics.ts";
import { locationOf, overlap, type Range, rangeOf } from "../place.ts";
import { inWords, quoted } from "./place.ts";

/** What declares each class: the keyword and, for people, its name. */
const CREATED: ReadonlyMap<string, string> = new Map([
  ["component", "component"],
  ["actor", "actor"],
  ["entity", "entity"],
  ["requirement", "requirement"],
  ["api", "API"],
  ["estimate", "estimate"],
  ["place", "region"],
  ["domain", "domain"],
]);

interface Use {
  readonly name: string;
  readonly classes: readonly string[];
  readonly statement: Statement;
  readonly origin: Origin;
}

/** Declarations that resolve the unknown names which touch a range of a file. */
export function creations(
  workspace: Workspace,
  uri: string,
  range: Range,
  findings: readonly Finding[],
): readonly QuickFix[] {
  const design = workspace.design(uri);
  if (!design) return [];
  const author = new AuthorText(workspace);
  return findings.flatMap((finding) => {
    const { origin, span } = finding.place;
    if (finding.rule !== "link/unknown" || origin.uri !== uri || !overlap(rangeOf(origin.chunk, span), range))
      return [];
    const use = useAt(workspace, origin, span.start);
    if (!use) return [];
    return use.classes.flatMap((of) => {
      const edits = declaration(design, author, use, of);
      if (!edits) return [];
      return [
        {
          title: `Create the ${CREATED.get(of) ?? of} ${quote(use.name)}`,
          diagnostic: diagnosticOf(finding),
          edits: edits.map((edit) => ({ ...locationOf(edit.origin, edit), text: edit.text })),
          snippet: false,
          preferred: false,
          safe: false,
        },
      ];
    });
  });
}

/** The simple name that is used at an offset of a chunk, and what it may be declared as. */
function useAt(workspace: Workspace, origin: Origin, offset: number): Use | undefined {
  const source = workspace.source(origin.uri);
  const place = source && nodeAt(source, origin.chunk.start + offset + 1);
  if (!place || place.chunk !== origin.chunk) return undefined;
  const index = place.nodes.findLastIndex((node) => node.type === "path");
  const path = place.nodes[index] as Path | undefined;
  const name = path?.names[0];
  const statement = place.nodes[0] as Statement | undefined;
  if (!name || !statement || path.names.length !== 1 || name.text === "") return undefined;
  const around = place.nodes.slice(0, index);
  const classes = expectedAt(around, path).filter((of) => CREATED.has(of));
  return classes.length > 0 ? { name: name.text, classes, statement, origin } : undefined;
}

/** The classes of what a path may lead to, by the nodes around it; empty where that is not known. */
export function expectedAt(around: readonly Node[], path: Path): readonly string[] {
  const parent = around.at(-1);
  switch (parent?.type) {
    case "alternatives":
      return ["component", "actor"];
    case "relation":
    case "field-type":
    case "field":
      return ["entity"];
    case "quality":
      return ["requirement"];
    case "expression": {
      const call = around.at(-2);
      if (call?.type === "call") return functions.get(call.name.text)?.element ?? ["estimate"];
      const property = around.at(-2);
      if (property?.type === "property") {
        const value = properties.get(property.name.text)?.value;
        if (!value) return [];
        if ("to" in value) return value.to;
        return "words" in value || value.type === "text" || value.type === "boolean" ? [] : ["estimate"];
      }
      return around.some((node) => node.type === "estimate" || node.type === "assert" || node.type === "target") &&
        parent.terms.includes(path)
        ? ["estimate"]
        : [];
    }
    default:
      return [];
  }
}

function declaration(
  design: Design,
  author: AuthorText,
  { name, statement, origin }: Use,
  of: string,
): readonly Edit[] | undefined {
  const title = quoted(inWords(name));
  const step = author.indentation(origin.uri);
  switch (of) {
    case "component": {
      const kind = kindInWords(name, isComponentKind) ?? "service";
      return beside(design, author, origin, statement, "component", [`${kind} ${name} ${title}`]);
    }
    case "actor":
      return beside(design, author, origin, statement, "actor", [`actor ${name}`]);
    case "place":
      return beside(design, author, origin, statement, "place", [`region ${name} ${title}`]);
    case "domain":
      return beside(design, author, origin, statement, "domain", [`domain ${name} ${title}`]);
    case "entity":
      return beside(design, author, origin, statement, "entity", [`entity ${name} {`, `${step}id uuid [pk]`, "}"]);
    case "api":
      return beside(design, author, origin, statement, "api", [
        `api ${name} ${title} {`,
        `${step}GET /${name.toLowerCase()}`,
        "}",
      ]);
    case "requirement":
      return requirementsHome({ design, author })?.add(`functional ${name} ${title} { priority: must }`);
    case "estimate":
      return estimate(author, origin, statement, name);
    default:
      return undefined;
  }
}

/** Behind the last declaration of its class at the top of the file, else before the statement that uses it. */
function beside(
  design: Design,
  author: AuthorText,
  origin: Origin,
  statement: Statement,
  of: ElementClass,
  lines: readonly string[],
): readonly Edit[] | undefined {
  const last = design.all(of).findLast((element) => element.origin.uri === origin.uri && element.parent === undefined);
  if (!last) return addBefore(author, origin, statement, lines);
  const multiline = lines.length > 1 || /[\r\n]/.test(author.chunk(last.origin).slice(last.node.start, last.node.end));
  const [only = ""] = lines;
  return multiline ? addAfter(author, last.origin, last.node, lines) : addBelow(author, last.origin, last.node, only);
}

/** Into the first block of estimates of the file, else one of its own behind the statement's. */
function estimate(author: AuthorText, origin: Origin, statement: Statement, name: string): readonly Edit[] | undefined {
  const line = `${name} = 1`;
  for (const { origin: home, statement: block } of author.statements(origin.uri)) {
    if (block.type !== "declaration" || block.kind.text !== "estimates") continue;
    return addStatements(author, home, block, [line]);
  }
  return addBefore(author, origin, statement, ["estimates {", author.indentation(origin.uri) + line, "}"]);
}
