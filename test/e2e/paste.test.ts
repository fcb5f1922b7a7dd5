import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { designs } from "./places.ts";
import { changeSettings, launchBrowser, Workbench } from "./workbench.ts";

let browser: Browser;
let workbench: Workbench;

const FLOWCHART = "flowchart TD\n  U((User)) --> S[Shop service]\n  S -.-> DB[(Orders DB)]\n";

beforeAll(async () => {
  for (const [name, text] of Object.entries(texts)) await writeFile(path.join(designs, name), text);
  browser = await launchBrowser(inject("chromium"));
  workbench = await Workbench.open(browser, inject("address"), undefined, {
    permissions: ["clipboard-read", "clipboard-write"],
  });
});

afterAll(async () => {
  await workbench?.screenshot("paste-end");
  await browser?.close();
});

/** The designs that are pasted into; there before the window looks for files. */
const texts = {
  "paste-top.sdesign": "system Shop\n\n",
  "paste-domain.sdesign": "domain Sales {\n  \n}\n",
  "paste-plain.sdesign": "\n",
  "paste-preferred.sdesign": "\n",
  "paste-command.sdesign": "service Orders\n\n",
};

async function open(name: keyof typeof texts, line: number): Promise<void> {
  await workbench.openFile(name);
  await workbench.goTo(line);
}

const lines = async (): Promise<string[]> => (await workbench.visibleText()).split("\n").map((line) => line.trimEnd());
const copied = (text: string): Promise<void> =>
  workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text);
const widget = () => workbench.page.locator(".post-edit-widget");

describe("a paste", () => {
  it("of a Mermaid flowchart is sdesign, and is undone at once", async () => {
    await open("paste-top.sdesign", 3);
    await copied(FLOWCHART);
    await workbench.page.keyboard.press("Control+v");
    await expect
      .poll(lines)
      .toEqual(
        expect.arrayContaining([
          "system Shop",
          "actor User",
          'service      ShopService "Shop service"',
          'sql_database DB          "Orders DB"',
          "User -> ShopService",
          "ShopService ~> DB",
        ]),
      );
    await widget().waitFor();
    await workbench.screenshot("paste-widget");
    await workbench.page.keyboard.press("Control+z");
    await expect.poll(async () => (await lines()).join("\n")).not.toContain("actor");
    expect(await workbench.visibleText()).toContain("system Shop");
  });

  it("can be plain after all", async () => {
    await workbench.page.keyboard.press("Control+v");
    await widget().waitFor();
    await workbench.page.keyboard.press("Control+.");
    const choices = workbench.page.locator(".action-widget .monaco-list-row");
    await choices.first().waitFor();
    await workbench.screenshot("paste-choices");
    const titles = await choices.allInnerTexts();
    expect(titles.some((title) => title.includes("Paste as sdesign"))).toBe(true);
    await choices
      .filter({ hasText: /plain text/i })
      .first()
      .click();
    await expect.poll(lines).toEqual(expect.arrayContaining(["flowchart TD", "  U((User)) --> S[Shop service]"]));
    expect(await workbench.visibleText()).not.toContain("actor");
  });

  it("in a domain stands where it belongs", async () => {
    await open("paste-domain.sdesign", 2);
    await workbench.page.keyboard.press("End");
    await copied("graph TD\nsubgraph S[Store]\n  A[Cart service]\nend\n");
    await workbench.page.keyboard.press("Control+v");
    await expect
      .poll(async () => (await lines()).join("\n"))
      .toContain('domain Sales {\n  domain Store {\n    service CartService "Cart service"\n  }\n}');
  });

  it("of anything else is what it is", async () => {
    await open("paste-plain.sdesign", 1);
    await copied("service A\nA -> B // a graph of all\n");
    await workbench.page.keyboard.press("Control+v");
    await expect.poll(lines).toEqual(expect.arrayContaining(["service A", "A -> B // a graph of all"]));
    expect(await widget().count()).toBe(0);
  });

  it("is there as a command, too", async () => {
    await open("paste-command.sdesign", 3);
    await copied("create table Customers (id int primary key);");
    await workbench.runCommand("sdesign: Paste as sdesign");
    await expect.poll(lines).toEqual(expect.arrayContaining(["entity Customers {", "  id int [pk]"]));
    await copied("nothing of the kind");
    await workbench.runCommand("sdesign: Paste as sdesign");
    await expect.poll(() => workbench.notifications()).toEqual([expect.stringContaining("Nothing was pasted")]);
  });

  it("is always plain where the settings say so", async () => {
    await changeSettings({ "editor.pasteAs.preferences": ["text.plain"] });
    await workbench.reload();
    await open("paste-preferred.sdesign", 1);
    await copied(FLOWCHART);
    await workbench.page.keyboard.press("Control+v");
    await expect.poll(lines).toEqual(expect.arrayContaining(["flowchart TD"]));
    await changeSettings({ "editor.pasteAs.preferences": undefined });
  });
});
