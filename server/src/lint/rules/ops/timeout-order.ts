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
    const graph = links(design);
    const calls = graph.all.flatMap((link) => timedCall(context, link) ?? []);
    /** By the number of the caller. */
    const longest = new Float64Array(graph.size);
    for (const { source, patience } of calls) longest[source] = Math.max(longest[source] ?? 0, patience);
    for (const { connection, target, timeout, property } of calls) {
      const limit = timeout * (1 + 1e-9);
      if (!((longest[target] ?? 0) > limit)) continue;
      const longer = graph
        .leaving(target)
        .flatMap((inner) => timedCall(context, inner) ?? [])
        .find((inner) => inner.patience > limit && share(design, connection, inner.connection));
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

/** A link as a synchronous call that states a timeout; undefined where it is none. */
function timedCall({ facts }: RuleContext, link: Link): TimedCall | undefined {
  const { connection } = link;
  const property = connection.properties.get("timeout");
  if (!property || !isSynchronous(connection)) return undefined;
  const timeout = figure(facts, connection, "timeout");
  if (timeout === undefined) return undefined;
  const retries = connection.properties.has("retries") ? (figure(facts, connection, "retries") ?? 0) : 0;
  return { ...link, property, timeout, retries, patience: timeout * (1 + retries) };
}

/** Whether two connections may be parts of one request: they are not for different things. */
function share(design: Design, outer: ConnectionElement, inner: ConnectionElement): boolean {
  const outerFor = targetKeys(design, outer, "for");
  const innerFor = targetKeys(design, inner, "for");
  if (outerFor.length === 0 || innerFor.length === 0) return true;
  return outerFor.some((key) => innerFor.includes(key));
}
