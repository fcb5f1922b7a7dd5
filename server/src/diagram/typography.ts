import type { Font } from "./text.ts";

/** The type of pictures; `theme.ts` says the same to the renderer. */
export const type = {
  title: { size: 13, weight: 600 },
  second: { size: 11, weight: 400 },
  strongSecond: { size: 11, weight: 600 },
  figure: { size: 10, weight: 400 },
  strongFigure: { size: 10, weight: 600 },
  label: { size: 11, weight: 400 },
  caps: { size: 11, weight: 600, spacing: 0.7 },
  name: { size: 12, weight: 400 },
  strongName: { size: 12, weight: 600 },
  tag: { size: 9, weight: 600, spacing: 0.3 },
  note: { size: 12, weight: 600 },
} as const satisfies Record<string, Font>;
