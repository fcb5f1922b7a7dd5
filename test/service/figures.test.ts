import { describe, expect, it } from "vitest";
import { allHints, type HintKind, hintKinds } from "../../server/src/service/inlay-hints.ts";
import { marked } from "./cursor.ts";

const shop = `system Shop
actor Buyer
requirements {
  functional Buy "A person can buy" { actor: Buyer }
  functional Later { priority: wont }
  functional Missing
  availability Uptime >= 99.95% for Buy
  latency Quick p99 <= 500 ms for Buy
  throughput Sale >= 100 req/s for Buy { peak: 2x }
  durability Keep >= 99.99%
  cost Budget <= $300/month
}
estimates {
  users = 10M users
  rate = users * 2 requests/user/month in req/s "asked"
  sold = 5 to 20 items
  sizes = sold * size(Order) in KB
  broken = users + 1 s
  assert sizes < 2 KB
  assert sold > 5 items "mostly"
}
entity Order { id uuid [pk]  note string(42)  grows: 10/s, retention: 10 days }
entity Note { id uuid [pk]  text string }
api ShopApi "API" {
  POST /order as Make -> Order { satisfies: Buy, writes: Order }
  GET /order
}
load_balancer Balancer { managed: true, availability: 99.99%, latency: 1 ms }
service Backend "Ticket service" { serves: ShopApi, replicas: 2, capacity: 300 req/s, latency: 25 ms, availability: 99% }
sql_database Db { stores: Order, latency: 15 ms, availability: 99.9%, cost: $400/month }
Buyer -> Balancer -> Backend -> Db
flow Purchase { Buyer -> Balancer -> Backend }
`;

/** The lines of a source that have hints, with those drawn in as \`«…»\`. */
function hinted(source: string, wanted: ReadonlySet<HintKind> = allHints): readonly string[] {
  const { service, uri, text } = marked(source);
  let drawn = "";
  let at = 0;
  for (const hint of service.figures.hints(uri, { start: 0, end: text.length }, wanted)) {
    drawn += `${text.slice(at, hint.offset)}«${hint.text}»`;
    at = hint.offset;
  }
  const lines = `${drawn}${text.slice(at)}`.split("\n");
  return lines.flatMap((line) => (line.includes("«") ? [line.trim().replace(/»[ {].*/, "»")] : []));
}

describe("inlay hints", () => {
  it("stand behind what they are about", () => {
    expect(hinted(shop)).toEqual([
      'functional Buy "A person can buy"«✗ 99.88 % of 99.95 % · 41 ms of 500 ms»',
      "availability Uptime >= 99.95%«✗ 99.88 % of 99.95 %»",
      "latency Quick p99 <= 500 ms«41 ms of 500 ms»",
      "throughput Sale >= 100 req/s«600 req/s of 200 req/s at peak»",
      "cost Budget <= $300/month«✗ $400 of $300 a month»",
      "rate = users * 2 requests/user/month in req/s«= 7.716 requests/s»",
      "sold = 5 to 20 items«≈ 10 items (5–20)»",
      "sizes = sold * size(Order) in KB«≈ 1 KB (0.5–2)»",
      "assert sizes < 2 KB«✓ 95 %»",
      "assert sold > 5 items«✓ 95 %»",
      "entity Order«100 B · 864 MB in 10 days»",
      "entity Note«≥ 16 B»",
      "POST /order as Make -> Order«100 req/s, peak 200»",
      "load_balancer Balancer«100 req/s, peak 200»",
      'service Backend "Ticket service"«33.3 % of 600 req/s»',
      "sql_database Db«≈ 4 % of 10k req/s»",
      "flow Purchase«99.98 % · 26 ms»",
    ]);
  });

  it.each(hintKinds.map((kind) => [kind] as const))("can do without %s", (kind) => {
    const { service, uri, text } = marked(shop);
    const range = { start: 0, end: text.length };
    const all = service.figures.hints(uri, range);
    expect(all.some((hint) => hint.kind === kind)).toBe(true);
    const others = service.figures.hints(uri, range, new Set(hintKinds.filter((other) => other !== kind)));
    // Where its use is not shown, a component's load is not shown in its place.
    expect(others).toEqual(all.filter((hint) => hint.kind !== kind));
  });

  it("are computed for the range that is asked for", () => {
    const { service, uri, text } = marked(shop);
    const start = text.indexOf("  rate =");
    const hints = service.figures.hints(uri, { start, end: text.indexOf("  sizes") });
    expect(hints.map((hint) => hint.text)).toEqual(["= 7.716 requests/s", "≈ 10 items (5–20)"]);
  });

  it("say nothing of files that are not there, and survive what is not finished", () => {
    const { service } = marked(shop);
    expect(service.figures.hints("file:///nowhere.sdesign", { start: 0, end: 10 })).toEqual([]);
    for (let end = 0; end < shop.length; end += 7) expect(() => hinted(shop.slice(0, end))).not.toThrow();
  });

  it("explain themselves", () => {
    const { service, uri, text } = marked(shop);
    const hint = service.figures.hints(uri, { start: 0, end: text.length }).find(({ kind }) => kind === "utilization");
    const tooltip = service.figures.tooltip(uri, hint?.key ?? "");
    expect(tooltip).toContain("**Used at peak** 33.3 % of 600 req/s");
    expect(service.figures.tooltip(uri, "file:///main.sdesign#Gone")).toBeUndefined();
  });
});

describe("code lenses", () => {
  const lenses = (source: string) => {
    const { service, uri, text } = marked(source);
    return service.figures.lenses(uri).map(({ range, title, places }) => ({
      at: text.slice(range.start, range.end),
      title,
      places: places.map((place) => text.slice(place.range.start, place.range.end)),
    }));
  };

  it("say whether targets are met and what would help", () => {
    expect(lenses(shop)).toEqual([
      {
        at: "Buy",
        title:
          "✗ 99.88 % of 99.95 %: add a replica to Db, with failover: automatic · 41 ms of 500 ms · satisfied by ShopApi.Make",
        places: ["Make"],
      },
      { at: "Missing", title: "nothing satisfies it yet", places: [] },
      {
        at: "Uptime",
        title: "✗ 99.88 % of 99.95 %: add a replica to Db, with failover: automatic",
        places: ["Db", "Buy"],
      },
      { at: "Quick", title: "41 ms of 500 ms: 25 ms of it in Backend", places: ["Backend", "Buy"] },
      { at: "Sale", title: "600 req/s of 200 req/s at peak: Backend is full first", places: ["Backend"] },
      { at: "Budget", title: "✗ $400 of $300 a month: Db most of it", places: ["Db"] },
      { at: "Order", title: "100 B · 864 MB in 10 days · stored in Db", places: ["Db"] },
      { at: "Note", title: "≥ 16 B", places: [] },
      { at: "ShopApi", title: "2 endpoints · 100 req/s, peak 200 · served by Backend", places: ["Backend"] },
    ]);
  });

  it("tell what is left of the allowed downtime", () => {
    const source =
      "availability Up >= 99%\nclient A { availability: 99.9% }\nservice B { availability: 99.9% }\nA -> B";
    expect(lenses(source)[0]?.title).toBe("99.8 % of 99 %: down 1.439 h of 7.2 h in 30 days");
  });
});

describe("hovers", () => {
  /** The hover at the cursor drawn into a part of the shop's text. */
  const hoverAt = (where: string, source = shop): string => {
    const at = source.indexOf(where.replace("¦", ""));
    if (at < 0) throw new Error(`no ${where}`);
    const { service, uri } = marked(source);
    return service.hover(uri, at + where.indexOf("¦"))?.markdown ?? "";
  };

  const table: readonly (readonly [where: string, holds: readonly string[]])[] = [
    [
      "ra¦te =",
      [
        "**= 7.716 requests/s**",
        "- `10M users * 2 requests/user/month in req/s`",
        "- `users` = 10M users",
        "the envelope differs by +3.7 %: 8 requests/s",
      ],
    ],
    [
      "siz¦es =",
      [
        "**≈ 1 KB** is the median \\(●\\), 1.09 KB the mean \\(◆\\)",
        "`0.5 KB ├────────●◆───────────────┤ 2 KB`",
        "size\\(`Order`\\) = 100 B",
      ],
    ],
    ["users ¦* 2", ["`users * 2 requests/user/month` = 20M requests/month, exactly 20,000,000 requests/month"]],
    ["10¦M users", ["`10M users` = 10M users, exactly 10,000,000 users"]],
    ["5 t¦o 20", ["`5 to 20 items` ≈ 10 items \\(5 to 20\\)"]],
    ["si¦ze(Order)", ["`size(Order)` = 100 B"]],
    ["assert si¦zes", ["**estimate** `sizes`"]],
    ["ass¦ert sizes", ["**Assertion** ✓ holds with a probability of 95 %", "- 1 KB \\(0.5 to 2\\) \\< 2 KB"]],
    [">¦= 99.95%", ["**✗ Missed** 99.88 % of 99.95 %"]],
    ["capa¦city: 300", ["**= 300 requests/s**", "Requests per second that one instance can carry"]],
    [
      'Back¦end "T',
      [
        "**Load** 100 req/s, at peak 200 req/s",
        "- `ShopApi.Make` 100 req/s, at peak 200 req/s",
        "- 5 requests in it at a time, at peak",
        "**Used at peak** 33.3 % of 600 req/s",
        "- 2 instances × 300 req/s = 600 req/s",
        "- without one instance 66.7 %",
        "**Available** 99 % an instance",
        "- 1 of its 2 instances must be up",
      ],
    ],
    [
      "sql_database D¦b",
      [
        "**Used at peak** ≈ 4 % of 10k req/s",
        "_assumed:_ 10k req/s an instance \\(reads; public pgbench results on 8 cores\\)",
        "**Storage** 864 MB",
        "**Cost** $400 a month",
        "**Single point of failure** for `Buy`",
        "- it states no replicas",
        "- `Uptime` says how often that may be",
      ],
    ],
    [
      "as Ma¦ke",
      [
        "**Load** 100 req/s, at peak 200 req/s",
        "`Sale` asks for 100 req/s",
        "- `Backend` 100 req/s, at peak 200 req/s",
      ],
    ],
    ["Backend -¦> Db", ["**connection** `Backend -> Db`", "**Load** 100 req/s", "- `ShopApi.Make` 100 req/s"]],
    [
      "entity Ord¦er",
      ["**Record** 100 B", "- 84 B `note`", "**Kept** 864 MB", "stored in `Db`", "**Growth** 2.592 GB a month"],
    ],
    ["entity No¦te", ["**Record** ≥ 16 B", "`text` states no size and counts for nothing"]],
    ["no¦te string", ["**Size** 84 B"]],
    [
      "availability Upt¦ime",
      [
        "**✗ Missed** 99.88 % of 99.95 %",
        "- worst for `Buy`",
        "- down 51.83 min in 30 days, 10.51 h a year",
        "- allowed 21.6 min in 30 days, 4.38 h a year",
        "- add a replica to `Db`, with `failover: automatic`: it would be 99.98 % if that never failed",
        "- falls with `Db` alone",
      ],
    ],
    ["latency Qu¦ick", ["**✓ Met** 41 ms of 500 ms", "- 25 ms `Backend`", "percentiles of parts do not add up"]],
    ["throughput Sa¦le", ["**✓ Met** 600 req/s of 200 req/s at peak", "until `Backend` is full first"]],
    ["cost Bud¦get", ["**✗ Missed** $400 of $300 a month", "- $400 `Db`"]],
    [
      "functional B¦uy",
      ["**Available** 99.88 % of 99.95 % \\(`Uptime`\\)", "**Latency budget** 41 ms", "- 15 ms `Db`"],
    ],
    ["flow Pur¦chase", ["**Available** 99.98 %", "**Latency budget** 26 ms"]],
    ["system Sh¦op", ["**Available** 99.88 %"]],
    ["api Sho¦pApi", ["**Load** 100 req/s, at peak 200 req/s"]],
  ];
  for (const [where, holds] of table) {
    it(`derive ${JSON.stringify(where)}`, () => {
      const markdown = hoverAt(where);
      for (const part of holds) expect(markdown).toContain(part);
    });
  }

  it("say where an arrow of a flow goes", () => {
    const at = shop.lastIndexOf("Balancer -> Backend }") + "Balancer -".length;
    const { service, uri } = marked(shop);
    expect(service.hover(uri, at)?.markdown).toContain("**connection** `Balancer -> Backend`");
  });

  it("show what people wrote as text, never as markup", () => {
    const hostile = "api A { GET /a`b<img>[x](y)*c { load: 10 req/s } }\nservice S { serves: A }";
    const markdown = hoverAt("service ¦S", hostile);
    expect(markdown).toContain("10 req/s");
    expect(markdown.replace(/(`+)[^`].*?[^`]?\1/g, "")).not.toMatch(/<img>|\]\(/);
  });

  it("say less where something is missing, but never fail", () => {
    const { service, uri } = marked("estimates { a = b * 2\n c = 1 / 0\n d = }\nA -> B");
    for (let at = 0; at < 50; at++) expect(() => service.hover(uri, at)).not.toThrow();
  });
});
