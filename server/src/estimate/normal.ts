/**
 * The standard normal distribution in double precision. Own code, as no maintained library offers these two functions
 * alone; both are published algorithms.
 */

const A = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
  33430.57558358813, 2509.0809287301227,
];
const B = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943,
  5226.495278852854,
];
const C = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const D = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const E = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const F = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
  1.421511758316446e-7, 2.0442631033899397e-15,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let result = 0;
  for (let index = coefficients.length - 1; index >= 0; index--) result = result * x + (coefficients[index] ?? 0);
  return result;
}

/** The value below which a standard normal lies with this probability (0 < p < 1). Wichura, AS 241 (1988). */
export function quantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(A, r)) / polynomial(B, r);
  }
  const tail = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const magnitude =
    tail <= 5
      ? polynomial(C, tail - 1.6) / polynomial(D, tail - 1.6)
      : polynomial(E, tail - 5) / polynomial(F, tail - 5);
  return q < 0 ? -magnitude : magnitude;
}

const UPPER = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  0.0352624965998911,
];
const LOWER = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 0.0883883476483184,
];

/** The probability that a standard normal lies below a value. Hart (1968), as in West (2005). */
export function cumulative(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > 37) return x > 0 ? 1 : 0;
  const density = Math.exp((-magnitude * magnitude) / 2);
  let tail: number;
  if (magnitude < 7.07106781186547) {
    tail = (density * polynomial(UPPER, magnitude)) / polynomial(LOWER, magnitude);
  } else {
    const fraction = magnitude + 1 / (magnitude + 2 / (magnitude + 3 / (magnitude + 4 / (magnitude + 0.65))));
    tail = density / fraction / 2.506628274631;
  }
  return x > 0 ? 1 - tail : tail;
}

/** Standard deviations between the median and the 95th percentile. */
export const P95 = quantile(0.95);
