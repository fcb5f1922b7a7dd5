import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, inject, it } from "vitest";
import { addressOf, ensureWorkbench, freePort, serveForSuites, writeSettings } from "../../scripts/workbench.mjs";
import { designs, root, scratch, suite } from "./places.ts";
import { expectAllPassed, runSuite } from "./suite-run.ts";

/** Runs the suite in a VS Code that has a folder or a workspace open. */
async function runIn(name: string, open: { readonly folder?: string; readonly workspace?: string }): Promise<void> {
  const workbench = await ensureWorkbench();
  const folder = path.join(scratch, name);
  await mkdir(folder, { recursive: true });
  await writeSettings(path.join(folder, "data", "data"), { "telemetry.telemetryLevel": "off" });
  const server = await serveForSuites(workbench, {
    data: path.join(folder, "data"),
    extensions: path.join(folder, "extensions"),
    port: await freePort(18_180),
  });
  const host = server.address.replace("http://", "vscode-remote://");
  const more: [string, string][] = [
    ["extensionDevelopmentPath", `${host}${root}`],
    ["extensionTestsPath", `${host}${suite}`],
    ["skipWelcome", "true"],
  ];
  try {
    expectAllPassed(await runSuite(inject("chromium"), addressOf(server, { ...open, more })));
  } finally {
    await server.stop();
  }
}

/** Two folders that have nothing to do with each other, but for a path that one tries to take. */
const roots: Readonly<Record<string, string>> = {
  "shop/sdesign.config.json": '{ "rules": { "trace/open-question": "error" } }',
  "shop/lib.sdesign": "service Edge { replicas: 2 }\n",
  "shop/main.sdesign": 'import "./lib.sdesign"\nsystem Shop\nservice ShopFront\nShopFront -> Edge\nquestion Q\n',
  "bank/sdesign.config.json": '{ "rules": { "trace/open-question": "off" } }',
  "bank/main.sdesign": 'import "../shop/lib.sdesign"\nsystem Bank\nservice BankFront\nBankFront -> Edge\nquestion Q\n',
  "both.code-workspace": '{ "folders": [{ "path": "shop" }, { "path": "bank" }] }',
};

describe("in the extension host of the newest VS Code", () => {
  it("every case passes", { timeout: 300_000 }, () => runIn("host", { folder: designs }));

  it("every case passes in a workspace of several folders", { timeout: 300_000 }, async () => {
    const folder = path.join(scratch, "roots");
    for (const [name, text] of Object.entries(roots)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    await runIn("roots-host", { workspace: path.join(folder, "both.code-workspace") });
  });
});
