import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { freePort } from "../../scripts/workbench.mjs";
import { root } from "./places.ts";
import { launchBrowser, Workbench } from "./workbench.ts";

let browser: Browser;
let start: ChildProcess;
let printed = "";

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  start = spawn(process.execPath, [path.join(root, "scripts/start.mjs"), "--browser"], {
    cwd: root,
    env: { ...process.env, PORT: String(await freePort(18_380)) },
  });
  start.stdout?.on("data", (text) => {
    printed += text;
  });
  start.stderr?.on("data", (text) => {
    printed += text;
  });
});

afterAll(async () => {
  await browser?.close();
  if (start.exitCode !== null) return;
  const ended = once(start, "exit");
  start.kill("SIGINT");
  await ended;
});

describe("npm start", () => {
  it("opens a sample with its preview beside it", async () => {
    await expect.poll(() => printed, { timeout: 90_000, interval: 200 }).toContain("Ctrl-C stops it.");
    const [address = ""] = /http:\/\/127\.0\.0\.1:\S+/.exec(printed) ?? [];
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(address);
    const workbench = new Workbench(page);
    await workbench.ready();
    const preview = await workbench.previewFrame();
    await preview.locator("svg g.sd-node").first().waitFor();
    expect(await page.locator(".tab[data-resource-name='ticketmaster.sdesign']").count()).toBe(1);
    await workbench.screenshot("start");
  });

  it("brings both back when the page is reloaded, once each", async () => {
    const page = browser.contexts().at(-1)?.pages()[0];
    if (page === undefined) throw new Error("the page is gone");
    const workbench = new Workbench(page);
    await workbench.reload();
    const preview = await workbench.previewFrame();
    await preview.locator("svg g.sd-node").first().waitFor();
    expect(await page.locator(".tab").count()).toBe(2);
  });
});
