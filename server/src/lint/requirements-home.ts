/** Where findings about missing requirements go, and where the requirements would. */

import type { Place } from "../model/design.ts";
import { addAfter, addBefore, addStatements } from "./edits.ts";
import type { Edit, Related } from "./finding.ts";
import { placeOfStatement } from "./places.ts";
import type { RuleContext } from "./rule.ts";

export interface RequirementsHome {
  readonly place: Place;
  /** Adds a requirement there, a line of text. */
  add(line: string): readonly Edit[] | undefined;
}

/**
 * The design's `requirements` block; without one the system's name, behind which a block would be added; without a
 * system the first statement. Undefined for a design without any statement.
 */
export function requirementsHome({
  design,
  author,
}: Pick<RuleContext, "design" | "author">): RequirementsHome | undefined {
  for (const uri of design.files) {
    for (const { origin, statement } of author.statements(uri)) {
      if (statement.type !== "declaration" || statement.kind.text !== "requirements") continue;
      return {
        place: placeOfStatement(origin, statement),
        add: (line) => addStatements(author, origin, statement, [line]),
      };
    }
  }
  const statements = author.statements(design.uri);
  const system = statements.find(
    ({ statement }) => statement.type === "declaration" && statement.kind.text === "system",
  );
  const quality = statements.findLast(({ statement }) => statement.type === "quality");
  const home = system ?? statements.find(({ statement }) => statement.type !== "import") ?? statements[0];
  if (!home) return undefined;
  const block = (line: string) => ["requirements {", author.indentation(design.uri) + line, "}"];
  return {
    place: placeOfStatement(home.origin, home.statement),
    add(line) {
      if (quality) return addAfter(author, quality.origin, quality.statement, [line]);
      if (system) return addAfter(author, system.origin, system.statement, block(line));
      return addBefore(author, home.origin, home.statement, block(line));
    },
  };
}

/** Reports that a requirement is missing, with a fix that adds one as a snippet. */
export function reportMissing(
  context: RuleContext,
  message: string,
  fixes: (home: RequirementsHome) => Parameters<RuleContext["report"]>[0]["fixes"],
  related: readonly Related[] = [],
): void {
  const home = requirementsHome(context);
  if (!home) return;
  const offered = fixes(home);
  context.report({ message, place: home.place, related, ...(offered ? { fixes: offered } : {}) });
}
