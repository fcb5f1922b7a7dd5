import { describe, expect, it } from "vitest";
import { marked } from "./cursor.ts";

describe("semantic tokens", () => {
  it("tell what each name stands for", () => {
    const source = `domain Sales { service Cart }
actor Buyer
kind lambda: function
lambda Fn { failover: none, monitors: latency, stores: Ticket.id }
entity Ticket { id uuid [pk]
  at Buyer? }
requirements { latency Fast p99 <= 5 ms for Buy }
api Shop { POST /buy/{x} as Buy -> Ticket { writes: Ticket } }
estimates { a = size(Ticket) * 2
  b = a }
Buyer -> Fn -> Sales.Cart
entity service { event text }
`;
    const { service, uri, text } = marked(`${source}¦`);
    const shown = service
      .semanticTokens(uri)
      .map(({ range, type, declaration }) => `${text.slice(range.start, range.end)}:${type}${declaration ? "!" : ""}`);
    expect(shown.join(" ")).toBe(
      [
        "domain:keyword Sales:namespace! service:keyword Cart:class!",
        "actor:keyword Buyer:interface! lambda:type! function:type",
        "lambda:type Fn:class! failover:property none:enumMember monitors:property latency:enumMember",
        "stores:property Ticket:struct id:property entity:keyword Ticket:struct! id:property! uuid:type pk:modifier",
        "at:property! Buyer:type",
        "requirements:keyword latency:keyword Fast:event! p99:enumMember Buy:method",
        "api:keyword Shop:interface! POST:keyword x:parameter Buy:method! Ticket:struct writes:property Ticket:struct",
        "estimates:keyword a:variable! size:function Ticket:struct b:variable! a:variable",
        "Buyer:interface Fn:class Sales:namespace Cart:class",
        "entity:keyword service:struct! event:property! text:type",
      ].join(" "),
    );
  });

  it("come in order and never overlap, whatever the text", () => {
    const sources = [
      "service A { ",
      "a.b.c -> d..e",
      "entity { x -> }",
      "POST /a/{b}/{c} as D -> E",
      "kind :",
      "{}}}{",
    ];
    for (const source of sources) {
      const { service, uri } = marked(source);
      let end = 0;
      for (const { range } of service.semanticTokens(uri)) {
        expect(range.start, source).toBeGreaterThanOrEqual(end);
        end = range.end;
      }
    }
  });

  it("of a part hold those of the part", () => {
    const { service, uri } = marked("service A\nservice B\nservice C¦");
    const part = service.semanticTokens(uri, { start: 11, end: 12 });
    expect(part.length).toBeGreaterThanOrEqual(2);
    expect(part.length).toBeLessThan(service.semanticTokens(uri).length);
  });
});

describe("links", () => {
  it("lead to imported files, pages and rules", () => {
    const source = `import "./lib.sdesign"
// sdesign-ignore nfr/missing-latency, nope/nope: because
service A { link: "https://example.com/a", "javascript:alert(1)", "file:///etc/passwd", "nonsense" }
¦`;
    const { service, uri, text } = marked(source, { "lib.sdesign": "service Edge" });
    const links = service.links(uri).map(({ range, target }) => [text.slice(range.start, range.end), target]);
    expect(links).toEqual([
      ["./lib.sdesign", "file:///lib.sdesign"],
      ["nfr/missing-latency", { rule: "nfr/missing-latency" }],
      ["https://example.com/a", "https://example.com/a"],
    ]);
  });
});

describe("growing selections", () => {
  it("go from the word to the file", () => {
    const { service, uri, offset, text } = marked("domain D {\n  service A { replicas: 1¦2 }\n}\n");
    const steps = service.selectionRanges(uri, offset).map(({ start, end }) => text.slice(start, end));
    expect(steps).toEqual([
      "12",
      "replicas: 12",
      " replicas: 12 ",
      "{ replicas: 12 }",
      "service A { replicas: 12 }",
      "\n  service A { replicas: 12 }\n",
      "{\n  service A { replicas: 12 }\n}",
      "domain D {\n  service A { replicas: 12 }\n}",
      text,
    ]);
  });

  it("only grow", () => {
    const source =
      'api A { POST /a/{b} as C -> D[] "t" { load: 5 req/s } }\nA, B -> C | D "x" { for: Z }\nestimates { a = (1 + b) * 2 in GB }';
    for (let offset = 0; offset <= source.length; offset++) {
      const { service, uri } = marked(`${source}¦`);
      const ranges = service.selectionRanges(uri, offset);
      for (const [index, range] of ranges.entries()) {
        const inner = ranges[index - 1];
        if (!inner) continue;
        expect(range.start <= inner.start && range.end >= inner.end).toBe(true);
        expect(range.end - range.start).toBeGreaterThan(inner.end - inner.start);
      }
    }
  });
});

describe("signatures", () => {
  const table: readonly (readonly [source: string, label: string | undefined, parameter?: string])[] = [
    ["estimates { a = collision(¦ }", "collision(n, bits)", "n"],
    ["estimates { a = collision(1e9, ¦) }", "collision(n, bits)", "bits"],
    ["estimates { a = max(1, min(2, ¦ }", "min(x, …)", "x"],
    ["service A { replicas: ¦ }", "replicas: 2", "2"],
    ["service A { stores: ¦ }", "stores: Name", "Name"],
    ["service ¦", 'service Name "Title" { … }', "Name"],
    ["service A ¦", 'service Name "Title" { … }', '"Title"'],
    ["requirements { latency ¦ }", 'latency Name "Title" p99 <= 500 ms for What', "Name"],
    ["¦", undefined],
    ["A -> ¦", undefined],
    ['service A "¦"', undefined],
  ];
  for (const [source, label, parameter] of table) {
    it(JSON.stringify(source), () => {
      const { service, uri, offset } = marked(source);
      const found = service.signature(uri, offset);
      expect(found?.label).toBe(label);
      if (found) {
        expect(found.parameters[found.active]?.label).toBe(parameter);
        for (const { label: part } of found.parameters) expect(found.label).toContain(part);
      }
    });
  }
});

describe("calls and implementations", () => {
  const source = `actor Buyer
service Backend { serves: Shop }
sql_database Tickets { stores: Ticket }
entity Ticket { id uuid [pk] }
api Shop { POST /buy as Buy -> Ticket { satisfies: Purchase } }
requirements { functional Purchase "buy" }
Buyer -> Backend -> Tickets
Backend ~> Tickets "again"
`;
  const at = (name: string) => {
    const { service, uri, text } = marked(`${source}¦`);
    return { service, uri, offset: text.indexOf(name) };
  };

  it("follow connections both ways", () => {
    const { service, uri, offset } = at("Backend {");
    const item = service.callItem(uri, offset);
    const names = (direction: "incoming" | "outgoing"): string[] =>
      service
        .calls(uri, item?.element.key ?? "", direction)
        .map((call) => `${call.item.element.id} ×${call.places.length}`);
    expect(item?.element.id).toBe("Backend");
    expect(names("incoming")).toEqual(["Buyer ×1"]);
    expect(names("outgoing")).toEqual(["Tickets ×2"]);
    expect(service.callItem(uri, source.indexOf("Ticket {"))).toBeUndefined();
    expect(service.calls(uri, "nobody", "incoming")).toEqual([]);
  });

  it("lead from what fulfils to what is asked for", () => {
    const fulfils = (name: string): string[] => {
      const { service, uri, offset } = at(name);
      return service.implementations(uri, offset).map(({ element }) => element.id);
    };
    expect(fulfils("Backend {")).toEqual(["Shop"]);
    expect(fulfils("Tickets {")).toEqual(["Ticket"]);
  });

  it("stand in the caller's file, for editors look for them there", () => {
    const lib = "service Edge\nservice Store";
    const { service, uri, text } = marked('import "./lib.sdesign"\nactor A\nA -> Edge\nEdge -> Store¦', {
      "lib.sdesign": lib,
    });
    const item = service.callItem(uri, text.indexOf("Edge"));
    const key = item?.element.key ?? "";
    const [incoming] = service.calls(uri, key, "incoming");
    const [outgoing] = service.calls(uri, key, "outgoing");
    const seen = (place: { readonly uri: string; readonly range: { readonly start: number; readonly end: number } }) =>
      `${place.uri} ${(place.uri === uri ? text : lib).slice(place.range.start, place.range.end)}`;
    expect(incoming?.places.map(seen)).toEqual(["file:///main.sdesign Edge"]);
    // It is called from the main file, and declared in the other: its name stands for the call.
    expect(outgoing?.places.map(seen)).toEqual(["file:///lib.sdesign Edge"]);
  });

  it("lead from what is asked for to what fulfils it", () => {
    const fulfilled = (name: string): string[] => {
      const { service, uri, offset } = at(name);
      return service.implementations(uri, offset).map(({ element }) => element.id);
    };
    expect(fulfilled('Purchase "buy"')).toEqual(["Shop.Buy"]);
    expect(fulfilled("Shop {")).toEqual(["Backend"]);
    expect(fulfilled("Ticket {")).toEqual(["Tickets"]);
    expect(fulfilled("Buy ->")).toEqual(["Backend"]);
    expect(fulfilled("id uuid")).toEqual(["Tickets"]);
    expect(fulfilled("Buyer")).toEqual([]);
  });
});
