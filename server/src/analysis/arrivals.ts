/** What demands add up to at many places, and which of them contribute how much: kept in arrays, as there are very many. */

import { type Demand, type Rate, times } from "./demand.ts";

/** What one demand contributes to a component or a connection. */
export interface Contribution {
  readonly demand: Demand;
  readonly rate: Rate;
}

/** Nothing follows. */
const END = -1;

export class Arrivals {
  readonly #average: Float64Array;
  readonly #peak: Float64Array;
  /** The last contribution at each place. Each knows the one before it. */
  readonly #last: Int32Array;
  readonly #before: number[] = [];
  readonly #demands: Demand[] = [];
  readonly #shares: number[] = [];

  /** @param size how many places there are */
  constructor(size: number) {
    this.#average = new Float64Array(size);
    this.#peak = new Float64Array(size);
    this.#last = new Int32Array(size).fill(END);
  }

  /** Adds a share of a demand's rate at a place, times what there is of it `each` time. */
  add(place: number, demand: Demand, share: number, each = 1): void {
    this.#average[place] = (this.#average[place] ?? 0) + demand.rate.average * share * each;
    this.#peak[place] = (this.#peak[place] ?? 0) + demand.rate.peak * share * each;
    this.#before.push(this.#last[place] ?? END);
    this.#last[place] = this.#demands.length;
    this.#demands.push(demand);
    this.#shares.push(share);
  }

  /** Whether anything was added at a place. */
  any(place: number): boolean {
    return (this.#last[place] ?? END) !== END;
  }

  rate(place: number): Rate {
    return { average: this.#average[place] ?? 0, peak: this.#peak[place] ?? 0 };
  }

  /** What has been added at a place, the largest first. */
  contributions(place: number): readonly Contribution[] {
    const found: Contribution[] = [];
    for (let at = this.#last[place] ?? END; at !== END; at = this.#before[at] ?? END) {
      const demand = this.#demands[at];
      if (demand) found.push({ demand, rate: times(demand.rate, this.#shares[at] ?? 0) });
    }
    return found.reverse().sort((some, other) => other.rate.peak - some.rate.peak);
  }

  /** The largest average of any place. */
  largest(): number {
    return this.#average.reduce((most, average) => Math.max(most, average), 0);
  }
}
