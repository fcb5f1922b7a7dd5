import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./sources.ts";

// What is shipped, as it is shipped: alone, and on every Node that is at hand.

const built = existsSync(path.join(root, "dist/cli.cjs")) && existsSync(path.join(root, "dist/server.cjs"));
const design = path.join(root, "test/e2e/designs/shop.sdesign");

/** The project's Node, and the machine's own where that is another one and not too old. */
function nodes(): [string, string][] {
  const found = new Map([[process.versions.node, process.execPath]]);
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    if (folder.includes("node_modules")) continue;
    const program = path.join(folder, process.platform === "win32" ? "node.exe" : "node");
    if (!existsSync(program)) continue;
    const version = spawnSync(program, ["-p", "process.versions.node"], { encoding: "utf8" }).stdout.trim();
    if (Number.parseInt(version, 10) >= 20 && !found.has(version)) found.set(version, program);
  }
  return [...found];
}

describe.skipIf(!built)("bundles", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "sdesign-"));
    copyFileSync(path.join(root, "dist/cli.cjs"), path.join(folder, "cli.cjs"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describe.each(nodes())("on Node %s", (_version, node) => {
    const cli = (...parameters: string[]) =>
      spawnSync(node, [path.join(folder, "cli.cjs"), ...parameters], { cwd: folder });

    it("the command line checks, with nothing beside it", () => {
      const { status, stdout, stderr } = cli("check", design, "--format", "json");
      expect(stderr.toString()).toBe("");
      expect(JSON.parse(stdout.toString())).toMatchObject({ version: 1, summary: { error: 0 } });
      expect(status).toBe(0);
    });

    it.each([
      ["svg", "<svg"],
      ["dot", "digraph"],
      ["png", "PNG"],
      ["pdf", "%PDF"],
    ])("the command line renders %s", (format, sign) => {
      const out = path.join(folder, `shop.${format}`);
      const { status, stderr } = cli("render", design, "--format", format, "-o", out);
      expect(`${status} ${stderr}`).toMatch(/^0 /);
      expect(readFileSync(out, "latin1").slice(0, 200)).toContain(sign);
    });

    it("the language server answers over stdio", async () => {
      const child = spawn(node, [path.join(root, "dist/server.cjs"), "--stdio"]);
      try {
        const params = { processId: null, rootUri: null, capabilities: {} };
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params });
        child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
        let answer = "";
        for await (const part of child.stdout) {
          answer += part;
          if (answer.includes('"capabilities"')) break;
        }
        expect(answer).toContain('"capabilities"');
      } finally {
        child.kill();
      }
    });
  });

  it.each(["dist/cli.cjs", "dist/server.cjs", "dist/extension.cjs"])("%s is ASCII, which is read faster", (file) => {
    expect(readFileSync(path.join(root, file), "utf8").match(/[^\x00-\x7f]/)).toBeNull();
  });

  it.each([
    ["dist/extension.cjs", ["vscode", "./node-client.cjs"]],
    ["dist/node-client.cjs", ["vscode"]],
    ["dist/browser/extension.cjs", ["vscode"]],
    ["dist/server.cjs", []],
    ["dist/cli.cjs", []],
    ["dist/browser/server.js", []],
    ["dist/browser/layout-worker.js", []],
    ["dist/browser/pdf-worker.js", []],
    ["dist/webview.js", []],
  ])("%s asks for nothing that is not there", (file, allowed) => {
    const browser = file.includes("browser") || file.includes("webview");
    const known = new Set([...allowed, ...(browser ? [] : builtinModules)]);
    const text = readFileSync(path.join(root, file), "utf8");
    const asked = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = ""]) => name.replace(/^node:/, ""));
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
  });
});
