/**
 * `npm run bench [-- sizes…]`: how long everything takes, for designs of 100, 1,000 and 10,000 components, and how that
 * grows. Milliseconds: the best run, the median and the 95th percentile.
 */

import { measureInProcess } from "./in-process.ts";
import { type Sample, shown, table } from "./measure.ts";
import { isBuilt, measureOverStdio } from "./over-stdio.ts";
import { previewTable } from "./preview.ts";

const given = process.argv
  .slice(2)
  .map(Number)
  .filter((size) => size > 0);
const sizes = given.length > 0 ? given : [100, 1000, 10_000];
const columns = ["ms", ...sizes.map((size) => `N = ${size.toLocaleString("en-US")}`), "growth"];

function rowsOf(results: readonly ReadonlyMap<string, Sample>[]): string[][] {
  return [...(results[0]?.keys() ?? [])].map((what) => {
    const samples = results.map((result) => result.get(what));
    const cells = samples.map((sample) =>
      sample ? `${shown(sample.best)} / ${shown(sample.median)} / ${shown(sample.p95)}` : "–",
    );
    return [what, ...cells, growth(samples.map((sample) => sample?.median ?? 0))];
  });
}

/** How many times as long each size takes as the one before. */
function growth(values: readonly number[]): string {
  return values
    .slice(1)
    .map((value, index) => `×${shown(value / (values[index] || Number.NaN))}`)
    .join(" ");
}

console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
const rules = new Map<string, number>();
const inProcess = sizes.map((size) => {
  rules.clear();
  return measureInProcess(size, rules);
});
console.log(`In one process, warm\n\n${table([columns, ...rowsOf(inProcess)])}\n`);
const slowest = [...rules].sort(([, one], [, other]) => other - one).slice(0, 12);
console.log(
  `The slowest rules after a keystroke, facts known, N = ${sizes.at(-1)}: ${slowest.map(([rule, ms]) => `${rule} ${shown(ms)}`).join(", ")}\n`,
);

const overStdio = [];
for (const size of sizes) overStdio.push(await measureOverStdio(size));
console.log(
  `Requests over stdio, nothing changed\n\n${table([columns, ...rowsOf(overStdio.map(({ asked }) => asked))])}\n`,
);
console.log(
  `Requests over stdio, right after a keystroke\n\n${table([columns, ...rowsOf(overStdio.map(({ afterEdits }) => afterEdits))])}\n`,
);
const firsts = overStdio.map(({ first }) => first);
const memories = overStdio.map(({ memory }) => memory ?? 0);
console.log(
  `Over stdio, the ${isBuilt ? "built server" : "server's sources"}\n\n${table([
    columns,
    ...rowsOf(overStdio.map(({ samples }) => samples)),
    ["spawn to first diagnostics", ...firsts.map(shown), growth(firsts)],
    ["peak memory, MB", ...memories.map((memory) => (memory ? shown(memory) : "–")), growth(memories)],
  ])}`,
);

console.log(`\nPreviews, Graphviz in the same thread\n\n${await previewTable()}`);
