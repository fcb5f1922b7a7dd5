import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApi } from "../../server/src/export/openapi.ts";
import { root } from "../house/sources.ts";
import { hostile, sourceOf } from "./source-of.ts";

// biome-ignore lint/suspicious/noExplicitAny: documents of other people's making are looked into
type Loose = any;

/** The document of a design, held to the standard. */
async function documentOf(text: string): Promise<Loose> {
  const json = openApi(sourceOf(text));
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(json));
  expect({ valid, errors }).toMatchObject({ valid: true });
  expect(validator.version).toBe("3.1");
  const document = JSON.parse(json);
  for (const [, name = ""] of json.matchAll(/"\$ref": "#\/components\/schemas\/([^"]*)"/g)) {
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  for (const route of Object.keys(document.paths)) {
    const wanted = [...route.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
    for (const operation of Object.values<Loose>(document.paths[route])) {
      const given = (operation.parameters ?? []).filter((one: Loose) => one.in === "path");
      expect(given.map((one: Loose) => one.name)).toEqual(wanted);
    }
  }
  return document;
}

const SHOP = `
system Shop "A shop"
entity Order { id uuid [pk]; buyer string(80)?; state enum(open, paid)?; lines json[]; total decimal "in euros" }
actor Buyer
api ShopApi "The shop's API" {
  rate_limit: 100 req/min
  GET /order/{order_id}/?page as Show -> Order { load: 3 req/s, peak: 2x }
  GET /orders/ as List -> Order[] { paginated: true }
  POST /order/ as Buy -> Order "Buy" { writes: Order, auth: Buyer, idempotent: true }
  DELETE /order/{id}/ as Drop { auth: api_key }
  rpc price(order: uuid, lines: Order[]) -> decimal
  publish orderPaid(order)
}`;

describe("OpenAPI", () => {
  it("describes operations", async () => {
    const { info, paths, components, webhooks } = await documentOf(SHOP);
    expect(info).toEqual({ title: "A shop", version: "0.0.0" });
    expect(Object.keys(paths)).toEqual(["/order/{order_id}/", "/orders/", "/order/", "/ShopApi/price"]);
    expect(paths["/order/{order_id}/"].get).toMatchObject({
      operationId: "Show",
      tags: ["ShopApi"],
      description: "No more than 100 req/min.",
      parameters: [
        { name: "order_id", in: "path", required: true, schema: { type: "string", format: "uuid" } },
        { name: "page", in: "query", schema: { type: "string" } },
      ],
      responses: { 200: {}, 429: {} },
      "x-sdesign-load": { average: 3, peak: 6 },
    });
    const reference = { $ref: "#/components/schemas/Order" };
    const answer = (schema: object) => ({ content: { "application/json": { schema } } });
    expect(paths["/order/"].post).toMatchObject({
      summary: "Buy",
      security: [{ bearer: ["Buyer"] }],
      requestBody: answer(reference),
      responses: { 201: answer(reference), 401: {} },
    });
    expect(paths["/orders/"].get).toMatchObject({
      parameters: [{ name: "cursor" }, { name: "limit" }],
      responses: { 200: answer({ type: "array", items: reference }) },
    });
    expect(paths["/order/{order_id}/"].delete).toMatchObject({ responses: { 204: {} }, security: [{ apiKey: [] }] });
    expect(paths["/ShopApi/price"].post.requestBody).toEqual(
      answer({
        type: "object",
        properties: { order: { type: "string", format: "uuid" }, lines: { type: "array", items: reference } },
      }),
    );
    expect(Object.keys(webhooks)).toEqual(["ShopApi.orderPaid"]);
    expect(components.schemas.Order).toEqual({
      type: "object",
      properties: {
        id: { type: "string", format: "uuid" },
        buyer: { type: ["string", "null"], maxLength: 80 },
        state: { type: ["string", "null"], enum: ["open", "paid", null] },
        lines: { type: "array", items: {} },
        total: { type: "string", format: "decimal", description: "in euros" },
      },
      required: ["id", "lines", "total"],
    });
    expect(Object.keys(components.securitySchemes)).toEqual(["apiKey", "bearer"]);
  });

  it("takes what is the same path for one", async () => {
    const { paths } = await documentOf(
      "api A { GET /x/{a} as One\nPUT /x/{b} as Two\nGET /x/{c} as Three\nGET /y/{d}/{d} }",
    );
    expect(Object.keys(paths)).toEqual(["/x/{a}", "/y/{d}/{d_2}"]);
    expect(Object.keys(paths["/x/{a}"])).toEqual(["get", "put"]);
    expect(paths["/x/{a}"].get["x-sdesign-also"]).toEqual(["A.Three"]);
  });

  it.each([
    ["nothing", ""],
    ["an API without endpoints", "api A"],
    ["endpoints that are being written", "api A { GET\nPOST /\nrpc\npublish\nGET /{} -> \nGET /a b c }"],
    ["names and texts that mean something elsewhere", hostile],
  ])("is valid for %s", async (_, source) => {
    await documentOf(source);
  });

  const samples = readdirSync(path.join(root, "samples"), { recursive: true, encoding: "utf8" });
  it.each(samples.filter((file) => file.endsWith(".sdesign")))("is valid for %s", async (file) => {
    await documentOf(readFileSync(path.join(root, "samples", file), "utf8"));
  });
});
