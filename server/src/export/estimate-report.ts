/** The estimates and assertions of a design, for scripts and for a person at a terminal. */

import { median, share } from "../estimate/amounts.ts";
import { estimateDerivation } from "../estimate/derivation.ts";
import { baseUnit, exact, format, formatRange } from "../estimate/display.ts";
import { summary } from "../estimate/distribution.ts";
import type { Evaluation } from "../estimate/evaluation.ts";
import type { AssertionElement, EstimateElement } from "../model/design.ts";
import { headline } from "./headline.ts";
import { decimals, keyed } from "./json.ts";
import { type Cell, notes, section, type Terminal, table } from "./table.ts";

interface Range {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
}

interface ReportedEstimate {
  /** In base units; null where there is none, for which see `problems`. */
  readonly value: number | null;
  /** The base unit: `B`, `s`, `requests/s`, empty for a plain number. */
  readonly unit: string | null;
  readonly display: string | null;
  /** Null where the value is certain. */
  readonly range: Range | null;
  /** All digits, in base units. */
  readonly exact: string | null;
  readonly title?: string;
  readonly assumptions: readonly string[];
  readonly problems: readonly string[];
}

interface ReportedAssertion {
  readonly text: string;
  /** Null where a side has no value. */
  readonly holds: boolean | null;
  readonly probability: number | null;
  readonly why?: string;
  readonly problems: readonly string[];
}

/** What is shown; `textOf` gives the words of an assertion's comparison. */
export interface EstimateInput {
  readonly evaluation: Evaluation;
  readonly file: string;
  textOf(assertion: AssertionElement): string;
}

/** `{ version, convention, estimates, assertions }`, indented, without a line end behind it. */
export function estimateJson(input: EstimateInput): string {
  const { design, convention } = input.evaluation;
  return JSON.stringify(
    {
      version: 1,
      convention,
      estimates: keyed(design.all("estimate"), (element) => reportedEstimate(input, element)),
      assertions: design.all("assertion").map((element) => reportedAssertion(input, element)),
    },
    undefined,
    2,
  );
}

function reportedEstimate({ evaluation }: EstimateInput, element: EstimateElement): ReportedEstimate {
  const { quantity, problems } = evaluation.estimate(element.key);
  const { convention } = evaluation;
  const ends = quantity && summary(quantity);
  return {
    value: quantity ? quantity.value.toNumber() : null,
    unit: quantity ? baseUnit(quantity) : null,
    display: quantity ? format(quantity, convention) : null,
    range: ends
      ? { p5: decimals(ends.p5), p50: decimals(ends.p50), p95: decimals(ends.p95), mean: decimals(ends.mean) }
      : null,
    exact: quantity ? exact(quantity, convention) : null,
    ...(element.title === undefined ? {} : { title: element.title }),
    assumptions: assumptionsOf(evaluation, element),
    problems: problems.map(({ message }) => message),
  };
}

function assumptionsOf(evaluation: Evaluation, element: EstimateElement): readonly string[] {
  return estimateDerivation(evaluation, element.key).flatMap(({ kind, text }) => (kind === "assumption" ? [text] : []));
}

function reportedAssertion({ evaluation, textOf }: EstimateInput, element: AssertionElement): ReportedAssertion {
  const { holds, probability, problems } = evaluation.assertion(element.key);
  return {
    text: textOf(element),
    holds: holds ?? null,
    probability: probability === undefined ? null : decimals(probability),
    ...(element.why === undefined ? {} : { why: element.why }),
    problems: problems.map(({ message }) => message),
  };
}

/** The same as a table. */
export function estimateTable(input: EstimateInput, terminal: Terminal): string {
  const { evaluation } = input;
  const { design, convention } = evaluation;
  const estimates = design.all("estimate");
  const rows = estimates.map((element): readonly Cell[] => {
    const { quantity, problems } = evaluation.estimate(element.key);
    if (!quantity) return [element.id, { text: problems.length > 0 ? "no value" : "unfinished", style: "red" }];
    const value = format(median(quantity), convention);
    const digits = exact(quantity, convention);
    const range = formatRange(quantity, convention) ?? "";
    return [
      element.id,
      { text: `${range ? "≈ " : ""}${value}`, style: "bold" },
      range,
      range || digits === value ? "" : { text: digits, style: "dim" },
      element.title ?? "",
    ];
  });
  const columns = [
    { title: "Estimate" },
    { title: "Value" },
    { title: "90 % range" },
    { title: "Exactly" },
    { title: "" },
  ];
  const problems = estimates.flatMap((element) =>
    evaluation.estimate(element.key).problems.map(({ message }) => `${element.id}: ${message}`),
  );
  const calendar =
    convention === "envelope"
      ? "Back of the envelope: a day counts 100,000 s, a month 2,500,000 s."
      : "The exact calendar: a day has 86,400 s, a month 30 days, a year 365.";
  return [
    headline(design, input.file, terminal),
    rows.length > 0 ? terminal.paint("dim", calendar) : "This design states no estimates.",
    table(terminal, columns, rows),
    section(terminal, "Problems", notes(terminal, problems)),
    section(terminal, "Assertions", assertions(input, terminal)),
    section(
      terminal,
      "Assumptions",
      notes(
        terminal,
        estimates.flatMap((element) => [...assumptionsOf(evaluation, element)]),
      ),
    ),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function assertions({ evaluation, textOf }: EstimateInput, terminal: Terminal): string {
  const rows = evaluation.design.all("assertion").map((element): readonly Cell[] => {
    const { holds, probability, left, right } = evaluation.assertion(element.key);
    const sides =
      left && right
        ? `${format(left, evaluation.convention)} ${element.comparison ?? ""} ${format(right, evaluation.convention)}`
        : "";
    const uncertain = probability !== undefined && probability > 0 && probability < 1;
    const verdict: Cell =
      holds === undefined
        ? { text: "? no value", style: "yellow" }
        : holds
          ? { text: "✔ holds", style: "green" }
          : { text: "✖ fails", style: "red" };
    return [
      verdict,
      uncertain ? `with ${share(probability)}` : "",
      textOf(element),
      { text: sides, style: "dim" },
      element.why ?? "",
    ];
  });
  const columns = [
    { title: "Verdict" },
    { title: "Probability" },
    { title: "Assertion" },
    { title: "That is" },
    { title: "Why" },
  ];
  return table(terminal, columns, rows);
}
