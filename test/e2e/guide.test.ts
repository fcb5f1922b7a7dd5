import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, Workbench } from "./workbench.ts";

let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"));
});

afterAll(async () => {
  await workbench?.screenshot("guide-end");
  await browser?.close();
});

const rows = (): Locator => workbench.page.locator("[id='workbench.view.extension.sdesign'] .monaco-list-row");
const row = (text: string): Locator => rows().filter({ hasText: text }).first();

/** The rows that can be seen: `label: description`. */
const texts = (): Promise<string[]> =>
  rows().evaluateAll((all) =>
    all.map((row) =>
      [".label-name", ".label-description"]
        .map((part) => row.querySelector(part)?.textContent?.trim() ?? "")
        .filter(Boolean)
        .join(": "),
    ),
  );

describe("the guide", () => {
  it("offers a beginning when no design is open", async () => {
    await workbench.page.locator(".activitybar [aria-label='System Design']").first().click();
    const welcome = workbench.page.locator(".pane .welcome-view-content");
    await welcome.waitFor();
    const buttons = welcome.locator(".monaco-button");
    await expect.poll(() => buttons.allInnerTexts()).toEqual(["New Design …", "Open a Sample …"]);
    await workbench.screenshot("guide-welcome");
  });

  it("opens a copy of a sample", async () => {
    await workbench.page.locator(".welcome-view-content .monaco-button", { hasText: "Open a Sample" }).click();
    await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "Ticketmaster" }).first().click();
    await expect
      .poll(texts, { timeout: 60_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching(/^7 Bottlenecks: 8 of 8/)]));
    await workbench.screenshot("guide-sample");
    await workbench.page.locator(".tab.active").first().click({ button: "middle" });
    const dialog = workbench.page.locator(".monaco-dialog-box");
    await dialog.locator(".monaco-button", { hasText: "Don't Save" }).click();
  });

  it("shows what is done and open in each step of the design in the editor", async () => {
    await workbench.runCommand("View: Show Explorer");
    await workbench.openFile("shop.sdesign");
    await workbench.runCommand("View: Show System Design");
    await expect
      .poll(texts, { timeout: 60_000 })
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^1 Requirements: \d+ of \d+/),
          "Latency: no target: which p99 for reads?",
        ]),
      );
    await workbench.screenshot("guide-light");
  });

  it("tells a screen reader as much", async () => {
    const label = await row("Latency").getAttribute("aria-label");
    expect(label).toContain("Latency, open: no target: which p99 for reads? State latency.");
  });

  it("inserts what begins an answer, and ticks it off", async () => {
    await row("Latency").click();
    await expect.poll(() => workbench.visibleText()).toContain("latency Fast p99 <= 500 ms");
    // The first blank is selected: typing replaces it.
    await workbench.typeInEditor("Quick");
    await expect.poll(() => workbench.visibleText()).toContain("latency Quick p99 <= 500 ms");
    await workbench.page.keyboard.press("Escape");
    await expect.poll(texts, { timeout: 20_000 }).toEqual(expect.arrayContaining(["Latency: p99 ≤ 500 ms"]));
    await workbench.screenshot("guide-inserted");
  });

  it("goes to what is done", async () => {
    await workbench.goTo(1);
    await row("Latency").click();
    await expect.poll(async () => (await workbench.cursor()).line).toBeGreaterThan(1);
    expect(await workbench.visibleText()).toContain("latency Quick");
  });

  it("notes a question of the notes", async () => {
    const question = row("Anything about law");
    await question.scrollIntoViewIfNeeded();
    await question.click();
    await expect
      .poll(() => workbench.visibleText())
      .toContain('question Law "Anything about law, money or analytics?"');
    await workbench.page.keyboard.press("Escape");
    await expect
      .poll(texts, { timeout: 20_000 })
      .toEqual(expect.arrayContaining([expect.stringContaining("open question")]));
  });

  it("says what cannot be read", async () => {
    await workbench.page.keyboard.press("Control+End");
    await workbench.insertInEditor("\nservice {");
    await expect
      .poll(texts, { timeout: 20_000 })
      .toEqual(expect.arrayContaining([expect.stringMatching(/mistakes? in the text/)]));
    await workbench.screenshot("guide-mistakes");
    for (let index = 0; index < 4; index++) await workbench.page.keyboard.press("Control+z");
  });

  it("is as clear in a dark theme", async () => {
    await workbench.runCommand("Preferences: Toggle between Light/Dark Themes");
    await workbench.page.waitForTimeout(800);
    await workbench.screenshot("guide-dark");
  });
});

describe("the interview timer", () => {
  const item = (): Locator =>
    workbench.page
      .locator(".statusbar-item[id='sdesign.sdesign.sdesign.interviewTimer'], .statusbar-item[id$='interviewTimer']")
      .first();

  it("is off until somebody starts it", async () => {
    expect(await item().count()).toBe(0);
    await workbench.runCommand("sdesign: Start the Interview Timer");
    await expect.poll(() => item().innerText()).toMatch(/4[45]:\d\d +Requirements [67]:\d\d/);
    await workbench.screenshot("guide-timer");
  });

  it("stands still while it is paused, and goes away when it is stopped", async () => {
    await workbench.runCommand("sdesign: Pause or Continue the Interview Timer");
    const before = await item().innerText();
    await workbench.page.waitForTimeout(1500);
    expect(await item().innerText()).toBe(before);
    await workbench.runCommand("sdesign: Stop the Interview Timer");
    await expect.poll(() => item().count()).toBe(0);
  });
});

describe("the walkthrough", () => {
  const step = (title: string): Locator => workbench.page.locator(".getting-started-step", { hasText: title }).first();

  it("ticks off what is done", async () => {
    await workbench.runCommand("File: Save All");
    await workbench.runCommand("View: Close All Editors");
    await workbench.page.locator(".welcome-view-content").waitFor();
    await workbench.runCommand("sdesign: Get Started with System Designs");
    await step("Open a design").click();
    // It takes the keyboard while it is being drawn, and a list that is open closes.
    await workbench.page.waitForTimeout(2000);
    await workbench.page
      .locator(".gettingStartedContainer .monaco-button", { hasText: "Open a Sample" })
      .first()
      .click();
    await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "Pastebin" }).first().click();
    await workbench.page.locator(".tab.active", { hasText: "Keep a text" }).first().waitFor();
    await workbench.runCommand("sdesign: Get Started with System Designs");
    await expect.poll(() => step("Open a design").locator(".complete").count()).toBeGreaterThan(0);
  });

  it("is a picture for each step, in both themes", async () => {
    await step("State a target").click();
    await workbench.page.waitForTimeout(1500);
    await workbench.screenshot("walkthrough-dark");
    await workbench.runCommand("Preferences: Toggle between Light/Dark Themes");
    await step("Ask what if").click();
    await workbench.page.waitForTimeout(1500);
    await workbench.screenshot("walkthrough-light");
  });
});
