/** The APIs of a design as an OpenAPI 3.1 document. */

import { endpointProperty } from "../analysis/routes.ts";
import { targets, words } from "../model/access.ts";
import {
  type ApiElement,
  type Design,
  displayName,
  type Element,
  type EndpointElement,
  type EntityElement,
  type FieldElement,
  type Key,
} from "../model/design.ts";
import type { FieldType, Parameter } from "../syntax/tree.ts";
import { type Column, columnsOf } from "./columns.ts";
import { figure } from "./json.ts";
import { Names, oneLine, type Source } from "./source.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** An object keyed by people's words: `__proto__` is one like any other. */
type Sheet = Record<string, Json>;
const sheet = (): Sheet => Object.create(null);

interface Writing {
  readonly source: Source;
  /** The names of entities' schemas. */
  readonly schemas: ReadonlyMap<Key, string>;
  readonly operations: Names;
  /** Which ways of signing in are used. */
  readonly schemes: Set<string>;
}

const METHODS: ReadonlySet<string> = new Set(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"]);
const WITH_BODY: ReadonlySet<string> = new Set(["PUT", "POST", "PATCH"]);

/**
 * A document that is valid against the standard, indented. `rpc` becomes a POST below its API's name, `publish` and
 * `subscribe` become webhooks. Where two endpoints share method and path, the first is described and names the others.
 */
export function openApi(source: Source): string {
  const { design } = source.facts;
  const system = design.all("system")[0];
  const names = new Names();
  const schemas = new Map(
    design.all("entity").map(({ key, name }) => [key, names.take(identifier(name, "Entity"))] as const),
  );
  const writing: Writing = { source, schemas, operations: new Names(), schemes: new Set() };
  const paths = sheet();
  const webhooks = sheet();
  const templates = new Map<string, string>();
  for (const api of design.all("api")) {
    for (const endpoint of design.children(api.key)) {
      if (endpoint.class === "endpoint") place(writing, api, endpoint, paths, webhooks, templates);
    }
  }
  const tags = design.all("api").map((api) => described({ name: tagOf(api) }, [api.title, api.doc]));
  const title = system ? displayName(system) : source.file;
  const document: JsonObject = {
    openapi: "3.1.1",
    info: described({ title: oneLine(title) || "Untitled", version: "0.0.0" }, [system?.doc]),
    ...(tags.length > 0 ? { tags: unique(tags) } : {}),
    paths,
    ...(Object.keys(webhooks).length > 0 ? { webhooks } : {}),
    components: {
      schemas: collected(design.all("entity"), (entity) => [
        schemas.get(entity.key) ?? "",
        entitySchema(source, entity),
      ]),
      ...(writing.schemes.size > 0
        ? { securitySchemes: collected([...writing.schemes].sort(), (name) => [name, SCHEMES.get(name) ?? {}]) }
        : {}),
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function place(
  writing: Writing,
  api: ApiElement,
  endpoint: EndpointElement,
  paths: Sheet,
  webhooks: Sheet,
  templates: Map<string, string>,
): void {
  const verb = endpoint.verb.toUpperCase();
  if (verb === "PUBLISH" || verb === "SUBSCRIBE") {
    let name = endpoint.id;
    while (name in webhooks) name += "_";
    webhooks[name] = { post: operation(writing, api, endpoint, undefined) };
    return;
  }
  const written = METHODS.has(verb) ? (endpoint.route ?? "/") : `/${api.id}/${endpoint.name}`;
  const path = pathOf(written);
  // To the standard `/a/{b}` and `/a/{c}` are the same path.
  const shape = path.replace(/\{[^}]*\}/g, "{}");
  const known = templates.get(shape) ?? path;
  templates.set(shape, known);
  const method = METHODS.has(verb) ? verb.toLowerCase() : "post";
  const item = (paths[known] as Sheet | undefined) ?? sheet();
  paths[known] = item;
  const first = item[method] as Sheet | undefined;
  if (first) {
    const also = (first["x-sdesign-also"] ?? []) as readonly Json[];
    first["x-sdesign-also"] = [...also, endpoint.id];
    return;
  }
  item[method] = operation(writing, api, endpoint, known);
}

/** The path without its query, each parameter in braces that stand for themselves. */
function pathOf(route: string): string {
  const [path = ""] = route.split("?");
  const names = new Names();
  const parts = path.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    name === "" ? "" : `{${names.take(oneLine(name))}}`,
  );
  return parts.startsWith("/") ? parts : `/${parts}`;
}

function operation(writing: Writing, api: ApiElement, endpoint: EndpointElement, path: string | undefined): JsonObject {
  const { source } = writing;
  const { design } = source.facts;
  const stated = (name: string) => endpointProperty(design, endpoint, name);
  const of = (name: string): readonly string[] => {
    const owner = stated(name);
    return owner ? words(design, owner, name) : [];
  };
  const limiter = stated("rate_limit");
  const paginated = of("paginated")[0] === "true";
  const parameters = path === undefined ? [] : parametersOf(writing, endpoint, path, paginated);
  const security = securityOf(writing, endpoint);
  const load = source.facts.load.endpoint(endpoint.key);
  const notes = [
    endpoint.doc,
    limiter ? limitText(source, limiter) : undefined,
    of("idempotent")[0] === "true" ? "Doing it twice is the same as doing it once." : undefined,
  ];
  const satisfies = stated("satisfies");
  const requirements = satisfies ? targets(design, satisfies, "satisfies", "requirement").map(({ id }) => id) : [];
  const operationId = identifier(
    endpoint.name || `${endpoint.verb.toLowerCase()}_${endpoint.route ?? ""}`,
    "operation",
  );
  return {
    operationId: writing.operations.take(operationId),
    tags: [tagOf(api)],
    ...(endpoint.title ? { summary: oneLine(endpoint.title) } : {}),
    ...described({}, notes),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(writing, endpoint),
    responses: responsesOf(writing, endpoint, { paginated, limited: limiter !== undefined, security }),
    ...(security ? { security: [security] } : {}),
    ...(load
      ? { "x-sdesign-load": { average: figure(load.average), peak: figure(load.peak), unit: "requests/s" } }
      : {}),
    ...(requirements.length > 0 ? { "x-sdesign-satisfies": requirements } : {}),
  };
}

function limitText(source: Source, owner: Element): string | undefined {
  const property = owner.properties.get("rate_limit");
  const [stated] = property?.values ?? [];
  return property && stated ? `No more than ${source.text(property.origin, stated.expression)}.` : undefined;
}

function parametersOf(
  writing: Writing,
  endpoint: EndpointElement,
  path: string,
  paginated: boolean,
): readonly JsonObject[] {
  const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
  const query = new Set(
    endpoint.parameters.flatMap(({ place: where, name }) => (where === "query" ? [name.text] : [])),
  );
  const pages = paginated ? ["cursor", "limit"].filter((name) => !query.has(name)) : [];
  const page: ReadonlyMap<string, JsonObject> = new Map([
    ["cursor", { type: "string" }],
    ["limit", { type: "integer", minimum: 1 }],
  ]);
  return [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: parameterSchema(writing, endpoint, name) })),
    ...[...query].map((name) => ({ name, in: "query", schema: parameterSchema(writing, endpoint, name) })),
    ...pages.map((name) => ({ name, in: "query", schema: page.get(name) ?? {} })),
  ];
}

/** That of the field of the same name, where one of the entities at hand has it; `event_id` is also the key of Event. */
function parameterSchema(writing: Writing, endpoint: EndpointElement, name: string): JsonObject {
  const { design, evaluation } = writing.source.facts;
  const near = [returned(design, endpoint), ...touched(design, endpoint)].filter((entity) => entity !== undefined);
  const field = near.flatMap(({ fields }) => fields).find((one) => one.name === name && !one.list);
  const whose = /^(.+)_id$/.exec(name)?.[1]?.replaceAll("_", "").toLowerCase();
  const key = design
    .all("entity")
    .find((entity) => entity.name.toLowerCase() === whose)
    ?.fields.find(({ modifiers }) => modifiers.has("pk"));
  const found = field ?? key;
  const [column] = found ? columnsOf(evaluation, found) : [];
  return column ? typeSchema(column) : { type: "string" };
}

function returned(design: Design, endpoint: EndpointElement): EntityElement | undefined {
  const entity = design.get(endpoint.returns?.target);
  return entity?.class === "entity" ? entity : undefined;
}

function touched(design: Design, endpoint: EndpointElement): readonly EntityElement[] {
  return ["writes", "reads"].flatMap((name) => {
    const owner = endpointProperty(design, endpoint, name);
    return owner ? targets(design, owner, name, "entity") : [];
  });
}

/** Arguments become the properties of an object; a request that writes an entity brings it. */
function bodyOf(writing: Writing, endpoint: EndpointElement): JsonObject {
  const given = endpoint.parameters.filter(({ place: where }) => where === "argument");
  const isCall = !METHODS.has(endpoint.verb.toUpperCase());
  if (isCall) {
    return given.length === 0
      ? {}
      : content({
          type: "object",
          properties: collected(given, (parameter) => [parameter.name.text, argumentSchema(writing, parameter)]),
        });
  }
  if (!WITH_BODY.has(endpoint.verb.toUpperCase())) return {};
  const { design } = writing.source.facts;
  const owner = endpointProperty(design, endpoint, "writes");
  const [entity = returned(design, endpoint)] = owner ? targets(design, owner, "writes", "entity") : [];
  return entity ? content(refTo(writing, entity)) : {};
}

const content = (schema: JsonObject): JsonObject => ({ requestBody: { content: { "application/json": { schema } } } });

function argumentSchema(writing: Writing, { fieldType }: Parameter): JsonObject {
  return fieldType ? writtenSchema(writing, fieldType) : {};
}

/** A type as written where no element stands for it: of an argument, of an answer. */
function writtenSchema(writing: Writing, type: FieldType): JsonObject {
  const word = type.name.names.map(({ text }) => text).join(".");
  const entity = writing.source.facts.design.all("entity").find(({ id, name }) => id === word || name === word);
  const one = entity ? refTo(writing, entity) : (SCALARS.get(word) ?? {});
  return type.list ? { type: "array", items: one } : one;
}

function refTo({ schemas }: Writing, entity: EntityElement): JsonObject {
  return { $ref: `#/components/schemas/${schemas.get(entity.key) ?? ""}` };
}

function responsesOf(
  writing: Writing,
  endpoint: EndpointElement,
  told: { readonly paginated: boolean; readonly limited: boolean; readonly security: JsonObject | undefined },
): JsonObject {
  const { design } = writing.source.facts;
  const entity = returned(design, endpoint);
  const type = endpoint.node.returns;
  const one = entity ? refTo(writing, entity) : type ? writtenSchema(writing, { ...type, name: type.name }) : undefined;
  const schema = one && entity && endpoint.list ? { type: "array", items: one } : one;
  const created = endpoint.verb.toUpperCase() === "POST" && schema !== undefined;
  const code = schema === undefined ? "204" : created ? "201" : "200";
  const described_ = schema === undefined ? "Done" : told.paginated ? "A page of them" : created ? "Made" : "Found";
  return {
    [code]: {
      description: described_,
      ...(schema === undefined ? {} : { content: { "application/json": { schema } } }),
    },
    ...(told.security ? { "401": { description: "Not signed in, or not allowed" } } : {}),
    ...(told.limited ? { "429": { description: "Too many requests" } } : {}),
  };
}

const SCHEMES: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["bearer", { type: "http", scheme: "bearer" }],
  ["apiKey", { type: "apiKey", in: "header", name: "X-API-Key" }],
  ["mutualTls", { type: "mutualTLS" }],
]);

/** What somebody has to show; undefined where nothing is asked for. Actors sign in by a token. */
function securityOf({ source, schemes }: Writing, endpoint: EndpointElement): JsonObject | undefined {
  const { design } = source.facts;
  const owner = endpointProperty(design, endpoint, "auth");
  if (!owner) return undefined;
  const stated = words(design, owner, "auth");
  if (stated.length === 0 || stated.includes("none")) return undefined;
  const name = stated.includes("api_key") ? "apiKey" : stated.includes("mtls") ? "mutualTls" : "bearer";
  schemes.add(name);
  return { [name]: targets(design, owner, "auth", "actor").map(({ id }) => id) };
}

function entitySchema({ facts }: Source, entity: EntityElement): JsonObject {
  const fields = entity.fields.filter(({ name }) => name !== "");
  const columns = fields.flatMap((field) => columnsOf(facts.evaluation, field));
  const required = [...new Set(columns.filter(({ field }) => !field.nullable).map(({ name }) => name))];
  return {
    ...described({ type: "object" }, [entity.title, entity.doc]),
    properties: collected(columns, (column) => [column.name, fieldSchema(column)]),
    ...(required.length > 0 ? { required } : {}),
  };
}

function fieldSchema(column: Column): JsonObject {
  const { field } = column;
  const one = typeSchema(column);
  const all: JsonObject = field.list ? { type: "array", items: one } : one;
  return described(field.nullable ? orNull(all) : all, [field.title, ...marks(field)]);
}

function marks({ modifiers }: FieldElement): readonly string[] {
  return modifiers.has("sensitive") ? ["Must not leak."] : modifiers.has("pii") ? ["Personal data."] : [];
}

function orNull(schema: JsonObject): JsonObject {
  const { type, enum: allowed } = schema as { readonly type?: Json; readonly enum?: readonly Json[] };
  if (allowed !== undefined) return { ...schema, type: ["string", "null"], enum: [...allowed, null] };
  return typeof type === "string" ? { ...schema, type: [type, "null"] } : schema;
}

const DEGREES = (limit: number): JsonObject => ({ type: "number", minimum: -limit, maximum: limit });

const SCALARS: ReadonlyMap<string, JsonObject> = new Map<string, JsonObject>([
  ["char", { type: "string", minLength: 1, maxLength: 1 }],
  ["bool", { type: "boolean" }],
  ["boolean", { type: "boolean" }],
  ["int", { type: "integer", format: "int32" }],
  ["bigint", { type: "integer", format: "int64" }],
  ["id", { type: "integer", format: "int64" }],
  ["timestamp", { type: "string", format: "date-time" }],
  ["date", { type: "string", format: "date" }],
  ["double", { type: "number", format: "double" }],
  ["float", { type: "number", format: "float" }],
  ["decimal", { type: "string", format: "decimal" }],
  ["latitude", DEGREES(90)],
  ["longitude", DEGREES(180)],
  ["uuid", { type: "string", format: "uuid" }],
  ["ipv4", { type: "string", format: "ipv4" }],
  ["ipv6", { type: "string", format: "ipv6" }],
  ["enum", { type: "string" }],
  ["string", { type: "string" }],
  ["text", { type: "string" }],
  ["bytes", { type: "string", contentEncoding: "base64" }],
  ["blob", { type: "string", contentEncoding: "base64" }],
]);

function typeSchema({ type, length, words: allowed }: Column): JsonObject {
  const scalar = SCALARS.get(type ?? "") ?? {};
  if (type === "string" && length !== undefined) return { ...scalar, maxLength: length };
  return type === "enum" && allowed.length > 0 ? { ...scalar, enum: [...new Set(allowed)] } : scalar;
}

function described(object: JsonObject, texts: readonly (string | undefined)[]): JsonObject {
  const description = texts
    .filter((text) => text !== undefined && text.trim() !== "")
    .join("\n\n")
    .replace(/\p{Surrogate}/gu, "\ufffd");
  return description === "" ? object : { ...object, description };
}

function tagOf(api: ApiElement): string {
  return api.id || "api";
}

function unique(tags: readonly JsonObject[]): readonly JsonObject[] {
  return tags.filter(({ name }, index) => tags.findIndex((other) => other.name === name) === index);
}

function collected<Item>(items: readonly Item[], entry: (item: Item) => readonly [string, Json]): JsonObject {
  const result = sheet();
  for (const item of items) {
    const [key, value] = entry(item);
    if (!(key in result)) result[key] = value;
  }
  return result;
}

/** What the standard allows in names: Latin letters, digits, `.`, `-` and `_`. */
function identifier(text: string, fallback: string): string {
  const name = text.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^_+|_+$/g, "");
  return name === "" ? fallback : name;
}
