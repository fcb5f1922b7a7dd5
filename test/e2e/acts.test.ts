import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { PreviewPage } from "./preview-page.ts";
import { changeSettings, launchBrowser } from "./workbench.ts";

// What a person sees and presses in the preview, in every kind of theme; each step leaves things as it found them.

const themes = [
  ["light", "Default Light Modern", "vscode-light"],
  ["dark", "Default Dark Modern", "vscode-dark"],
  ["high-contrast", "Default High Contrast", "vscode-high-contrast"],
] as const;

const sample = "places.sdesign";
const lines = readFileSync(path.join(import.meta.dirname, "designs", sample), "utf8").split("\n");
const lineOf = (start: string): number => lines.findIndex((line) => line.trimStart().startsWith(start)) + 1;
const till = "North.NorthA.Till";
const ledger = "North.NorthB.Ledger";

let browser: Browser;
let preview: PreviewPage;

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
});

afterAll(async () => {
  await browser?.close();
});

const edge = (from: string, to: string): Locator =>
  preview.frame.locator(`.sd-edges > g[data-from="${from}"][data-to="${to}"]`);
const title = (key: string): Locator => preview.frame.locator(`.sd-cluster-title[data-key="${key}"]`);
const whatIf = (): Locator => preview.frame.locator(".what-if");
const cursorLine = () => expect.poll(async () => (await preview.workbench.cursor()).line);
const opacity = (element: Locator): Promise<string> => element.evaluate((one) => getComputedStyle(one).opacity);

/** The middle of a connection, in px of the window. */
async function middleOf(connection: Locator): Promise<{ x: number; y: number }> {
  const line = connection.locator(".sd-hit").first();
  const [box, inside] = await Promise.all([
    line.boundingBox(),
    line.evaluate((shape) => {
      const path = shape as SVGPathElement;
      const { x, y } = path
        .getPointAtLength(path.getTotalLength() * 0.4)
        .matrixTransform(path.getScreenCTM() as DOMMatrix);
      const { left, top } = path.getBoundingClientRect();
      return { x: x - left, y: y - top };
    }),
  ]);
  if (!box) throw new Error("the connection is not in sight");
  return { x: box.x + inside.x, y: box.y + inside.y };
}

/** Where every card is. */
const places = (): Promise<readonly (string | null)[]> =>
  preview.frame
    .locator("g.sd-node")
    .evaluateAll((nodes) => nodes.map((node) => `${node.getAttribute("data-key")} ${node.getAttribute("transform")}`));

describe.each(themes)("in a theme that is %s", (name, theme, kind) => {
  const picture = (what: string): Promise<string> => preview.workbench.screenshot(`act-${name}-${what}`);

  beforeAll(async () => {
    await changeSettings({ "workbench.colorTheme": theme });
    preview = await PreviewPage.open(browser, inject("address"), sample);
  });

  afterAll(async () => {
    await picture("end");
    await changeSettings({ "workbench.colorTheme": undefined });
    await preview?.workbench.close();
  });

  it("is seen in it", async () => {
    expect(await preview.frame.locator("body").getAttribute("class")).toMatch(new RegExp(`${kind}(\\s|$)`));
    await preview.view("Architecture");
    await preview.press("0");
  });

  it("a click selects a card and leads to its text", async () => {
    await preview.click(preview.node(ledger), lineOf("sql_database Ledger"));
    expect(await preview.classes(ledger)).toContain("is-selected");
  });

  it("all but its neighbours fade, until Escape", async () => {
    await preview.focus();
    await preview.node(ledger).focus();
    await preview.press(" ");
    await expect.poll(() => preview.classes(ledger)).toContain("is-selected");
    await expect.poll(() => opacity(preview.node("Buyer"))).toBe("0.3");
    expect(await opacity(preview.node(till))).toBe("1");
    expect(await opacity(edge(till, ledger))).toBe("1");
    await expect.poll(() => opacity(edge("Buyer", "Entry"))).toBe("0.3");
    await picture("neighbours");
    await preview.focus();
    await preview.press("Escape");
    await expect.poll(() => opacity(preview.node("Buyer"))).toBe("1");
  });

  it("a connection is hovered, clicked and found in the text", async () => {
    const spot = await middleOf(edge(till, ledger));
    const { mouse } = preview.workbench.page;
    await mouse.move(spot.x, spot.y);
    const card = preview.frame.locator(".hover-card");
    await expect.poll(() => card.innerText()).toMatch(/Till.*Ledger/s);
    await picture("hover-connection");
    await mouse.click(spot.x, spot.y);
    await expect.poll(() => edge(till, ledger).getAttribute("class")).toContain("is-selected");
    await cursorLine().toBe(lineOf("Buyer -> Entry"));
    await preview.workbench.page.locator(".monaco-editor.focused").first().waitFor();
    await mouse.move(5, 5);
    await preview.focus();
    await preview.press("Escape");
  });

  it("a double click opens the text beside the preview", async () => {
    const groups = preview.workbench.page.locator(".editor-group-container");
    const before = await groups.count();
    await preview.node("Entry").dblclick();
    await expect.poll(() => groups.count()).toBe(before + 1);
    await cursorLine().toBe(lineOf("load_balancer Entry"));
    const active = preview.workbench.page.locator(".editor-group-container.active .tab.active");
    expect(await active.getAttribute("data-resource-name")).toBe(sample);
    await preview.workbench.runCommand("View: Close Editor");
    await expect.poll(() => groups.count()).toBe(before);
    await preview.focus();
    await preview.press("Escape");
    await preview.press("0");
  });

  it("the colours change their meaning, and nothing moves", async () => {
    const before = await places();
    const choice = preview.frame.locator(".overlay-choice");
    const offered = await choice.locator("option").allInnerTexts();
    expect(offered).toEqual([
      "Colour by kind",
      "Colour by load",
      "Colour by availability",
      "Colour by latency",
      "Single points of failure",
    ]);
    for (const colours of offered.slice(1)) {
      await preview.focus();
      await preview.press("c");
      await expect
        .poll(() => choice.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text))
        .toBe(colours);
      expect(await preview.frame.locator(".legend li").count()).toBeGreaterThan(1);
      expect(await places(), colours).toEqual(before);
      await picture(`colours-${offered.indexOf(colours)}`);
    }
    await expect.poll(() => opacity(preview.node(ledger))).toBe("1");
    await expect.poll(() => opacity(preview.node("South.Reports"))).toBe("0.35");
    await preview.press("c");
    await expect.poll(() => choice.inputValue()).toBe("kind");
  });

  it("one instance down: the others carry its load", async () => {
    await preview.node(till).focus();
    await preview.press("Shift+X");
    await expect.poll(() => whatIf().locator(".what-downs").innerText()).toContain("Till, instance 1");
    await expect.poll(() => whatIf().innerText()).toMatch(/1 of 2 up · 125 %/);
    expect(await whatIf().locator("h2").innerText()).toBe("Everything still works");
    await expect.poll(() => preview.classes(till)).toContain("what-strained");
    await picture("instance-down");
    await preview.press("Shift+X");
    await expect.poll(() => preview.classes(till)).toContain("what-down");
    await preview.press("Escape");
    await expect.poll(() => whatIf().isVisible()).toBe(false);
  });

  it.each([
    ["a zone", "North.NorthB", "zone NorthB", [ledger]],
    ["a region", "North", "region North", [ledger, till]],
  ])("%s down: what is in it is down, and what needs it fails with the reason", async (what, key, declared, down) => {
    const before = await places();
    await preview.click(title(key), lineOf(declared));
    await preview.press("x");
    await expect.poll(() => whatIf().locator("h2").innerText()).toBe("2 of 2 fail");
    for (const id of down) expect(await preview.classes(id)).toContain("what-down");
    expect(await preview.classes("Entry")).toContain("what-failing");
    expect(await whatIf().locator(".what-scopes").first().innerText()).toMatch(/A buyer can order.*needs .*was 99/s);
    expect(await preview.classes("South.Reports")).not.toContain("what-down");
    expect(await places()).toEqual(before);
    await picture(`down-${what.replaceAll(" ", "-")}`);
    await preview.press("Escape");
    await expect.poll(() => whatIf().isVisible()).toBe(false);
    expect(await preview.classes(ledger)).not.toContain("what-");
    await preview.press("Escape");
  });

  it("a component down: brought back by its name", async () => {
    await preview.click(preview.node("Entry"), lineOf("load_balancer Entry"));
    await preview.button("What if it is down?").click();
    await expect.poll(() => whatIf().locator("h2").innerText()).toBe("2 of 2 fail");
    await picture("component-down");
    await whatIf().locator(".what-down-item", { hasText: "Entry" }).click();
    await expect.poll(() => whatIf().isVisible()).toBe(false);
    await preview.focus();
    await preview.press("Escape");
  });

  it("the picture is moved and zoomed by mouse, and a map shows where one is", async () => {
    const stage = await preview.frame.locator("#stage").boundingBox();
    if (!stage) throw new Error("no stage");
    const { mouse, keyboard } = preview.workbench.page;
    await preview.press("0");
    await preview.workbench.page.waitForTimeout(300);
    const whole = await preview.scale();
    const sheet = preview.frame.locator(".sheet");
    const at = (): Promise<string> => sheet.evaluate((one) => (one as HTMLElement).style.transform);
    await mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2);
    await keyboard.down("Control");
    for (let count = 0; count < 12; count++) await mouse.wheel(0, -60);
    await keyboard.up("Control");
    await expect.poll(() => preview.scale()).toBeGreaterThan(whole * 2);
    const map = preview.frame.locator(".minimap");
    await expect.poll(() => map.isVisible()).toBe(true);
    await picture("map");
    const zoomed = await at();
    await mouse.wheel(40, 30);
    await expect.poll(at).not.toBe(zoomed);
    const scrolled = await at();
    await mouse.down();
    await mouse.move(stage.x + stage.width / 2 + 60, stage.y + stage.height / 2 + 40, { steps: 4 });
    await mouse.up();
    await expect.poll(at).not.toBe(scrolled);
    const dragged = await at();
    await map.click({ position: { x: 8, y: 8 } });
    await expect.poll(at).not.toBe(dragged);
    await preview.focus();
    await preview.press("0");
    await expect.poll(() => preview.scale()).toBe(whole);
    expect(await map.isVisible()).toBe(false);
    await preview.click(preview.node("Entry"), lineOf("load_balancer Entry"));
    await preview.press("z");
    await expect.poll(() => preview.scale()).toBeGreaterThan(whole);
    await preview.press("0");
    await preview.press("Escape");
  });

  it("a region is folded into a card, and opened", async () => {
    await preview.click(title("North"), lineOf("region North"));
    await preview.button("Fold it").click();
    await expect.poll(() => preview.node(till).count()).toBe(0);
    await preview.click(preview.node("North"), lineOf("region North"));
    await picture("folded");
    await preview.button("Open it").click();
    await expect.poll(() => preview.node(till).count()).toBe(1);
    await preview.focus();
    await preview.press("Escape");
  });

  it("each row of the panels leads to its source", async () => {
    await preview.button("Outline").click();
    await preview.frame.locator(".side-tab", { hasText: "Requirements" }).click();
    await preview.frame.locator("#side-requirements .panel-row button", { hasText: "A buyer can order" }).click();
    await cursorLine().toBe(lineOf("functional Order"));
    await preview.frame.locator(".side-tab", { hasText: "Outline" }).click();
    await preview.frame.locator(".outline-row.is-node", { hasText: "Ledger" }).first().dblclick();
    await cursorLine().toBe(lineOf("sql_database Ledger"));
    await picture("outline");
    await preview.frame.locator('.side-head button[aria-label="Close"]').click();
  });
});

describe("several previews", () => {
  beforeAll(async () => {
    preview = await PreviewPage.open(browser, inject("address"), sample);
  });

  it("each show their own design, and only the one that is not locked follows", async () => {
    const { workbench } = preview;
    await preview.button("Keep showing this design").click();
    await expect
      .poll(() => workbench.page.locator('.tab[aria-label^="Preview places.sdesign (locked)"]').count())
      .toBe(1);
    await preview.text();
    await workbench.openFile("gallery.sdesign");
    await workbench.runCommand("sdesign: Open Preview to the Side");
    // The newer one lies on top; to see both, the locked one moves into a column of its own.
    const second = await secondFrame();
    await second.locator('g.sd-node[data-id="Door"]').waitFor({ timeout: 30_000 });
    expect(await workbench.page.locator('.tab[aria-label^="Preview"]').count()).toBe(2);
    await preview.press("Control+1");
    await workbench.openFile("shop.sdesign");
    await expect.poll(() => workbench.page.locator('.tab[aria-label^="Preview shop.sdesign"]').count()).toBe(1);
    expect(await workbench.page.locator('.tab[aria-label^="Preview places.sdesign (locked)"]').count()).toBe(1);
    await workbench.screenshot("preview-several");
  });

  /** The page of the preview that came second. */
  async function secondFrame() {
    for (let count = 0; count < 300; count++) {
      const frames = preview.workbench.page.frames().filter((frame) => /\/fake\.html\?/.test(frame.url()));
      for (const frame of frames) {
        if (
          (await frame
            .locator('g.sd-node[data-id="Door"]')
            .count()
            .catch(() => 0)) > 0
        )
          return frame;
      }
      await preview.workbench.page.waitForTimeout(100);
    }
    throw new Error("no second preview");
  }
});
