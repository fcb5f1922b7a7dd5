/** A range drawn in letters: where its median and its mean lie between the 5th and the 95th percentile. */

import type { Summary } from "../../estimate/distribution.ts";

const CELLS = 25;

/** `├─────●─◆──────┤`: ● the median, ◆ the mean, from p5 to p95. */
export function rangeBar({ p5, p50, p95, mean }: Summary): string {
  const cells = new Array<string>(CELLS).fill("─");
  const place = (value: number): number => {
    const share = (value - p5) / (p95 - p5);
    return Number.isFinite(share) ? Math.round(Math.max(0, Math.min(1, share)) * (CELLS - 1)) : 0;
  };
  cells[place(mean)] = "◆";
  cells[place(p50)] = "●";
  return `├${cells.join("")}┤`;
}
