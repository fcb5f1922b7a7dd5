/** Fixes fit into the author's layout. */

import { describe, expect, it } from "vitest";
import type { AuthorText } from "../../server/src/lint/author-text.ts";
import {
  addAfter,
  addBefore,
  addProperties,
  addStatements,
  addToConnection,
  addValue,
  remove,
  setValues,
} from "../../server/src/lint/edits.ts";
import type { Edit } from "../../server/src/lint/finding.ts";
import { fix } from "../../server/src/lint/fixes.ts";
import type { Design, Element } from "../../server/src/model/design.ts";
import { applied, authorOf } from "./lint-of.ts";

function changed(source: string, change: (author: AuthorText, design: Design) => readonly Edit[] | undefined): string {
  const { author, design } = authorOf(source);
  const [made] = fix("change", change(author, design));
  return made ? applied(source, made) : "no fix";
}

function find(design: Design, id: string): Element {
  for (const of of ["component", "api", "entity", "endpoint", "quality", "connection", "domain"] as const) {
    const found = design.all(of).find((element) => element.id === id || element.name === id);
    if (found) return found;
  }
  throw new Error(`no ${id}`);
}

describe("addProperties", () => {
  const cases: readonly (readonly [name: string, before: string, after: string, id?: string])[] = [
    ["no body", `service A`, `service A { new: 1 }`],
    ["no body, a title", `service A "Title" // why\n`, `service A "Title" { new: 1 } // why\n`],
    ["an empty body", `service A {}`, `service A { new: 1 }`],
    ["a blank body", `service A { }`, `service A { new: 1 }`],
    ["an empty body of two lines", `service A {\n}`, `service A {\n  new: 1\n}`],
    ["one line", `service A { replicas: 1 }`, `service A { replicas: 1, new: 1 }`],
    ["one line, no spaces", `service A {replicas: 1}`, `service A {replicas: 1, new: 1}`],
    ["one line, semicolons", `service A { replicas: 1; zones: 2 }`, `service A { replicas: 1; zones: 2; new: 1 }`],
    ["one line, spaces only", `service A { owner: "x"  note: "y" }`, `service A { owner: "x"  note: "y", new: 1 }`],
    ["one line, trailing comma", `service A { replicas: 1, }`, `service A { replicas: 1, new: 1 }`],
    ["a list", `service A { monitors: latency, errors }`, `service A { monitors: latency, errors, new: 1 }`],
    [
      "several lines",
      `service A {\n    replicas: 1\n    zones: 2\n}`,
      `service A {\n    replicas: 1\n    zones: 2\n    new: 1\n}`,
    ],
    ["tabs", `service A {\n\treplicas: 1\n}`, `service A {\n\treplicas: 1\n\tnew: 1\n}`],
    ["CRLF", `service A {\r\n  replicas: 1\r\n}\r\n`, `service A {\r\n  replicas: 1\r\n  new: 1\r\n}\r\n`],
    [
      "lines that end in commas",
      `service A {\n  replicas: 1,\n  zones: 2\n}`,
      `service A {\n  replicas: 1,\n  zones: 2,\n  new: 1\n}`,
    ],
    [
      "lines that end in commas, the last one too",
      `service A {\n  replicas: 1,\n  zones: 2,\n}`,
      `service A {\n  replicas: 1,\n  zones: 2,\n  new: 1\n}`,
    ],
    ["a comment behind", `service A {\n  replicas: 1 // one\n}`, `service A {\n  replicas: 1 // one\n  new: 1\n}`],
    ["the brace behind the last one", `service A {\n  replicas: 1 }`, `service A {\n  replicas: 1, new: 1 }`],
    ["nested statements only", `api A {\n  GET /x\n}`, `api A {\n  new: 1\n  GET /x\n}`],
    ["nested statements on one line", `api A { GET /x }`, `api A { new: 1; GET /x }`],
    [
      "properties before nested statements",
      `api A {\n  protocol: rest\n  GET /x\n}`,
      `api A {\n  protocol: rest\n  new: 1\n  GET /x\n}`,
    ],
    [
      "properties before nested statements on one line",
      `api A { protocol: rest; GET /x }`,
      `api A { protocol: rest, new: 1; GET /x }`,
    ],
    [
      "nested deeper",
      `domain D {\n  service A {\n    zones: 2\n  }\n}`,
      `domain D {\n  service A {\n    zones: 2\n    new: 1\n  }\n}`,
      "D.A",
    ],
    ["an endpoint", `api P {\n  GET /a/{b} as A -> X\n}`, `api P {\n  GET /a/{b} as A -> X { new: 1 }\n}`, "P.A"],
    ["a quality", `availability A >= 99%`, `availability A >= 99% { new: 1 }`],
    ["an unclosed body", `service A { replicas: 1`, `no fix`],
  ];
  it.each(
    cases.map(([name, before, expected, id = "A"]) => [name, before, expected, id] as const),
  )("%s", (_, before, expected, id) => {
    const result = changed(before, (author, design) => {
      const element = find(design, id);
      return addProperties(author, element.origin, element.node, ["new: 1"]);
    });
    expect(result, before).toBe(expected);
  });

  it("behind the fields of an entity", () => {
    const add = (source: string) =>
      changed(source, (author, design) => {
        const element = find(design, "A");
        return addProperties(author, element.origin, element.node, ["new: 1"], "end");
      });
    expect(add(`entity A {\n  id uuid [pk]\n}`)).toBe(`entity A {\n  id uuid [pk]\n  new: 1\n}`);
    expect(add(`entity A { id uuid [pk] }`)).toBe(`entity A { id uuid [pk]; new: 1 }`);
    expect(add(`entity A {\n  id uuid [pk]\n  rows: 5\n}`)).toBe(`entity A {\n  id uuid [pk]\n  rows: 5\n  new: 1\n}`);
  });
});

describe("addToConnection", () => {
  const cases: readonly (readonly [before: string, from: string, after: string])[] = [
    [`service A\nservice B\nA -> B`, "A", `service A\nservice B\nA -> B { new: 1 }`],
    [`service A\nservice B\nA -> B "x" { calls: 2 }`, "A", `service A\nservice B\nA -> B "x" { calls: 2, new: 1 }`],
    [
      `service A\nservice B\nservice C\nA -> B -> C "x" { calls: 2 }`,
      "A",
      `service A\nservice B\nservice C\nA -> B { new: 1 }\nB -> C "x" { calls: 2 }`,
    ],
    [
      `service A\nservice B\nservice C\nservice E\ndomain D {\n  A -> B, E\n    -> C\n}`,
      "A",
      `service A\nservice B\nservice C\nservice E\ndomain D {\n  A -> B, E { new: 1 }\n  B, E\n    -> C\n}`,
    ],
  ];
  it.each(cases)("%s", (before, from, expected) => {
    const result = changed(before, (author, design) => {
      const connection = design
        .all("connection")
        .find((each) => each.from.target?.endsWith(`#${from}`) && each.to.target?.endsWith("#B"));
      return connection && addToConnection(author, connection, ["new: 1"]);
    });
    expect(result, before).toBe(expected);
  });
});

describe("statements", () => {
  const inBlock: readonly (readonly [before: string, after: string])[] = [
    [`domain D {\n  service A\n}`, `domain D {\n  service A\n  service N\n}`],
    [`domain D { service A }`, `domain D { service A; service N }`],
    [`domain D {}`, `domain D {\n  service N\n}`],
    [`domain D "Title"`, `domain D "Title" {\n  service N\n}`],
    [`domain D {\n\tservice A }`, `domain D {\n\tservice A; service N }`],
  ];
  it.each(inBlock)("into %s", (before, expected) => {
    const result = changed(before, (author, design) => {
      const element = find(design, "D");
      return addStatements(author, element.origin, element.node, ["service N"]);
    });
    expect(result).toBe(expected);
  });

  it.each([
    [`service A\nservice B`, `service A\n\nservice N\n\nservice B`],
    [`service A // why\n\nservice B`, `service A // why\n\nservice N\n\nservice B`],
    [`service A`, `service A\n\nservice N`],
  ])("behind %s", (before, expected) => {
    const result = changed(before, (author, design) => {
      const element = find(design, "A");
      return addAfter(author, element.origin, element.node, ["service N"]);
    });
    expect(result).toBe(expected);
  });

  it("before a documented one", () => {
    const before = `// about\n\n/// doc\n/// more\nservice A`;
    const result = changed(before, (author, design) => {
      const element = find(design, "A");
      return addBefore(author, element.origin, element.node, ["service N"]);
    });
    expect(result).toBe(`// about\n\nservice N\n\n/// doc\n/// more\nservice A`);
  });

  it.each([
    [`service X\n\n/// doc\nservice A { replicas: 2 }\n\nservice B`, `service X\n\nservice B`],
    [`service X\nservice A\nservice B`, `service X\nservice B`],
    [`domain D { service X; service A; service B }`, `domain D { service X; service B }`],
    [`domain D { service X; service A }`, `domain D { service X }`],
    [`service A`, ``],
  ])("away from %s", (before, expected) => {
    const result = changed(before, (author, design) => {
      const element = find(design, "A");
      return remove(author, element.origin, element.node);
    });
    expect(result).toBe(expected);
  });
});

describe("values", () => {
  it.each([
    [`service A { replicas: 1 }`, "replicas", `service A { replicas: 3 }`],
    [`service A { monitors: latency, errors; alerts: true }`, "monitors", `service A { monitors: 3; alerts: true }`],
  ])("set in %s", (before, name, expected) => {
    const result = changed(before, (_, design) => {
      const property = find(design, "A").properties.get(name);
      return property && setValues(property, "3");
    });
    expect(result).toBe(expected);
  });

  it("added to a list", () => {
    const before = `service A { monitors: latency, errors; alerts: true }`;
    const result = changed(before, (_, design) => {
      const property = find(design, "A").properties.get("monitors");
      return property && addValue(property, "saturation");
    });
    expect(result).toBe(`service A { monitors: latency, errors, saturation; alerts: true }`);
  });

  it.each([
    [`service A { replicas: 1, zones: 2 }`, "replicas", `service A { zones: 2 }`],
    [`service A { replicas: 1, zones: 2 }`, "zones", `service A { replicas: 1 }`],
    [`service A {\n  replicas: 1\n  zones: 2\n}`, "replicas", `service A {\n  zones: 2\n}`],
  ])("removed from %s", (before, name, expected) => {
    const result = changed(before, (author, design) => {
      const property = find(design, "A").properties.get(name);
      return property && remove(author, property.origin, property.node);
    });
    expect(result).toBe(expected);
  });
});
