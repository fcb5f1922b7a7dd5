import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { designs, root, screenshots } from "./places.ts";
import { changeSettings, launchBrowser, Workbench } from "./workbench.ts";

// The picture of the README. `SDESIGN_PICTURES=1` writes it to docs/images, otherwise it is build output like the others.

const file = path.join(
  process.env.SDESIGN_PICTURES === "1" ? path.join(root, "docs/images") : screenshots,
  "preview.png",
);
/** What people load before they have read a line. */
const largest = 400_000;

const looks = {
  "workbench.colorTheme": "Default Dark Modern",
  "editor.minimap.enabled": false,
  "problems.defaultViewMode": "table",
  "editor.stickyScroll.enabled": false,
  // The design stays as it is for the tests that come after.
  "files.autoSave": "off",
};

const sample = path.join(root, "samples/ticketmaster.sdesign");
const lines = readFileSync(sample, "utf8").split("\n");
const lineOf = (start: string): number => lines.findIndex((line) => line.trimStart().startsWith(start)) + 1;

let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  // Other tests may have left words of theirs in it.
  copyFileSync(sample, path.join(designs, "ticketmaster.sdesign"));
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"), undefined, {
    viewport: { width: 1600, height: 1000 },
    colorScheme: "dark",
  });
});

afterAll(async () => {
  await changeSettings(Object.fromEntries(Object.keys(looks).map((key) => [key, undefined])));
  await browser?.close();
});

it("shows a design and its preview", async () => {
  const { page } = workbench;
  await changeSettings(looks);
  await workbench.reload();
  await page.keyboard.press("Control+b");
  await workbench.openFile("ticketmaster.sdesign");
  await workbench.goTo(lineOf("LoadBalancer -> Backend"));
  await page.keyboard.press("End");
  await workbench.insertInEditor('\nBackend -> Fraud\nservice Fraud "Fraud check" { monitors: errors }');
  await workbench.runCommand("sdesign: Open Preview to the Side");
  const frame = await workbench.previewFrame();
  await frame.locator('g.sd-node.sd-spof[data-id="Fraud"]').waitFor({ timeout: 60_000 });
  await workbench.runCommand("Problems: Focus on Problems View");
  await page.locator(".markers-panel").waitFor();
  // The list of problems needs no more than a few lines.
  const { y: top = 0 } = (await page.locator(".part.panel").boundingBox()) ?? {};
  const boxes = await Promise.all(
    (await page.locator(".monaco-sash.horizontal").all()).map((sash) => sash.boundingBox()),
  );
  const sash = boxes.find((box) => box !== null && box.width > 800 && Math.abs(box.y - top) < 12);
  const y = sash ? sash.y + sash.height / 2 : top;
  await page.mouse.move(800, y);
  await page.waitForTimeout(400);
  await page.mouse.down();
  await page.mouse.move(800, y + 20, { steps: 4 });
  await page.mouse.move(800, 830, { steps: 8 });
  await page.mouse.up();
  await page.mouse.move(400, 990);
  await workbench.goTo(lineOf("LoadBalancer -> Backend") + 1, 9);
  await page.waitForTimeout(1500);
  const picture = await page.screenshot();
  expect(picture.length).toBeLessThan(largest);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, picture);
});
