import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Real editors drive the server, set up with the very lines that the pages for them show.

const root = path.resolve(import.meta.dirname, "../../..");
const entry = path.join(root, "server/src/doors/cli.ts");

const design = `system Shop
actor Buyer "A person"
service Backend "Ticket service" { replicas: 2 }
Buyer -> Bakend
Backend -> 
sql_database Tickets
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sdesign-editors-"));
  mkdirSync(path.join(folder, "bin"));
  const command = path.join(folder, "bin/sdesign");
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(path.join(folder, "sdesign.config.json"), '{ "rules": { "nfr/*": "off" } }');
  writeFileSync(path.join(folder, "shop.sdesign"), design);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where a program is, or undefined. */
function find(program: string): string | undefined {
  return (process.env.PATH ?? "")
    .split(path.delimiter)
    .map((place) => path.join(place, program))
    .find((file) => existsSync(file));
}

/** The block of code on a page that says that it is tested. */
function setupOn(page: string): string {
  const text = readFileSync(path.join(root, "docs/editors", page), "utf8");
  const block = /```\w+\n(?:--|;;) tested\n([\s\S]*?)```/.exec(text)?.[1];
  if (block === undefined) throw new Error(`${page} shows no set-up that is tested`);
  return block;
}

interface Seen {
  readonly error?: string;
  readonly stopped?: boolean;
  readonly capabilities: readonly string[];
  readonly diagnostics: readonly { readonly message: string; readonly code?: string }[];
  readonly remaining: readonly { readonly message: string }[];
  readonly actions: readonly string[];
  readonly offers: readonly string[];
  readonly mended: string;
  readonly hover: string;
  readonly renamed?: string;
  readonly formatted?: string;
  readonly symbols?: number;
  readonly [other: string]: unknown;
}

/** Runs an editor in the folder; what it saw, and what it said. */
function run(program: string, parameters: readonly string[]): Seen {
  const seen = path.join(folder, `${path.basename(program)}.json`);
  const { stdout, stderr, signal } = spawnSync(program, parameters, {
    cwd: folder,
    encoding: "utf8",
    timeout: 90_000,
    env: {
      ...process.env,
      PATH: `${path.join(folder, "bin")}${path.delimiter}${process.env.PATH ?? ""}`,
      HOME: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_STATE_HOME: folder,
      SDESIGN_FILE: path.join(folder, "shop.sdesign"),
      SDESIGN_SEEN: seen,
    },
  });
  if (!existsSync(seen)) throw new Error(`${program} ended with ${signal ?? "no result"}:\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(seen, "utf8")) as Seen;
}

function expectAuthoring(seen: Seen): void {
  expect(seen.error).toBeUndefined();
  expect(seen.diagnostics.map(({ message }) => message)).toContainEqual(expect.stringContaining("Bakend"));
  // The configuration beside the design is obeyed.
  expect(seen.diagnostics.filter(({ message }) => /availability target/.test(message))).toEqual([]);
  expect(seen.actions[0]).toBe("Change to `Backend`");
  expect(seen.mended).toContain("Buyer -> Backend");
  expect(seen.remaining.filter(({ message }) => message.includes("Bakend"))).toEqual([]);
  expect(seen.offers).toEqual(expect.arrayContaining(["Buyer", "Tickets"]));
  expect(seen.hover).toContain("Ticket service");
  expect(seen.renamed).toContain("service Server");
  expect(seen.renamed).toContain("Buyer -> Server");
  expect(seen.renamed).toContain("Server ->");
  if (seen.capabilities.some((name) => name.includes("ormattingProvider"))) {
    expect(seen.formatted).toMatch(/^system Shop\n/);
  }
  expect(seen.stopped).toBe(true);
}

const nvim = find("nvim");
describe.skipIf(!nvim)(nvim ? "Neovim" : "Neovim, which is not installed (Debian: neovim)", () => {
  it("writes designs with the server, set up as its page says", () => {
    const setup = path.join(folder, "setup.lua");
    writeFileSync(setup, setupOn("neovim.md"));
    const script = path.join(import.meta.dirname, "neovim.lua");
    const seen = run(nvim ?? "", [
      "--headless",
      "-i",
      "NONE",
      "-n",
      "-u",
      setup,
      "shop.sdesign",
      "-c",
      `luafile ${script}`,
    ]);
    expectAuthoring(seen);
    expect(seen).toMatchObject({ filetype: "sdesign", definition: [3, 8] });
    expect(seen.diagnostics.map(({ code }) => code)).toContain("link/unknown");
    expect(seen.symbols).toBeGreaterThan(30);
  });
});

const emacs = find("emacs");
const hasEglot =
  emacs !== undefined &&
  spawnSync(emacs, ["--batch", "--eval", "(progn (package-initialize) (require 'eglot))"]).status === 0;
describe.skipIf(!hasEglot)(
  hasEglot ? "Emacs" : "Emacs with Eglot, which is not installed (Debian: emacs-nox elpa-eglot)",
  () => {
    it("writes designs with the server, set up as its page says", () => {
      const setup = path.join(folder, "setup.el");
      writeFileSync(setup, `(package-initialize)\n${setupOn("emacs.md")}`);
      const script = path.join(import.meta.dirname, "emacs.el");
      const seen = run(emacs ?? "", ["--batch", "-l", setup, "-l", script]);
      expectAuthoring(seen);
      expect(seen).toMatchObject({ mode: "sdesign-mode", definition: 3 });
    });
  },
);
