import { describe, expect, it } from "vitest";
import { expression, fixed, numbersOf } from "./numbers-of.ts";

const THINGS = `
service Backend { replicas: 3 }
entity Ticket { id uuid [pk]; rows: 5 }
unit ticket`;

describe("an expression that has no value", () => {
  it.each([
    ["5 s + 3 KB", "estimate/dimension-mismatch at '3 KB': Cannot add information (3 KB) to a time (5 s)."],
    ["5 KB - 3 s", "estimate/dimension-mismatch at '3 s': Cannot subtract a time (3 s) from information (5 KB)."],
    [
      "5 GB/month + 3 GB",
      "estimate/dimension-mismatch at '3 GB': Cannot add information (3 GB) to information per time (5 GB/month). The left side is per time, the right one is not: multiply it by a time, such as `* 1 month`.",
    ],
    [
      "2 * 3 GB + (4 + 1)",
      "estimate/dimension-mismatch at '(4 + 1)': Cannot add a plain number (5) to information (6 GB). Multiply the right side by a size, such as `* 1 KB`.",
    ],
    [
      "$5 + €3",
      "estimate/dimension-mismatch at '€3': Cannot add money in EUR (€3) to money in USD ($5): currencies are not converted. State both in one of them, or multiply by a rate such as `1.1 USD/EUR`.",
    ],
    [
      "max(1 KB, 2 KB, 3 req/s)",
      "estimate/dimension-mismatch at '3 req/s': The arguments must be of one dimension: this is a rate (requests per time, 3 requests/s), the first is information (1 KB).",
    ],
    [
      "5 GB/month in GB",
      "estimate/dimension-mismatch at 'GB': Cannot show information per time (5 GB/month) in a unit of information. A unit that fits is `GB/month`.",
    ],
    [
      "10 users in s",
      "estimate/dimension-mismatch at 's': Cannot show a count of users (10 users) in a unit of a time.",
    ],
    ["2 ^ (3 s)", "estimate/dimension-mismatch at '(3 s)': An exponent must be a plain number, without a unit."],
    ["sqrt(5 GB)", "estimate/dimension-mismatch at '5 GB': The square root of information (5 GB) is no quantity."],
    [
      "log2(5 GB)",
      "estimate/dimension-mismatch at '5 GB': The logarithm must be a plain number, not information (5 GB).",
    ],
    ["5 / 0", "estimate/undefined at '0': This divides by zero, which has no value. State a divisor other than zero."],
    [
      "5 / (2 - 2)",
      "estimate/undefined at '(2 - 2)': This divides by zero, which has no value. State a divisor other than zero.",
    ],
    [
      "0 ^ -1",
      "estimate/undefined at '-1': This divides by zero, which has no value. State a divisor other than zero.",
    ],
    ["sqrt(-4)", "estimate/undefined at '-4': The square root of a negative number has no value."],
    [
      "(-4) ^ 0.5",
      "estimate/undefined at '0.5': This has no value: the root or power of a negative number is not real.",
    ],
    ["log2(0)", "estimate/undefined at '0': The logarithm of zero or of a negative number has no value."],
    [
      "1e200 * 1e200",
      "estimate/undefined at '1e200': This is too large to compute with, or divides by something that may be zero.",
    ],
    ["1e999", "estimate/undefined at '1e999': This number is too large to compute with."],
    [
      "(1 to 2) to 5",
      "estimate/undefined at '(1 to 2) to 5': The ends of a range must be single values: one of these is a range itself.",
    ],
    ["5 GB to 3 s", "estimate/dimension-mismatch at '3 s': Cannot compare information (5 GB) with a time (3 s)."],
    ["collision(5)", "value/type at 'collision(5)': `collision` takes 2 arguments: `collision(n, bits)`."],
    ["size(5)", "value/type at '5': `size` takes the name of entity: `size(Entity)`."],
    ['"five"', "value/type at '\"five\"': A text is no quantity: write a number, an estimate or a property."],
    [
      "load(Backend)",
      "estimate/undefined at 'load(Backend)': No load is known to arrive at `Backend`. State `load` on the endpoints or connections that lead to it.",
    ],
    [
      "Backend.latency * 2",
      "estimate/undefined at 'Backend.latency': `Backend` states no `latency`. State it there, or write a number here.",
    ],
    [
      "100M/month * 500B * 120 months in TB",
      "estimate/ambiguous-unit at '500B': `500B` is 500 billion, and bytes are needed here. For bytes write `500 B`, with a space.",
    ],
    [
      "2 KB + 500B",
      "estimate/ambiguous-unit at '500B': `500B` is 500 billion, and bytes are needed here. For bytes write `500 B`, with a space.",
    ],
  ])("%s", (text, problem) => {
    const numbers = expression(text, THINGS);
    expect(numbers.problems()).toEqual([problem]);
    expect(numbers.result("x").quantity).toBeUndefined();
  });
});

describe("an expression with a doubtful value", () => {
  it.each([
    [
      "5 users + 3 requests",
      "8 users",
      "estimate/label-mismatch at '3 requests': This adds a count of requests (3 requests) to a count of users (5 users): different things are counted. Multiply by how many there are of one per other, or drop the label with `in`.",
    ],
    [
      "10 req/s in users/s",
      "10 users/s",
      "estimate/label-mismatch at 'users/s': `in` does not turn a rate (requests per time) into a rate (users per time): different things are counted. Multiply by how many there are of one per other.",
    ],
    [
      "2 KB/request + 1 KB/user",
      "3 KB/request",
      "estimate/label-mismatch at '1 KB/user': This adds information per user (1 KB/user) to information per request (2 KB/request): different things are counted. Multiply by how many there are of one per other, or drop the label with `in`.",
    ],
    [
      "140% of 5 users",
      "7 users",
      "estimate/implausible at '140%': A share of 140% is more than the whole. To multiply, write `*`.",
    ],
    [
      "10 to 5",
      "7.071 (5 to 10)",
      "estimate/implausible at '10 to 5': This range runs backwards, from 10 down to 5: it is read the other way round. Write the smaller end first.",
    ],
    [
      "5 users - 8 users",
      "-3 users",
      "estimate/implausible at '5 users - 8 users': `x` is -3 users: there cannot be fewer than none. Check the signs.",
    ],
  ])("%s", (text, shown, problem) => {
    const numbers = expression(text);
    expect(numbers.problems()).toEqual([problem]);
    expect(numbers.shown("x")).toBe(shown);
  });

  it("has more people a day than there are", () => {
    const numbers = numbersOf("estimates { users = 5M users; daily_users = 8M users; daily_reads = 9M reads }");
    expect(numbers.problems()).toEqual([
      "estimate/implausible at '8M users': `daily_users` (8M users) is more than `users` (5M users): only some of all people are there at a time. Check both.",
    ]);
  });

  it("writes bits where the design counts in bytes", () => {
    const source = "estimates { a = 5 KB; b = 3 Kb/request }";
    const numbers = numbersOf(source);
    expect(numbers.problems()).toEqual([
      "estimate/ambiguous-unit at 'Kb': `Kb` is bits, and this design counts in bytes too. Write `KB` for bytes, `kbit` for bits.",
    ]);
    expect(fixed(numbers, source, "Write `KB` for bytes")).toBe("estimates { a = 5 KB; b = 3 KB/request }");
    expect(numbersOf("estimates { b = 3 Kb/request }").problems()).toEqual([]);
  });
});

describe("what counts the same", () => {
  it.each([
    "5 users + 3",
    "1M Tickets/day + 3 ticket/day",
    "2 req/s + 3 qps",
    "rows(Ticket) + 5 tickets",
    "10 MB + rows(Ticket) * size(Ticket) + 3 requests * 2 KB/request",
    "5 req/s in 1/s",
    "5/s in req/s",
    "5 reads/day in reads/s",
  ])("%s", (text) => {
    expect(expression(text, THINGS).problems()).toEqual([]);
  });
});

describe("fixes", () => {
  it.each([
    ["estimates { x = 5 GB/month in GB }", "Show it in `GB/month`", "estimates { x = 5 GB/month in GB/month }"],
    ["estimates { x = 2 KB + 500B }", "Write `500 B` for bytes", "estimates { x = 2 KB + 500 B }"],
    ["estimates { x = 2 KB + 500 }", "Add the unit `KB`", "estimates { x = 2 KB + 500 KB }"],
    ["service S { latency: 5 }", "Add the unit `ms`", "service S { latency: 5 ms }"],
    ["service S { availability: 99.9 }", "Add the unit `%`", "service S { availability: 99.9% }"],
    ["service S { capacity: 5 }", "Add the unit `req/s`", "service S { capacity: 5 req/s }"],
    ["service S { storage: 5B }", "Write `5 B` for bytes", "service S { storage: 5 B }"],
    ["entity E { retention: 2 }", "Add the unit `years`", "entity E { retention: 2 years }"],
    ["entity E { body text(500) }", "Add the unit `KB`", "entity E { body text(500 KB) }"],
    ["service S { replicas: 2, needs: 3 }", "State 3 replicas", "service S { replicas: 3, needs: 3 }"],
  ])("%s: %s", (source, title, result) => {
    const numbers = numbersOf(source);
    expect(numbers.problems()).toHaveLength(1);
    expect(fixed(numbers, source, title)).toBe(result);
    expect(numbersOf(result).problems()).toEqual([]);
  });
});

describe("values of properties", () => {
  it.each([
    ["service S { replicas: -3 }", "value/range at '-3': `replicas` cannot be negative: it is -3."],
    ["service S { replicas: 0 }", "value/range at '0': `replicas` is at least 1, not 0."],
    [
      "service S { replicas: 2.5 }",
      "value/range at '2.5': `replicas` is a whole number, not 2.5. Round it with `ceil(…)`.",
    ],
    [
      "service S { availability: 140% }",
      "value/range at '140%': `availability` is a share between 0 and 100 %, not 140%.",
    ],
    [
      "service S { needs: 4, replicas: 3 }",
      "value/range at '4': `S` needs 4 instances, and it has 3 of them: it would never be up. State `replicas: 4` or more.",
    ],
    [
      "service S { needs: 2 }",
      "value/range at '2': `S` needs 2 instances, and it states no `replicas`, so it has one: it would never be up. State `replicas: 2` or more.",
    ],
    [
      "service S { quorum: 4 of 3 }",
      "value/range at '4': `S` needs 4 instances, and it has 3 of them: it would never be up. State `replicas: 4` or more.",
    ],
    [
      "service S { quorum: 2 of 3, replicas: 5 }",
      "value/range at '5': `replicas` says 5, and `quorum` 3: 5 counts. Remove the one or correct the other.",
    ],
    [
      "service S { quorum: 3 }",
      "value/type at '3': `quorum` says how many of how many must be up, as in `quorum: 2 of 3`.",
    ],
    [
      "service S { capacity: 500 }",
      "value/type at '500': `capacity` takes a rate, things per time, not a plain number (500). Write it as in `capacity: 1k req/s`.",
    ],
    [
      "service S { capacity: 5 users }",
      "value/type at '5 users': `capacity` takes a rate, things per time, not a count of users (5 users). Write it as in `capacity: 1k req/s`.",
    ],
    [
      "service S { latency: 5 GB }",
      "value/type at '5 GB': `latency` takes a time, not information (5 GB). Write it as in `latency: 20 ms`.",
    ],
    [
      "kind lambda: function { capacity: 1 GB }",
      "value/type at '1 GB': `capacity` takes a rate, things per time, not information (1 GB). Write it as in `capacity: 1k req/s`.",
    ],
    [
      "actor A { users: 5 req/s }",
      "value/type at '5 req/s': `users` takes a count, not a rate (requests per time, 5 requests/s). Write it as in `users: 1M users`.",
    ],
    [
      "throughput T >= 5k",
      "value/type at '5k': `throughput` takes a rate, things per time, not a plain number (5,000). Write it as in `throughput: 1k req/s`.",
    ],
    [
      "availability A >= 99.9",
      "value/range at '99.9': `availability` is a share between 0 and 100 %, not 9,990%. Write `99.9%`.",
    ],
    [
      "throughput T >= 5 req/s { peak: 0.5x }",
      "value/range at '0.5x': `peak` is a factor of at least 1: the busiest time is not quieter than the average.",
    ],
    [
      "service S { latency: 1 s / 0 }",
      "estimate/undefined at '0': This divides by zero, which has no value. State a divisor other than zero.",
    ],
    [
      "entity E { a string(5 s) }",
      "value/type at '5 s': `string` takes a size, not a time (5 s). Write it as in `string(120)`.",
    ],
    ["entity E { a blob(-1 KB) }", "value/range at '-1 KB': The size of `a` cannot be negative."],
  ])("%s", (source, problem) => {
    const numbers = numbersOf(source);
    expect(numbers.problems()).toEqual([problem]);
    for (const of of ["component", "actor"] as const) {
      for (const element of numbers.design.all(of)) {
        if (/would never be up|counts\. Remove/.test(problem)) continue;
        for (const name of element.properties.keys()) expect(numbers.evaluation.number(element, name)).toBeUndefined();
      }
    }
  });

  it.each([
    "service S { replicas: 3, needs: 2, zones: 3, capacity: 2k req/s, availability: 99.9%, latency: 40 ms }",
    "service S { quorum: 2 of 3, cost: $100/month, storage: 5 GiB, hit_ratio: 0.9 }",
    "service S { cost: 5 EUR }",
    "entity E { rows: 100M, retention: 2 years, index_overhead: 140% }",
    "throughput T >= 10k req/min { ratio: 100:1, peak: 20x }",
    "scalability G >= 1M users { ratio: 2.5 }",
    "estimates { n = 3 }\nservice S { replicas: n, capacity: n * 5 req/s }",
    "durability D >= 99.999999999%",
    "cost C <= $1000/month",
    "region A\nservice S { regions: A }",
  ])("%s", (source) => {
    expect(numbersOf(source).problems()).toEqual([]);
  });
});

describe("cycles", () => {
  it("are told on each estimate, wherever one begins", () => {
    const numbers = numbersOf("estimates { a = b + 1; b = c; c = 2 * a; d = a; e = e }");
    expect(numbers.problems()).toEqual([
      "estimate/cycle at 'b': `a` depends on itself: `a` → `b` → `c` → `a`. Break the circle: state one of them as a number.",
      "estimate/cycle at 'c': `b` depends on itself: `b` → `c` → `a` → `b`. Break the circle: state one of them as a number.",
      "estimate/cycle at 'a': `c` depends on itself: `c` → `a` → `b` → `c`. Break the circle: state one of them as a number.",
      "estimate/cycle at 'e': `e` depends on itself: `e` → `e`. Break the circle: state one of them as a number.",
    ]);
  });

  it("run through properties too", () => {
    const numbers = numbersOf("estimates { a = S.replicas * 2 }\nservice S { replicas: a + 1 }");
    expect(numbers.problems()).toEqual([
      "estimate/cycle at 'S.replicas': `a` depends on itself: `a` → `S.replicas` → `a`. Break the circle: state one of them as a number.",
      "estimate/cycle at 'a': `S.replicas` depends on itself: `S.replicas` → `a` → `S.replicas`. Break the circle: state one of them as a number.",
    ]);
  });

  it("run through loads", () => {
    const source = "estimates { a = load(S) }\napi A { GET /x as Get { load: a } }\nservice S { serves: A }";
    let evaluation: ReturnType<typeof numbersOf>["evaluation"] | undefined;
    const numbers = numbersOf(source, {
      load: () => {
        const get = evaluation?.design.all("endpoint")[0];
        return get && evaluation?.number(get, "load");
      },
    });
    evaluation = numbers.evaluation;
    expect(numbers.problems()).toEqual([
      "estimate/cycle at 'load(S)': `a` depends on itself: `a` → `a`. Break the circle: state one of them as a number.",
    ]);
  });
});

describe("assertions", () => {
  it.each([
    ["assert 5 GB < 6 GB", []],
    ["assert 0.1 + 0.2 = 0.3", []],
    ["assert 1 / 3 * 3 = 1", []],
    [
      'assert 7 GB < 6 GB "it fits"',
      [
        "estimate/assertion-failed at '7 GB < 6 GB': The assertion (“it fits”) fails: 7 GB is not below 6 GB. Change the design, or the limit.",
      ],
    ],
    [
      "assert 7 GB < 6",
      [
        "estimate/dimension-mismatch at '6': Cannot compare information (7 GB) with a plain number (6). Multiply the right side by a size, such as `* 1 KB`.",
      ],
    ],
    [
      "assert 7 users > 6 requests",
      [
        "estimate/label-mismatch at '6 requests': This compares a count of users (7 users) with a count of requests (6 requests): different things are counted. Multiply by how many there are of one per other, or drop the label with `in`.",
      ],
    ],
    ["r = 5 to 10 GB; assert r < 11 GB", []],
    [
      "r = 5 to 10 GB; assert r < 9.9 GB",
      [
        "estimate/assertion-failed at 'r < 9.9 GB': The assertion holds with a probability of 94.49% only, less than the 95% asked for: 7.071 GB (5 to 10) < 9.9 GB. `r` contributes most to the uncertainty (100%). Narrow the range, or leave more room.",
      ],
    ],
  ])("%s", (text, problems) => {
    expect(numbersOf(`estimates { ${text} }`).problems()).toEqual(problems);
  });
});
