import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { designs } from "./places.ts";
import { PreviewPage } from "./preview-page.ts";
import { serverProcesses } from "./server-processes.ts";
import { launchBrowser } from "./workbench.ts";

// A preview that stays open all day: hidden, reloaded, with a layout that never ends, with a server that dies.

let browser: Browser;
let preview: PreviewPage;

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await preview.workbench.screenshot(`failed-${task.name.replaceAll(/\W+/g, "-")}`);
});

beforeAll(async () => {
  // So many calls that Graphviz never finishes: each of some components calls each other.
  const names = Array.from({ length: 90 }, (_, index) => `Knot${index}`);
  const all = names.join(", ");
  const knot = `${names.map((name) => `service ${name}`).join("\n")}\n${all} -> ${all}\n`;
  writeFileSync(path.join(designs, "knot.sdesign"), knot);
  browser = await launchBrowser(inject("chromium"));
  preview = await PreviewPage.open(browser, inject("address"), "gallery.sdesign");
});

afterAll(async () => {
  await preview?.workbench.screenshot("endurance-end");
  await browser?.close();
});

describe("a preview that is hidden", () => {
  it("is up to date when it is seen again", async () => {
    const { workbench } = preview;
    // Another file in the preview's column hides it.
    await preview.press("Control+2");
    await workbench.openFile("shop.sdesign");
    await preview.insert(1, "service Unseen\n");
    await workbench.page.locator('.tab[aria-label^="Preview gallery"]').click();
    preview.frame = await workbench.previewFrame();
    await preview.node("Unseen").waitFor({ timeout: 30_000 });
    await preview.undoAll();
    await expect.poll(() => preview.node("Unseen").count()).toBe(0);
  });
});

describe("a window that is reloaded", () => {
  it("has its preview as it was: view, lock, folds, colours and panel", async () => {
    await preview.view("Architecture");
    await preview.frame.locator(".overlay-choice").selectOption("load");
    await preview.node("Rooms.Guide").waitFor();
    await preview.frame.locator('.sd-cluster-title[data-key="Rooms"]').click();
    await preview.button("Fold it").click();
    await preview.node("Rooms").waitFor();
    await preview.button("Keep showing this design").click();
    await preview.button("Outline").click();
    await preview.frame.locator(".side-tab", { hasText: "Numbers" }).click();
    await preview.frame.locator("#side-numbers .panel-row").first().waitFor();
    await preview.workbench.page.locator('.tab[aria-label^="Preview gallery.sdesign (locked)"]').first().waitFor();
    await preview.workbench.page.waitForTimeout(1000);
    await preview.workbench.reload();
    preview.frame = await preview.workbench.previewFrame();
    await preview.node("Rooms").waitFor({ timeout: 60_000 });
    expect(await preview.frame.locator(".overlay-choice").inputValue()).toBe("load");
    await preview.frame.locator("#side-numbers .panel-row").first().waitFor();
    await preview.button("Follow the editor again").click();
    await preview.frame.locator('.side-head button[aria-label="Close"]').click();
    await preview.frame.locator(".overlay-choice").selectOption("kind");
    await preview.click(preview.node("Rooms"), 26);
    await preview.button("Open it").click();
    await preview.node("Rooms.Guide").waitFor();
  });
});

describe("a layout that does not end", () => {
  it("is stopped: the last diagram stays, with the reason, and the next one is drawn", {
    timeout: 240_000,
  }, async () => {
    await preview.insert(1, 'import "./knot.sdesign"\n');
    const progress = preview.frame.locator(".progress");
    await expect.poll(() => progress.isVisible(), { timeout: 60_000 }).toBe(true);
    const banner = preview.frame.locator(".banner");
    await expect.poll(() => banner.isVisible(), { timeout: 90_000 }).toBe(true);
    expect(await banner.innerText()).toMatch(/The layout took longer than 15 s and was stopped|could not lay out/);
    expect(await banner.innerText()).toContain("This is the last diagram before it.");
    expect(await preview.node("Rooms.Guide").count()).toBe(1);
    expect(await preview.node("Knot0").count()).toBe(0);
    await preview.workbench.screenshot("preview-layout-stopped");
    await preview.undoAll();
    await expect.poll(() => banner.isVisible(), { timeout: 60_000 }).toBe(false);
    await preview.insert(1, "service Afterwards\n");
    await preview.node("Afterwards").waitFor({ timeout: 30_000 });
    await preview.undoAll();
  });
});

describe.runIf(process.platform === "linux")("a server that is killed", () => {
  it("leaves the diagram where it is, and the next one goes on with it", async () => {
    for (const id of serverProcesses()) process.kill(id, "SIGKILL");
    expect(await preview.node("Rooms.Guide").count()).toBe(1);
    await preview.insert(1, "service Survivor\n");
    await preview.node("Survivor").waitFor({ timeout: 60_000 });
    expect(await preview.node("Rooms.Guide").count()).toBe(1);
    await expect.poll(() => preview.frame.locator(".banner").isVisible()).toBe(false);
    await preview.undoAll();
  });
});
