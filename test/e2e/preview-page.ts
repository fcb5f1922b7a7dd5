import type { Browser, BrowserContextOptions, Frame, Locator } from "playwright-core";
import { expect } from "vitest";
import { Workbench } from "./workbench.ts";

/** A window with a design in the text and its preview beside it, as a person uses both. */
export class PreviewPage {
  readonly workbench: Workbench;
  frame: Frame;
  /** Undefined for a text that is in no file. */
  readonly #file: string | undefined;

  private constructor(workbench: Workbench, frame: Frame, file: string | undefined) {
    this.workbench = workbench;
    this.frame = frame;
    this.#file = file;
  }

  /** Opens a file of the folder and its preview, and waits for the first picture. */
  static async open(
    browser: Browser,
    address: string,
    file: string,
    options: BrowserContextOptions = {},
  ): Promise<PreviewPage> {
    const workbench = await Workbench.open(browser, address, undefined, options);
    // A window that has just begun may close again what its address opened.
    await workbench.openFile(file);
    await workbench.runCommand("sdesign: Open Preview to the Side");
    const frame = await workbench.previewFrame();
    await frame.locator("g.sd-node").first().waitFor({ timeout: 60_000 });
    return new PreviewPage(workbench, frame, file);
  }

  /** Writes a design into a text that is in no file, and opens its preview: in a window that has no files. */
  static async openUntitled(workbench: Workbench, text: string): Promise<PreviewPage> {
    await workbench.page.locator(".monaco-workbench").waitFor({ timeout: 90_000 });
    await workbench.runCommand("File: New Untitled Text File");
    await workbench.page.locator(".editor-group-container.active .monaco-editor").waitFor();
    await workbench.runCommand("Change Language Mode");
    const input = workbench.page.locator(".quick-input-widget input[type='text']");
    await input.fill("System design");
    await workbench.page.locator(".quick-input-list .monaco-list-row", { hasText: "System design" }).first().click();
    await workbench.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await workbench.page.locator(".editor-group-container.active .monaco-editor").click();
    await workbench.insertInEditor(text);
    await workbench.runCommand("sdesign: Open Preview to the Side");
    const frame = await workbench.previewFrame();
    await frame.locator("g.sd-node").first().waitFor({ timeout: 90_000 });
    return new PreviewPage(workbench, frame, undefined);
  }

  node(id: string): Locator {
    return this.frame.locator(`g.sd-node[data-id="${id}"]`).first();
  }

  tab(name: string): Locator {
    return this.frame.locator(".tabs").getByRole("tab", { name, exact: true });
  }

  button(name: string): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }

  press(key: string): Promise<void> {
    return this.workbench.page.keyboard.press(key);
  }

  async classes(id: string): Promise<string> {
    return (await this.node(id).getAttribute("class")) ?? "";
  }

  /** How large the picture is shown, in percent. */
  async scale(): Promise<number> {
    return Number.parseInt(await this.frame.locator(".zoom-scale").innerText(), 10);
  }

  async shows(view: string): Promise<void> {
    await expect.poll(() => this.tab(view).getAttribute("aria-selected")).toBe("true");
  }

  /** Shows a view and puts the keyboard into its picture. */
  async view(name: string): Promise<void> {
    await this.tab(name).click();
    await this.shows(name);
    await this.focus();
  }

  /** Clicks, waits until the text has followed to a line (a click takes the keyboard there), and comes back. */
  async click(target: Locator, line: number): Promise<void> {
    await target.click();
    await expect.poll(async () => (await this.workbench.cursor()).line).toBe(line);
    await this.workbench.page.locator(".monaco-editor.focused").first().waitFor();
    await this.focus();
  }

  /** Puts the keyboard into the picture. */
  async focus(): Promise<void> {
    await this.frame.locator("#stage").focus();
    await expect.poll(() => this.workbench.page.locator(".monaco-editor.focused").count()).toBe(0);
  }

  /** Puts the keyboard into the text: what is opened from there does not cover the preview. */
  async text(): Promise<void> {
    await this.press("Control+1");
    await this.workbench.page.locator(".editor-group-container.active .monaco-editor").first().waitFor();
    if (this.#file !== undefined) await this.workbench.openFile(this.#file);
  }

  /** Inserts lines in front of a line of the text, which counts from 1. */
  async insert(line: number, lines: string): Promise<void> {
    await this.text();
    await this.workbench.goTo(line);
    await this.workbench.insertInEditor(lines);
  }

  /** Takes back all that was written since the window was loaded: the editor does so word by word. */
  async undoAll(): Promise<void> {
    await this.text();
    await this.workbench.undoAll();
  }
}
