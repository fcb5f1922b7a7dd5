import { targetKeys } from "../../../model/access.ts";
import type { Design, EntityElement, FieldElement, Key } from "../../../model/design.ts";
import { endpointsOf, entitiesOf, isPublicApi } from "../../detect/apis.ts";
import { isPersistent } from "../../detect/components.ts";
import { type Link, links } from "../../detect/connections.ts";
import { isDeliberate, isEncrypted, readable } from "../../detect/encryption.ts";
import { delicateFields, storedBy } from "../../detect/entities.ts";
import { push } from "../../detect/per-design.ts";
import { wayTo } from "../../detect/routes.ts";
import { addToConnection } from "../../edits.ts";
import type { Edit } from "../../finding.ts";
import { fix } from "../../fixes.ts";
import { list, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const plaintextConnection: Rule = {
  id: "security/plaintext-connection",
  severity: "warning",
  fixable: true,
  graph: true,
  documentation: {
    summary: "Personal or sensitive data travels over connections that are not encrypted. Reported once a route.",
    rationale: `Whoever can listen on the network reads what goes over it in plain text: in a shared data centre that is more people than one
thinks. TLS costs little and is what laws on personal data expect.`,
    failing: `entity Person { id uuid [pk]; email string(80) [pii]; retention: 2 years }
service Backend { replicas: 2 }
sql_database People { stores: Person, managed: true, encryption: at_rest }
Backend -> People`,
    passing: `entity Person { id uuid [pk]; email string(80) [pii]; retention: 2 years }
service Backend { replicas: 2 }
sql_database People { stores: Person, managed: true, encryption: at_rest }
Backend -> People { encryption: in_transit }`,
    exception: `A connection inside one machine, or inside a mesh that encrypts everything: state \`encryption: in_transit\` on it, or on the
component for all of its connections. Fields that are \`[encrypted]\` themselves are safe anyway.`,
  },
  check(context) {
    const { design, report } = context;
    const exposed = new Map<Link, ReadonlySet<FieldElement>>();
    const add = (link: Link, fields: readonly FieldElement[]): void => {
      if (fields.length === 0 || isEncrypted(design, link) || isDeliberate(design, link)) return;
      exposed.set(link, new Set([...(exposed.get(link) ?? []), ...fields]));
    };
    for (const [key, stored] of storedBy(design)) {
      const component = design.get(key);
      if (component?.class !== "component") continue;
      const fields = stored.flatMap(({ entity, fields: kept }) => exposedFields(entity, kept));
      if (fields.length === 0) continue;
      // What reads a buffer gets what is in it; what reads a store has asked for it by the same connection.
      const carrying =
        isPersistent(component) || component.kind.base.name === "cache" ? [] : links(design).from.get(key);
      for (const link of [...(links(design).to.get(key) ?? []), ...(carrying ?? [])]) add(link, fields);
    }
    for (const api of design.all("api")) {
      if (!isPublicApi(design, api)) continue;
      const fields = (endpointsOf(design).get(api.key) ?? []).flatMap((endpoint) => {
        const returned = design.get(endpoint.returns?.target);
        const entities = new Set([
          ...entitiesOf(design, endpoint, "reads"),
          ...entitiesOf(design, endpoint, "writes"),
          ...(returned?.class === "entity" ? [returned] : []),
        ]);
        return [...entities].flatMap((entity) => exposedFields(entity));
      });
      if (fields.length > 0)
        for (const link of wayTo(design, api).links) if (mayCarry(design, link, api.key)) add(link, fields);
    }
    const inOrder = links(design).all.filter((link) => exposed.has(link));
    for (const route of routes(inOrder)) reportRoute(context, route, exposed, report);
  },
};

function exposedFields(entity: EntityElement, kept?: readonly FieldElement[]): readonly FieldElement[] {
  return readable(delicateFields(entity)).filter((field) => !kept || kept.includes(field));
}

/** Whether a connection is for an API at all: one with a `for` that names other things is not. */
function mayCarry(design: Design, { connection }: Link, api: Key): boolean {
  const keys = targetKeys(design, connection, "for");
  if (keys.length === 0) return true;
  const endpoints = endpointsOf(design).get(api) ?? [];
  return keys.some(
    (key) =>
      key === api ||
      endpoints.some((endpoint) => endpoint.key === key || targetKeys(design, endpoint, "satisfies").includes(key)),
  );
}

/** Connections that follow one another are one route, and one finding. */
function routes(exposed: readonly Link[]): readonly (readonly Link[])[] {
  const at = new Map<Key, Link[]>();
  for (const link of exposed) for (const { key } of [link.from, link.to]) push(at, key, link);
  const taken = new Set<Link>();
  const found: Link[][] = [];
  for (const start of exposed) {
    if (taken.has(start)) continue;
    const route = new Set([start]);
    for (const link of route) {
      taken.add(link);
      // What actors share is not a route: each has their own.
      for (const end of [link.from, link.to]) {
        if (end.class === "component") for (const other of at.get(end.key) ?? []) route.add(other);
      }
    }
    found.push(exposed.filter((link) => route.has(link)));
  }
  return found;
}

function reportRoute(
  { author }: RuleContext,
  route: readonly Link[],
  exposed: ReadonlyMap<Link, ReadonlySet<FieldElement>>,
  report: RuleContext["report"],
): void {
  const [first, ...others] = route;
  if (!first) return;
  const fields = new Set(route.flatMap((link) => [...(exposed.get(link) ?? [])]));
  const data = list([...fields].map((field) => named(field)));
  const also = others.length > 0 ? `, and over ${others.length} more on its route` : "";
  report({
    message: `${data} ${fields.size === 1 ? "travels" : "travel"} unencrypted over ${named(first.connection)}${also}. State \`encryption: in_transit\`, or a protocol that encrypts, such as \`protocol: https\`.`,
    place: placeOf(first.connection),
    related: others.map(({ connection }) => ({
      place: placeOf(connection),
      message: `${named(connection)} is not encrypted either`,
    })),
    fixes: fix(route.length === 1 ? "Encrypt it" : "Encrypt all of them", encryptAll(author, route)),
  });
}

function encryptAll(author: RuleContext["author"], route: readonly Link[]): readonly Edit[] | undefined {
  const arrows = new Set<unknown>();
  const edits: Edit[] = [];
  for (const { connection } of route) {
    if (arrows.has(connection.arrow)) continue;
    arrows.add(connection.arrow);
    const made = addToConnection(author, connection, ["encryption: in_transit"]);
    if (!made) return undefined;
    edits.push(...made);
  }
  return edits;
}
