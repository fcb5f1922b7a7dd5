import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { designs } from "./places.ts";
import { launchBrowser, Workbench } from "./workbench.ts";

// What a person does with the sample, in the order in which they do it: each step stands on the one before.

const sample = "ticketmaster.sdesign";
const lines = readFileSync(path.join(designs, sample), "utf8").split("\n");

/** The number of the line that begins with a text, counted from 1. */
function lineOf(start: string): number {
  const index = lines.findIndex((line) => line.trimStart().startsWith(start));
  if (index < 0) throw new Error(`${sample} has no line that begins with ${start}`);
  return index + 1;
}

/** The card of an element in the picture. */
const card = (frame: Frame, id: string) => frame.locator(`g.sd-node[data-id="${id}"]`).first();

let browser: Browser;
let workbench: Workbench;
let preview: Frame;

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"), sample);
});

afterAll(async () => {
  await workbench?.screenshot("ticketmaster-end");
  await browser?.close();
});

describe("the Ticketmaster sample", () => {
  it("shows its picture beside the text", async () => {
    await workbench.runCommand("sdesign: Open Preview to the Side");
    preview = await workbench.previewFrame();
    await card(preview, "Booking.Backend").waitFor();
    await expect.poll(() => preview.locator("svg g.sd-node").count()).toBeGreaterThan(8);
    expect(await card(preview, "Booking.Backend").textContent()).toContain("Ticket service");
    await workbench.screenshot("ticketmaster-preview");
  });

  it("has no errors", async () => {
    const problems = await workbench.problems();
    expect(problems.filter(({ severity }) => severity === "Error")).toEqual([]);
    await workbench.screenshot("ticketmaster-problems");
  });

  it("tells and draws a single point of failure that is typed into the path", async () => {
    const { page } = workbench;
    await workbench.openFile(sample);
    await workbench.goTo(lineOf("LoadBalancer -> Backend"));
    await page.keyboard.press("End");
    for (const line of ["Backend -> Fraud { timeout: 100 ms }", 'service Fraud "Fraud check" { monitors: errors }']) {
      await page.keyboard.press("Enter");
      await workbench.typeInEditor(line);
      await page.keyboard.press("Escape");
    }
    await workbench.problemsUntil((all) => all.some(isSinglePoint));
    await card(preview, "Fraud").waitFor();
    await expect.poll(() => card(preview, "Fraud").getAttribute("class")).toContain("sd-spof");
    await workbench.screenshot("ticketmaster-single-point");
  });

  it("mends it by the quick fix", async () => {
    const { page } = workbench;
    await workbench.openFile(sample);
    await workbench.goTo(lineOf("LoadBalancer -> Backend") + 2, 10);
    await page.keyboard.press("Control+.");
    const action = page.locator(".action-widget .monaco-list-row.action", { hasText: /replica|instance|two/i }).first();
    await action.waitFor();
    await workbench.screenshot("ticketmaster-quick-fix");
    await action.click();
    await workbench.problemsUntil((all) => !all.some(isSinglePoint));
    await expect.poll(() => card(preview, "Fraud").getAttribute("class")).not.toContain("sd-spof");
    await workbench.screenshot("ticketmaster-mended");
    await workbench.runCommand("View: Toggle Panel Visibility");
  });

  it("goes from a card to its line", async () => {
    await card(preview, "Booking.Tickets").click();
    await expect.poll(async () => (await workbench.cursor()).line).toBe(lineOf("sql_database Tickets"));
    await workbench.screenshot("ticketmaster-reveal");
  });

  it("is there again after the window was reloaded", async () => {
    await workbench.openFile(sample);
    await workbench.runCommand("File: Revert File");
    await workbench.reload();
    preview = await workbench.previewFrame();
    await card(preview, "Booking.Backend").waitFor();
    await workbench.screenshot("ticketmaster-reloaded");
  });
});

function isSinglePoint({ text }: { readonly text: string }): boolean {
  return text.includes("Fraud") && /spof|single point/i.test(text);
}
