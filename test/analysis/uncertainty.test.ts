import { describe, expect, it } from "vitest";
import { uncertaintyOf } from "../../server/src/analysis/uncertainty.ts";
import { factsOfSource, keyOf } from "./facts-of.ts";

function uncertaintyIn(properties: string, endpoints: string): ReturnType<typeof uncertaintyOf> {
  const facts = factsOfSource(
    `estimates { visits = 50 to 200 requests/s\nother = 1 to 2 requests/s }\nactor U\napi P { ${endpoints} }\nservice S { serves: P, ${properties} }\nU -> S`,
  );
  const load = facts.load.component(keyOf(facts, "S"));
  return load && uncertaintyOf(facts.design, facts.evaluation, load);
}

describe("a range of loads", () => {
  it("passes a capacity with a probability", () => {
    // A lognormal's upper 5 % lie above its upper end.
    expect(uncertaintyIn("capacity: 200 req/s", "GET /a as A { load: visits }")?.overload).toBeCloseTo(0.05, 3);
    expect(uncertaintyIn("capacity: 100 req/s", "GET /a as A { load: visits }")?.overload).toBeCloseTo(0.5, 3);
    expect(uncertaintyIn("capacity: 100 req/s, replicas: 2", "GET /a as A { load: visits }")?.overload).toBeCloseTo(
      0.05,
      3,
    );
  });

  it("is multiplied by a peak factor", () => {
    expect(uncertaintyIn("capacity: 300 req/s", "GET /a as A { load: visits, peak: 3x }")?.overload).toBeCloseTo(
      0.5,
      3,
    );
  });

  it("names the input that contributes most", () => {
    const found = uncertaintyIn("capacity: 100 req/s", "GET /a as A { load: visits }\nGET /b as B { load: other }");
    expect(found?.most?.name).toBe("visits");
    expect(found?.most?.share).toBeGreaterThan(0.99);
  });

  it("is none where nothing is a range, or no capacity is known", () => {
    expect(uncertaintyIn("capacity: 100 req/s", "GET /a as A { load: 5 req/s }")).toBeUndefined();
    expect(uncertaintyIn("latency: 1 ms", "GET /a as A { load: visits }")).toBeUndefined();
  });
});
