import { describe, expect, it } from "vitest";
import { sdesign } from "./run-cli.ts";

const UGLY = "actor   A\r\nservice B{replicas:2}\r\n";
const NEAT = "actor A\r\nservice B { replicas: 2 }\r\n";

describe("sdesign format", () => {
  it("formats what is below the folder and says so", async () => {
    const ran = await sdesign(["format"], { files: { "a.sdesign": UGLY, "deep/b.sdesign": NEAT, "c.txt": UGLY } });
    expect(ran).toMatchObject({ code: 0, out: "", err: "sdesign: formatted a.sdesign.\n" });
    expect(ran.files).toEqual({ "a.sdesign": NEAT, "deep/b.sdesign": NEAT, "c.txt": UGLY });
  });

  it("only tells with --check", async () => {
    const ran = await sdesign(["format", "--check"], { files: { "a.sdesign": UGLY, "b.sdesign": NEAT } });
    expect(ran).toMatchObject({ code: 1, out: "a.sdesign\n", files: { "a.sdesign": UGLY, "b.sdesign": NEAT } });
    expect(ran.err).toContain("one file is not formatted");
    expect(await sdesign(["format", "--check"], { files: { "b.sdesign": NEAT } })).toMatchObject({ code: 0, out: "" });
  });

  it("formats standard input to standard output", async () => {
    expect(await sdesign(["format", "-"], { input: UGLY })).toMatchObject({ code: 0, out: NEAT, err: "" });
    expect(await sdesign(["format", "-", "--check"], { input: UGLY })).toMatchObject({ code: 1, out: "<stdin>\n" });
  });

  it("leaves imported files and statements with mistakes alone", async () => {
    const main = 'import "./lib.sdesign"\n\n\n\nservice  X  { replicas 2 }\n';
    const ran = await sdesign(["format", "main.sdesign"], { files: { "main.sdesign": main, "lib.sdesign": UGLY } });
    expect(ran.files).toEqual({ "main.sdesign": main, "lib.sdesign": UGLY });
  });

  it("exits with 2 for what it cannot do", async () => {
    expect(await sdesign(["format", "nowhere.sdesign"])).toMatchObject({ code: 2 });
    expect(await sdesign(["format", "--fix"])).toMatchObject({ code: 2 });
  });
});
