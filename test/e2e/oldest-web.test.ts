import { describe, inject, it } from "vitest";
import { freePort } from "../../scripts/workbench.mjs";
import { ensureOldestWeb, serveOldestWeb } from "./oldest-web.ts";
import { expectAllPassed, runSuite } from "./suite-run.ts";

describe("in the web worker of the oldest VS Code", () => {
  it("every case passes", { timeout: 300_000 }, async () => {
    const port = await freePort(18_280);
    const server = await serveOldestWeb(await ensureOldestWeb(), port, true);
    try {
      expectAllPassed(await runSuite(inject("chromium"), server.address));
    } finally {
      server.stop();
    }
  });
});
