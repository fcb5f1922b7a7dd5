/** Random edits that mean something: other values, estimates, steps, names; lines that come, go, move and come back. */

import fc from "fast-check";

export interface Stroke {
  readonly type: keyof typeof EDITS;
  /** Which of the files. */
  readonly file: number;
  /** Where, and what: shares of what there is. */
  readonly at: number;
  readonly other: number;
  /** What is asked before the next stroke. */
  readonly asked: "all" | "findings" | "hints" | "load" | "failure" | "at once" | "nothing";
}

/** Doubles of fast-check's own are spread over all of their bits: most of them would be as good as 0. */
export const share = fc.noBias(fc.nat(999_999)).map((part) => part / 1_000_000);

/** A value of each property that means something, and some that do not fit. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  replicas: ["copies_c", "1", "2", "3", "copies", "A.replicas", "copies + 1"],
  needs: ["1", "2", "copies"],
  quorum: ["2 of 3", "copies of 5", "1 of copies"],
  zones: ["1", "3", "copies", "East, West", "East"],
  regions: ["1", "2", "Europe"],
  availability: [
    "up_step",
    "up_b",
    "99%",
    "99.99%",
    "up",
    "1 - (1 - up) ^ 2",
    "90% to 99%",
    "up * (98% to 99%)",
    "1 - 1 h / 1 month",
  ],
  capacity: [
    "room_d",
    "10 req/s",
    "2k req/s",
    "room",
    "room * (1 to 2)",
    "(50 to 90 req/s) + room",
    "copies * 100 req/s",
  ],
  latency: ["slow_step", "5 ms", "2 s", "slow", "slow + 3 ms"],
  storage: ["1 GB", "5 TB", "need", "need * 2"],
  memory: ["16 GB", "need"],
  load: ["rate_w", "shared", "5 req/s", "900 req/s", "rate", "rate + (1 to 9 req/s)", "load(A)", "rate * copies"],
  peak: ["peak_get", "3x", "20 req/s", "rate * 3", "copies"],
  users: ["1M", "people"],
  calls: ["calls_step", "2", "0.5", "copies", "0.1 * copies", "0"],
  hit_ratio: ["hits", "90%", "up", "10%"],
  ttl: ["5 min", "slow"],
  timeout: ["1 s", "slow", "20 ms", "slow * 2"],
  retries: ["2", "copies", "0"],
  payload: ["message", "2 KB", "size(E)", "size(F) * 2"],
  request: ["1 KB", "size(E)"],
  response: ["10 KB", "size(F)"],
  cost: ["$100/month", "price", "price * copies", "100 EUR/month"],
  rows: ["1M", "people", "5k to 9k"],
  grows: ["1k/day", "rate / 10", "5 to 9/day"],
  retention: ["kept", "2 years", "30 days"],
  index_overhead: ["30%", "up"],
  shards: ["4", "copies"],
  shard_by: ["E.id", "F.id"],
  stores: ["E", "F", "E, F", "E.body", "E.id, F", "G"],
  serves: ["P", "Q", "P, Q"],
  satisfies: ["Do", "See", "Do, See", "Nothing"],
  reads: ["E", "F", "E, F"],
  writes: ["E", "F"],
  for: ["Do", "Get", "P", "Walk", "See, Put"],
  on_miss: ["Fast", "D"],
  fallback: ["Fast", "B", "D"],
  optional: ["true", "false"],
  failover: ["automatic", "manual", "none"],
  replication: ["sync", "async", "quorum"],
  consistency: ["strong", "eventual"],
  encryption: ["at_rest", "in_transit", "none"],
  managed: ["true", "false"],
  public: ["true"],
  stateless: ["true", "false"],
  backup: ["true", "false"],
  monitors: ["latency", "errors, saturation"],
  alerts: ["true", "false"],
  protocol: ["https", "http", "grpc"],
  auth: ["none", "required", "U", "W"],
  idempotent: ["true", "false"],
  rate_limit: ["100 req/min", "rate"],
  async: ["true"],
  cacheable: ["true"],
  actor: ["U", "W", "U, W"],
  priority: ["must", "should", "wont"],
  depends: ["See", "Do"],
  pattern: ["spiky", "read_heavy"],
  ratio: ["100:1", "copies"],
  convention: ["envelope", "exact"],
  type: ["core", "generic"],
  chosen: ["One", "Two"],
  affects: ["A", "D, Do"],
  include: ["A", "Sales", "U, A, D"],
  direction: ["LR", "TB"],
  color: ["load", "availability"],
  balancing: ["random", "consistent_hashing"],
};

const NAMES = Object.keys(VALUES);

const EXPRESSIONS = [
  "2",
  "3",
  "99%",
  "90% to 99.9%",
  "5 req/s",
  "800 req/s",
  "100 to 900 req/s",
  "20 ms",
  "3 s",
  "$50/month",
  "2 TB",
  "5M users",
  "5M tickets",
  "copies",
  "copies + 1",
  "A.replicas",
  "D.capacity",
  "load(A)",
  "load(Get) * 2",
  "size(E)",
  "rows(E) * size(E)",
  "rate * 2",
  "up ^ 2",
  "people * 3 requests/user/day in req/s",
  "min(rate, 10 req/s)",
] as const;

const LINES = [
  "service Added { replicas: copies }",
  "sql_database Added { stores: E, quorum: copies of 5 }",
  "domain Added { service Inner { serves: Q }\n  A -> Inner }",
  "region Added { zone Far { service Lone { replicas: 2 } } }",
  "kind big: service { replicas: copies, capacity: room, availability: up }",
  "big Added",
  "small Added { zones: 2 }",
  "actor Added { load: rate }",
  "A -> B | D",
  "A -> D { calls: copies, on_miss: Fast }",
  "B ~> Jobs ~> C { load: rate }",
  "U <-> B { for: See }",
  "U -> A { latency: slow, availability: up }",
  "A -> D { availability: up, optional: true, latency: slow }",
  "B ~> Jobs { retries: copies }",
  "flow Added { satisfies: See\n  U -> A -> D { availability: up }\n  A ~> Jobs }",
  'process Added { U => "Buy" => A => "Bought" }',
  "requirements { availability Added >= up for Do }",
  "requirements { latency Added p99 <= slow for Get\n  throughput Rate >= rate for Put }",
  "requirements { cost Added <= price for Sales\n  durability Safe >= 99.999% for E }",
  "requirements { functional Nothing { priority: should } }",
  "estimates { added = copies * 2\n  assert added < 5 }",
  "estimates { copies = 4 }",
  "entity G { id uuid [pk]\n  e -> E\n  rows: people }",
  "body text(size(F))",
  "relation E 1--* F",
  "api Q { rpc ask() { satisfies: See, reads: F, load: rate } }",
  "GET /more as More -> F { reads: F, load: rate }",
  'decision Added { option One "1"  option Two "2"  chosen: One }',
  'risk Added { affects: A, mitigation: "none" }',
  'question Added "?"',
  "view Added { include: A, color: load }",
  "unit ticket",
  "// sdesign-ignore spof/*: for now",
  "// sdesign-ignore-file nfr/*: for now",
  "// words",
  "}",
  "{",
] as const;

function pick<T>(items: readonly T[], where: number): T | undefined {
  return items[Math.floor(where * items.length)];
}

/** Lines that make up a paragraph, or one line of it. */
function stretch(text: string, { at, other }: Stroke): { start: number; end: number } {
  const start = text.lastIndexOf("\n", Math.floor(at * text.length)) + 1;
  const paragraph = other > 0.7 ? text.indexOf("\n\n", start) : -1;
  const end = paragraph >= 0 ? paragraph + 1 : text.indexOf("\n", start) + 1;
  return { start, end: end > start ? end : text.length };
}

const replaced = (text: string, start: number, end: number, inserted: string): string =>
  text.slice(0, start) + inserted + text.slice(end);

/** What is left out from the start: what hangs together less lets more of it be taken over. */
export interface Thinning {
  /** The share of what goes. */
  readonly most: number;
  readonly seed: number;
}

export const thinning: fc.Arbitrary<Thinning> = fc.record({
  most: fc.constantFrom(0, 0.1, 0.3, 0.6),
  seed: fc.nat(9999),
});

/** A text without some of its lines, and without some properties in others; braces stay balanced. */
export function thinned(text: string, { most, seed }: Thinning): string {
  let state = seed;
  const goes = (): boolean => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000 < most;
  };
  return text
    .split("\n")
    .filter((line) => line === "" || line.split("{").length !== line.split("}").length || !goes())
    .map((line) => line.replace(/(?<=[{,] *)[a-z_]+: [^,{}]+(?:, |(?= \}))/g, (all) => (goes() ? "" : all)))
    .join("\n");
}

/** What a text becomes; the text itself where there is nothing to change. */
const EDITS = {
  /** Another value for a property. */
  value: (text: string, { at, other }: Stroke): string => {
    const found = [...text.matchAll(/\b([a-z_]+): ([^\n;}{]*?)(?=[;}\n]|, [a-z_]+:| +[a-z_]+:|$)/gm)];
    const one = pick(
      found.filter(([, name = ""]) => VALUES[name]),
      at,
    );
    if (!one) return text;
    const [all, name = ""] = one;
    return replaced(text, one.index, one.index + all.length, `${name}: ${pick(VALUES[name] ?? [], other)}`);
  },
  /** A property more. */
  property: (text: string, { at, other }: Stroke): string => {
    const brace = pick([...text.matchAll(/\{/g)], at);
    const name = pick(NAMES, other) ?? "";
    const value = pick(VALUES[name] ?? [], (at * 97) % 1);
    return brace ? replaced(text, brace.index + 1, brace.index + 1, ` ${name}: ${value};`) : text;
  },
  /** A property to a connection or a step without any. */
  bare: (text: string, { at, other }: Stroke): string => {
    const arrow = pick([...text.matchAll(/[-~<]+>[^\n{]*$/gm)], at);
    const name = pick(["availability", "latency", "calls", "load", "optional", "fallback", "for", "payload"], other);
    if (!arrow || name === undefined) return text;
    const end = arrow.index + arrow[0].length;
    return replaced(text, end, end, ` { ${name}: ${pick(VALUES[name] ?? [], (at * 97) % 1)} }`);
  },
  estimate: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/(?<=^ *\w+ = )[^\n;}]+/gm)], at);
    return one ? replaced(text, one.index, one.index + one[0].length, pick(EXPRESSIONS, other) ?? "") : text;
  },
  target: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/(?<=(?:>=|<=) )[^\n{}]+?(?= for|\n| \{|$)/gm)], at);
    return one ? replaced(text, one.index, one.index + one[0].length, pick(EXPRESSIONS, other) ?? "") : text;
  },
  /** Another last digit. */
  digit: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/\d(?![\d.\w]|%?["\]])|\d(?=[kM%]|\.\D)/g)], at);
    return one ? replaced(text, one.index, one.index + 1, String(Math.floor(other * 10))) : text;
  },
  /** Another digit in an estimate. */
  figure: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/(?<=^ *\w+ = .*)\d/gm)], at);
    return one ? replaced(text, one.index, one.index + 1, String(Math.floor(other * 10))) : text;
  },
  word: (text: string, { at, other }: Stroke): string => {
    const words = [...text.matchAll(/\b[A-Z]\w*/g)];
    const [one, two] = [pick(words, at), pick(words, other)];
    return one && two ? replaced(text, one.index, one.index + one[0].length, two[0]) : text;
  },
  number: (text: string, { at, other }: Stroke): string => {
    const found = [...text.matchAll(/\b\d+(?:\.\d+)?/g)];
    const [one, two] = [pick(found, at), pick(found, other)];
    return one && two ? replaced(text, one.index, one.index + one[0].length, two[0]) : text;
  },
  title: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/"[^"\n]*"/g)], at);
    return one ? replaced(text, one.index, one.index + one[0].length, `"Title ${Math.floor(other * 9)}"`) : text;
  },
  /** One name for another, wherever it stands. */
  rename: (text: string, { at, other }: Stroke): string => {
    const one = pick(
      [...text.matchAll(/\b(?:[A-Z]\w*|up|up_step|copies|calls_d|rate|room|slow|need|price|people)\b/g)],
      at,
    );
    return one ? text.replaceAll(new RegExp(`\\b${one[0]}\\b`, "g"), `${one[0]}${Math.floor(other * 3)}`) : text;
  },
  arrow: (text: string, { at, other }: Stroke): string => {
    const one = pick([...text.matchAll(/->|~>|<->|, (?=[A-Z])| \| /g)], at);
    const [long, short] = [pick(["->", "~>", "<->"], other) ?? "", pick([", ", " | "], other) ?? ""];
    return one ? replaced(text, one.index, one.index + one[0].length, one[0].includes(">") ? long : short) : text;
  },
  line: (text: string, stroke: Stroke): string => {
    const { start } = stretch(text, stroke);
    return replaced(text, start, start, `${pick(LINES, stroke.other)}\n`);
  },
  drop: (text: string, stroke: Stroke): string => {
    const { start, end } = stretch(text, stroke);
    return replaced(text, start, end, "");
  },
  copy: (text: string, stroke: Stroke): string => {
    const { start, end } = stretch(text, stroke);
    return replaced(text, start, start, text.slice(start, end));
  },
  move: (text: string, stroke: Stroke): string => {
    const { start, end } = stretch(text, stroke);
    const rest = replaced(text, start, end, "");
    const to = rest.lastIndexOf("\n", Math.floor(((stroke.other * 31) % 1) * rest.length)) + 1;
    return replaced(rest, to, to, text.slice(start, end));
  },
  comment: (text: string, stroke: Stroke): string => {
    const { start } = stretch(text, stroke);
    return replaced(text, start, start, stroke.other < 0.5 ? "// " : "/// ");
  },
  /** Made by whoever knows the texts before. */
  undo: (text: string): string => text,
} as const;

const often = [
  "value",
  "property",
  "bare",
  "estimate",
  "figure",
  "figure",
  "digit",
  "target",
  "word",
  "line",
  "undo",
] as const;

export const stroke: fc.Arbitrary<Stroke> = fc.record({
  type: fc.constantFrom(...often, ...often, ...(Object.keys(EDITS) as readonly (keyof typeof EDITS)[])),
  file: fc.constantFrom(0, 0, 0, 1, 1, 2),
  at: share,
  other: share,
  asked: fc.constantFrom("all", "all", "all", "findings", "hints", "load", "failure", "at once", "nothing"),
});

/** The text after a stroke; `past` are those before it, the first one first. */
export function struck(text: string, made: Stroke, past: readonly string[]): string {
  return made.type === "undo" ? (pick(past, made.at) ?? text) : EDITS[made.type](text, made);
}

/** The least stretch that leads from one text to another. */
export function changeBetween(before: string, after: string): { start: number; removed: number; inserted: string } {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) };
}
