/** k of n: the chance that enough of some independent, identical instances are up. */

/**
 * The probability that at least `needs` of `count` are up, each with probability `chance`: Σ C(n,i) Aⁱ(1−A)ⁿ⁻ⁱ for
 * i = k…n. 1 where none is needed, 0 where more are needed than there are.
 */
export function atLeast(needs: number, count: number, chance: number): number {
  if (needs <= 0) return 1;
  if (needs > count) return 0;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  // The smaller tail is summed, so that many nines keep their digits.
  const upper = needs > count * chance;
  const from = upper ? needs : 0;
  const to = upper ? count : needs - 1;
  let sum = 0;
  for (let up = from; up <= to; up++) sum += exactly(up, count, chance);
  return Math.min(1, Math.max(0, upper ? sum : 1 - sum));
}

/** The probability that just `up` of `count` are up. */
export function exactly(up: number, count: number, chance: number): number {
  if (up < 0 || up > count) return 0;
  if (chance <= 0) return up === 0 ? 1 : 0;
  if (chance >= 1) return up === count ? 1 : 0;
  if (count <= 60) return choose(count, up) * chance ** up * (1 - chance) ** (count - up);
  const log = logChoose(count, up) + up * Math.log(chance) + (count - up) * Math.log1p(-chance);
  return Math.exp(log);
}

/** How much {@link atLeast} rises with the probability of one of the instances alone. */
export function slopeOfOne(needs: number, count: number, chance: number): number {
  return needs <= 0 || needs > count ? 0 : exactly(needs - 1, count - 1, chance);
}

function choose(count: number, of: number): number {
  let result = 1;
  for (let index = 1; index <= Math.min(of, count - of); index++) result = (result * (count - index + 1)) / index;
  return result;
}

function logChoose(count: number, of: number): number {
  return logFactorial(count) - logFactorial(of) - logFactorial(count - of);
}

/** Exact up to 60, then Stirling's series to the fifth power: better than 1e-15 there. */
function logFactorial(n: number): number {
  if (n < 60) {
    let result = 0;
    for (let index = 2; index <= n; index++) result += Math.log(index);
    return result;
  }
  return (
    n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
  );
}
