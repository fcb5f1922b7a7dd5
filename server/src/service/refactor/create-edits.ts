/** The text of declarations that a use asks for, as snippets, and where they go. */

import { kindInWords } from "../../language/kind-words.ts";
import { isComponentKind } from "../../language/kinds.ts";
import { type AuthorText, lineStart } from "../../lint/author-text.ts";
import { addAfter, addBefore, addBelow, addStatements } from "../../lint/edits.ts";
import type { Edit } from "../../lint/finding.ts";
import { requirementsHome } from "../../lint/requirements-home.ts";
import { placeholder } from "../../lint/snippet.ts";
import type { Design, Element, ElementClass, Origin } from "../../model/design.ts";
import { spellings } from "../../model/names.ts";
import type { Statement } from "../../syntax/tree.ts";
import { inWords, quoted } from "./place.ts";

/** Where a name is used that leads nowhere. */
export interface UseSite {
  readonly design: Design;
  readonly author: AuthorText;
  readonly origin: Origin;
  /** The top-level statement around it. */
  readonly statement: Statement;
}

/**
 * The declaration of a name as something of a class, with what it is to hold; undefined for classes that are not declared
 * for a use alone.
 */
export function declaring(site: UseSite, name: string, of: string, member?: string): readonly Edit[] | undefined {
  const { design, author, origin, statement } = site;
  const words = quoted(inWords(name)).slice(1, -1);
  const title = `"${placeholder(1, words)}"`;
  const step = author.indentation(origin.uri);
  switch (of) {
    case "component": {
      const kind = kindInWords(name, isComponentKind) ?? "service";
      return beside(site, "component", [`${placeholder(1, kind)} ${name} "${placeholder(2, words)}"`]);
    }
    case "actor":
      return beside(site, "actor", [`actor ${name} ${title}`]);
    case "place":
      return beside(site, "place", [`region ${name} ${title}`]);
    case "domain":
      return beside(site, "domain", [`domain ${name} ${title}`]);
    case "entity": {
      const field = member === undefined || member === "id" ? [] : [`${step}${member} ${placeholder(2, "string(80)")}`];
      return beside(site, "entity", [`entity ${name} {`, `${step}id ${placeholder(1, "uuid")} [pk]`, ...field, "}"]);
    }
    case "api": {
      const endpoint = member === undefined ? `GET /${placeholder(2, name.toLowerCase())}` : endpointLine(member);
      return beside(site, "api", [`api ${name} "${placeholder(3, words)}" {`, step + endpoint, "}"]);
    }
    case "kind":
      return beside(site, "kind", [`kind ${name}: ${placeholder(1, "service")}`]);
    case "requirement":
      return requirementsHome({ design, author })?.add(
        `functional ${name} ${title} { priority: ${placeholder(2, "must")} }`,
      );
    case "estimate":
      return estimate(author, origin, statement, `${name} = ${placeholder(1, "1")}`);
    case "unit":
      return estimate(author, origin, statement, `unit ${name}`);
    default:
      return undefined;
  }
}

/** The declaration of a name inside of what has it: a field, an endpoint, an option. */
export function declaringIn({ author }: UseSite, owner: Element, name: string): readonly Edit[] | undefined {
  switch (owner.class) {
    case "entity": {
      const line = `${name} ${placeholder(1, "string(80)")}`;
      const last = owner.fields.at(-1);
      // Behind the other fields, before the properties.
      if (last && /^[ \t]*$/.test(before(author, last.origin, last.node.start)))
        return addBelow(author, last.origin, last.node, line);
      return addStatements(author, owner.origin, owner.node, [line]);
    }
    case "api":
      return addStatements(author, owner.origin, owner.node, [endpointLine(name)]);
    case "decision": {
      const title = placeholder(1, quoted(inWords(name)).slice(1, -1));
      const sides = `pros: "${placeholder(2, "…")}"  cons: "${placeholder(3, "…")}"`;
      return addStatements(author, owner.origin, owner.node, [`option ${name} "${title}" { ${sides} }`]);
    }
    default:
      return undefined;
  }
}

function before(author: AuthorText, { uri, chunk }: Origin, offset: number): string {
  const text = author.of(uri);
  return text.slice(lineStart(text, chunk.start + offset), chunk.start + offset);
}

function endpointLine(name: string): string {
  return `\${1|GET,POST,PUT,PATCH,DELETE|} /${placeholder(2, name.toLowerCase())} as ${name}`;
}

/** What is counted, by what several of it are called: `parcels` → `parcel`. */
export function singularOf(word: string): string {
  const candidates = [word.replace(/ies$/, "y"), word.replace(/es$/, ""), word.replace(/s$/, "")];
  return candidates.find((one) => one !== word && spellings(one).includes(word.toLowerCase())) ?? word;
}

/** Behind the last declaration of its class at the top of the file, else before the statement that uses it. */
function beside(
  { design, author, origin, statement }: UseSite,
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
function estimate(author: AuthorText, origin: Origin, statement: Statement, line: string): readonly Edit[] | undefined {
  for (const { origin: home, statement: block } of author.statements(origin.uri)) {
    if (block.type !== "declaration" || block.kind.text !== "estimates") continue;
    return addStatements(author, home, block, [line]);
  }
  return addBefore(author, origin, statement, ["estimates {", author.indentation(origin.uri) + line, "}"]);
}
