import { characters, element, type Markup, together } from "./markup.ts";
import type { PictureEdge } from "./picture.ts";
import type { Room } from "./room.ts";
import { textWidth, wrap } from "./text.ts";
import { type } from "./typography.ts";

/** What stands on a line: numbers of steps, the label's lines, then figures. */
export interface EdgeLabel {
  readonly steps: readonly string[];
  readonly lines: readonly string[];
  readonly facts: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly shortened: boolean;
}

const lineHeight = 15;
const factsHeight = 13;
const stepSize = 18;
const mostSteps = 6;
/** Between the text and whatever comes next to it. */
const labelMargin = 4;

function stepTexts(steps: readonly number[]): string[] {
  const sound = steps.filter((step) => Number.isSafeInteger(step) && step >= 0);
  const shown = sound.slice(0, mostSteps).map((step) => String(step));
  return sound.length > mostSteps ? [...shown.slice(0, -1), "…"] : shown;
}

const stepWidth = (text: string): number => Math.max(stepSize, Math.ceil(textWidth(text, type.strongFigure)) + 10);

/** The label of an edge with the room that it takes; `undefined` when there is nothing to say. */
export function labelOf(edge: PictureEdge, room: Room): EdgeLabel | undefined {
  const steps = stepTexts(edge.steps ?? []);
  const given = (edge.label ?? []).slice(0, 4);
  const wrapped = given.map((text) => wrap(text, type.label, room.label, given.length > 1 ? 2 : room.labelLines));
  const facts = wrap(edge.facts ?? "", type.figure, room.labelFacts, 2);
  const lines = wrapped.flatMap((text) => text.lines);
  if (steps.length === 0 && lines.length === 0 && facts.lines.length === 0) return undefined;
  const stepsWidth = steps.reduce((sum, text) => sum + stepWidth(text) + 3, 0);
  const textsWidth = Math.max(facts.width, ...wrapped.map((text) => text.width));
  const textsHeight = lines.length * lineHeight + facts.lines.length * factsHeight;
  const gap = stepsWidth > 0 && textsWidth > 0 ? 3 : 0;
  return {
    steps,
    lines,
    facts: facts.lines,
    // In steps, so that a figure that changes a little changes nothing but itself.
    width: Math.ceil((stepsWidth + gap + textsWidth) / 8) * 8 + 2 * labelMargin,
    height: Math.ceil(Math.max(textsHeight, steps.length > 0 ? stepSize : 0) / 2) * 2 + labelMargin,
    shortened: facts.shortened || wrapped.some((text) => text.shortened) || (edge.label?.length ?? 0) > given.length,
  };
}

/** Draws a label around a centre, with a halo in the colour of what is below it (`depth` of the cluster, 0 for the canvas). */
export function drawLabel(label: EdgeLabel, x: number, y: number, depth: number): Markup {
  const halo = `sd-halo sd-on-${Math.min(depth, 3)}`;
  const stepsWidth = label.steps.reduce((sum, text) => sum + stepWidth(text) + 3, 0);
  const parts: Markup[] = [];
  let left = x - label.width / 2 + labelMargin;
  for (const text of label.steps) {
    const width = stepWidth(text);
    parts.push(
      element("rect", { class: "sd-step", x: left, y: y - stepSize / 2, width, height: stepSize, rx: stepSize / 2 }),
      element("text", { class: "sd-step-number", x: left + width / 2, y: y + 3.5 }, characters(text)),
    );
    left += width + 3;
  }
  const hasSteps = stepsWidth > 0;
  const textsHeight = label.lines.length * lineHeight + label.facts.length * factsHeight;
  const centre = hasSteps ? (left + 3 + x + label.width / 2 - labelMargin) / 2 : x;
  let top = y - textsHeight / 2;
  const draw = (kind: string, text: string, base: number): Markup =>
    element("text", { class: `${kind} ${halo} sd-middle`, x: centre, y: base }, characters(text));
  for (const text of label.lines) {
    parts.push(draw("sd-label", text, top + 11));
    top += lineHeight;
  }
  for (const text of label.facts) {
    parts.push(draw("sd-label-facts", text, top + 9.5));
    top += factsHeight;
  }
  return together(parts);
}
