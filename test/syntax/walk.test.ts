import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "../../server/src/syntax/parse.ts";
import type { Node } from "../../server/src/syntax/tree.ts";
import { bodyOf, children, nodeAt, statements, walk } from "../../server/src/syntax/walk.ts";

const design = readFileSync(join(import.meta.dirname, "../fixtures/ticketmaster.sdesign"), "utf8");

/** The types from the outermost node to the innermost at `‸`. */
function at(drawn: string): string {
  const offset = drawn.indexOf("‸");
  const place = nodeAt(parse(drawn.replace("‸", "")), offset);
  return place?.nodes.map((node) => (node.type === "name" ? `name ${node.text}` : node.type)).join(" > ") ?? "nowhere";
}

describe("the nodes at an offset", () => {
  it.each([
    ["serv‸ice A", "declaration > name service"],
    ["‸service A", "declaration > name service"],
    ["service‸ A", "declaration > name service"],
    ["service ‸A", "declaration > name A"],
    ["service A‸", "declaration > name A"],
    ["service A { ‸ }", "declaration > body"],
    ["service A {\n  ‸\n}", "declaration > body"],
    ["service A { replicas: 2 ‸}", "declaration > body"],
    ["service A { rep‸: 2 }", "declaration > body > property > name rep"],
    ["service A { a: ‸ }", "declaration > body"],
    ["service A { a: B‸ }", "declaration > body > property > expression > path > name B"],
    ["service A { a: B, C.‸ }", "declaration > body > property > expression > path > name "],
    ["service A { a: 30 m‸s }", "declaration > body > property > expression > number > unit"],
    ["service A { a: 3‸0 ms }", "declaration > body > property > expression > number"],
    ["service A { a: f(x, ‸y) }", "declaration > body > property > expression > call > expression > path > name y"],
    ["A -> B‸", "connection > stage > alternatives > path > name B"],
    ["A -‸> B", "connection > arrow"],
    ["A -> ‸", ""],
    ["A, B | Sales.C‸ -> D", "connection > stage > alternatives > path > name C"],
    ["api A { GET /x/{i‸d} }", "declaration > body > endpoint > parameter > name id"],
    ["api A { GET /‸x/{id} }", "declaration > body > endpoint > name /x/{id}"],
    ["entity E { a string(‸5) [pk] }", "declaration > body > field > field-type > expression > number"],
    ["latency L p99 <= 5 m‸s for B", "quality > target > expression > number > unit"],
    ["service A  ‸\n\nservice B", ""],
    ["service A\n\n  ‸service B", "declaration > name service"],
    ["service A;‸service B", "declaration > name service"],
    ["‸", "nowhere"],
  ])("%s", (drawn, types) => {
    expect(at(drawn)).toBe(types);
  });

  it("offsets beyond the file are its ends", () => {
    const file = parse("service A");
    expect(nodeAt(file, 100)?.nodes).toEqual([]);
  });
});

describe("traversal", () => {
  const file = parse(design);

  it("children lie in their parents, in the order of the text", () => {
    for (const chunk of file.chunks) {
      if (chunk.statement === undefined) continue;
      walk(chunk.statement, (node, ancestors) => {
        const parent = ancestors.at(-1);
        if (parent !== undefined) {
          expect(node.start).toBeGreaterThanOrEqual(parent.start);
          expect(node.end).toBeLessThanOrEqual(parent.end);
        }
        const starts = children(node).map((child) => child.start);
        expect(starts).toEqual([...starts].sort((a, b) => a - b));
      });
    }
  });

  it("each node's text is what it says", () => {
    for (const chunk of file.chunks) {
      const text = design.slice(chunk.start, chunk.start + chunk.length);
      if (chunk.statement !== undefined)
        walk(chunk.statement, (node) => {
          const own = text.slice(node.start, node.end);
          if (node.type === "name") expect(own).toBe(node.text);
          if (node.type === "text") expect(own).toBe(`"${node.value}"`);
          if (node.type === "body") expect(own).toMatch(/^\{[\s\S]*\}$/);
        });
      for (const comment of chunk.comments) expect(text.slice(comment.start, comment.end)).toContain(comment.text);
    }
  });

  it("what is not entered is not visited", () => {
    const types: Node["type"][] = [];
    walk(parse("service A { b: 1 }").chunks[0]!.statement!, (node) => {
      types.push(node.type);
      return node.type !== "body";
    });
    expect(types).toEqual(["declaration", "name", "name", "body"]);
  });

  it("statements come parents first", () => {
    const nested = [...statements(parse("domain D { service A { b: 1 } } service C"))].map(
      ({ statement }) => statement.type,
    );
    expect(nested).toEqual(["declaration", "declaration", "property", "declaration"]);
    expect(bodyOf(parse("a = 1").chunks[0]!.statement!)).toBeUndefined();
  });
});
