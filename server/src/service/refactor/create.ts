/** Declares what a name stands for, where it is used and is not there yet. */

import { functions } from "../../language/functions.ts";
import { properties } from "../../language/properties.ts";
import { AuthorText } from "../../lint/author-text.ts";
import type { Edit, Finding } from "../../lint/finding.ts";
import { snippetFix } from "../../lint/fixes.ts";
import { quote } from "../../lint/messages.ts";
import { targets } from "../../model/access.ts";
import type { Design, Element } from "../../model/design.ts";
import { resolve } from "../../model/names.ts";
import type { Workspace } from "../../model/workspace.ts";
import type { Name, Node, Path, Statement } from "../../syntax/tree.ts";
import { nodeAt } from "../../syntax/walk.ts";
import { diagnosticOf, fileEdits, type QuickFix } from "../diagnostics.ts";
import { overlap, type Range, rangeOf } from "../place.ts";
import { declaring, declaringIn, singularOf, type UseSite } from "./create-edits.ts";

/** How what can be declared at the top is called. */
const CREATED: ReadonlyMap<string, string> = new Map([
  ["component", "component"],
  ["actor", "actor"],
  ["entity", "entity"],
  ["requirement", "requirement"],
  ["api", "API"],
  ["estimate", "estimate"],
  ["place", "region"],
  ["domain", "domain"],
  ["kind", "kind"],
  ["unit", "unit"],
]);

/** What elements declare inside of themselves. */
const MEMBERS: Partial<Record<Element["class"], string>> = { entity: "field", api: "endpoint", decision: "option" };
/** Of more owners than these, none is the likely one. */
const MOST_OWNERS = 3;

/** A way to declare a name. */
interface Creation {
  readonly title: string;
  readonly edits: readonly Edit[] | undefined;
}

/**
 * Declarations that resolve the unknown names which touch a range of a file. Without `snippets`, what is only a
 * suggestion is written as if it were meant.
 */
export function creations(
  workspace: Workspace,
  uri: string,
  range: Range,
  findings: readonly Finding[],
  snippets: boolean,
): readonly QuickFix[] {
  const design = workspace.design(uri);
  if (!design) return [];
  const author = new AuthorText(workspace);
  return findings.flatMap((finding) => {
    const { origin, span } = finding.place;
    if (finding.rule !== "link/unknown" || origin.uri !== uri || !overlap(rangeOf(origin.chunk, span), range))
      return [];
    const source = workspace.source(uri);
    const place = source && nodeAt(source, origin.chunk.start + span.start + 1);
    const statement = place?.nodes[0] as Statement | undefined;
    if (!place || !statement || place.chunk !== origin.chunk) return [];
    const site: UseSite = { design, author, origin, statement };
    return creationsAt(workspace, site, place.nodes, span.start).flatMap(({ title, edits }) => {
      const [fix] = snippetFix(author, title, edits);
      if (!fix) return [];
      // A snippet is filled in where the author is.
      const snippet = snippets && fix.edits.every((edit) => edit.origin.uri === uri);
      const diagnostic = diagnosticOf(finding);
      return [{ title, diagnostic, edits: fileEdits(fix, snippet), snippet, preferred: false, safe: false }];
    });
  });
}

function creationsAt(workspace: Workspace, site: UseSite, nodes: readonly Node[], start: number): readonly Creation[] {
  const inner = nodes.at(-1);
  if (inner?.type === "unit") {
    const factor = inner.factors.find((one) => one.end - one.name.length === start || one.start === start);
    return factor ? [creation(site, singularOf(factor.name), "unit")] : [];
  }
  if (inner?.type !== "name" || inner.text === "") return [];
  const around = nodes.at(-2);
  if (around?.type === "declaration" && around.kind === inner) return [creation(site, inner.text, "kind")];
  if (around?.type !== "path") return [];
  const index = around.names.indexOf(inner);
  if (index > 0) return inOwner(workspace, site, around, index);
  const above = nodes.slice(0, -2);
  const classes = expectedAt(above, around);
  const [, member, more] = around.names;
  if (more) return [];
  if (member) {
    const owners = classes.flatMap((of) => OWNERS.get(of) ?? []);
    return [...new Set(owners)].map((of) => creation(site, inner.text, of, member.text));
  }
  const top = classes.filter((of) => CREATED.has(of)).map((of) => creation(site, inner.text, of));
  return [...likelyOwners(site.design, above, classes).map((owner) => memberCreation(site, owner, inner)), ...top];
}

/** What has a member of a class, where its name is written before the dot. */
const OWNERS: ReadonlyMap<string, string> = new Map([
  ["entity", "entity"],
  ["field", "entity"],
  ["endpoint", "api"],
]);

function creation(site: UseSite, name: string, of: string, member?: string): Creation {
  return { title: `Create the ${CREATED.get(of) ?? of} ${quote(name)}`, edits: declaring(site, name, of, member) };
}

function memberCreation(site: UseSite, owner: Element, { text }: Name): Creation {
  const what = MEMBERS[owner.class] ?? "";
  return { title: `Create the ${what} ${quote(text)} in ${quote(owner.id)}`, edits: declaringIn(site, owner, text) };
}

/** What is missing in what the names before it lead to. */
function inOwner(workspace: Workspace, site: UseSite, path: Path, index: number): readonly Creation[] {
  const names = workspace.linked(site.origin.uri)?.names;
  const before = path.names.slice(0, index).map(({ text }) => text);
  const found = names && resolve(names, undefined, before, ({ class: of }) => MEMBERS[of] !== undefined);
  const owner = found?.type === "found" ? site.design.get(found.symbols.at(-1)?.key) : undefined;
  const name = path.names[index];
  return owner && name && path.names.length === index + 1 ? [memberCreation(site, owner, name)] : [];
}

/** What a simple name may be missing in: the only APIs, the entities that a store holds, the decision around. */
function likelyOwners(design: Design, above: readonly Node[], classes: readonly string[]): readonly Element[] {
  const around = (one: Element): boolean => above.some((node) => node === one.node);
  const owners: Element[] = [];
  if (classes.includes("endpoint")) owners.push(...few(design.all("api")));
  if (classes.includes("option")) owners.push(...design.all("decision").filter(around));
  if (classes.length === 1 && classes[0] === "field") {
    const stored = design
      .all("component")
      .filter(around)
      .flatMap((store) => targets(design, store, "stores", "entity"));
    owners.push(...few(stored.length > 0 ? stored : design.all("entity")));
  }
  return owners;
}

function few<T>(all: readonly T[]): readonly T[] {
  return all.length <= MOST_OWNERS ? all : [];
}

/** The classes of what a path may lead to, by the nodes around it; empty where that is not known. */
export function expectedAt(around: readonly Node[], path: Path): readonly string[] {
  const parent = around.at(-1);
  switch (parent?.type) {
    case "alternatives":
      return ["component", "actor"];
    case "row-element":
      return ROW_CLASSES.get(parent.role?.text ?? (isFirst(around, parent) ? "actor" : "system")) ?? [];
    case "relation":
    case "field-type":
    case "field":
      return ["entity"];
    case "quality":
      return ["requirement", "endpoint"];
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

/** What the places of an event-storming row are taken by. */
const ROW_CLASSES: ReadonlyMap<string, readonly string[]> = new Map([
  ["actor", ["actor", "component"]],
  ["system", ["component", "domain"]],
]);

function isFirst(around: readonly Node[], element: Node): boolean {
  const row = around.at(-2);
  return row?.type === "row" && row.elements[0] === element;
}
