/** `check --fix`: what it changes, and what it leaves alone. */

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/lint/rules/index.ts";
import { type Ran, sdesign } from "./run-cli.ts";

const CALM = "question Q\n";
const IDLE = "// sdesign-ignore spof/component: one is enough\n";

const check = (files: Record<string, string>, ...args: string[]) => sdesign(["check", ...args], { files });

describe("--fix", () => {
  it("changes what may be changed, and nothing else of a file", async () => {
    const text = `\ufeff// first\r\n${IDLE.replace("\n", "\r\n")}question Q\t \r\n\r\n\r\nmonitors\r\n`;
    const ran = await check({ "a.sdesign": text, "b.sdesign": CALM }, "--fix");
    expect(ran.files).toEqual({ "a.sdesign": text, "b.sdesign": CALM });
    const whole = text.replace("monitors\r\n", "");
    const fixed = await check({ "a.sdesign": whole, "b.sdesign": CALM }, "--fix");
    expect(fixed.files).toEqual({ "a.sdesign": whole.replace(/\/\/ sdesign.*\r\n/, ""), "b.sdesign": CALM });
    expect(fixed.err).toBe("sdesign: fixed 1 finding in a.sdesign (suppression/unused).\n");
    expect(fixed.out).not.toContain("suppression/unused");
  });

  it("puts right what can only be meant in one way, so that the rest means what it did", async () => {
    const text = `Entity Ticket { id uuid [PK]; price Decimal }
api A { get /ticket -> Ticket { Paginated: True } }
Service Shop { serves: A, Replicas: 2, managed: yes; replicas: 2
  failover: Automatic
  failover: Automatic
  failover: manual
}
actor B
b -> Shop { timeout: 1 s, hit_ratio: 5% }
estimates { n = MAX(1, 2), size = 5 gb }
`;
    const ran = await check({ "a.sdesign": text }, "--fix");
    expect(ran.files["a.sdesign"]).toBe(`entity Ticket { id uuid [pk]; price Decimal }
api A { GET /ticket -> Ticket { paginated: true } }
service Shop { serves: A, replicas: 2, managed: yes
  failover: automatic
  failover: manual
}
actor B
b -> Shop { timeout: 1 s, hit_ratio: 5% }
estimates { n = max(1, 2), size = 5 gb }
`);
    expect((await check(ran.files, "--fix")).files).toEqual(ran.files);
  });

  it("goes on until nothing is left to fix, and then changes nothing", async () => {
    const text = `actor A,\nactor B,\n${IDLE}${IDLE}${IDLE}actor C\n`;
    const { files } = await check({ "a.sdesign": text }, "--fix");
    expect(files["a.sdesign"]).toBe("actor A;\nactor B;\nactor C\n");
    expect((await check(files, "--fix")).files).toEqual(files);
  });

  it("says what it did to programs, too", async () => {
    const ran = await check({ "a.sdesign": `${IDLE}actor A` }, "--fix", "--format", "json");
    expect(ran.json()).toMatchObject({
      fixed: [{ file: "a.sdesign", rule: "suppression/unused", title: "Remove the suppression" }],
    });
  });

  it("leaves files alone that were not named", async () => {
    const files = { "a.sdesign": 'import "./lib.sdesign"\nactor A', "lib.sdesign": `${IDLE}actor B` };
    expect((await check(files, "--fix", "a.sdesign")).files).toEqual(files);
    expect((await check(files, "--fix")).files["lib.sdesign"]).toBe("actor B");
  });

  it("removes no suppression from a design that it does not understand as a whole", async () => {
    for (const broken of ['import "./gone.sdesign"', "actor {", "Nobody -> Knows"]) {
      const files = { "a.sdesign": `${broken}\n${IDLE}actor A`, "b.sdesign": `${IDLE}actor B` };
      const ran = await check(files, "--fix");
      expect(ran.files["a.sdesign"], broken).toBe(files["a.sdesign"]);
      expect(ran.files["b.sdesign"]).toBe("actor B");
    }
  });

  it("does not follow a link out of the workspace", async () => {
    let outside = "";
    const ran = await sdesign(["check", "--fix", "in"], {
      prepare: (folder) => {
        mkdirSync(path.join(folder, "in"));
        outside = path.join(folder, "outside.sdesign");
        writeFileSync(outside, `${IDLE}actor A`);
        symlinkSync(outside, path.join(folder, "in", "a.sdesign"));
      },
    });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("leads out of the workspace");
    expect(ran.files["outside.sdesign"]).toContain("sdesign-ignore");
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === "win32")("respects a file that is read-only", async () => {
    const ran = await sdesign(["check", "--fix"], {
      files: { "a.sdesign": `${IDLE}actor A` },
      prepare: (folder) => chmodSync(path.join(folder, "a.sdesign"), 0o444),
    });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("cannot be written");
  });

  it("makes nothing worse, and is done at once", async () => {
    const examples = [...rules].map(
      ([id, rule]) => [`${id}.sdesign`, `${IDLE}${rule.documentation.failing}\n`] as const,
    );
    const rest = ["--format", "json", "--rule", "*=warning", "--rule", "style/*=off", "--rule", "suppression/*=off"];
    const findings = (ran: Ran) => ran.json<{ findings: { file: string; rule: string }[] }>().findings;
    const told = (ran: Ran) => findings(ran).map(({ file, rule }) => `${file} ${rule}`);
    const before = await check(Object.fromEntries(examples), ...rest);
    const fixed = await check(Object.fromEntries(examples), "--fix");
    expect(fixed.err.split("\n").length).toBeGreaterThan(rules.size / 2);
    expect(told(await check(fixed.files, ...rest))).toEqual(told(before));
    expect((await check(fixed.files, "--fix")).files).toEqual(fixed.files);
  });

  it("has nothing to write standard input to", async () => {
    const ran = await sdesign(["check", "--fix", "-"], { input: CALM });
    expect(ran.code).toBe(2);
  });
});
