import { mkdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sdesign, sdesignOn } from "./run-cli.ts";

const SHOP = `
system Shop "A shop"
actor Buyer
service Backend { serves: ShopApi }
sql_database Orders { stores: Order }
entity Order { id uuid [pk] }
api ShopApi { POST /order as Buy -> Order { writes: Order } }
Buyer -> Backend -> Orders
flow BUY { Buyer -> Backend }
`;

describe("sdesign export", () => {
  it.each([
    ["markdown", "# A shop\n"],
    ["openapi", '{\n  "openapi": "3.1'],
    ["sql", "-- The data model of A shop."],
    ["mermaid", "```mermaid\nflowchart TB"],
    ["json", '{\n  "version": 1'],
  ])("writes %s to standard output and to a file", async (to, begins) => {
    const { code, out, err } = await sdesignOn(SHOP, "export", "--to", to);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.startsWith(begins)).toBe(true);
    expect(out.endsWith("\n")).toBe(true);
    if (to === "markdown") return;
    const written = await sdesignOn(SHOP, "export", "--to", to, "-o", "out/deep/file.txt");
    expect(written).toMatchObject({ code: 0, out: "", err: "" });
    expect(written.files["out/deep/file.txt"]).toBe(out);
  });

  it("puts a report's diagrams beside it", async () => {
    const { code, files } = await sdesignOn(SHOP, "export", "--to", "markdown", "-o", "docs/shop.md");
    expect(code).toBe(0);
    const report = files["docs/shop.md"] ?? "";
    const images = [...report.matchAll(/^!\[.*\]\((.*)\)$/gm)].map(([, file = ""]) => `docs/${file}`);
    expect(images).toEqual([
      "docs/shop-diagrams/architecture.svg",
      "docs/shop-diagrams/data.svg",
      "docs/shop-diagrams/flow-BUY.svg",
    ]);
    for (const image of images) expect(files[image]).toContain("<svg");
    expect(report).not.toContain("mermaid");
  });

  it("reads standard input, and tells of mistakes", async () => {
    const { code, out, err } = await sdesign(["export", "-", "--to", "sql"], { input: `${SHOP}\nentity {` });
    expect(code).toBe(0);
    expect(out).toContain('CREATE TABLE "Order"');
    expect(err).toContain("have mistakes");
  });

  it.each<[string, string[], string]>([
    ["no file", ["--to", "sql"], "Name one file"],
    ["no kind", ["design.sdesign"], "Say what to export to"],
    ["an unknown kind", ["design.sdesign", "--to", "__proto__"], "There is no export to `__proto__`: use markdown,"],
    ["a folder for a file", ["design.sdesign", "--to", "sql", "-o", "folder"], "is a folder"],
    ["a file below a file", ["design.sdesign", "--to", "sql", "-o", "design.sdesign/x"], "cannot be written"],
    ["no output at all", ["design.sdesign", "--to", "sql", "-o", ""], "-o names no file"],
    ["an unknown option", ["design.sdesign", "--format", "sql"], "--format"],
  ])("refuses %s", async (_, args, said) => {
    const files = { "design.sdesign": SHOP };
    const prepare = (folder: string) => mkdirSync(path.join(folder, "folder"));
    const ran = await sdesign(["export", ...args], { files, prepare });
    expect(ran).toMatchObject({ code: 2, out: "", files });
    expect(ran.err).toContain(said);
  });
});
