import { mkdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { addressOf, ensureWorkbench, freePort, serveForSuites, writeSettings } from "../../scripts/workbench.mjs";
import { designs, root, scratch, suite } from "./places.ts";
import { launchBrowser } from "./workbench.ts";

/** What the suite prints about one of its cases (see suite/case.ts). */
interface Outcome {
  readonly name: string;
  readonly failure?: string;
}

const suiteLimit = 180_000;

let outcomes: readonly Outcome[] = [];
let measured: readonly string[] = [];

beforeAll(async () => {
  const workbench = await ensureWorkbench();
  const folder = path.join(scratch, "host");
  await mkdir(folder, { recursive: true });
  await writeSettings(path.join(folder, "data", "data"), { "telemetry.telemetryLevel": "off" });
  const server = await serveForSuites(workbench, {
    data: path.join(folder, "data"),
    extensions: path.join(folder, "extensions"),
    port: await freePort(18_180),
  });
  const browser = await launchBrowser(inject("chromium"));
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    const ended = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the suite did not end:\n${lines.join("\n")}`)), suiteLimit);
      page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => lines.push(parts.join(" ")));
      page.exposeFunction("codeAutomationExit", (code: number) => {
        clearTimeout(late);
        resolve(code);
      });
    });
    const host = server.address.replace("http://", "vscode-remote://");
    await page.goto(
      addressOf(server, {
        folder: designs,
        more: [
          ["extensionDevelopmentPath", `${host}${root}`],
          ["extensionTestsPath", `${host}${suite}`],
          ["skipWelcome", "true"],
        ],
      }),
    );
    const code = await ended;
    const text = lines.join("\n");
    measured = [...text.matchAll(/suite measured: (.*)/g)].map(([, what = ""]) => what);
    outcomes = [...text.matchAll(/suite (ok|failed): ([^\n]*)(?:\n((?!suite )[^\n]*(?:\n(?!suite )[^\n]*)*))?/g)].map(
      ([, result, name = "", rest = ""]) => (result === "ok" ? { name } : { name, failure: rest }),
    );
    if (outcomes.length === 0) throw new Error(`the suite ended with ${code} and ran nothing:\n${text}`);
  } finally {
    await browser.close();
    await server.stop();
  }
});

afterAll(() => {
  for (const line of measured) console.log(`in the extension host: ${line}`);
});

describe("in the extension host", () => {
  it("every case passes", () => {
    const failures = outcomes.filter(({ failure }) => failure !== undefined);
    expect(failures.map(({ name, failure }) => `${name}\n${failure}`).join("\n\n")).toBe("");
    console.log(outcomes.map(({ name }) => `  ${name}`).join("\n"));
  });
});
