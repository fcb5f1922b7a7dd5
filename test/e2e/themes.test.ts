import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Frame, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { faintTexts, textsIn } from "./contrast.ts";
import { changeSettings, launchBrowser, Workbench } from "./workbench.ts";

// The preview in every kind of theme: what axe finds, what the keyboard reaches, and pictures for a person to look at.

const themes = [
  ["light", "Default Light Modern", "vscode-light"],
  ["dark", "Default Dark Modern", "vscode-dark"],
  ["high-contrast", "Default High Contrast", "vscode-high-contrast"],
  ["high-contrast-light", "Default High Contrast Light", "vscode-high-contrast-light"],
] as const;

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser: Browser;
let workbench: Workbench;
let frame: Frame;

const tab = (name: string): Locator => frame.getByRole("tab", { name, exact: true });
const node = (id: string): Locator => frame.locator(`g.sd-node[data-id="${id}"]`).first();

async function open(name: string): Promise<void> {
  await tab(name).click();
  await expect.poll(() => tab(name).getAttribute("aria-selected")).toBe("true");
  await frame.locator("#stage").focus();
}

/** What axe finds wrong with the page as it is now. */
async function violations(): Promise<string[]> {
  await frame.evaluate(axeSource);
  return frame.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: typeof axe };
    const { violations: found } = await runner.run(document, { resultTypes: ["violations"] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join("\n  ")}`);
  });
}

beforeAll(async () => {
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"));
  await workbench.openFile("ticketmaster.sdesign");
  await workbench.runCommand("sdesign: Open Preview to the Side");
  frame = await workbench.previewFrame();
  await node("Booking.Backend").waitFor({ timeout: 60_000 });
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await workbench.screenshot(`failed-themes-${task.name.replaceAll(/\W+/g, "-")}`);
});

afterAll(async () => {
  await changeSettings({ "workbench.colorTheme": undefined });
  await browser?.close();
});

describe.each(themes)("in a theme that is %s", (name, theme, kind) => {
  const picture = (what: string): Promise<string> => workbench.screenshot(`theme-${name}-${what}`);

  it("is there", async () => {
    await changeSettings({ "workbench.colorTheme": theme });
    // From wherever Tab has led: back into the text, where commands are heard.
    await workbench.page.locator(".editor-group-container .monaco-editor").first().click();
    await workbench.reload();
    frame = await workbench.previewFrame();
    await node("Booking.Backend").waitFor({ timeout: 60_000 });
    expect(await frame.locator("body").getAttribute("class")).toContain(kind);
    await open("Architecture");
    await picture("architecture");
  });

  it("breaks no rule of axe, whatever is open", async () => {
    expect(await violations()).toEqual([]);
    await open("Data");
    await frame.locator("g.sd-entity").first().waitFor();
    await picture("data");
    expect(await violations()).toEqual([]);
    await open("Buy a ticket");
    await workbench.page.keyboard.press("n");
    await workbench.page.keyboard.press("n");
    await frame.locator(".sd-edges > g.is-step").waitFor();
    await picture("step");
    expect(await violations()).toEqual([]);
    await open("Architecture");
    await frame.locator(".overlay-choice").selectOption("load");
    await frame.locator(".mark-chip").first().waitFor();
    await picture("load");
    expect(await violations()).toEqual([]);
    await frame.locator(".overlay-choice").selectOption("kind");
    await node("Booking.Tickets").focus();
    await workbench.page.keyboard.press("x");
    await expect.poll(() => frame.locator(".what-head h2").innerText()).toMatch(/fail/);
    await picture("what-if");
    expect(await violations()).toEqual([]);
    await workbench.page.keyboard.press("Escape");
    await frame.locator("#stage").focus();
    for (const page of ["Outline", "Numbers", "Requirements", "Findings"]) {
      if (page === "Outline") await workbench.page.keyboard.press("o");
      await frame.locator(".side-tab", { hasText: page }).click();
      await workbench.page.waitForTimeout(200);
      expect(await violations(), page).toEqual([]);
    }
    await picture("findings");
    await frame.locator(".side-tab", { hasText: "Outline" }).click();
    await frame.locator(".outline-field").focus();
    await workbench.page.keyboard.press("Escape");
    await frame.locator('button[aria-label="Export"]').click();
    await frame.locator(".menu-item").first().waitFor();
    expect(await violations()).toEqual([]);
    await workbench.page.keyboard.press("Escape");
    await frame.locator("#stage").focus();
    await workbench.page.keyboard.press("v");
    await frame.locator(".picker-tile").first().waitFor();
    await expect.poll(() => frame.locator(".picker-tile img").count()).toBeGreaterThan(3);
    await picture("views");
    expect(await violations(), "the views").toEqual([]);
    await workbench.page.keyboard.press("Escape");
    await expect.poll(() => frame.locator(".picker").isVisible()).toBe(false);
  });

  it("writes every word of a picture so that it stands out", async () => {
    const least = name.startsWith("high-contrast") ? 7 : 4.5;
    for (const view of ["Architecture", "Data", "Domains", "Trace", "Buy a ticket"]) {
      await open(view);
      await workbench.page.keyboard.press("Escape");
      await frame.locator(".sheet:not(.has-focus)").waitFor();
      expect(await textsIn(frame), view).toBeGreaterThan(5);
      expect(await faintTexts(frame, least), view).toEqual([]);
    }
    await open("Architecture");
    for (const colours of ["load", "availability", "latency"]) {
      await frame.locator(".overlay-choice").selectOption(colours);
      await frame.locator(".mark-chip").first().waitFor();
      expect(await faintTexts(frame, least), colours).toEqual([]);
    }
    await frame.locator(".overlay-choice").selectOption("kind");
  });

  it("breaks no rule of axe in what comes and goes", async () => {
    await node("Booking.Tickets").hover();
    await frame.locator(".hover-card").waitFor();
    await picture("hover");
    expect(await violations(), "the hover card").toEqual([]);
    await workbench.page.mouse.move(5, 5);
    await workbench.page.locator(".editor-group-container .monaco-editor").first().click();
    await workbench.openFile("ticketmaster.sdesign");
    await workbench.goTo(6);
    await workbench.insertInEditor("service Broken {\n");
    await frame.locator(".banner").waitFor();
    await picture("mistake");
    expect(await violations(), "the banner").toEqual([]);
    await workbench.undoAll();
    await expect.poll(() => frame.locator(".banner").isVisible()).toBe(false);
    await workbench.openFile("empty.sdesign");
    await frame.locator(".placeholder.is-empty").waitFor();
    await picture("empty");
    expect(await violations(), "the placeholder").toEqual([]);
    await workbench.openFile("ticketmaster.sdesign");
    await node("Booking.Backend").waitFor();
  });

  it("reaches everything by Tab, and shows where one is", async () => {
    await open("Architecture");
    await tab("Architecture").focus();
    const seen: string[] = [];
    for (let count = 0; count < 40; count++) {
      await workbench.page.keyboard.press("Tab");
      const at = await frame.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body) return undefined;
        const { outlineStyle, outlineWidth } = getComputedStyle(focused);
        const inPicture = focused.querySelector(".sd-card, .sd-note, .sd-line");
        const ring = inPicture ? Number.parseFloat(getComputedStyle(inPicture).strokeWidth) >= 2 : false;
        const name = focused.getAttribute("aria-label") ?? focused.textContent ?? "";
        return { name: name.slice(0, 40), shown: ring || (outlineStyle !== "none" && outlineWidth !== "0px") };
      });
      if (!at) break;
      expect(at.shown, at.name).toBe(true);
      seen.push(at.name);
    }
    expect(seen.length).toBeGreaterThan(14);
    for (const name of ["All views", "Search", "Export", "Ticket service", "Colour by", "Zoom in"]) {
      expect(
        seen.some((one) => one.startsWith(name)),
        `${name} among ${seen.join(" | ")}`,
      ).toBe(true);
    }
  });
});

describe("what does not fit", () => {
  it("begins at the left, as large as one can read it", async () => {
    await open("Trace");
    await expect.poll(() => frame.locator(".zoom-scale").innerText()).toBe("75%");
    await workbench.screenshot("preview-readable");
    await workbench.page.keyboard.press("0");
    await expect.poll(async () => Number.parseInt(await frame.locator(".zoom-scale").innerText(), 10)).toBeLessThan(62);
  });
});

describe("motion", () => {
  it("is none for those who want none", async () => {
    await workbench.page.emulateMedia({ reducedMotion: "reduce" });
    await open("Architecture");
    const still = async (what: string): Promise<void> => {
      const moving = await frame.evaluate(() =>
        document
          .getAnimations()
          .filter(({ effect, playState }) => playState === "running" && effect?.getComputedTiming().duration !== 0)
          .map(({ effect }) => (effect as KeyframeEffect).target?.className.toString()),
      );
      expect(moving, what).toEqual([]);
    };
    const durations = await frame.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) => {
        const { animationDuration, transitionDuration, animationName } = getComputedStyle(element);
        const moves = animationName !== "none" && animationDuration !== "0s";
        return moves || transitionDuration.split(", ").some((one) => one !== "0s") ? [element.className] : [];
      }),
    );
    expect(durations).toEqual([]);
    // Wherever the camera goes, it is there at once: the same place a moment later.
    const camera = (): Promise<string> =>
      frame.locator(".sheet").evaluate((sheet) => (sheet as HTMLElement).style.transform);
    const { keyboard } = workbench.page;
    for (const key of ["0", "+", "1", "Shift+ArrowLeft", "ArrowDown", "z", "0"]) {
      await keyboard.press(key);
      const now = await camera();
      await workbench.page.waitForTimeout(250);
      expect(await camera(), key).toBe(now);
    }
    await keyboard.press("v");
    await frame.locator(".picker-tile").first().waitFor();
    await still("the views");
    await keyboard.press("Escape");
    await node("Booking.Tickets").hover();
    await frame.locator(".hover-card").waitFor();
    await still("the hover card");
    await workbench.page.mouse.move(5, 5);
    await open("Buy a ticket");
    await keyboard.press("n");
    await keyboard.press("n");
    await frame.locator(".is-step").first().waitFor();
    await still("a step");
    await open("Architecture");
    await workbench.page.locator(".editor-group-container .monaco-editor").first().click();
    await workbench.openFile("ticketmaster.sdesign");
    await workbench.goTo(6);
    await workbench.insertInEditor("service Newcomer\n");
    await node("Newcomer").waitFor();
    await still("a new diagram");
    await workbench.undoAll();
    await expect.poll(() => node("Newcomer").count()).toBe(0);
    await workbench.page.emulateMedia({ reducedMotion: null });
  });
});
