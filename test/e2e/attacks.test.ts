import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { attackDesign, attacks, expectHarmless, watchForHarm } from "./attacks.ts";
import { designs } from "./places.ts";
import { PreviewPage } from "./preview-page.ts";
import { launchBrowser } from "./workbench.ts";

let browser: Browser;
let preview: PreviewPage;
let harm: readonly string[];

beforeAll(async () => {
  writeFileSync(path.join(designs, "attacks.sdesign"), attackDesign());
  browser = await launchBrowser(inject("chromium"));
  preview = await PreviewPage.open(browser, inject("address"), "gallery.sdesign");
  harm = watchForHarm(preview.workbench.page);
  await preview.press("Control+1");
  await preview.workbench.openFile("attacks.sdesign");
  await preview.node("S1").waitFor({ timeout: 60_000 });
});

afterAll(async () => {
  await preview?.workbench.screenshot("attacks-end");
  await browser?.close();
});

describe("a design whose every title is an attack", () => {
  it("harms nobody, wherever its titles are shown", { timeout: 300_000 }, async () => {
    await expectHarmless(preview);
    expect(harm).toEqual([]);
  });

  it("is shown as it was written", async () => {
    const solid = (text: string | undefined): string | undefined => text?.replace(/\s/g, "");
    for (const index of [4, 11, 12] as const) {
      // A long one stands on several lines.
      const lines = await preview.node(`S${index}`).locator(".sd-title").allTextContents();
      expect(solid(lines.join(""))).toBe(solid(attacks[index]));
    }
  });
});
