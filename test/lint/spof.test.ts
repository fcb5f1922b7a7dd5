/** What findings about failure say: the scopes, the path, the reason, and whether a target makes them matter. */

import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/lint/finding.ts";
import { applied, brief, lintOf, underlined } from "./lint-of.ts";

const SHOP = `actor Buyer
requirements {
  functional Buy "A person can buy a ticket" { actor: Buyer }
  functional Find "A person can find a ticket" { actor: Buyer }
  TARGET
}
api Shop {
  POST /ticket/ as Order { satisfies: Buy }
  GET /ticket/{id} as Look { satisfies: Find }
}
load_balancer Balancer { replicas: 2 }
service Backend { serves: Shop, replicas: 2 }
sql_database Tickets BODY
Buyer -> Balancer -> Backend -> Tickets`;

function shop(body: string, target = "availability Uptime >= 99.9%"): string {
  return SHOP.replace("BODY", body).replace("TARGET", target);
}

function spof(source: string): readonly Finding[] {
  return lintOf(source).filter(({ rule }) => rule.startsWith("spof/"));
}

describe("spof/component", () => {
  it("names every scope, the reason and what to do, with the path as related information", () => {
    const source = shop("");
    const [finding, ...others] = spof(source);
    expect(others).toEqual([]);
    expect(finding && underlined(source, finding)).toBe("Tickets");
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      "`Tickets` is a single point of failure for `Buy` and `Find`: it states no replicas. State `replicas: 2` or more and `failover: automatic`, or `managed: true`, or make the connection optional.",
    );
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "On the path of `Buy`: `Buyer -> Balancer`",
      "then: `Balancer -> Backend`",
      "then: `Backend -> Tickets`",
      "`Buy` is declared here",
      "`Uptime` says how often it may be down",
    ]);
  });

  it.each([
    ["", "it states no replicas"],
    ["{ replicas: 1 }", "it has one instance"],
    ["{ replicas: 3, needs: 3, failover: automatic }", "it needs all 3 of its instances"],
    [
      "{ replicas: 4, shard_by: T.id }\nentity T { id uuid [pk] }",
      "each of its replicas is a shard with data of its own",
    ],
  ])("Tickets %s: %s", (body, reason) => {
    const source = shop(body);
    const [finding] = spof(source).filter(({ rule }) => rule === "spof/component");
    expect(finding?.message, source).toContain(reason);
    for (const fix of finding?.fixes ?? []) {
      const fixed = applied(source, fix);
      expect(brief(fixed, spof(fixed)), fixed).toEqual([]);
    }
    expect(finding?.fixes.length).toBeGreaterThan(0);
  });

  it("is an information where no availability target covers the scope", () => {
    expect(spof(shop("", "")).map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      "spof/component information",
    ]);
    expect(spof(shop("", "availability Uptime >= 99.9% for Find"))[0]?.severity).toBe("warning");
  });

  it("leaves to other rules what they say better", () => {
    expect(brief("", spof(shop("{ replicas: 3 }"))).map((line) => line.split(" ")[0])).toEqual(["spof/no-failover"]);
    expect(spof(shop("{ quorum: 2 of 2 }")).map(({ rule }) => rule)).toEqual(["spof/quorum-too-small"]);
  });

  it("analyses a bare drawing, too", () => {
    const source = `actor Buyer\nservice Backend\nsql_database Db { managed: true }\nBuyer -> Backend -> Db`;
    expect(spof(source).map(({ message }) => message)).toEqual([
      "`Backend` is a single point of failure for the whole system: it states no replicas. State `replicas: 2` or more, or make the connection optional.",
    ]);
  });

  it.each([
    ["nothing", "actor A\nservice B"],
    ["an unfinished connection", "actor A\nservice B\nA -> "],
    ["an unfinished component", "actor A\nservice\nA -> B"],
    ["a prototype's name", "actor __proto__\nservice constructor\n__proto__ -> constructor"],
  ])("takes %s", (_, source) => {
    expect(() => lintOf(source)).not.toThrow();
  });
});

describe("spof/zone", () => {
  it("names what takes the scope down, not what has a stand-in elsewhere", () => {
    const source = `actor U
zone Z1
zone Z2
load_balancer L { managed: true }
service A { replicas: 2, zones: Z1 }
service B { replicas: 2, zones: Z2 }
sql_database D { replicas: 2, zones: Z1, failover: automatic }
availability Up >= 99%
U -> L -> A | B
A, B -> D`;
    const zones = lintOf(source).filter(({ rule }) => rule === "spof/zone");
    expect(zones.map((finding) => underlined(source, finding))).toEqual(["D"]);
    // Where it takes both of them, both are named.
    const both = source.replace("zones: Z2", "zones: Z1").replace("zones: Z1, failover", "zones: 2, failover");
    const found = lintOf(both).filter(({ rule }) => rule === "spof/zone");
    expect(found.map((finding) => underlined(both, finding))).toEqual(["A", "B"]);
  });
});
