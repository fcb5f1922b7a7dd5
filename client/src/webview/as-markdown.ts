/** A picture as Markdown, for wherever pictures cannot go: its elements, and below each what it is connected to. Pure. */

import type { Shape } from "./shape.ts";

type Part = Pick<Shape, "key" | "kind" | "label" | "from">;

/** The picture as a heading and a list. Whatever a label holds, it stays one line of text. */
export function asMarkdown(title: string, shapes: readonly Part[]): string {
  const out = new Map<string, Part[]>();
  for (const shape of shapes) {
    if (shape.kind === "edge") out.set(shape.from ?? "", [...(out.get(shape.from ?? "") ?? []), shape]);
  }
  const listed = shapes.filter(({ kind }) => kind !== "edge");
  const lines = listed.flatMap(({ key, label }) => [
    `- ${escaped(label)}`,
    ...(out.get(key) ?? []).map((edge) => `  - ${escaped(edge.label)}`),
  ]);
  return `## ${escaped(title)}\n\n${lines.join("\n")}\n`;
}

const escaped = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_{}[\]<>#|~]/g, "\\$&")
    .replace(/^([-+]|\d+[.)])(?= )/, "\\$1");
