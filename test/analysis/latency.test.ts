import { describe, expect, it } from "vitest";
import { factsOfSource } from "./facts-of.ts";

/** Sources, and of each scope the parts of its budget in milliseconds. */
const CASES: readonly (readonly [title: string, source: string, expected: Readonly<Record<string, string>>])[] = [
  [
    "the longest hard path, connections included",
    "actor U\nservice A { latency: 5 ms }\nservice B { latency: 20 ms }\nservice C { latency: 30 ms }\nU -> A { latency: 2 ms }\nA -> B, C\nB -> C { latency: 1 ms }",
    { system: "U -> A 2 + A 5 + B 20 + B -> C 1 + C 30" },
  ],
  [
    "what is optional, asynchronous or has a fallback costs nothing",
    "actor U\nservice A { latency: 5 ms }\nservice B { latency: 20 ms }\nservice C { latency: 1 ms }\nqueue Q { latency: 3 ms }\nU -> A\nA -> B { optional: true }\nA ~> Q\nA -> B { fallback: C }",
    { system: "A 5" },
  ],
  [
    "a flow's steps add up, parallel ones by the longest, a hand-over by itself",
    "requirements { functional R }\nactor U\nservice A { latency: 5 ms }\nservice B { latency: 20 ms }\nservice C { latency: 30 ms }\nqueue Q { latency: 9 ms }\nU -> A\nA -> B\nA -> C\nA ~> Q { latency: 4 ms }\nflow F { satisfies: R\nU -> A\nA -> B, C\nA -> B\nA ~> Q }",
    { F: "A 5 + C 30 + B 20 + A ~> Q 4", R: "A 5 + C 30 + B 20 + A ~> Q 4" },
  ],
  [
    "an endpoint goes in and on to the stores that it uses",
    "requirements { functional R }\nactor U\nentity E { id uuid }\nentity F { id uuid }\napi P { GET /e as Get -> E { satisfies: R, reads: E } }\nload_balancer L { latency: 1 ms }\nservice A { serves: P, latency: 5 ms }\nsql_database D { stores: E, latency: 10 ms }\nsql_database X { stores: F, latency: 99 ms }\nU -> L -> A\nA -> D\nA -> X",
    { R: "L 1 + A 5 + D 10" },
  ],
  [
    "a circle is gone through once",
    "actor U\nservice A { latency: 5 ms }\nservice B { latency: 20 ms }\nU -> A -> B\nB -> A",
    { system: "A 5 + B 20" },
  ],
  ["nothing stated, no budget", "actor U\nservice A\nU -> A", { system: "-" }],
];

describe("latency budgets", () => {
  for (const [title, source, expected] of CASES) {
    it(title, () => {
      const facts = factsOfSource(source);
      const found = Object.fromEntries(
        Object.keys(expected).map((id) => {
          const scope = facts.scopes.all.find((one) => one.id === id);
          const budget = scope && facts.latency.scope(scope.key);
          return [
            id,
            budget?.steps.map((step) => `${step.id} ${Math.round(step.seconds * 1e6) / 1e3}`).join(" + ") ?? "-",
          ];
        }),
      );
      expect(found, source).toEqual(expected);
    });
  }

  it("say what states no latency", () => {
    const facts = factsOfSource("actor U\nservice A { latency: 5 ms }\nservice B\nU -> A -> B");
    const budget = facts.latency.scope("system");
    expect(budget?.seconds).toBe(0.005);
    expect(budget?.unknown.map((key) => facts.design.get(key)?.id)).toEqual(["B"]);
  });

  it("are compared with the targets that cover them", () => {
    const facts = factsOfSource(
      "requirements { functional R\nfunctional S\nlatency L p99 <= 10 ms for R\nlatency M p99 <= 2 s }\nactor U\nservice A { satisfies: R, S, latency: 5 ms }\nU -> A",
    );
    expect(
      facts.latency.targets.map(({ quality, seconds, scopes }) => [
        quality.id,
        seconds,
        scopes.map((key) => facts.design.get(key)?.id),
      ]),
    ).toEqual([
      ["L", 0.01, ["R"]],
      ["M", 2, ["R", "S"]],
    ]);
  });
});
