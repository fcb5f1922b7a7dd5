import { targetKeys } from "../../../model/access.ts";
import type { ConnectionElement, Design, Property } from "../../../model/design.ts";
import { isSynchronous, type Link, links } from "../../detect/connections.ts";
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
    const calls = timedCalls(context);
    for (const { connection, to, timeout, property } of calls.values()) {
      const longer = (links(design).from.get(to.key) ?? []).flatMap((inner) => {
        const call = calls.get(inner.connection);
        return call && call.patience > timeout * (1 + 1e-9) && share(design, connection, inner.connection)
          ? [call]
          : [];
      })[0];
      if (!longer) continue;
      const again = longer.retries > 0 ? ` (tried again ${count(longer.retries, "time")})` : "";
      report({
        message: `${named(connection)} gives up before ${named(longer.connection)}${again}, whose work then goes on for nobody. Let the outer one wait longer than the inner one, tries included.`,
        place: placeOfProperty(property),
        related: [{ place: placeOf(longer.connection), message: "The inner call waits longer" }],
      });
    }
  },
};

interface TimedCall extends Link {
  readonly property: Property;
  /** Seconds that it waits for one try. */
  readonly timeout: number;
  readonly retries: number;
  /** The longest time until it fails: all of its tries. */
  readonly patience: number;
}

/** The synchronous calls that state a timeout. */
function timedCalls({ design, facts }: RuleContext): ReadonlyMap<ConnectionElement, TimedCall> {
  const calls = new Map<ConnectionElement, TimedCall>();
  for (const link of links(design).all) {
    const { connection } = link;
    const property = connection.properties.get("timeout");
    if (!property || !isSynchronous(connection)) continue;
    const timeout = figure(facts, connection, "timeout");
    if (timeout === undefined) continue;
    const retries = connection.properties.has("retries") ? (figure(facts, connection, "retries") ?? 0) : 0;
    calls.set(connection, { ...link, property, timeout, retries, patience: timeout * (1 + retries) });
  }
  return calls;
}

/** Whether two connections may be parts of one request: they are not for different things. */
function share(design: Design, outer: ConnectionElement, inner: ConnectionElement): boolean {
  const outerFor = targetKeys(design, outer, "for");
  const innerFor = targetKeys(design, inner, "for");
  if (outerFor.length === 0 || innerFor.length === 0) return true;
  return outerFor.some((key) => innerFor.includes(key));
}
