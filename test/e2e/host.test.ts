import { mkdir } from "node:fs/promises";
import path from "node:path";
import { describe, inject, it } from "vitest";
import { addressOf, ensureWorkbench, freePort, serveForSuites, writeSettings } from "../../scripts/workbench.mjs";
import { designs, root, scratch, suite } from "./places.ts";
import { expectAllPassed, runSuite } from "./suite-run.ts";

describe("in the extension host of the newest VS Code", () => {
  it("every case passes", { timeout: 300_000 }, async () => {
    const workbench = await ensureWorkbench();
    const folder = path.join(scratch, "host");
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
      expectAllPassed(await runSuite(inject("chromium"), addressOf(server, { folder: designs, more })));
    } finally {
      await server.stop();
    }
  });
});
