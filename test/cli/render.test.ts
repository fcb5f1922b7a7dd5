import { mkdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fileNames } from "../../server/src/doors/cli-file-names.ts";
import { sdesign, sdesignOn } from "./run-cli.ts";

const SHOP = `
system Shop "A shop"
actor Buyer
service Backend "Shop service"
sql_database Orders { stores: Order }
entity Order { id uuid [pk] }
Buyer -> Backend -> Orders
flow Buy { Buyer -> Backend -> Orders }
flow BUY { Buyer -> Backend }
view Core "The core" { include: Backend, Orders }
view data { include: Backend }
`;

describe("sdesign render", () => {
  it.each([
    ["svg", "<svg"],
    ["dot", "digraph"],
  ])("writes %s to standard output", async (format, sign) => {
    const { code, out, err } = await sdesignOn(SHOP, "render", "--format", format);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(sign);
    expect(out).toContain("Shop service");
  });

  it.each([
    ["png", "PNG"],
    ["pdf", "%PDF-1."],
  ])("writes %s to standard output as bytes, but not to a terminal", async (format, sign) => {
    const args = ["render", "a.sdesign", "--format", format];
    const { code, bytes, out } = await sdesign(args, { files: { "a.sdesign": SHOP } });
    expect({ code, out }).toEqual({ code: 0, out: "" });
    expect(Buffer.from(bytes.subarray(0, 8)).toString("latin1")).toContain(sign);
    const shown = await sdesign(args, { files: { "a.sdesign": SHOP }, terminal: true });
    expect(shown).toMatchObject({ code: 2, err: expect.stringContaining("name a file with -o") });
    expect(shown.bytes).toHaveLength(0);
  });

  it("takes the format from the file's ending, and makes the folders above it", async () => {
    const { code, files } = await sdesignOn(SHOP, "render", "-o", "out/deep/shop.DOT");
    expect(code).toBe(0);
    expect(files["out/deep/shop.DOT"]).toContain("digraph");
  });

  it("scales a PNG", async () => {
    const widths = await Promise.all(
      ["1", "3"].map(async (scale) => {
        const { bytes } = await sdesignOn(SHOP, "render", "--format", "png", "--scale", scale);
        return Buffer.from(bytes).readUInt32BE(16);
      }),
    );
    expect(widths[1]).toBe(3 * widths[0]!);
  });

  it("draws light and dark", async () => {
    const [light, dark] = [await sdesignOn(SHOP, "render"), await sdesignOn(SHOP, "render", "--theme", "dark")];
    expect(light.out).not.toBe(dark.out);
  });

  it("writes every view, each to a file of its own", async () => {
    const { code, err, files } = await sdesignOn(SHOP, "render", "--view", "all", "--format", "dot", "-o", "views");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(Object.keys(files).sort()).toEqual([
      "design.sdesign",
      "views/Core.dot",
      "views/architecture.dot",
      "views/data-2.dot",
      "views/data.dot",
      "views/flow-BUY-2.dot",
      "views/flow-Buy.dot",
    ]);
  });

  it("draws own views that are called like others", async () => {
    const source = "service A\nservice B\nview all { include: A }\nview data { include: B }";
    for (const [view, title] of [
      ["view:all", "all"],
      ["view:data", "data"],
    ] as const) {
      const { code, out } = await sdesignOn(source, "render", "--view", view, "--format", "dot");
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^digraph ".*${title}"`));
    }
  });

  it("says what is missing in a broken design, and draws the rest", async () => {
    const { code, out, err } = await sdesignOn("service A\nservice B {", "render", "--format", "dot");
    expect(code).toBe(0);
    expect(out).toContain("A");
    expect(err).toContain("parts of design.sdesign have mistakes");
  });

  it.each<[string, string[], string]>([
    ["no file", [], "Name one file"],
    ["two files", ["a.sdesign", "b.sdesign"], "Name one file"],
    ["a file that is not there", ["gone.sdesign"], "gone.sdesign"],
    ["an unknown view", ["a.sdesign", "--view", "flow:by"], "There is no view `flow:by`. Did you mean `flow:Buy`?"],
    ["a hostile view", ["a.sdesign", "--view", "\u001b[2J"], "There is no view `[2J`."],
    ["an unknown format", ["a.sdesign", "--format", "gif"], "There is no format `gif`: use svg, dot, png, pdf."],
    ["an unknown ending", ["a.sdesign", "-o", "a.gif"], "`.gif` is no format"],
    ["an unknown theme", ["a.sdesign", "--theme", "__proto__"], "There is no theme `__proto__`"],
    ["a scale that is no number", ["a.sdesign", "--scale", "big"], "from 0.1 to 8"],
    ["a scale that is too large", ["a.sdesign", "--scale", "1e9"], "from 0.1 to 8"],
    ["every view to standard output", ["a.sdesign", "--view", "all"], "name their folder with -o"],
    ["every view into a file", ["a.sdesign", "--view", "all", "-o", "a.sdesign"], "is a file"],
    ["a folder for a file", ["a.sdesign", "--format", "svg", "-o", "folder"], "is a folder"],
    ["a file below a file", ["a.sdesign", "-o", "a.sdesign/b.svg"], "`a.sdesign/b.svg` cannot be written"],
    ["no output at all", ["a.sdesign", "-o", ""], "-o names no file"],
    ["an unknown option", ["a.sdesign", "--colour"], "--colour"],
  ])("refuses %s", async (_, args, said) => {
    const ran = await sdesign(["render", ...args], {
      files: { "a.sdesign": SHOP },
      prepare: (folder) => mkdirSync(path.join(folder, "folder")),
    });
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain(said);
    expect(ran.files).toEqual({ "a.sdesign": SHOP });
  });
});

describe("links to the source", () => {
  const files = {
    "design/shop.sdesign": `import "./parts/a b.sdesign"\nservice Backend\nBackend -> Store "keep"\n`,
    "design/parts/a b.sdesign": "\n\ndomain Rooms { sql_database Store }\n",
  };
  const links = async (...args: string[]): Promise<readonly string[]> => {
    const { code, out, err, files: written } = await sdesign(["render", "design/shop.sdesign", ...args], { files });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const svg = Object.entries(written).find(([name]) => name.endsWith(".svg"))?.[1] ?? out;
    return [...svg.matchAll(/<a href="([^"]*)">/g)].map(([, href = ""]) => href).sort();
  };

  it("are none unless they are asked for", async () => {
    expect(await links()).toEqual([]);
  });

  it("lead from where the picture is to the lines", async () => {
    const own = ["shop.sdesign#L2", "shop.sdesign#L3"];
    const others = ["parts/a%20b.sdesign#L3", "parts/a%20b.sdesign#L3"];
    const below = (folder: string) => [...own, ...others].map((link) => folder + link).sort();
    expect(await links("--links", ".")).toEqual(below("design/"));
    expect(await links("--links", ".", "-o", "design/shop.svg")).toEqual(below(""));
    expect(await links("--links", ".", "-o", "out/pictures/shop.svg")).toEqual(below("../../design/"));
    expect(await links("--links", ".", "--view", "all", "-o", "out")).toEqual(
      expect.arrayContaining(below("../design/")),
    );
  });

  it("lead below an address", async () => {
    const base = "https://example.org/team/blob/main";
    const expected = (await links("--links", ".")).map((link) => `${base}/${link}`);
    expect(await links("--links", base)).toEqual(expected);
    expect(await links("--links", `${base}/`)).toEqual(expected);
  });

  it.each([
    ["javascript:alert(1)", "svg", "design/shop.sdesign", "--links takes . or the address of a folder"],
    ["data:text/html,x", "svg", "design/shop.sdesign", "--links takes . or the address of a folder"],
    ["../src", "svg", "design/shop.sdesign", "--links takes . or the address of a folder"],
    ["https://example.org/?q=", "svg", "design/shop.sdesign", "--links takes . or the address of a folder"],
    [".", "png", "design/shop.sdesign", "--links belongs to SVG"],
    [".", "svg", "-", "standard input has no address"],
  ])("of %s as %s of %s are refused", async (base, format, file, message) => {
    const { code, err } = await sdesign(["render", file, "--links", base, "--format", format], { files });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("names of files", () => {
  it.each<[string[], string[]]>([
    [["flow:Sales.Buy"], ["flow-Sales.Buy"]],
    [["../../etc/passwd"], ["etc-passwd"]],
    [
      ["..", ".", "", "/"],
      ["view", "view-2", "view-3", "view-4"],
    ],
    [
      ["CON", "nul.x", "Com1"],
      ["view-CON", "view-nul.x", "view-Com1"],
    ],
    [
      ["Buy", "BUY", "buy-2", "buy"],
      ["Buy", "BUY-2", "buy-2-2", "buy-3"],
    ],
    [
      ["订票", "a\u0000b\nc"],
      ["订票", "a-b-c"],
    ],
    [["x".repeat(500)], ["x".repeat(80)]],
  ])("%j", (given, expected) => {
    expect(fileNames(given)).toEqual(expected);
  });
});
