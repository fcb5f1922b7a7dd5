import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, Workbench } from "./workbench.ts";

let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"));
});

afterAll(async () => {
  await workbench?.screenshot("workbench-end");
  await browser?.close();
});

describe("the packaged extension", () => {
  it("recognises a design", async () => {
    await workbench.openFile("shop.sdesign");
    const mode = workbench.page.locator("#status\\.editor\\.mode");
    await expect.poll(() => mode.innerText(), { timeout: 20_000 }).toContain("System design");
    await workbench.screenshot("design-open");
  });

  it("offers its commands", async () => {
    await workbench.page.keyboard.press("F1");
    await workbench.page.locator(".quick-input-widget input[type='text']").fill(">sdesign: ");
    const rows = workbench.page.locator(".quick-input-list .monaco-list-row .label-name");
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual(
        expect.arrayContaining([
          "sdesign: New Design …",
          "sdesign: Open Preview",
          "sdesign: Open Preview to the Side",
          "sdesign: Restart Language Server",
        ]),
      );
    await workbench.page.keyboard.press("Escape");
  });

  it("goes where it is told", async () => {
    await workbench.goTo(6, 3);
    await expect.poll(() => workbench.cursor()).toEqual({ line: 6, column: 3 });
  });
});
