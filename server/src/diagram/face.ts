import type { RoundRect } from "./geometry.ts";
import { characters, element, type Markup } from "./markup.ts";
import { cleanText, ellipsise, type Font, textWidth } from "./text.ts";

/** A node as it will be drawn: how much room it takes, where lines end on it, and its drawing with the origin at the top left. */
export interface Face {
  /** Of everything that is drawn, the second card of a stack included; px, multiples of 2. */
  readonly width: number;
  readonly height: number;
  /** The shape that lines end on: the union of these. */
  readonly outline: readonly RoundRect[];
  /** Classes of the group, after `sd-node`. */
  readonly classes: readonly string[];
  readonly content: Markup;
  /** Whether some text was shortened, so that the full one is worth a tooltip. */
  readonly shortened: boolean;
}

export const roundUp = (value: number, step: number): number => Math.ceil(value / step - 1e-9) * step;

/** A line of text; `y` is its base line. */
export function line(classes: string, x: number, y: number, text: string): Markup {
  return element("text", { class: classes, x, y }, characters(text));
}

/** Cleans a text and makes it fit one line. */
export function oneLine(text: string, font: Font, room: number): { text: string; width: number; shortened: boolean } {
  const clean = cleanText(text);
  const fitted = ellipsise(clean, font, room);
  return { ...fitted, width: textWidth(fitted.text, font), shortened: fitted.shortened };
}

/** A card with its soft shadow, and a second one behind it for a stack. */
export function cardShapes(card: RoundRect, stackOffset: number): Markup[] {
  const rect = (classes: string, dx: number, dy: number): Markup =>
    element("rect", {
      class: classes,
      x: card.x + dx + 0.5,
      y: card.y + dy + 0.5,
      width: card.width - 1,
      height: card.height - 1,
      rx: card.radius,
    });
  const behind = stackOffset > 0 ? [rect("sd-card sd-behind", stackOffset, -stackOffset)] : [];
  return [rect("sd-shadow", 0, 2), rect("sd-shadow", 0, 1), ...behind, rect("sd-card", 0, 0)];
}
