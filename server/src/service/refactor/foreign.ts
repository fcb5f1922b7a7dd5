/** Text in another notation that stands in a file, pasted as it was: converted where it is. */

import { type Foreign, recognise } from "../../convert/convert.ts";
import { statementForm } from "../../language/statements.ts";
import { lineEnd, lineStart, nextLine } from "../../lint/author-text.ts";
import type { Workspace } from "../../model/workspace.ts";
import { fitted } from "../paste.ts";
import type { Range } from "../place.ts";
import { looksForeign } from "../protocol/paste.ts";
import type { Refactoring } from "./place.ts";

/** What the selection holds, else what the cursor is in. */
export function foreignText(workspace: Workspace, uri: string, range: Range): readonly Refactoring[] {
  const text = workspace.text(uri) ?? "";
  const found = range.start < range.end ? selected(text, range) : around(text, range.start);
  if (!found) return [];
  const paste = fitted(workspace, uri, found.range, found.foreign);
  if (!paste) return [];
  const edits = [{ uri, range: found.range, text: paste.text }];
  return [{ title: `Convert this ${paste.name} to sdesign`, kind: "rewrite", change: () => ({ edits }) }];
}

interface Found {
  readonly foreign: Foreign;
  readonly range: Range;
}

function selected(text: string, { start, end }: Range): Found | undefined {
  const part = text.slice(start, end);
  const foreign = looksForeign(part) ? recognise(part) : undefined;
  return foreign && { foreign, range: { start, end: start + part.trimEnd().length } };
}

/** What may begin a text in another notation. */
const BEGINS = /^[ \t]*(?:`{3}|~{3}|---|%%|(?:strict[ \t]+)?(?:di)?graph\b|flowchart|erDiagram|create\b|drop\b|set\b)/i;
/** Nobody looks further up. */
const FARTHEST = 5000;
/** Lines that might begin it and do not; a text in another notation begins with few. */
const MOST_TRIES = 20;

function around(text: string, offset: number): Found | undefined {
  if (!looksForeign(text)) return undefined;
  const starts: number[] = [];
  let start = lineStart(text, offset);
  for (let lines = 0; lines < FARTHEST; lines++) {
    const line = text.slice(start, lineEnd(text, start));
    if (isOurs(line)) break;
    if (BEGINS.test(line)) starts.push(start);
    if (start === 0) break;
    start = lineStart(text, start - 1);
  }
  // The uppermost first: `CREATE TABLE` is seldom alone.
  for (const begin of starts.slice(-MOST_TRIES).reverse()) {
    const found = blockAt(text, begin, offset);
    if (found) return found;
  }
  return undefined;
}

/** The text from a line to before the next statement of the language, if it is in another notation and holds an offset. */
function blockAt(text: string, start: number, offset: number): Found | undefined {
  let end = text.length;
  let blank = false;
  for (let at = nextLine(text, start); at < text.length; at = nextLine(text, at)) {
    if (at - start > LONGEST) return undefined;
    const line = text.slice(at, lineEnd(text, at));
    if (blank && isOurs(line)) {
      end = at;
      break;
    }
    blank = line.trim() === "";
  }
  const part = text.slice(start, end).trimEnd();
  if (start + part.length < offset) return undefined;
  const foreign = recognise(part);
  return foreign && { foreign, range: { start, end: start + part.length } };
}

/** Longer texts are converted where they are selected, or pasted. */
const LONGEST = 100_000;

/** Whether a line begins a statement of the language. */
function isOurs(line: string): boolean {
  const [, word = ""] = /^([a-z_]+)[ \t]+(?:[\p{L}_{]|$)/u.exec(line) ?? [];
  return statementForm(word) !== undefined;
}
