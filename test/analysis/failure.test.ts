import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { designOf } from "../model/design-of.ts";

const oracleA = (drawing: string) => `
actor User
load_balancer Balancer { availability: 99.99%, replicas: 1 }
auth_provider Auth { availability: 99.5% }
sql_database Data { availability: 99.9% }
${drawing}`;

const region = (name: string) => {
  const parts = [...Array.from({ length: 8 }, () => 0.9999), 0.9995, 0.999, 0.999, 0.999, 0.99995].map((a, index) => ({
    id: `${name}${index}`,
    a,
  }));
  return [
    ...parts.map(({ id, a }) => `component ${id} { availability: ${a * 100}% }`),
    parts.map(({ id }) => id).join(" -> "),
  ].join("\n");
};

describe("availability", () => {
  it.each([
    [
      "replicas",
      oracleA(`service Web { replicas: 2, availability: 99% }
User -> Balancer -> Web
Web -> Auth, Data`),
    ],
    [
      "alternatives",
      oracleA(`service Web1 { availability: 99% }
service Web2 { availability: 99% }
User -> Balancer -> Web1 | Web2
Web1, Web2 -> Auth, Data`),
    ],
    [
      "an API with ways in",
      oracleA(`service Web1 { serves: Api, availability: 99% }
service Web2 { serves: Api, availability: 99% }
entity Thing { id uuid [pk] }
api Api { GET /thing as Read -> Thing { satisfies: Show } }
functional Show "Show it"
User -> Balancer -> Web1 | Web2
Web1, Web2 -> Auth, Data`),
    ],
    [
      "a flow",
      oracleA(`service Web1 { availability: 99% }
service Web2 { availability: 99% }
functional Show "Show it"
flow Showing { satisfies: Show
User -> Balancer -> Web1 | Web2
Web1, Web2 -> Auth, Data }`),
    ],
  ])("oracle A: %s", (_, source) => {
    const { failure } = factsOf(designOf(source));
    const found = failure.availability("system");
    expect(found?.exact, source).toBe(true);
    expect(found?.low, source).toBeCloseTo(0.99380620894, 11);
  });

  it.each([
    ["one region", "User -> Shared1 -> Shared2 -> A0", region("A"), 0.9954586659],
    ["two regions", "User -> Shared1 -> Shared2 -> A0 | B0", `${region("A")}\n${region("B")}`, 0.999781159],
  ])("oracle B: %s", (_, drawing, regions, expected) => {
    const source = `actor User
component Shared1 { availability: 99.99% }
component Shared2 { availability: 99.99% }
${regions}
${drawing}`;
    const found = factsOf(designOf(source)).failure.availability("system");
    expect(found?.low, source).toBeCloseTo(expected, 10);
    expect(found?.exact).toBe(true);
  });
});
