/** Ways out of what linking found and only the author's layout can tell how: a property that is taken away. */

import type { Body, PropertyStatement, Span, Statement } from "../syntax/tree.ts";
import type { AuthorText } from "./author-text.ts";
import { remove } from "./edits.ts";
import type { Finding, Fix } from "./finding.ts";
import { fix, safeFix } from "./fixes.ts";
import { quote } from "./messages.ts";

/** A finding about a property that does not count, with the fix that removes it; others as they are. */
export function withRemoval(author: AuthorText, finding: Finding): Finding {
  if (finding.rule !== "link/duplicate" && finding.rule !== "value/misplaced") return finding;
  const fixes = finding.fixes.length > 0 ? [] : removals(author, finding);
  return fixes.length > 0 ? { ...finding, fixes } : finding;
}

function removals(author: AuthorText, { rule, place: { origin, span } }: Finding): readonly Fix[] {
  const found = origin.chunk.statement && propertyAt(origin.chunk.statement, span);
  if (!found) return [];
  const { property, body } = found;
  const edits = remove(author, origin, property);
  const title = `Remove ${quote(property.name.text)}`;
  // Saying the same twice is no more than saying it once; of two values the author may have meant the other one.
  const first = body.statements.find((other) => other.type === "property" && other.name.text === property.name.text);
  const text = author.chunk(origin);
  const words = (of: Span): string => text.slice(of.start, of.end).replace(/\s+/g, " ");
  return rule === "link/duplicate" && first && words(first) === words(property)
    ? safeFix(title, edits)
    : fix(title, edits);
}

/** The property whose name stands at a span, and the body that holds it. */
function propertyAt(statement: Statement, name: Span): { property: PropertyStatement; body: Body } | undefined {
  const body = "body" in statement ? statement.body : undefined;
  if (!body) return undefined;
  const inner = body.statements.find(({ start, end }) => start <= name.start && name.end <= end);
  if (!inner) return undefined;
  if (inner.type === "property" && inner.name.start === name.start) return { property: inner, body };
  return propertyAt(inner, name);
}
