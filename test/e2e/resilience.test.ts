import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { serverProcesses } from "./server-processes.ts";
import { launchBrowser, Workbench } from "./workbench.ts";

/** Servers of windows that earlier tests have left: they live on until VS Code notices. */
let others: readonly number[] = [];

/** The processes of this window's server. */
function servers(): number[] {
  return serverProcesses().filter((id) => !others.includes(id));
}

let browser: Browser;
let workbench: Workbench;

beforeAll(async () => {
  others = serverProcesses();
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"));
});

afterAll(async () => {
  await workbench?.screenshot("resilience-end");
  await browser?.close();
});

describe.runIf(process.platform === "linux")("when the language server is killed", () => {
  it("another one takes over, and the text as it is by then", async () => {
    await workbench.openFile("shop.sdesign");
    await workbench.goTo(2);
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.press("Enter");
    await workbench.typeInEditor("servise First");
    await workbench.problemsUntil((all) => all.some(({ text }) => text.includes("servise")));
    const before = servers();
    expect(before).toHaveLength(1);
    for (const id of before) process.kill(id, "SIGKILL");
    await expect.poll(servers, { timeout: 20_000 }).not.toEqual(before);
    await workbench.openFile("shop.sdesign");
    await workbench.goTo(3);
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.press("Enter");
    await workbench.typeInEditor("klient Second");
    const problems = await workbench.problemsUntil((all) => all.some(({ text }) => text.includes("klient")));
    expect(problems.filter(({ text }) => text.includes("servise"))).toHaveLength(1);
  });

  it("gives up after a few times, says so once, and starts again when asked", { timeout: 180_000 }, async () => {
    const message = workbench.page.locator(".notification-list-item", { hasText: "language server" });
    for (const start = Date.now(); !(await message.isVisible()) && Date.now() - start < 90_000; ) {
      for (const id of servers()) process.kill(id, "SIGKILL");
      await workbench.page.waitForTimeout(400);
    }
    await message.waitFor({ timeout: 5_000 });
    expect(await workbench.notifications()).toHaveLength(1);
    await workbench.screenshot("resilience-off");
    expect(servers()).toEqual([]);
    await message.getByText("Start Again").click();
    await expect.poll(servers, { timeout: 20_000 }).toHaveLength(1);
    await workbench.openFile("shop.sdesign");
    await workbench.goTo(4);
    await workbench.page.keyboard.press("End");
    await workbench.page.keyboard.press("Enter");
    await workbench.typeInEditor("aktor Third");
    await workbench.problemsUntil((all) => all.some(({ text }) => text.includes("aktor")));
  });
});
