/** Takes the picture elsewhere: as SVG, PNG or PDF, to a file or to the clipboard. */

import type { ExtensionMessage } from "../../../server/src/service/protocol.ts";
import { asMarkdown } from "./as-markdown.ts";
import { html, ownKeys } from "./dom.ts";
import { imageOf, standalone } from "./export.ts";
import type { Picture } from "./picture.ts";

export class ExportMenu {
  readonly element = html("div", {
    class: "menu",
    role: "menu",
    label: "Export",
    hidden: true,
    attributes: { [ownKeys]: "" },
  });
  readonly #picture: Picture;
  readonly #send: (message: ExtensionMessage) => void;
  readonly #say: (text: string) => void;
  #button: HTMLElement | undefined;

  constructor(picture: Picture, send: (message: ExtensionMessage) => void, say: (text: string) => void) {
    this.#picture = picture;
    this.#send = send;
    this.#say = say;
    const items: readonly (readonly [string, () => Promise<void>])[] = [
      ["Save as SVG …", () => this.#saveSvg(false)],
      ["Save as SVG with links to the text …", () => this.#saveSvg(true)],
      ["Save as PNG …", () => this.#savePng(2)],
      ["Save as PNG, large …", () => this.#savePng(4)],
      ["Save as PDF …", () => this.#savePdf()],
      ["Copy as image", () => this.#copyImage()],
      ["Copy as SVG", () => this.#copySvg()],
      ["Copy as Markdown", () => this.#copyMarkdown()],
    ];
    for (const [text, act] of items) {
      this.element.append(
        html(
          "button",
          { class: "menu-item", role: "menuitem", type: "button", tabindex: -1, onClick: () => this.#act(act) },
          text,
        ),
      );
    }
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", ({ relatedTarget }) => {
      // The button that opens it also closes it.
      if (relatedTarget !== null && relatedTarget === this.#button) return;
      if (!(relatedTarget instanceof Node) || !this.element.contains(relatedTarget)) this.#close(false);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  toggle(button: HTMLElement): void {
    if (this.isOpen) {
      this.#close(true);
      return;
    }
    this.#button = button;
    const { right, bottom } = button.getBoundingClientRect();
    this.element.style.top = `${bottom + 4}px`;
    this.element.style.right = `${Math.max(4, window.innerWidth - right)}px`;
    this.element.hidden = false;
    button.setAttribute("aria-expanded", "true");
    this.element.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }

  #close(focus: boolean): void {
    this.element.hidden = true;
    this.#button?.setAttribute("aria-expanded", "false");
    if (focus) this.#button?.focus();
  }

  #key(event: KeyboardEvent): void {
    const items = [...this.element.querySelectorAll<HTMLElement>("[role=menuitem]")];
    const at = items.indexOf(document.activeElement as HTMLElement);
    if (event.key === "Escape") this.#close(true);
    else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.stopPropagation();
    event.preventDefault();
  }

  async #act(act: () => Promise<void>): Promise<void> {
    this.#close(true);
    try {
      await act();
    } catch (error) {
      this.#say(`That did not work: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #text(leads = false): string {
    const { svg } = this.#picture;
    if (!svg) throw new Error("there is no diagram yet.");
    return standalone(svg, leads);
  }

  async #saveSvg(leads: boolean): Promise<void> {
    this.#send({ type: "save", format: "svg", content: this.#text(leads), leads });
  }

  async #savePng(scale: number): Promise<void> {
    const blob = await imageOf(this.#text(), this.#picture.size, scale);
    this.#send({ type: "save", format: "png", content: await base64(blob), leads: false });
  }

  async #savePdf(): Promise<void> {
    this.#send({ type: "save", format: "pdf", content: this.#text(), leads: false });
  }

  async #copyImage(): Promise<void> {
    const image = imageOf(this.#text(), this.#picture.size, 2);
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
    this.#send({ type: "copied", what: "The diagram as an image" });
  }

  async #copyMarkdown(): Promise<void> {
    const { svg, shapes } = this.#picture;
    if (!svg) throw new Error("there is no diagram yet.");
    const title = svg.querySelector(":scope > title")?.textContent ?? "Diagram";
    await navigator.clipboard.writeText(asMarkdown(title, [...shapes]));
    this.#send({ type: "copied", what: "The diagram as Markdown" });
  }

  async #copySvg(): Promise<void> {
    await navigator.clipboard.writeText(this.#text());
    this.#send({ type: "copied", what: "The diagram as SVG" });
  }
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
