/** What the reader does: selects, walks from element to element, goes to the text. */

import type { ExtensionMessage } from "../../../server/src/service/protocol.ts";
import { ownKeys } from "./dom.ts";
import { type Command, commandOf } from "./keys.ts";
import type { StatusStrip } from "./notices.ts";
import type { Outline } from "./outline.ts";
import type { Overlays } from "./overlays.ts";
import type { Picture } from "./picture.ts";
import type { Player } from "./player.ts";
import type { Selection } from "./selection.ts";
import type { SelectionBar } from "./selection-bar.ts";
import type { Shape } from "./shape.ts";
import type { Side } from "./side.ts";
import { type Direction, first, neighbour, type Placed } from "./spatial.ts";
import type { Stage } from "./stage.ts";
import type { WhatIf } from "./what-if.ts";

const panStep = 80;
const zoomStep = 1.25;

/** The parts of the page that the reader works with. */
export interface Desk {
  readonly picture: Picture;
  readonly selection: Selection;
  readonly stage: Stage;
  readonly player: Player;
  readonly outline: Outline;
  readonly status: StatusStrip;
  readonly overlays: Overlays;
  readonly whatIf: WhatIf;
  send(message: ExtensionMessage): void;
  readonly bar: SelectionBar;
  readonly side: Side;
  fitAll(): void;
  fold(shape: Shape): void;
  stepView(by: 1 | -1): void;
  pickView(): void;
}

export class Reader {
  readonly #desk: Desk;
  /** The key of the element that the keyboard is at. */
  #focus: string | undefined;
  readonly #does: Readonly<Record<Command, () => boolean>>;

  constructor(desk: Desk) {
    this.#desk = desk;
    const always = (act: () => void) => () => {
      act();
      return true;
    };
    const { stage, player } = desk;
    this.#does = {
      fit: always(() => desk.fitAll()),
      "actual-size": always(() => stage.zoom(1 / stage.camera.scale)),
      "zoom-in": always(() => stage.zoom(zoomStep)),
      "zoom-out": always(() => stage.zoom(1 / zoomStep)),
      "zoom-selection": () => this.#withCurrent((shape) => stage.fitBox(desk.picture.box(shape))),
      search: always(() => desk.side.open("outline", true)),
      outline: always(() => (desk.side.isOpen ? desk.side.close() : desk.side.open("outline", true))),
      "next-step": () => player.isOpen && player.move(1),
      "previous-step": () => player.isOpen && player.move(-1),
      "pick-view": always(() => desk.pickView()),
      "next-view": always(() => desk.stepView(1)),
      "previous-view": always(() => desk.stepView(-1)),
      "next-connection": () => this.#stepConnection(1),
      "previous-connection": () => this.#stepConnection(-1),
      leave: () => this.#leave(),
      fold: () => this.#withCurrent((shape) => desk.fold(shape)),
      overlay: () => desk.overlays.next(),
      "take-down": () => this.#withCurrent((shape) => desk.whatIf.toggle(shape, false)),
      "take-one-down": () => this.#withCurrent((shape) => desk.whatIf.toggle(shape, true)),
      open: () => this.#withCurrent((shape) => this.reveal(shape.id, false, false)),
      "open-beside": () => this.#withCurrent((shape) => this.reveal(shape.id, true, false)),
      select: () =>
        this.#withCurrent((shape) => {
          this.select(shape, true);
          this.reveal(shape.id, false, true);
        }),
      left: () => this.#step("left"),
      right: () => this.#step("right"),
      up: () => this.#step("up"),
      down: () => this.#step("down"),
      "pan-left": always(() => stage.pan(panStep, 0)),
      "pan-right": always(() => stage.pan(-panStep, 0)),
      "pan-up": always(() => stage.pan(0, panStep)),
      "pan-down": always(() => stage.pan(0, -panStep)),
    };
  }

  /** Selects an element, or nothing; with `look` the camera follows. */
  select(shape: Shape | undefined, look: boolean): void {
    const { player, selection, outline, status, stage, picture } = this.#desk;
    player.leave();
    selection.step(undefined);
    selection.select(shape);
    outline.mark(shape);
    status.selected(shape?.label ?? "");
    this.#desk.bar.show(shape);
    if (shape && look) stage.bringIntoView(picture.box(shape));
  }

  /** The editor's cursor is at an element. Whoever works in the text has left what was selected here. */
  cursorAt(ids: readonly string[]): void {
    const { selection, player, stage, picture } = this.#desk;
    const shape = selection.cursor(ids);
    if (document.hasFocus() || player.step) return;
    if (shape !== selection.selected) this.select(undefined, false);
    if (shape) stage.bringIntoView(picture.box(shape));
  }

  /** A new picture has come. */
  redrawn(): void {
    if (!document.hasFocus() && !this.#desk.player.step) this.select(undefined, false);
  }

  reveal(id: string, beside: boolean, keepFocus: boolean): void {
    this.#desk.send({ type: "reveal", id, beside, keepFocus });
  }

  /** The keyboard's focus has come to an element; with `look` the camera follows. */
  focused(shape: Shape, look: boolean): void {
    this.#focus = shape.key;
    if (look) this.#desk.stage.bringIntoView(this.#desk.picture.box(shape));
  }

  click(target: EventTarget | null): void {
    if (this.#desk.stage.wasDragged) return;
    const shape = this.#desk.picture.at(target);
    // A box is as large as the ground that one drags; only its title is clicked on purpose.
    if (!shape || (shape.kind === "cluster" && !isTitle(target))) {
      this.#focus = undefined;
      this.select(undefined, false);
      return;
    }
    this.#focus = shape.key;
    this.select(shape, false);
    this.reveal(idAt(target, shape), false, false);
  }

  doubleClick(target: EventTarget | null): void {
    const shape = this.#desk.picture.at(target);
    if (!shape || (shape.kind === "cluster" && !isTitle(target))) this.#desk.fitAll();
    else this.reveal(idAt(target, shape), true, false);
  }

  key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.target instanceof HTMLInputElement) return;
    if (event.target instanceof Element && event.target.closest(`[${ownKeys}]`)) return;
    const onButton = event.target instanceof HTMLButtonElement;
    if (onButton && (event.key === "Enter" || event.key === " ")) return;
    const command = commandOf(event);
    if (command === undefined || !this.#does[command]()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  do(command: Command): void {
    this.#does[command]();
  }

  /** Shows one step of a flow, or all of them again. */
  play(anchors: readonly string[] | undefined): void {
    const { selection, status, player, stage, picture } = this.#desk;
    selection.select(undefined);
    selection.step(anchors);
    status.selected(player.step?.text ?? "");
    for (const id of anchors ?? []) {
      const shape = selection.find([id]);
      if (shape) stage.bringIntoView(picture.box(shape));
    }
    const [, line] = anchors ?? [];
    if (line !== undefined && selection.find([line])) this.reveal(line, false, true);
  }

  /** The element with the keyboard's focus, otherwise the selected one. */
  #current(): Shape | undefined {
    const { picture, selection } = this.#desk;
    return (this.#focus === undefined ? undefined : picture.get(this.#focus)) ?? selection.selected;
  }

  #withCurrent(act: (shape: Shape) => void): boolean {
    const current = this.#current();
    if (current) act(current);
    return current !== undefined;
  }

  #step(direction: Direction): boolean {
    const { picture } = this.#desk;
    const current = this.#current();
    if (current?.kind === "edge") {
      const end = direction === "right" || direction === "down" ? current.to : current.from;
      return this.#goTo(picture.get(end ?? ""));
    }
    const all: Placed[] = [];
    for (const shape of picture.shapes)
      if (shape.kind === "node") all.push({ key: shape.key, box: picture.box(shape) });
    const next = current ? neighbour({ key: current.key, box: picture.box(current) }, all, direction) : first(all);
    return this.#goTo(picture.get(next?.key ?? "")) || current !== undefined;
  }

  #stepConnection(by: 1 | -1): boolean {
    const { picture } = this.#desk;
    const current = this.#current();
    if (!current) return false;
    const node = current.kind === "edge" ? picture.get(current.from ?? "") : current;
    if (!node) return false;
    const edges = [...picture.around(node)].filter(
      ({ kind, from, to }) => kind === "edge" && (from === node.key || to === node.key),
    );
    const at = edges.indexOf(current);
    return this.#goTo(edges[at < 0 ? (by > 0 ? 0 : edges.length - 1) : (at + by + edges.length) % edges.length]);
  }

  #goTo(shape: Shape | undefined): boolean {
    if (!shape) return false;
    shape.element.focus({ preventScroll: true });
    this.#focus = shape.key;
    this.select(shape, true);
    return true;
  }

  /** One level back: from a step to the flow, from the outline to the diagram, from an element to none. */
  #leave(): boolean {
    const { player, side, selection, stage } = this.#desk;
    if (player.leave() || this.#desk.whatIf.clear()) return true;
    if (side.isOpen) {
      side.close();
      return true;
    }
    if (!selection.selected && this.#focus === undefined) return false;
    this.#focus = undefined;
    this.select(undefined, false);
    stage.element.focus();
    return true;
  }
}

function isTitle(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".sd-cluster-title") !== null;
}

/** The design's element under the pointer: a field of an entity, or the drawn element itself. */
export function idAt(target: EventTarget | null, shape: Shape): string {
  const inner = target instanceof Element ? target.closest("[data-id]")?.getAttribute("data-id") : undefined;
  return inner ?? shape.id;
}
