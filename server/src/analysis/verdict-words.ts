/** Verdicts in words: `99.41 % of 99.95 %`, `50 ms of 500 ms`. */

import { availability, money, rate, settled, time } from "../estimate/amounts.ts";
import type { Verdict } from "./targets.ts";

/** What is reached of what is wanted; `≥` where the truth may be more. */
export function verdictText({ measure, actual, target, silent, currency = "" }: Verdict): string {
  const more = silent.length > 0 ? "≥ " : "";
  switch (measure) {
    case "availability":
      return `${availability(actual, target)} of ${availability(target, actual)}`;
    case "latency":
      return `${more}${time(actual)} of ${time(target)}`;
    case "cost":
      return `${more}${money(actual, currency)} of ${money(target, currency)} a month`;
    case "throughput":
      return `${more}${rate(roughly(actual))} of ${rate(target)} at peak`;
  }
}

/** A figure that three digits do justice to. */
function roughly(value: number): number {
  return settled(Number(value.toPrecision(3)));
}
