import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { designJson } from "../../server/src/export/design-json.ts";
import { markdown } from "../../server/src/export/markdown.ts";
import { erDiagram, flowchart, mermaid } from "../../server/src/export/mermaid.ts";
import { root } from "../house/sources.ts";
import { hostile, sourceOf } from "./source-of.ts";

const sample = sourceOf(readFileSync(path.join(root, "samples/ticketmaster.sdesign"), "utf8"));

describe("Mermaid", () => {
  it("draws boxes in boxes, and what goes between them", () => {
    const source = sourceOf(`
      actor Buyer "A buyer"
      domain Sales { service Backend "Shop | service"; sql_database Orders }
      queue Mails
      external Bank
      Buyer -> Backend -> Orders "reads \\"all\\""
      Backend ~> Mails
      Backend <-> Bank`);
    expect(flowchart(source)).toBe(`flowchart TB
  n1(["A buyer"])
  subgraph n2["Sales"]
    n3["Shop #124; service<br>service"]
    n4[("Orders<br>SQL database")]
  end
  n5[["Mails<br>queue"]]
  n6{{"Bank<br>external system"}}
  n1 --> n3
  n3 -->|"reads #34;all#34;"| n4
  n3 -.-> n5
  n3 <--> n6`);
  });

  it("draws entities with crow's feet", () => {
    const source = sourceOf(`
      entity Event { id uuid [pk]; name string(80) [unique] "what \\"it\\" is" }
      entity Ticket { id uuid [pk]; event_id -> Event; holder uuid? -> Person; größe int }
      entity Person { id uuid [pk] }
      relation Event 1--* Ticket "sells"`);
    expect(erDiagram(source)).toBe(`erDiagram
  e1["Event"] {
    uuid id PK
    string name UK "what #34;it#34; is"
  }
  e2["Ticket"] {
    uuid id PK
    uuid event_id FK
    uuid holder FK "may be missing"
    int gr_e "größe"
  }
  e3["Person"] {
    uuid id PK
  }
  e1 ||--o{ e2 : "sells"
  e3 |o--o{ e2 : "holder"`);
  });

  it("lets no text out of its quotes", () => {
    const text = mermaid(sourceOf(hostile));
    for (const line of text.split("\n")) {
      const bare = line.replace(/"[^"]*"/g, '""').replace(/^```.*/, "");
      expect(bare).toMatch(/^[\w\s[\](){}|<>.\-:,"]*$/);
      expect(bare).not.toMatch(/script|alert|DROP/);
    }
    expect(text.match(/^```/gm)).toHaveLength(4);
  });

  it("begins no comment inside of a name", () => {
    expect(mermaid(sourceOf('service A "50% %% off"'))).toContain('"50% #37;% off<br>service"');
  });

  it("has nothing to say of nothing", () => {
    expect(mermaid(sourceOf(""))).toBe("");
  });
});

describe("Markdown", () => {
  it("reports what is asked for, computed, decided and open", () => {
    const report = markdown(sample, [{ title: "A [view]", file: "a b/(c).svg" }]);
    expect(report.match(/^## .*/gm)).toEqual(
      [
        "Requirements",
        "Estimates",
        "Data",
        "Interfaces",
        "Architecture",
        "Diagrams",
        "Decisions",
        "Risks",
        "Questions",
      ].map((title) => `## ${title}`),
    );
    for (const line of [
      "# Ticket sales for live events",
      "| Uptime | People queue at midnight: the site is up | availability | `>= 99.9%` |  | ✔ met: 99.93 % of 99.9 % | synthetic purchases, every minute |",
      "| storage | ≈ 14.07 GB | 9.95 to 19.9 GB | `sold * size(Ticket) * 5 years in GB` |",
      "| Ticket | The right to one seat at one event | 109 B | 136.88M | 14.92 GB | Booking.Tickets |",
      "![A \\[view\\]](a%20b/%28c%29.svg)",
      "| Do events have comments? | Not in this version |",
    ]) {
      expect(report.split("\n")).toContain(line);
    }
    expect(report).toContain("**PostgreSQL: structured data, transactions, joins**: Selling a seat twice");
  });

  it("shows what people wrote as they wrote it", () => {
    const report = markdown(sourceOf(`${hostile}\nrisk R "| <b> [x](y) \`z\`"\nestimates { a = 1 | 2 }`), []);
    const bare = report.replace(/(`+)[^`]+\1/g, "").replace(/\\[!-/:-@[-`{-~]/g, "");
    expect(bare).not.toMatch(/<|\]\(|javascript:b\)/);
    for (const table of report.split("\n\n").filter((block) => block.startsWith("|"))) {
      const columns = table
        .trim()
        .split("\n")
        .map((line) => line.match(/(?<!\\)\|/g)?.length);
      expect(new Set(columns).size, table).toBe(1);
    }
  });

  it("has little to say of nothing", () => {
    expect(markdown(sourceOf(""), [])).toBe("# design.sdesign\n");
  });
});

describe("JSON", () => {
  it("gives elements as written, with what is computed", () => {
    const { version, design, estimates, analysis } = JSON.parse(designJson(sample));
    expect(version).toBe(1);
    const byId = (id: string) => design.elements.find((element: { id: string }) => element.id === id);
    expect(byId("Booking.Backend")).toMatchObject({
      class: "component",
      kind: "service",
      parent: "Booking",
      title: "Ticket service",
      properties: expect.arrayContaining([
        { name: "serves", text: "TicketApi", elements: ["TicketApi"] },
        { name: "capacity", text: "2k req/s", value: 2000 },
      ]),
    });
    expect(byId("Ticket").fields[1]).toEqual({
      name: "event_id",
      type: "uuid",
      nullable: false,
      list: false,
      modifiers: [],
      size: 16,
      references: "Event",
    });
    expect(byId("Purchase").steps[0]).toMatchObject({ number: 1, from: "Person", to: "LoadBalancer" });
    expect(byId("Uptime")).toMatchObject({ quality: "availability", target: ">= 99.9%" });
    expect(estimates.storage.display).toMatch(/^14\.07 GB/);
    expect(analysis.components["Booking.Tickets"].utilization).toBeCloseTo(0.253, 2);
  });

  it("holds whatever a design holds", () => {
    const { design } = JSON.parse(designJson(sourceOf(hostile)));
    expect(design.elements.map(({ id }: { id: string }) => id)).toContain("__proto__");
  });
});
