import { targetKeys } from "../../../model/access.ts";
import type { ConnectionElement, Design } from "../../../model/design.ts";
import { isSynchronous, links } from "../../detect/connections.ts";
import { figure } from "../../detect/figures.ts";
import { count, named } from "../../messages.ts";
import { placeOf, placeOfProperty } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const timeoutOrder: Rule = {
  id: "ops/timeout-order",
  severity: "warning",
  interview: "off",
  fixable: false,
  graph: true,
  documentation: {
    summary: "A caller gives up before what it calls does.",
    rationale: `When the outer call times out first, its caller has gone while the work goes on: answers nobody waits for, held connections,
and often a second try on top. Timeouts get shorter the further in they are, tries included.`,
    failing: `service Shop { replicas: 2 }
service Payments { replicas: 2 }
external Bank { managed: true }
Shop -> Payments { timeout: 1 s }
Payments -> Bank { timeout: 5 s }`,
    passing: `service Shop { replicas: 2 }
service Payments { replicas: 2 }
external Bank { managed: true }
Shop -> Payments { timeout: 6 s }
Payments -> Bank { timeout: 5 s }`,
    exception: `An inner call that does not belong to the outer one: say what each is \`for\`, or make the inner one asynchronous (\`~>\`).`,
  },
  check(context) {
    const { design, report } = context;
    for (const { connection, to } of links(design).all) {
      if (!isSynchronous(connection)) continue;
      const own = figure(context.facts, connection, "timeout");
      const property = connection.properties.get("timeout");
      if (own === undefined || !property) continue;
      const longer = (links(design).from.get(to.key) ?? []).find(
        (inner) =>
          isSynchronous(inner.connection) &&
          share(design, connection, inner.connection) &&
          patience(context, inner.connection) > own * (1 + 1e-9),
      );
      if (!longer) continue;
      const tries = figure(context.facts, longer.connection, "retries") ?? 0;
      const again = tries > 0 ? ` (tried again ${count(tries, "time")})` : "";
      report({
        message: `${named(connection)} gives up before ${named(longer.connection)}${again}, whose work then goes on for nobody. Let the outer one wait longer than the inner one, tries included.`,
        place: placeOfProperty(property),
        related: [{ place: placeOf(longer.connection), message: "The inner call waits longer" }],
      });
    }
  },
};

/** The longest time that a call takes before it fails: all of its tries. */
function patience({ facts }: RuleContext, connection: ConnectionElement): number {
  const timeout = figure(facts, connection, "timeout") ?? 0;
  return timeout * (1 + (figure(facts, connection, "retries") ?? 0));
}

/** Whether two connections may be parts of one request: they are not for different things. */
function share(design: Design, outer: ConnectionElement, inner: ConnectionElement): boolean {
  const outerFor = targetKeys(design, outer, "for");
  const innerFor = targetKeys(design, inner, "for");
  if (outerFor.length === 0 || innerFor.length === 0) return true;
  return outerFor.some((key) => innerFor.includes(key));
}
