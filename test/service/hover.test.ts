import { describe, expect, it } from "vitest";
import { escapeMarkdown, plain } from "../../server/src/service/markdown.ts";
import { marked } from "./cursor.ts";

const design = `
/// Sells tickets.
system Shop
actor Buyer "A person"
service Backend "Ticket service" { replicas: 6, capacity: 2k req/s, monitors: latency, errors }
sql_database Tickets { stores: Ticket }
entity Ticket { id uuid [pk]
  seat string(8)? -> Ticket.id }
latency Fast p99 <= 500 ms
Buyer -> Backend -> Tickets
estimates { total = 5 KB * size(Ticket) }
`;

/** The hover at the first place of a text, whose cursor is drawn in it. */
function hoverAt(where: string, source = design): string | undefined {
  const at = source.indexOf(where.replace("¦", ""));
  if (at < 0) throw new Error(`no ${where}`);
  const { service, uri } = marked(source);
  return service.hover(uri, at + where.indexOf("¦"))?.markdown;
}

describe("hover", () => {
  const table: readonly (readonly [where: string, holds: readonly string[]])[] = [
    [
      'Back¦end "T',
      ["**service** `Backend` — Ticket service", "Calls `Tickets`", "Called by `Buyer`", "`capacity: 2k req/s`"],
    ],
    ["-> Back¦end", ["**service** `Backend` — Ticket service"]],
    ["Sh¦op", ["**system** `Shop`", "Sells tickets."]],
    ["entity Tick¦et", ["**entity** `Ticket`", "`id uuid [pk]`", "Stored by `Tickets`"]],
    ["se¦at", ["**field** `Ticket.seat`"]],
    ["repl¦icas", ["Instances that run at the least", "`replicas: 2`"]],
    ["ser¦vice", ["**service**", "availability of an instance 99.5 %"]],
    ["lat¦ency Fast", ["How long an answer may take"]],
    ["p9¦9", ["The 99th percentile"]],
    ["m¦s\n", ["A millisecond"]],
    ["lat¦ency, errors", ["A value of `monitors`"]],
    ["uu¦id", ["16 bytes"]],
    ["p¦k]", ["Part of the entity's key"]],
    ["si¦ze(", ["`size(Entity)`"]],
    ["K¦B", ["1,000 bytes"]],
  ];
  for (const [where, holds] of table) {
    it(`tells of ${JSON.stringify(where)}`, () => {
      const markdown = hoverAt(where);
      for (const part of holds) expect(markdown).toContain(part);
    });
  }

  it("tells of the word of a target", () => {
    const source = "consistency Sold = strong for T\nentity T { id uuid [pk] }";
    expect(hoverAt("str¦ong", source)).toContain("Every read sees the latest write");
  });

  it("says nothing in white space and texts", () => {
    expect(hoverAt("¦\n/// Sells")).toBeUndefined();
    expect(hoverAt('"Ticket¦ service')).toBeUndefined();
  });

  it("shows what people wrote as text, never as markup", () => {
    const hostile =
      '/// <img src=x onerror=alert(1)> [a](command:b) **c** `d` https://evil.example\nservice A "</script>*x* ![i](j)"';
    const markdown = hoverAt("service A¦", hostile) ?? "";
    expect(markdown).not.toMatch(/(?<!\\)[<>*[\]](?=img|\/script|a\]|command|x)/);
    expect(markdown).toContain("\\<img src=x onerror=alert\\(1\\)\\>");
    expect(markdown).toContain("\\[a\\]\\(command:b\\)");
    expect(markdown).toContain("https\\://evil.example");
  });

  it("has a plain form", () => {
    expect(plain("**service** `Backend` — a\\_b  \n_assumed_\n\n- x")).toBe("service Backend — a_b\nassumed\n\n- x");
    expect(escapeMarkdown("1. one - two\nthree")).toBe("1\\. one - two three");
    expect(escapeMarkdown("+ a_b")).toBe("\\+ a\\_b");
  });
});
