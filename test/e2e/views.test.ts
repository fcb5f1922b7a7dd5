import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { PreviewPage } from "./preview-page.ts";
import { launchBrowser } from "./workbench.ts";

// From one view to another: the picker with its thumbnails, and the keys.

let browser: Browser;
let preview: PreviewPage;

const tiles = (): Locator => preview.frame.locator(".picker [role=option]");
const tile = (name: string): Locator => preview.frame.locator(".picker").getByRole("option", { name });
const picker = (): Locator => preview.frame.getByRole("dialog", { name: "All views" });
const active = (): Promise<string | null> =>
  preview.frame.locator('.picker [aria-selected="true"]').getAttribute("data-view");

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  preview = await PreviewPage.open(browser, inject("address"), "gallery.sdesign");
});

afterAll(async () => {
  await preview?.workbench.screenshot("views-end");
  await browser?.close();
});

describe("the views of a design", () => {
  it("are seen at a glance, each as what it is", async () => {
    await preview.frame.locator("#stage").focus();
    await preview.press("v");
    await picker().waitFor();
    expect(await tiles().count()).toBe(7);
    await expect.poll(() => preview.frame.locator(".picker-tile img").count()).toBe(7);
    const sizes = await preview.frame
      .locator(".picker-tile img")
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(Math.min(...sizes)).toBeGreaterThan(50);
    expect(await active()).toBe("architecture");
    await preview.workbench.screenshot("preview-views");
  });

  it("are walked through by arrow keys, and opened by Enter", async () => {
    await preview.press("ArrowRight");
    expect(await active()).toBe("data");
    await preview.press("End");
    expect(await active()).toBe("Core");
    await preview.press("ArrowUp");
    await preview.press("ArrowUp");
    expect(await active()).toBe("flow:Visit");
    await preview.press("Enter");
    await expect.poll(() => picker().isVisible()).toBe(false);
    await preview.shows("A visit");
    expect(await preview.frame.locator("#stage").evaluate((stage) => stage === document.activeElement)).toBe(true);
  });

  it("are found by typing", async () => {
    await preview.press("v");
    await picker().waitFor();
    await preview.workbench.page.keyboard.type("open");
    await expect.poll(() => tiles().count()).toBe(1);
    await preview.press("Enter");
    await preview.shows("Opening");
    await preview.press("v");
    await picker().waitFor();
    await preview.workbench.page.keyboard.type("nothing is called so");
    await expect.poll(() => preview.frame.locator(".picker-none").innerText()).toBe("No view has this name.");
    await preview.press("Enter");
    expect(await picker().isVisible()).toBe(true);
    await preview.press("Escape");
    await expect.poll(() => picker().isVisible()).toBe(false);
    await preview.shows("Opening");
  });

  it("are opened by a click", async () => {
    await preview.button("All views").click();
    await tile("The core").click();
    await preview.shows("The core");
    await preview.button("All views").click();
    await picker().waitFor();
    await preview.button("All views").click();
    expect(await picker().isVisible()).toBe(false);
    await preview.button("All views").click();
    await picker().waitFor();
    await preview.tab("Data").click();
    await expect.poll(() => picker().isVisible()).toBe(false);
    await preview.shows("Data");
  });

  it("are offered by a command of the palette as well", async () => {
    await preview.workbench.runCommand("Show View in Preview");
    await picker().waitFor();
    await preview.workbench.page.keyboard.type("trace");
    await preview.press("Enter");
    await preview.shows("Trace");
  });

  it("follow the text", async () => {
    await preview.insert(1, 'view Extra "An extra view" { include: Rooms }\n');
    await preview.tab("An extra view").waitFor();
    await preview.button("All views").click();
    await expect.poll(() => tile("An extra view").locator("img").count()).toBe(1);
    await preview.press("Escape");
    await preview.undoAll();
    await expect.poll(() => preview.tab("An extra view").count()).toBe(0);
  });

  it("follow one another by key", async () => {
    await preview.view("Architecture");
    for (const [key, name] of [
      [".", "Data"],
      [".", "Domains"],
      [",", "Data"],
      ["Control+PageDown", "Domains"],
      ["Control+PageUp", "Data"],
      [",", "Architecture"],
      [",", "The core"],
    ] as const) {
      await preview.press(key);
      await preview.shows(name);
    }
    // The keys are the preview's: the editor's own tabs stay where they are.
    expect(await preview.workbench.page.locator('.tab.active[aria-label^="Preview gallery"]').count()).toBe(1);
  });
});
