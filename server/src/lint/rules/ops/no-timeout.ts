import { propertyOf, targets } from "../../../model/access.ts";
import type { Design } from "../../../model/design.ts";
import { isCompute } from "../../detect/components.ts";
import { isSynchronous, type Link, links } from "../../detect/connections.ts";
import { addToConnection } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { count, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const noTimeout: Rule = {
  id: "ops/no-timeout",
  severity: "warning",
  interview: "off",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A component calls another one and waits without end. Reported once where no call has a timeout.",
    rationale: `A call that hangs holds a thread, a connection and its own caller. When one store becomes slow, everything in front of it
fills up and stops, though it could have answered something else: a timeout keeps trouble where it is.`,
    failing: `actor Buyer
service Shop { replicas: 2 }
sql_database Orders { managed: true }
Buyer -> Shop
Shop -> Orders`,
    passing: `actor Buyer
service Shop { replicas: 2 }
sql_database Orders { managed: true }
Buyer -> Shop
Shop -> Orders { timeout: 200 ms }`,
    exception: `A call that really may take as long as it likes, such as that of a nightly job: state the time after which somebody should
look, \`timeout: 8 hours\`.`,
  },
  check(context) {
    const { design, report } = context;
    const calls = links(design).all.filter((link) => waits(design, link));
    const endless = calls.filter((link) => !isLimited(design, link));
    const none =
      endless.length === calls.length && !design.all("connection").some((each) => each.properties.has("timeout"));
    if (none && endless.length > 1) {
      const [first] = endless;
      if (!first) return;
      report({
        message: `No call in this design has a timeout (${count(endless.length, "call")}), so one component that hangs stops all in front of it. State a \`timeout\` on the connections.`,
        place: placeOf(first.connection),
        related: endless.slice(1, 10).map(({ connection }) => ({
          place: placeOf(connection),
          message: `${named(connection)} has none either`,
        })),
        fixes: fixes(context, first),
      });
      return;
    }
    const said = new Set<unknown>();
    for (const link of endless) {
      // The arrow of `A, B -> C` has one body for both.
      if (said.has(link.connection.arrow)) continue;
      said.add(link.connection.arrow);
      report({
        message: `${named(link.from)} waits for ${named(link.to)} without end: when that hangs, so does everything in front of it. State a \`timeout\` on the connection.`,
        place: placeOf(link.connection),
        fixes: fixes(context, link),
      });
    }
  },
};

function waits(_: Design, { connection, from, to }: Link): boolean {
  return from.class === "component" && to.class === "component" && isCompute(from) && isSynchronous(connection);
}

/** By the connection itself, or by what the APIs of its target say. */
function isLimited(design: Design, { connection, to }: Link): boolean {
  if (propertyOf(design, connection, "timeout")) return true;
  if (to.class !== "component") return false;
  const apis = targets(design, to, "serves", "api");
  return apis.length > 0 && apis.every((api) => propertyOf(design, api, "timeout") !== undefined);
}

function fixes({ author }: RuleContext, { connection }: Link) {
  return snippetFix(author, "Add a timeout", addToConnection(author, connection, ["timeout: ${1:1 s}"]));
}
