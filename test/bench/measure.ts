/** Timing, medians, and tables of them. */

export interface Sample {
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  /** The shortest: on a machine that has other things to do, what is nearest to the work itself. */
  readonly best: number;
}

/** Runs something several times and sums the times up. `prepare` makes what each run needs, outside of the clock. */
export function time<Input>(runs: number, prepare: () => Input, run: (input: Input) => unknown): Sample {
  const times: number[] = [];
  for (let index = 0; index < runs; index++) {
    const input = prepare();
    const began = performance.now();
    run(input);
    times.push(performance.now() - began);
  }
  return sampleOf(times);
}

export function sampleOf(times: readonly number[]): Sample {
  const sorted = [...times].sort((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p95: at(0.95), best: at(0) };
}

export function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Rows of cells, the first row the head, as a table in Markdown. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (cells[column] ?? "").padEnd(width) : (cells[column] ?? "").padStart(width))).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [
    line(head),
    `|${widths.map((width, column) => (column === 0 ? `${"-".repeat(width + 2)}` : `${"-".repeat(width + 1)}:`)).join("|")}|`,
    ...body.map(line),
  ].join("\n");
}
