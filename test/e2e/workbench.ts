import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Frame, type Page } from "playwright-core";
import { addressOf } from "../../scripts/workbench.mjs";
import { designs, scratch, screenshots } from "./places.ts";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser that the tests share; the caller closes it. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

/** Changes settings, for windows that load after that; undefined takes a change back. */
export async function changeSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
  const file = path.join(scratch, "profile/User/settings.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...changes }, null, 2));
}

/** A finding as the Problems panel shows it. */
export interface Problem {
  readonly severity: "Error" | "Warning" | "Information" | "Hint" | "";
  readonly text: string;
}

/** VS Code as a person uses it: what can be seen and clicked, and nothing else. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the folder of designs in a fresh browser context and waits until VS Code can be used. */
  static async open(
    browser: Browser,
    address: string,
    file?: string,
    options: BrowserContextOptions = {},
  ): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    // Without a file in the address: VS Code restores no editors after a reload when it is told what to open.
    await page.goto(addressOf({ address }, { folder: designs }));
    const workbench = new Workbench(page);
    await workbench.ready();
    if (file !== undefined) await workbench.openFile(file);
    return workbench;
  }

  /** Waits for the file explorer: until then keys go nowhere. */
  async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ timeout: 90_000 });
  }

  /** Reloads the window by its command, so that VS Code can write down what is open. */
  async reload(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent("load", { timeout: 90_000 }),
      this.runCommand("Developer: Reload Window"),
    ]);
    await this.ready();
  }

  /** Opens a file of the folder by name. */
  async openFile(name: string): Promise<void> {
    await this.#quickInput("Control+P", name);
    // Enter would take the first row, which for a moment is that of the file opened last.
    await this.page
      .locator(".quick-input-list .monaco-list-row", { hasText: path.basename(name) })
      .first()
      .click();
    await this.#fileIsOpen(name);
  }

  /** Runs a command of the palette by its full title. */
  async runCommand(title: string): Promise<void> {
    await this.#quickInput("F1", `>${title}`);
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    await row.waitFor();
    await row.click();
  }

  /** Puts the cursor at a place of the active editor; both count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.#quickInput("Control+G", `:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  /** The line and column of the cursor, as the status bar states them. */
  async cursor(): Promise<{ line: number; column: number }> {
    const text = await this.page.locator("#status\\.editor\\.selection").innerText();
    const [line = 0, column = 0] = text.match(/\d+/g)?.map(Number) ?? [];
    return { line, column };
  }

  /** Types key by key, as a person does: closing brackets and completions come as they come. */
  async typeInEditor(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 5 });
  }

  /** Inserts text at once, as a paste does. */
  async insertInEditor(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** Takes back all that was written since the window was loaded: the editor does so word by word. */
  async undoAll(): Promise<void> {
    let same = 0;
    for (let count = 0, before = ""; count < 60 && same < 4; count++) {
      await this.page.keyboard.press("Control+z");
      await this.page.waitForTimeout(100);
      const now = await this.visibleText();
      same = now === before ? same + 1 : 0;
      before = now;
    }
  }

  /** The text of the visible lines of the active editor. */
  async visibleText(): Promise<string> {
    const text = await this.page
      .locator(".editor-group-container.active .monaco-editor .view-lines")
      .first()
      .innerText();
    return text.replaceAll("\u00a0", " ");
  }

  /** The findings in the Problems panel, opened for it. */
  async problems(): Promise<Problem[]> {
    const panel = this.page.locator(".markers-panel");
    if (!(await panel.isVisible())) {
      await this.runCommand("Problems: Focus on Problems View");
      await panel.waitFor();
    }
    const labels = await panel
      .locator(".monaco-list-row[aria-level='2']")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? ""));
    return labels.map((text) => ({
      severity: (/^(Error|Warning|Information|Hint)/.exec(text)?.[1] ?? "") as Problem["severity"],
      text,
    }));
  }

  /** Waits until the Problems panel satisfies a condition; the error shows what it held at the end. */
  async problemsUntil(holds: (problems: Problem[]) => boolean, milliseconds = 30_000): Promise<Problem[]> {
    let seen: Problem[] = [];
    for (const start = Date.now(); Date.now() - start < milliseconds; await this.page.waitForTimeout(150)) {
      seen = await this.problems();
      if (holds(seen)) return seen;
    }
    throw new Error(`The Problems panel holds:\n${seen.map(({ text }) => text).join("\n") || "(nothing)"}`);
  }

  /** The page of the preview: the frame within the webview's frame. */
  async previewFrame(milliseconds = 60_000): Promise<Frame> {
    for (const start = Date.now(); Date.now() - start < milliseconds; await this.page.waitForTimeout(100)) {
      const frame = this.page.frames().find((candidate) => /\/fake\.html\?/.test(candidate.url()));
      if (
        frame !== undefined &&
        (await frame
          .locator("body > *")
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    throw new Error(
      `No preview is open. Frames:\n${this.page
        .frames()
        .map((frame) => frame.url())
        .join("\n")}`,
    );
  }

  /** The texts of the notifications that are shown. */
  async notifications(): Promise<string[]> {
    return this.page.locator(".notification-list-item-message").allInnerTexts();
  }

  /** Saves a picture for a person to look at. */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshots, { recursive: true });
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  async #fileIsOpen(name: string): Promise<void> {
    const tab = `.tab.active[data-resource-name="${path.basename(name)}"]`;
    await this.page.locator(tab).first().waitFor({ timeout: 60_000 });
    await this.page.locator(".editor-group-container.active .monaco-editor .view-line").first().waitFor();
  }

  async #quickInput(key: string, text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input[type='text']");
    // A busy workbench may close what was just opened, when the focus arrives late: then it is opened again.
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: 10_000 });
        await input.fill(text, { timeout: 5_000 });
        return;
      } catch (error) {
        if (attempt === 4) throw error;
        await this.page.keyboard.press("Escape");
      }
    }
  }
}
