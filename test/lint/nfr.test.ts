/** What requirements leave out, and what the design leaves of them: small variations of the rules' examples. */

import { describe, expect, it } from "vitest";
import { applied, type LintOptions, lintOf, underlined } from "./lint-of.ts";

/** A rule, a source, and the texts that it underlines there. */
type Case = readonly [rule: string, source: string, ...underlined: string[]];

const STORED = "entity E { id uuid [pk] }\nsql_database D { stores: E, managed: true }";
const PIPELINE = `entity E { id uuid [pk] }
service W
stream S
worker P
key_value_store T { stores: E, managed: true }
W ~> S
S ~> P -> T`;

const CASES: readonly Case[] = [
  // the largest load
  ["nfr/missing-peak", "actor U { load: 5 req/s }\nservice A\nU -> A", "load: 5 req/s"],
  ["nfr/missing-peak", "actor U { load: 5 req/s, peak: 1x }\nservice A\nU -> A"],
  ["nfr/missing-peak", "actor U { load: 5 req/s }\nservice A\nU -> A\nthroughput T >= 5 req/s { pattern: steady }"],
  [
    "nfr/missing-peak",
    "actor U { load: 5 req/s }\nservice A\nU -> A\nthroughput T >= 5 req/s { pattern: read_heavy }",
    "load: 5 req/s",
  ],
  [
    "nfr/missing-peak",
    "api P { load: 9 req/s; GET /a as A; GET /b as B { load: 7 req/s, peak: 2x } }\nservice S { serves: P }\nactor U\nU -> S",
    "load: 9 req/s",
  ],
  ["nfr/missing-peak", "api P { peak: 3x; GET /a as A { load: 9 req/s } }\nservice S { serves: P }\nactor U\nU -> S"],
  ["nfr/missing-peak", "service A\nservice B\nA -> B { load: 5 req/s }", "load: 5 req/s"],
  ["nfr/missing-peak", "estimates { rate = 5 req/s }\nservice A"],

  // reads and writes
  [
    "nfr/missing-read-write-ratio",
    `system S\n${STORED}\napi P { GET /a as A { load: 9 req/s } }\nservice V { serves: P }`,
    "S",
  ],
  [
    "nfr/missing-read-write-ratio",
    `system S\n${STORED}\napi P { GET /a as A { load: 9 req/s }; POST /a as B { load: 1 req/s } }\nservice V { serves: P }`,
  ],
  [
    "nfr/missing-read-write-ratio",
    `system S\n${STORED}\napi P { reads: E; GET /a as A { load: 9 req/s } }\nservice V { serves: P }`,
  ],
  ["nfr/missing-read-write-ratio", "system S\napi P { rpc next() { load: 9 req/s } }\nid_generator V { serves: P }"],
  ["nfr/missing-read-write-ratio", `system S\n${STORED}\napi P { rpc next() }\nservice V { serves: P }`],

  // how old answers may be
  ["nfr/missing-freshness", `system S2\n${PIPELINE}\napi A { GET /e as Get -> E { reads: E } }`, "S2"],
  ["nfr/missing-freshness", `system S2\n${PIPELINE}\napi A { GET /e as Get -> E }`, "S2"],
  ["nfr/missing-freshness", `system S2\n${PIPELINE}\napi A { POST /e as Put { writes: E } }`],
  [
    "nfr/missing-freshness",
    `system S2\n${PIPELINE.replace("stream", "queue")}\napi A { GET /e as Get -> E { reads: E } }`,
  ],
  ["nfr/missing-freshness", `system S2\n${PIPELINE}\napi A { GET /e as Get -> E { reads: E } }\nfreshness F <= 1 min`],

  // money
  ["nfr/missing-cost", "system S\nservice A"],
  ["nfr/missing-cost", "system S\nservice A { cost: $5/month }", "S"],
  ["nfr/missing-cost", "system S\nservice A { cost: $5/month }\ncost B <= $9/month"],
  ["nfr/cost-exceeded", "cost B <= $10/month\nservice A { cost: $5/month, replicas: 2 }"],
  ["nfr/cost-exceeded", "cost B < $10/month\nservice A { cost: $5/month, replicas: 2 }", "B"],
  ["nfr/cost-exceeded", "cost B <= $10/month\nservice A { cost: $6/month, replicas: 2 }", "B"],
  [
    "nfr/cost-exceeded",
    "cost B <= $10/month for C\nservice A { cost: $6/month, replicas: 2 }\nservice C { cost: $6/month }",
  ],
  ["nfr/cost-exceeded", "cost B <= $10/month\nservice A { cost: €60/month }"],
  ["nfr/cost-exceeded", "cost B <= $365/year\nservice A { cost: $30/month }"],

  // words instead of numbers
  ["nfr/unquantified", 'availability Uptime "highly available"', "Uptime"],
  ["nfr/unquantified", 'availability Uptime "99.9 % of the month"'],
  ["nfr/unquantified", "availability Uptime >= 99%"],
  ["nfr/unquantified", "throughput T { pattern: spiky }"],
  ["nfr/unquantified", 'consistency C "nothing is lost"'],
  ["nfr/unquantified", 'security S "encrypted, of course"'],
  ["nfr/unquantified", 'usability Easy "Pages open quickly"', "Easy"],
  ["nfr/unquantified", 'usability Easy "Pages open quickly"\nlatency L p99 <= 1 s'],
  ["nfr/unquantified", 'functional Find "A person can find events fast"', "Find"],
  ["nfr/unquantified", 'functional Find "A person can find events fast"\nlatency L p99 <= 1 s for Find'],
  [
    "nfr/unquantified",
    'functional Find "A person can find events fast"\nlatency L p99 <= 1 s for Other\nfunctional Other',
    "Find",
  ],
  ["nfr/unquantified", 'functional Find "A person can break their fast"', "Find"],
  ["nfr/unquantified", 'functional Find "A person can book breakfast, as a fasting guest"'],

  // percentiles
  ["nfr/latency-without-percentile", "latency L <= 1 s", "L"],
  ["nfr/latency-without-percentile", "latency L max <= 1 s"],
  ["nfr/latency-without-percentile", "latency L p50 <= 1 s"],
  ["nfr/latency-without-percentile", "latency L avg <= 1 s", "L"],
  ["nfr/latency-without-percentile", "latency L avg <= 1 s\nlatency M p99 <= 3 s"],
  ["nfr/latency-without-percentile", "latency L avg <= 1 s for F\nlatency M p99 <= 3 s\nfunctional F", "L"],
  ["nfr/latency-without-percentile", 'latency L "fast"'],

  // consistency or availability
  ["nfr/cap-conflict", "consistency C = strong { prefers: availability }", "C"],
  ["nfr/cap-conflict", 'consistency C = strong { prefers: availability, rationale: "random" }'],
  ["nfr/cap-conflict", "consistency C = eventual { prefers: availability }"],
  ["nfr/cap-conflict", "consistency C = strong\navailability A >= 99% { prefers: availability }", "C"],
  [
    "nfr/cap-conflict",
    "consistency C = strong for E\navailability A >= 99% { prefers: availability }\nentity E { id uuid [pk] }",
  ],
  [
    "nfr/cap-conflict",
    "consistency C = strong for E, F\navailability A >= 99% for F { prefers: availability }\nentity E { id uuid [pk] }\nentity F { id uuid [pk] }",
    "C",
  ],

  // what is drawn reaches
  ["nfr/availability-unreachable", "actor U\nservice A { availability: 99.9% }\nU -> A\navailability V >= 99.9%"],
  ["nfr/availability-unreachable", "actor U\nservice A { availability: 99.9% }\nU -> A\navailability V > 99.9%", "V"],
  ["nfr/availability-unreachable", "actor U\nservice A { availability: 99.8% }\nU -> A\navailability V >= 99.9%", "V"],
  [
    "nfr/availability-unreachable",
    "actor U\nservice A { availability: 99.8% }\nservice B { availability: 99.99% }\nU -> B\nU -> A\nfunctional F\napi P { GET /a as G { satisfies: F } }\nservice C { serves: P, availability: 99.99% }\nU -> C\navailability V >= 99.9% for F",
  ],
  ["nfr/availability-unreachable", "actor U\nservice A { availability: 99.8% }\nU -> A\navailability V <= 99%"],
  ["nfr/latency-budget", "actor U\nservice A { latency: 50 ms }\nU -> A\nlatency L p99 <= 50 ms"],
  ["nfr/latency-budget", "actor U\nservice A { latency: 50 ms }\nU -> A\nlatency L p99 < 50 ms", "L"],
  [
    "nfr/latency-budget",
    "actor U\nservice A { latency: 50 ms }\nU -> A { latency: 1 ms }\nlatency L p99 <= 50 ms",
    "L",
  ],
  ["nfr/latency-budget", "actor U\nservice A { latency: 50 ms }\nU -> A { optional: true }\nlatency L p99 <= 5 ms"],
  [
    "nfr/latency-budget",
    "actor U\nfunctional F\napi P { GET /a as Slow { satisfies: F, latency: 1 s }; GET /b as Quick { satisfies: F, latency: 5 ms } }\nservice A { serves: P }\nU -> A\nlatency L p99 <= 50 ms for Quick\nlatency M p99 <= 50 ms for Slow",
    "M",
  ],

  // off unless asked for
  ["nfr/unverified", "availability V >= 99%"],
];

function found(rule: string, source: string, options?: LintOptions) {
  return lintOf(source, options).filter((finding) => finding.rule === rule);
}

describe("requirements", () => {
  it.each(CASES)("%s in %j", (rule, source, ...expected) => {
    expect(
      found(rule, source).map((finding) => underlined(source, finding)),
      source,
    ).toEqual(expected);
  });

  it("are asked for a budget by the preset `strict` in any case", () => {
    expect(found("nfr/missing-cost", "system S\nservice A", { preset: "strict" })).toHaveLength(1);
  });

  it("are verified where that is asked for", () => {
    const options = { rules: { "nfr/unverified": "warning" } } as const;
    expect(found("nfr/unverified", 'availability V >= 99%\nsecurity S "none"', options)).toHaveLength(1);
    expect(found("nfr/unverified", 'availability V >= 99% { verified_by: "probes" }', options)).toEqual([]);
  });
});

describe("unreachable availability", () => {
  const message = (source: string) => {
    const [finding] = found("nfr/availability-unreachable", source);
    return `${finding?.severity}: ${finding?.message}`;
  };

  it("is an error where what is stated does not allow it", () => {
    const text = message(
      "actor U\nservice A { availability: 99% }\nservice B { replicas: 2 }\nU -> A -> B\navailability V >= 99.9%",
    );
    expect(text).toMatch(/^error: .*99\.9 % of the system.*reaches 99 %.*7\.218 h in 30 days instead of 43\.2 min/);
    expect(text).toContain("Improving `A` helps most.");
  });

  it("is a warning where only assumptions stand against it, which it names", () => {
    const text = message(
      "actor U\nservice A\nservice B { availability: 99.99% }\nU -> A -> B\navailability V >= 99.9%",
    );
    expect(text).toMatch(/^warning: /);
    expect(text).toContain("99.5 % of `A` (the published level of one virtual machine)");
  });
});

describe("fixes", () => {
  const fixed = (rule: string, source: string) => {
    const fix = found(rule, source)[0]?.fixes[0];
    return fix && applied(source, fix);
  };

  it.each([
    ["nfr/latency-without-percentile", "latency L <= 1 s", "latency L p99 <= 1 s"],
    ["nfr/latency-without-percentile", 'latency L "quick" avg <= 1 s', 'latency L "quick" p99 <= 1 s'],
    [
      "nfr/missing-peak",
      "actor U { load: 5 req/s }\nservice A\nU -> A",
      "actor U { load: 5 req/s, peak: 3x }\nservice A\nU -> A",
    ],
    [
      "nfr/missing-peak",
      "service A\nservice B\nA -> B { load: 5 req/s }",
      "service A\nservice B\nA -> B { load: 5 req/s, peak: 3x }",
    ],
    [
      "nfr/missing-read-write-ratio",
      `system S\n${STORED}\napi P { GET /a as A { load: 9 req/s } }\nservice V { serves: P }\nthroughput T >= 9 req/s`,
      `system S\n${STORED}\napi P { GET /a as A { load: 9 req/s } }\nservice V { serves: P }\nthroughput T >= 9 req/s { ratio: 10:1 }`,
    ],
    [
      "nfr/missing-cost",
      "requirements {\n  usability Nice\n}\nservice A { cost: $5/month }",
      "requirements {\n  usability Nice\n  cost Budget <= 1000 USD/month\n}\nservice A { cost: $5/month }",
    ],
  ])("of %s in %j", (rule, source, expected) => {
    expect(fixed(rule, source)).toBe(expected);
  });
});
