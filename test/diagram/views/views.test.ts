import { describe, expect, it } from "vitest";
import { factsOf } from "../../../server/src/analysis/facts.ts";
import { layoutDot } from "../../../server/src/diagram/dot.ts";
import { prepare } from "../../../server/src/diagram/scene.ts";
import { sketchView, viewsOf } from "../../../server/src/diagram/views/views.ts";
import { designOf } from "../../model/design-of.ts";
import { outline, sketchOf } from "./outline.ts";

const data = `entity Event { id uuid [pk]  name string(120)  poster blob(200 KB)  rows: 1M }
entity Ticket {
  id uuid [pk]
  event_id -> Event
  reserved_by uuid? -> Person [index]
  paid_by uuid? -> Person
  seat_id uuid [unique] -> Seat
}
entity Person { id uuid [pk]  email string(80) [unique, pii] }
entity Seat { id uuid [pk]  row char }
relation Event 1--* Ticket "has"`;

const shop = `system Shop
actor Buyer
functional Buy "A person can buy" { actor: Buyer, priority: must }
functional Sell "A person can sell" { priority: must }
functional Return "A person can return" { priority: wont }
entity Ticket { id uuid [pk] }
api Tickets { POST /ticket as Order -> Ticket { satisfies: Buy, writes: Ticket } }
service Backend { serves: Tickets }
sql_database Store { stores: Ticket }
queue Mails
Buyer -> Backend -> Store
Backend ~> Mails
flow Purchase "Buy a ticket" {
  satisfies: Buy
  Buyer -> Backend "order"
  Backend -> Store "reserve"
  Backend ~> Mails "receipt"
}
process Selling {
  Buyer => "Order" => Backend => "Ordered" => "Is it paid?"
  Buyer => policy "Whenever paid"
}
domain Sales { type: core  entity Cart { id uuid [pk] }  service Web }
Buyer -> Web -> Backend`;

describe("views", () => {
  it.each([
    ["", ["architecture"]],
    ["entity A { id uuid }", ["architecture", "data"]],
    [shop, ["architecture", "data", "domains", "trace", "flow:Purchase", "process:Selling"]],
    ["service A\nview Mine { include: A }\nview data { include: A }", ["architecture", "data", "Mine", "view:data"]],
  ])("of %j", (source, expected) => {
    // A view that has nothing to show is not offered, but its id stays taken.
    expect(viewsOf(designOf(source)).map(({ id }) => id)).toEqual(
      expected.filter((id) => id !== "data" || source.includes("entity")),
    );
  });

  it("knows no others", () => {
    expect(sketchView(factsOf(designOf(shop)), "flow:Refund")).toBeUndefined();
    expect(sketchView(factsOf(designOf(shop)), "__proto__")).toBeUndefined();
  });

  it.each(["architecture", "data", "domains", "trace"])("an empty %s says what to write", (view) => {
    const sketch = sketchOf("", view);
    expect(sketch.empty?.example).toBeTruthy();
    expect(sketch.picture.nodes).toHaveLength(1);
    expect(
      designOf(sketch.empty?.example ?? "").all("component").length +
        designOf(sketch.empty?.example ?? "").all("entity").length +
        designOf(sketch.empty?.example ?? "").all("requirement").length,
    ).toBeGreaterThan(0);
  });
});

describe("the data model", () => {
  it("draws entities, relations, and references that no relation states", () => {
    expect(outline(sketchOf(data, "data").picture)).toBe(`table Event "Event" [200.26 KB · 1M rows]
  id uuid [pk]
  name string(120)
  poster blob(200 KB)
table Ticket "Ticket" [80 B]
  id uuid [pk]
  event_id uuid [fk]
  reserved_by uuid? [fk, index]
  paid_by uuid? [fk]
  seat_id uuid [fk, unique]
table Person "Person" [176 B]
  id uuid [pk]
  email string(80) [unique, pii]
table Seat "Seat" [18 B]
  id uuid [pk]
  row char
Event -- Ticket (one zero-or-many) "has"
Person -- Ticket (zero-or-one zero-or-many) "reserved_by, paid_by"
Seat -- Ticket (one zero-or-one) "seat_id"`);
  });

  it.each([
    ["1--1", "one one"],
    ["0..1--*", "zero-or-one zero-or-many"],
    ["1..*--0..*", "one-or-many zero-or-many"],
    ["1--4", "one one-or-many"],
  ])("%s", (written, expected) => {
    const [edge] = sketchOf(`entity A { id uuid } entity B { id uuid }\nrelation A ${written} B`, "data").picture.edges;
    expect(edge?.ends?.join(" ")).toBe(expected);
  });

  it("survives references in circles and to itself", () => {
    const source = "entity A { id -> B } entity B { id -> A  parent? -> B }";
    expect(sketchOf(source, "data").picture.nodes).toHaveLength(2);
  });
});

describe("a flow", () => {
  it("numbers its steps on those who take part", () => {
    const sketch = sketchOf(shop, "flow:Purchase");
    expect(outline(sketch.picture)).toBe(`pill Buyer "Buyer" [actor]
card Backend "Backend" [service]
card Store "Store" [SQL database]
card Mails "Mails" [queue]
Buyer -> Backend #1 "order"
Backend -> Store #2 "reserve"
Backend ~> Mails #3 "receipt"`);
    expect(sketch.steps?.map(({ number, text, anchors }) => [number, text, anchors])).toEqual([
      [1, "Buyer → Backend: order", ["Buyer", "Buyer -> Backend", "Backend"]],
      [2, "Backend → Store: reserve", ["Backend", "Backend -> Store", "Store"]],
      [3, "Backend → Mails: receipt", ["Backend", "Backend ~> Mails", "Mails"]],
    ]);
  });

  it("draws a step without a connection all the same", () => {
    const source = "service A service B\nflow F { A -> B }";
    expect(outline(sketchOf(source, "flow:F").picture)).toContain("A -> B #1");
  });
});

describe("a process", () => {
  it("is rows of notes", () => {
    expect(outline(sketchOf(shop, "process:Selling").picture)).toBe(`0.0 actor "Buyer"
0.1 command "Order"
0.2 system "Backend"
0.3 event "Ordered"
0.4 hotspot "Is it paid?"
1.0 actor "Buyer"
1.1 policy "Whenever paid"
Selling 0.0 -> Selling 0.1
Selling 0.1 -> Selling 0.2
Selling 0.2 -> Selling 0.3
Selling 0.3 -> Selling 0.4
Selling 1.0 -> Selling 1.1`);
  });
});

describe("domains", () => {
  it("are cards with what stands outside and talks with them", () => {
    expect(outline(sketchOf(shop, "domains").picture)).toBe(`card Sales "Sales" [core domain, 1 component · 1 entity]
pill Buyer "Buyer" [actor]
card Backend "Backend" [service]
Buyer -> Sales
Sales -> Backend`);
  });
});

describe("the trace", () => {
  it("leads from requirements to data", () => {
    expect(outline(sketchOf(shop, "trace").picture)).toBe(`0 "A person can buy" [Buy · must, ok]
1 "POST /ticket" [Order]
2 "Backend" [service]
3 "Store" [SQL database]
4 "Ticket" [entity]
1 "Buy a ticket" [flow]
0 "A person can sell" [Sell · must, over]
0 "A person can return" [Return · wont, muted]
Buy -> Tickets.Order
Tickets.Order -> Backend
Backend -> Store
Store -> Ticket
Buy -> Purchase`);
  });
});

describe("views of the design's own", () => {
  const source = `${shop}
entity Note { id uuid [pk] }
view Core { include: Backend, Store  direction: LR  color: load }
view Without { exclude: Web, Mails }
view Sold { include: Sales }
view Mixed { include: Store, Ticket }
view Records { include: Ticket, Note }
view Buying { include: Purchase }
view Wishes { include: Buy }
view Storm { include: Selling }
view Nothing { include: Store  exclude: Store }`;

  it.each([
    ["Core", `card Backend "Backend" [service]\ncard Store "Store" [SQL database]\nBackend -> Store`],
    ["Sold", `domain Sales "Sales" [core]\n  card Sales.Web "Web" [service]`],
    [
      "Mixed",
      `card Store "Store" [SQL database]\ntable Ticket "Ticket" [16 B]\n  id uuid [pk]\nStore ..> Ticket "stores"`,
    ],
    ["Records", `table Ticket "Ticket" [16 B]\n  id uuid [pk]\ntable Note "Note" [16 B]\n  id uuid [pk]`],
  ])("%s", (view, expected) => {
    expect(outline(sketchOf(source, view).picture)).toBe(expected);
  });

  it("keep their direction in a pane that is higher than wide, where everything is narrower", () => {
    const { picture } = sketchOf(source, "Core", { tall: true });
    expect([picture.direction, picture.narrow]).toEqual(["LR", true]);
    expect(sketchOf(source, "Core", { tall: false }).picture.narrow).toBeUndefined();
  });

  it("take direction and colours", () => {
    const { picture, overlay } = sketchOf(source, "Core");
    expect([picture.direction, overlay]).toEqual(["LR", "load"]);
  });

  it.each([
    ["Without", ["pill", "card", "card"]],
    ["Buying", ["pill", "card", "card", "card"]],
    ["Wishes", ["trace", "trace", "trace", "trace", "trace", "trace"]],
    ["Storm", ["sticky", "sticky", "sticky", "sticky", "sticky", "sticky", "sticky"]],
  ])("%s is drawn as what it includes", (view, shapes) => {
    expect(sketchOf(source, view).picture.nodes.map(({ shape }) => shape)).toEqual(shapes);
  });

  it("say so when nothing is left", () => {
    expect(sketchOf(source, "Nothing").empty?.title).toBe("This view shows nothing");
  });
});

describe("hostile designs", () => {
  const nasty = ["__proto__", "constructor", "Edge", "Graph", "Strict", "toString"];
  const titles = [
    "</script><script>alert(1)</script>",
    '"]; x [label="',
    "&amp;<b>",
    "\u202e\u0000",
    "x".repeat(20_000),
  ];

  it.each(nasty)("a name like %s", (name) => {
    const source = `domain ${name} { service A "t"  entity ${name} { ${name} uuid [pk] -> ${name} } }\nservice B\n${name} -> B\nB -> A\nflow F { B -> A }`;
    for (const { id } of viewsOf(designOf(source))) {
      expect(() => layoutDot(prepare(sketchOf(source, id).picture)), source).not.toThrow();
    }
  });

  it.each(titles)("a title like %j", (title) => {
    const written = JSON.stringify(title).replace(/\\u([0-9a-f]{4})/gi, "\\u{$1}");
    const source = `system S ${written}\nactor A ${written}\nservice B ${written}\nA -> B ${written}\nentity E ${written} { id uuid [pk] }\nfunctional R ${written}\nprocess P { A => ${written} => B }\nflow F ${written} { A -> B ${written} }`;
    for (const { id } of viewsOf(designOf(source))) {
      const dot = layoutDot(prepare(sketchOf(source, id).picture));
      expect(dot).not.toContain("script");
      expect(dot.length).toBeLessThan(10_000);
    }
  });
});
