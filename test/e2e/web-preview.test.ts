import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Worker } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { freePort } from "../../scripts/workbench.mjs";
import { attackDesign, attacks, expectHarmless, watchForHarm } from "./attacks.ts";
import { ensureOldestWeb, serveOldestWeb } from "./oldest-web.ts";
import { PreviewPage } from "./preview-page.ts";
import { launchBrowser, Workbench } from "./workbench.ts";

// The preview in the oldest supported VS Code, all of it in the browser: server and layout run in workers.

const design = readFileSync(path.join(import.meta.dirname, "designs/places.sdesign"), "utf8");
/** The whole of it takes minutes; each title takes the same ways as in any other VS Code. */
const few = attacks.slice(0, 4);
const till = "North.NorthA.Till";
const ledger = "North.NorthB.Ledger";

let served: Awaited<ReturnType<typeof serveOldestWeb>>;
let browser: Browser;

beforeAll(async () => {
  served = await serveOldestWeb(await ensureOldestWeb(), await freePort(18_380), false);
  browser = await launchBrowser(inject("chromium"));
});

afterAll(async () => {
  await browser?.close();
  served?.stop();
});

async function begin(text: string): Promise<{ readonly preview: PreviewPage; readonly harm: readonly string[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const harm = watchForHarm(page);
  // Where the browser would ask a person for a file, the page gets one of its own.
  await page.addInitScript(() => {
    const picker = async ({ suggestedName = "" }: { readonly suggestedName?: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(window, { showSaveFilePicker: picker });
  });
  await page.goto(served.address);
  return { preview: await PreviewPage.openUntitled(new Workbench(page), text), harm };
}

describe("in a browser alone, the preview", () => {
  let preview: PreviewPage;
  let harm: readonly string[];

  beforeAll(async () => {
    ({ preview, harm } = await begin(design));
  });

  afterAll(async () => {
    await preview?.workbench.screenshot("web-preview-end");
    await preview?.workbench.close();
  });

  it("draws what is written, and follows", async () => {
    expect(await preview.node(ledger).count()).toBe(1);
    await preview.insert(1, "service Newcomer\n");
    await preview.node("Newcomer").waitFor({ timeout: 30_000 });
  });

  it("leads from a click to the text", async () => {
    await preview.node(ledger).click();
    await expect.poll(() => preview.classes(ledger)).toContain("is-selected");
    await expect.poll(async () => (await preview.workbench.cursor()).line).toBeGreaterThan(20);
    await preview.workbench.page.locator(".monaco-editor.focused").first().waitFor();
    await preview.focus();
    await preview.press("Escape");
  });

  it("hovers, colours, and asks what if", async () => {
    await preview.node(ledger).hover();
    await expect.poll(() => preview.frame.locator(".hover-card").innerText()).toContain("SQL database");
    await preview.workbench.page.mouse.move(5, 5);
    await preview.frame.locator(".overlay-choice").selectOption("load");
    await expect.poll(() => preview.node(till).locator(".mark-chip").textContent()).toBe("63 %");
    await preview.frame.locator(".overlay-choice").selectOption("kind");
    await preview.node(ledger).focus();
    await preview.press("x");
    await expect.poll(() => preview.frame.locator(".what-head h2").innerText()).toBe("2 of 2 fail");
    await preview.workbench.screenshot("web-what-if");
    await preview.press("Escape");
    await expect.poll(() => preview.frame.locator(".what-if").isVisible()).toBe(false);
  });

  it("shows its views at a glance", async () => {
    await preview.press("v");
    await expect.poll(() => preview.frame.locator(".picker img").count(), { timeout: 30_000 }).toBe(3);
    await preview.workbench.screenshot("web-views");
    await preview.workbench.page.keyboard.type("data");
    await preview.press("Enter");
    await preview.shows("Data");
    await preview.view("Architecture");
  });

  it.each([
    ["Save as SVG …", "svg", "<svg xmlns"],
    ["Save as PNG …", "png", "\u0089PNG"],
    ["Save as PDF …", "pdf", "%PDF-1."],
  ])("is saved by %s", async (item, ending, start) => {
    await preview.button("Export").click();
    await preview.frame.getByRole("menuitem", { name: item, exact: true }).click();
    const name = `Untitled-1-architecture.${ending}`;
    await expect.poll(() => written(preview, name), { timeout: 60_000 }).toMatch(new RegExp(`^${start}`));
  });

  it("keeps its diagram when the layout's worker hangs, says so, and tries again with another", async () => {
    const layout = await layoutWorker(preview);
    await layout.evaluate(() => {
      self.postMessage = () => undefined;
    });
    await preview.insert(1, "service Afterwards\n");
    const banner = preview.frame.locator(".banner");
    const said = () => expect.poll(() => banner.innerText(), { timeout: 60_000 });
    await said().toContain("The layout took longer than 15 s and was stopped.");
    expect(await preview.node(ledger).count()).toBe(1);
    await preview.workbench.screenshot("web-layout-stopped");
    await preview.button("Try again").click();
    await preview.node("Afterwards").waitFor({ timeout: 30_000 });
    expect(await banner.isVisible()).toBe(false);
  });

  it("breaks nothing of the page's policy", () => {
    expect(harm).toEqual([]);
  });
});

/** What was written to a file that the page was given; one character for each byte. */
function written(preview: PreviewPage, name: string): Promise<string> {
  return preview.workbench.page.evaluate(async (file) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(file).catch(() => undefined);
    const bytes = new Uint8Array((await (await handle?.getFile())?.arrayBuffer()) ?? []);
    return String.fromCharCode(...bytes.subarray(0, 100));
  }, name);
}

/** The worker that lays out what is looked at: the one that has lived longest. */
async function layoutWorker(preview: PreviewPage): Promise<Worker> {
  for (const worker of preview.workbench.page.workers()) {
    if ((await worker.evaluate(() => self.name)) === "sdesign worker") return worker;
  }
  throw new Error("There is no worker for layouts.");
}

describe("in a browser alone, a design whose every title is an attack", () => {
  it("harms nobody, wherever its titles are shown", { timeout: 300_000 }, async () => {
    const { preview, harm } = await begin(attackDesign(few));
    await expectHarmless(preview, few.length);
    expect(harm).toEqual([]);
    await preview.workbench.screenshot("web-attacks");
    await preview.workbench.close();
  });
});
