/** Gives endpoints an API of their own. */

import { properties } from "../../language/properties.ts";
import { lineEnd, lineStart, nextLine } from "../../lint/author-text.ts";
import { quote } from "../../lint/messages.ts";
import type { ApiElement, EndpointElement, Key } from "../../model/design.ts";
import type { Chunk, Declaration, EndpointStatement, Node, Path } from "../../syntax/tree.ts";
import { walk } from "../../syntax/walk.ts";
import { changedCopy } from "../changed-copy.ts";
import type { FileEdit } from "../diagnostics.ts";
import { Imports } from "../import-edit.ts";
import { rangeOf } from "../place.ts";
import { type Change, freeName, namedChange, type Refactoring, type Spot } from "./place.ts";
import { meansTheSame } from "./same-meaning.ts";

/** Moves the selected endpoints, but not all that an API has, into a new API behind it. */
export function toApi(spot: Spot): readonly Refactoring[] {
  const { design, statements, author, uri, origin, range } = spot;
  const node = statements.findLast((one): one is Declaration => one.type === "declaration" && one.kind.text === "api");
  const api = node && design.all("api").find((one) => one.node === node);
  const body = node?.body;
  if (!api || !body?.closed) return [];
  const all = body.statements.filter((one): one is EndpointStatement => one.type === "endpoint");
  const chosen = all.filter(({ start, end }) => {
    const [from, to] = [origin.chunk.start + start, origin.chunk.start + end];
    return range.end > range.start ? from < range.end && to > range.start : from <= range.start && range.start <= to;
  });
  const [first] = chosen;
  if (!first || chosen.length === all.length) return [];
  const text = author.of(uri);
  const lines = chosen.map((endpoint) => linesOf(text, origin.chunk, endpoint, body.start));
  if (lines.some((some) => some === undefined)) return [];
  const endpoints = design
    .all("endpoint")
    .filter((one) => one.parent === api.key && chosen.some((endpoint) => endpoint === one.node));
  const only = chosen.length === 1 ? endpoints[0] : undefined;
  const title = `Extract ${only ? quote(only.name) : "the endpoints"} to an API`;
  const cut = lines.flatMap((some) => some ?? []);
  return [{ title, kind: "extract", change: () => change(spot, api, endpoints, cut) }];
}

interface Lines {
  readonly start: number;
  /** Its last line's end included. */
  readonly end: number;
}

/** The lines of an endpoint, the comments above it included; undefined where it shares them with something else. */
function linesOf(
  text: string,
  { start, comments }: Chunk,
  endpoint: EndpointStatement,
  open: number,
): Lines | undefined {
  let begin = lineStart(text, start + endpoint.start);
  if (text.slice(begin, start + endpoint.start).trim() !== "") return undefined;
  const end = start + endpoint.end;
  const stop = lineEnd(text, end);
  if (!/^\s*[;,]?\s*(?:\/\/.*)?$/.test(text.slice(end, stop))) return undefined;
  for (const comment of comments.toReversed()) {
    const [from, to] = [start + comment.start, start + comment.end];
    if (comment.start < open || to > begin || !/^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(text.slice(to, begin))) continue;
    const line = lineStart(text, from);
    if (text.slice(line, from).trim() !== "") break;
    begin = line;
  }
  return { start: begin, end: nextLine(text, end) };
}

function change(
  spot: Spot,
  api: ApiElement,
  endpoints: readonly EndpointElement[],
  cut: readonly Lines[],
): Change | undefined {
  const { workspace, author, uri, origin, design } = spot;
  const text = author.of(uri);
  const newline = author.newline(uri);
  const name = freeName(design, "NewApi");
  const node = api.node as Declaration;
  const outer = author.indentationAt(uri, origin.chunk.start + node.start);
  const inner = outer + author.indentation(uri);
  const stated = (node.body?.statements ?? []).flatMap((one) =>
    one.type === "property" && one.name.text !== "note" && one.name.text !== "link"
      ? [inner + author.chunk(origin).slice(one.start, one.end) + newline]
      : [],
  );
  const block = [
    `${outer}api ${name} "New API" {${newline}`,
    ...stated,
    ...cut.map(({ start, end }) => text.slice(start, end)),
    `${outer}}`,
  ].join("");
  const after = lineEnd(text, origin.chunk.start + node.end);
  const edits: FileEdit[] = cut.map((range) => ({ uri, range, text: "" }));
  edits.push({ uri, range: { start: after, end: after }, text: newline + newline + block });

  const prefix = api.key.slice(0, api.key.length - api.name.length);
  const key = prefix + name;
  const moved = new Set(endpoints.map((endpoint) => endpoint.key));
  for (const file of workspace.uris()) edits.push(...followed(spot, file, api, name, moved));
  const rename = (of: Key): Key => (moved.has(of) ? key + of.slice(api.key.length) : of);
  const copy = changedCopy(workspace, edits);
  // What the API states and who uses it is said twice then; only the old API may be named less.
  const may = (of: Key, before: number, now: number): boolean => of === api.key || now >= before;
  return meansTheSame(workspace, copy, rename, may) ? namedChange(text, uri, edits, "api", name) : undefined;
}

/** What names the API for the sake of what is moved names the new one: instead, or as well. */
function followed(
  { workspace }: Spot,
  uri: string,
  api: ApiElement,
  name: string,
  moved: ReadonlySet<Key>,
): readonly FileEdit[] {
  const file = workspace.linked(uri);
  const edits: FileEdit[] = [];
  let named = false;
  for (const { chunk, uses } of file?.chunks ?? []) {
    const targets = new Map(uses.map((use) => [use.name, use.target]));
    if (!chunk.statement || ![...targets.values()].includes(api.key)) continue;
    if (chunk.statement.type === "import") {
      named ||= uri !== api.origin.uri;
      continue;
    }
    walk(chunk.statement, (node, ancestors) => {
      if (node.type !== "path") return;
      const index = node.names.findIndex((one) => targets.get(one) === api.key);
      const owner = node.names[index];
      const next = node.names[index + 1];
      if (!owner) return;
      const isMoved = next !== undefined && moved.has(targets.get(next) ?? "");
      if (isMoved) edits.push({ uri, range: rangeOf(chunk, owner), text: name });
      else if (!next && isListed(node, ancestors.at(-1), ancestors.at(-2))) {
        const end = chunk.start + owner.end;
        const before = node.names.slice(0, index).map(({ text }) => `${text}.`);
        edits.push({ uri, range: { start: end, end }, text: `, ${before.join("")}${name}` });
      }
    });
  }
  // A name in braces brings in nothing but itself.
  if (named && api.parent === undefined) {
    const edit = new Imports(workspace, uri).add(api.origin.uri, name);
    if (edit && !new Imports(workspace, uri).isWhole(api.origin.uri)) edits.push({ uri, ...edit });
  }
  return edits;
}

/** Whether a path is one of several that a list may hold. */
function isListed(path: Path, parent: Node | undefined, above: Node | undefined): boolean {
  if (parent?.type === "quality") return true;
  if (parent?.type !== "expression" || above?.type !== "property") return false;
  return parent.terms.length === 1 && parent.terms[0] === path && properties.get(above.name.text)?.many === true;
}
