import { describe, expect, it } from "vitest";
import { withLinks } from "../../client/src/preview/links.ts";

const lines = new Map([
  ["Backend", 3],
  ["A ~> B", 12],
  ['"><script>', 20],
]);
const linesOf = (file: string) => async (ids: readonly string[]) =>
  ids.flatMap((id) => {
    const line = lines.get(id);
    return line === undefined ? [] : [{ id, uri: file, line }];
  });
const link = (id: string): string => `<a href="sdesign:${encodeURIComponent(id).replaceAll("&", "&amp;")}">x</a>`;
const linked = (svg: string, file = "file:///plans/shop.sdesign"): Promise<string> =>
  withLinks(svg, "file:///plans/out", linesOf(file));

describe("a picture that leads to its text", () => {
  it.each([
    ["Backend", '<a href="../shop.sdesign#L3">x</a>'],
    ["A ~> B", '<a href="../shop.sdesign#L12">x</a>'],
    ['"><script>', '<a href="../shop.sdesign#L20">x</a>'],
    ["Nobody", "<a>x</a>"],
    ["__proto__", "<a>x</a>"],
  ])("leads from %s", async (id, expected) => {
    expect(await linked(link(id))).toBe(expected);
  });

  it("leads nowhere from what is not a file", async () => {
    expect(await linked(link("Backend"), "untitled:Untitled-1")).toBe("<a>x</a>");
  });

  it("is never led astray by the name of a file", async () => {
    const svg = await linked(link("Backend"), `file:///plans/javascript:x'&"><script>.sdesign`);
    expect(svg).toBe('<a href="../javascript%3Ax%27%26%22%3E%3Cscript%3E.sdesign#L3">x</a>');
  });

  it("leaves texts alone that look like links", async () => {
    const text = '<text>&lt;a href="sdesign:Backend"&gt; href="sdesign:Backend"</text><a href="sdesign:%ZZ">x</a>';
    expect(await linked(text)).toBe(text.replace('<a href="sdesign:%ZZ">', "<a>"));
  });
});
