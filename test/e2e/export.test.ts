import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { designs } from "./places.ts";
import { PreviewPage } from "./preview-page.ts";
import { launchBrowser } from "./workbench.ts";

// The picture taken elsewhere: as files, and by the clipboard.

let browser: Browser;
let preview: PreviewPage;

async function choose(item: string): Promise<void> {
  await preview.button("Export").click();
  await preview.frame.getByRole("menuitem", { name: item, exact: true }).click();
}

/** Saves by the menu, and reads what was written. */
async function saved(item: string, name: string): Promise<Buffer> {
  const target = path.join(designs, name);
  rmSync(target, { force: true });
  await choose(item);
  const input = preview.workbench.page.locator(".quick-input-widget input[type='text']");
  await input.waitFor();
  await expect.poll(() => input.inputValue()).toBe(target);
  await preview.press("Enter");
  await expect.poll(() => existsSync(target) && readFileSync(target).length > 0, { timeout: 60_000 }).toBe(true);
  await preview.workbench.page.locator(".statusbar-item", { hasText: `Saved ${name}` }).waitFor();
  const content = readFileSync(target);
  rmSync(target);
  return content;
}

const size = (): Promise<{ width: number; height: number }> =>
  preview.frame.locator("svg.sd-picture").evaluate((svg) => {
    const { width, height } = (svg as SVGSVGElement).viewBox.baseVal;
    return { width, height };
  });

/** What the clipboard holds: its types, and its text. */
async function clipboard(): Promise<{ readonly types: readonly string[]; readonly text: string }> {
  const { page } = preview.workbench;
  await page.bringToFront();
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = item?.types.includes("text/plain") ? await (await item.getType("text/plain")).text() : "";
    return { types: item?.types ?? [], text };
  });
}

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  preview = await PreviewPage.open(browser, inject("address"), "gallery.sdesign", {
    permissions: ["clipboard-read", "clipboard-write"],
  });
});

afterAll(async () => {
  await preview?.workbench.screenshot("export-end");
  await browser?.close();
});

describe("a picture is saved", () => {
  it("as SVG that needs nothing else", async () => {
    await preview.button("Export").click();
    await preview.frame.getByRole("menuitem").first().waitFor();
    await preview.workbench.screenshot("export-menu");
    await preview.press("Escape");
    const svg = (await saved("Save as SVG …", "gallery-architecture.svg")).toString("utf8");
    expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toContain("<style");
    const [foreign] = /var\(--|<a[ >]| tabindex=|class="[^"]*\bis-/.exec(svg) ?? [];
    expect(foreign).toBeUndefined();
  });

  it("as SVG that leads to the text", async () => {
    const svg = (await saved("Save as SVG with links to the text …", "gallery-architecture.svg")).toString("utf8");
    const lines = readFileSync(path.join(designs, "gallery.sdesign"), "utf8").split("\n");
    const line = lines.findIndex((text) => text.startsWith("load_balancer Door")) + 1;
    expect(svg).toMatch(new RegExp(`data-id="Door"[^>]*><a href="gallery\\.sdesign#L${line}">`));
    expect(svg).not.toContain("sdesign:");
    const links = [...svg.matchAll(/<a href="([^"]*)">/g)].map(([, href = ""]) => href);
    expect(links.every((href) => /^gallery\.sdesign#L\d+$/.test(href))).toBe(true);
    expect(new Set(links).size).toBeGreaterThan(5);
  });

  it("with what its colours say", async () => {
    await preview.frame.locator(".overlay-choice").selectOption("load");
    await preview.frame.locator(".mark-chip").first().waitFor();
    const svg = (await saved("Save as SVG …", "gallery-architecture.svg")).toString("utf8");
    expect(svg).toMatch(/\.sd-node\.heat-2 \.sd-card\{fill:rgba?\(/);
    expect(svg).toMatch(/class="mark-text"[^>]*>50 %</);
    await preview.frame.locator(".overlay-choice").selectOption("kind");
  });

  it("as PNG, twice and four times as large", async () => {
    const { width, height } = await size();
    for (const [item, scale] of [
      ["Save as PNG …", 2],
      ["Save as PNG, large …", 4],
    ] as const) {
      const png = await saved(item, "gallery-architecture.png");
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width * scale, height * scale]);
    }
  });

  it("as PDF, in the font that comes along", async () => {
    const { width, height } = await size();
    const pdf = (await saved("Save as PDF …", "gallery-architecture.pdf")).toString("latin1");
    expect(pdf).toMatch(/^%PDF-1\./);
    expect(pdf).toContain("%%EOF");
    expect(pdf).toMatch(/\+Inter-/);
    const [, across, down] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect([Number(across), Number(down)]).toEqual([width * 0.75, height * 0.75]);
    expect(await preview.workbench.notifications()).toEqual([]);
  });
});

describe("a picture is copied", () => {
  it("as Markdown", async () => {
    await choose("Copy as Markdown");
    await preview.workbench.page.locator(".statusbar-item", { hasText: "Copied: The diagram as Markdown" }).waitFor();
    const { text } = await clipboard();
    expect(text).toMatch(/^## Pictures & more/);
    expect(text).toMatch(/^- Door, load balancer/m);
    expect(text).toMatch(/^ {2}- .*look up/m);
  });

  it("as SVG", async () => {
    await choose("Copy as SVG");
    await expect.poll(async () => (await clipboard()).text).toMatch(/^<svg /);
  });

  it("as an image", async () => {
    await choose("Copy as image");
    await preview.workbench.page.locator(".statusbar-item", { hasText: "Copied: The diagram as an image" }).waitFor();
    await expect.poll(async () => (await clipboard()).types).toContain("image/png");
  });
});

describe("the menu", () => {
  it("is opened and closed by its button, and left by Escape", async () => {
    const items = preview.frame.getByRole("menuitem");
    await preview.button("Export").click();
    await items.first().waitFor();
    await preview.button("Export").click();
    expect(await items.first().isVisible()).toBe(false);
    await preview.button("Export").focus();
    await preview.press("Enter");
    await preview.press("ArrowDown");
    expect(await items.nth(1).evaluate((item) => item === document.activeElement)).toBe(true);
    await preview.press("Escape");
    expect(await preview.button("Export").evaluate((button) => button === document.activeElement)).toBe(true);
  });
});
