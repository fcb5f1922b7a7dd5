import { describe, expect, it } from "vitest";
import { estimateDerivation } from "../../server/src/estimate/derivation.ts";
import { evaluate } from "../../server/src/estimate/evaluation.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";
import { numbersOf } from "./numbers-of.ts";

describe("properties", () => {
  const numbers = numbersOf(`
    kind lambda: function { capacity: 1k req/s, availability: 99.95% }
    kind small: lambda { capacity: 100 req/s }
    estimates { base = 200 req/s; twice = 2 * S.capacity; all = S.replicas * S.capacity; assumed = C.capacity * C.replicas }
    service S { capacity: base, quorum: 2 of 3, latency: 40 ms, storage: 5 GB, cost: $5/month, hit_ratio: 90% }
    lambda L { }
    small M { availability: 99% }
    cache C { }
    actor A { users: 5M users, load: 10 req/min }`);
  const { evaluation } = numbers;

  it.each([
    ["S", "capacity", 200],
    ["S", "replicas", 3],
    ["S", "needs", 2],
    ["S", "latency", 0.04],
    ["S", "storage", 5e9],
    ["S", "cost", 5 / 2592000],
    ["S", "hit_ratio", 0.9],
    ["S", "memory", undefined],
    ["S", "nothing", undefined],
    ["L", "capacity", 1000],
    ["M", "capacity", 100],
    ["M", "availability", 0.99],
    ["L", "availability", 0.9995],
    ["L", "replicas", undefined],
    ["C", "capacity", undefined],
  ])("%s.%s is %s in base units", (id, name, value) => {
    const number = evaluation.number(numbers.element("component", id), name);
    if (value === undefined) expect(number).toBeUndefined();
    else expect(number).toBeCloseTo(value, 9);
  });

  it("are read by estimates, and read them", () => {
    expect([numbers.shown("twice"), numbers.shown("all")]).toEqual(["400 requests/s", "600 requests/s"]);
    expect(evaluation.number(numbers.element("actor", "A"), "users")).toBe(5e6);
    expect(evaluation.number(numbers.element("actor", "A"), "load")).toBeCloseTo(1 / 6, 12);
  });

  it("that are not stated are assumed as everywhere else, visibly", () => {
    expect(numbers.shown("assumed")).toBe("100k requests/s");
    expect(numbers.result("assumed").steps.map((step) => `${step.kind}: ${step.text}`)).toEqual([
      "assumption: `C` states no `capacity`: 100k requests/s is assumed (operations; redis-benchmark without pipelining)",
      "assumption: `C` states no `replicas`: 1 is assumed (one unless stated)",
    ]);
  });
});

describe("ranges of a design", () => {
  it("are drawn once each, however often they are used", () => {
    const numbers = numbersOf(`
      estimates { r = 5 to 10; s = 5 to 10; zero = r - r; apart = r - s; half = (r + r) / (4 * r); same = r - S.calls }
      service S { }`);
    expect(numbers.quantity("zero").distribution).toBeUndefined();
    expect(numbers.shown("zero")).toBe("0");
    expect(numbers.quantity("apart").distribution?.type).toBe("sampled");
    expect(numbers.shown("half")).toBe("0.5");
  });

  it("give the same figures every time, wherever the file lies", () => {
    const source = "estimates { r = 5 to 10; s = -1 to 20; x = r * s + r }";
    const once = numbersOf(source).quantity("x");
    const workspace = workspaceOf("");
    workspace.set("file:///elsewhere/main.sdesign", source);
    const design = workspace.design("file:///elsewhere/main.sdesign")!;
    const again = evaluate(design, { load: () => undefined });
    const key = design.all("estimate").find((one) => one.name === "x")!.key;
    expect(again.estimate(key).quantity?.value.eq(once.value)).toBe(true);
  });
});

describe("loads", () => {
  it("come from the floors above", () => {
    const numbers = numbersOf("estimates { x = load(S) * 1 day }\nservice S { }", { load: () => 10 });
    expect(numbers.shown("x")).toBe("864k requests");
  });
});

describe("after an edit", () => {
  const source = `
estimates {
  r = 5 to 10 GB
  s = 1 to 2 GB
  x = r + s
}
estimates { y = S.replicas * x }
service S { replicas: 2 }
service Between { }
service T { replicas: 2 }
`;
  const after = (from: string, to: string) => {
    const workspace = workspaceOf(source);
    const before = evaluate(workspace.design(mainUri)!, { load: () => undefined });
    const key = (name: string) => `${mainUri}#${name}`;
    const old = { x: before.estimate(key("x")), y: before.estimate(key("y")) };
    const start = source.indexOf(from);
    workspace.edit(mainUri, source.replace(from, to), [{ start, removed: from.length, inserted: to }]);
    const evaluation = evaluate(workspace.design(mainUri)!, { load: () => undefined }, before);
    return { old, now: { x: evaluation.estimate(key("x")), y: evaluation.estimate(key("y")) } };
  };

  it("elsewhere, nothing is computed again", () => {
    const { old, now } = after("T { replicas: 2 }", "T { replicas: 3 }");
    expect(now.x).toBe(old.x);
    expect(now.y).toBe(old.y);
  });

  it("nearby, what reads the same is not computed again", () => {
    const { old, now } = after("s = 1 to 2 GB", "s =   1 to 2 GB");
    expect(now.x.quantity).toBe(old.x.quantity);
    expect(now.y.quantity).toBe(old.y.quantity);
  });

  it("of an input, what depends on it is, and nothing else", () => {
    const { old, now } = after("S { replicas: 2 }", "S { replicas: 3 }");
    expect(now.x).toBe(old.x);
    expect(now.y.quantity?.value.div(old.y.quantity!.value).toNumber()).toBeCloseTo(1.5, 12);
  });

  it("the figures are those of a fresh evaluation", () => {
    const { now } = after("5 to 10 GB", "6 to 10 GB");
    const fresh = numbersOf(source.replace("5 to 10 GB", "6 to 10 GB"));
    expect(now.y.quantity?.value.eq(fresh.quantity("y").value)).toBe(true);
  });
});

describe("a derivation", () => {
  it.each([
    [
      "estimates { users = 50M users; daily = 2 requests/user/day; x = users * daily in req/s }",
      [
        "input: `users` = 50M users",
        "input: `daily` = 2 requests/user/day",
        "result: 1,157 requests/s",
        "exact: exactly 1,157.40740740741… requests/s",
        "convention: the envelope differs by −13.6 %: 1,000 requests/s",
      ],
    ],
    [
      "system S { convention: envelope }\nestimates { x = 10M/month in 1/s }",
      ["result: 4/s", "convention: the exact calendar differs by −3.5 %: 3.858/s"],
    ],
    ["estimates { x = 10M/month * 36 months }", ["result: 360M", "exact: exactly 360,000,000"]],
    [
      "estimates { a = 1 to 100; x = a * (9 to 11 GB) }",
      [
        "input: `a` = 10 (1 to 100)",
        "range: 9 GB to 11 GB is a 90 % range (lognormal)",
        "result: 99.5 GB (9.93 to 997)",
        "range: 90 % between 9.93 to 997 GB, mean 265.56 GB",
        "contribution: `a` contributes 99.81% of the uncertainty",
        "contribution: `9 GB to 11 GB` contributes 0.19% of the uncertainty",
      ],
    ],
    ["estimates { x = 5 s + 3 KB }", []],
  ])("%s", (source, steps) => {
    const numbers = numbersOf(source);
    const found = estimateDerivation(numbers.evaluation, numbers.element("estimate", "x").key);
    expect(found.map((step) => `${step.kind}: ${step.text}`)).toEqual(steps);
  });
});
