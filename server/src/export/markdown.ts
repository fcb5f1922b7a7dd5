/** A design as a report in Markdown: what is asked for, what is computed, what was decided and what is open. */

import { improvementsOf } from "../analysis/improvement.ts";
import { targetVerdicts } from "../analysis/targets.ts";
import { verdictText } from "../analysis/verdict-words.ts";
import { availability, count, median, money, rate, share, size, time, utilization } from "../estimate/amounts.ts";
import { format, formatRange } from "../estimate/display.ts";
import { propertyOf, targets, word } from "../model/access.ts";
import { displayName, type Element, type QualityElement } from "../model/design.ts";
import { componentsOf } from "./analysis-report.ts";
import { code, escapeMarkdown } from "./markdown-text.ts";
import { assertionText, type Source } from "./source.ts";

/** A diagram of the report: an image file beside it, or Mermaid's text. */
export interface ReportPicture {
  readonly title: string;
  /** Where the image is, relative to the report. */
  readonly file?: string;
  /** A fenced block. */
  readonly block?: string;
}

/** Every text of the design shows as it is: it is no markup here, whatever it holds. */
export function markdown(source: Source, pictures: readonly ReportPicture[]): string {
  const { design } = source.facts;
  const system = design.all("system")[0];
  const blocks = [
    `# ${escapeMarkdown(system ? displayName(system) : source.file) || "A design"}`,
    prose(system),
    section("Requirements", requirements(source), qualities(source)),
    section("Estimates", estimates(source), assertions(source)),
    section("Data", entities(source)),
    section("Interfaces", apis(source)),
    section("Architecture", components(source), scopes(source), costs(source)),
    section("Diagrams", ...pictures.map(picture)),
    section("Decisions", ...decisions(source)),
    section("Risks", risks(source)),
    section("Questions", questions(source)),
  ].filter((block) => block !== "");
  return `${blocks.join("\n\n")}\n`;
}

function section(title: string, ...parts: readonly string[]): string {
  const said = parts.filter((part) => part !== "");
  return said.length === 0 ? "" : [`## ${title}`, ...said].join("\n\n");
}

/** A table without the columns that are empty in every row; empty without rows. Cells are Markdown. */
function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const used = titles.flatMap((_, index) => (rows.some((row) => (row[index] ?? "") !== "") ? [index] : []));
  const line = (cells: readonly string[]): string => `| ${used.map((index) => cells[index] ?? "").join(" | ")} |`;
  return [line(titles), `| ${used.map(() => "---").join(" | ")} |`, ...rows.map(line)].join("\n");
}

/** Never at the beginning of a line, so a number may stand in front of its point. */
const text = (of: string | undefined): string => escapeMarkdown(of ?? "").replace(/^(\d+)\\(?=[.)])/, "$1");
/** Tables end a cell even inside of code. */
const codeCell = (of: string): string => code(of).replaceAll("|", "\\|");
const list = (of: readonly Element[]): string => of.map(({ id }) => text(id)).join(", ");

function prose(element: Element | undefined): string {
  return (element?.doc ?? "")
    .split(/\n\s*\n/)
    .map(escapeMarkdown)
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** Texts of a property, as sentences or as a list. */
function texts({ facts }: Source, element: Element, name: string): readonly string[] {
  return (propertyOf(facts.design, element, name)?.values ?? []).flatMap((value) => value.text ?? []);
}

function requirements({ facts }: Source): string {
  const { design, trace } = facts;
  const rows = trace.requirements.map((found) => {
    const { requirement, satisfied, endpoints, flows, components: by } = found;
    return [
      text(requirement.id),
      text(requirement.title),
      text(word(design, requirement, "priority")),
      satisfied ? "✔ served" : "– not yet",
      list([...new Set([...endpoints, ...flows, ...by])]),
    ];
  });
  return table(["Requirement", "What", "Priority", "Verdict", "Served by"], rows);
}

function qualities(source: Source): string {
  const { design } = source.facts;
  const verdicts = targetVerdicts(source.facts);
  const rows = design.all("quality").map((quality) => {
    const verdict = verdicts.get(quality.key);
    const reached = !verdict
      ? ""
      : verdict.met === undefined
        ? "? as far as stated"
        : verdict.met
          ? "✔ met"
          : "✖ missed";
    return [
      text(quality.id),
      text(quality.title),
      text(quality.quality.name),
      target(source, quality),
      list(quality.for.flatMap((reference) => design.get(reference.target) ?? [])),
      verdict ? `${reached}: ${text(verdictText(verdict))}` : "",
      texts(source, quality, "verified_by").map(text).join(", "),
    ];
  });
  return table(["Quality", "What", "Of", "Target", "For", "Verdict", "Verified by"], rows);
}

function target({ text: written }: Source, { target: stated, origin }: QualityElement): string {
  return stated ? codeCell(written(origin, stated.span)) : "";
}

function estimates(source: Source): string {
  const { design, evaluation } = source.facts;
  const { convention } = evaluation;
  const rows = design.all("estimate").map((estimate) => {
    const { quantity } = evaluation.estimate(estimate.key);
    const range = quantity ? formatRange(quantity, convention) : undefined;
    return [
      text(estimate.id),
      quantity ? `${range === undefined ? "" : "≈ "}${text(format(median(quantity), convention))}` : "no value",
      text(range),
      estimate.value ? codeCell(source.text(estimate.origin, estimate.value.expression)) : "",
      text(estimate.title),
    ];
  });
  return table(["Estimate", "Value", "90 % range", "From", "What"], rows);
}

function assertions(source: Source): string {
  const { design, evaluation } = source.facts;
  const rows = design.all("assertion").map((assertion) => {
    const { holds, probability } = evaluation.assertion(assertion.key);
    const uncertain = probability !== undefined && probability > 0 && probability < 1;
    const verdict = holds === undefined ? "? no value" : holds ? "✔ holds" : "✖ fails";
    return [
      codeCell(assertionText(source, assertion)),
      `${verdict}${uncertain ? `, with ${share(probability)}` : ""}`,
      text(assertion.why),
    ];
  });
  return table(["Assertion", "Verdict", "Why"], rows);
}

function entities({ facts }: Source): string {
  const rows = facts.design.all("entity").map((entity) => {
    const known = facts.storage.entity(entity.key);
    const bound = known?.lowerBound ? "≥ " : "";
    return [
      text(entity.id),
      text(entity.title),
      known ? `${bound}${size(known.size)}` : "",
      known?.rows === undefined ? "" : count(known.rows),
      known?.storage === undefined ? "" : `${known.assumedRetention ? "≈ " : bound}${size(known.storage)}`,
      list(facts.trace.stores(entity.key)),
    ];
  });
  return table(["Entity", "What", "Record", "Records", "Kept", "Stored in"], rows);
}

function apis(source: Source): string {
  const { design, load, trace } = source.facts;
  const rows = design.all("endpoint").map((endpoint) => {
    const known = load.endpoint(endpoint.key);
    const api = design.get(endpoint.parent);
    return [
      text(api?.id),
      codeCell(`${endpoint.verb} ${endpoint.route ?? endpoint.name}`),
      text(endpoint.title),
      endpoint.node.returns ? codeCell(source.text(endpoint.origin, endpoint.node.returns)) : "",
      known ? rate(known.average) : "",
      known ? rate(known.peak) : "",
      list(targets(design, endpoint, "satisfies", "requirement")),
      api ? list(trace.servers(api.key)) : "",
    ];
  });
  return table(["API", "Endpoint", "What", "Returns", "Load", "At peak", "Satisfies", "Served by"], rows);
}

function components({ facts }: Source): string {
  const { design, load, storage, cost } = facts;
  const rows = componentsOf(facts).map((node) => {
    const carried = load.component(node.key);
    const arriving = carried && carried.contributions.length > 0 ? carried.rate : undefined;
    const about = carried?.capacity?.assumed ? "≈ " : "";
    const kept = storage.store(node.key);
    const price = cost.component(node.key);
    return [
      text(node.id),
      text(node.element.title),
      text(design.get(node.element.kind.own[0])?.name ?? node.element.kind.base.label),
      String(node.replicas * node.shards),
      arriving ? rate(arriving.average) : "",
      arriving ? rate(arriving.peak) : "",
      carried?.total === undefined ? "" : `${about}${rate(carried.total)}`,
      carried?.utilization === undefined ? "" : text(utilization(carried.utilization)),
      kept ? `${kept.lowerBound ? "≥ " : ""}${size(kept.total)}` : "",
      price ? text(money(price.perMonth, price.currency)) : "",
    ];
  });
  const titles = [
    "Component",
    "What",
    "Kind",
    "Instances",
    "Load",
    "At peak",
    "Capacity",
    "Used at peak",
    "Storage",
    "Cost a month",
  ];
  return table(titles, rows);
}

function scopes({ facts }: Source): string {
  const { failure, latency } = facts;
  const shown = facts.scopes.all.filter(({ kind }) => kind === "system" || kind === "requirement" || kind === "flow");
  const rows = shown.map((scope) => {
    const known = failure.availability(scope.key);
    const budget = latency.scope(scope.key);
    const [best] = known ? improvementsOf(facts, known) : [];
    const points = failure.singlePointsOf(scope.key).map(({ id }) => text(id));
    return [
      text(scope.id),
      known ? `${known.assumptions.length > 0 ? "≈ " : ""}${availability(known.low)}` : "",
      budget ? `${budget.unknown.length > 0 ? "≥ " : ""}${time(budget.seconds)}` : "",
      points.length > 0 ? points.join(", ") : "none",
      text(best?.advice.replaceAll("`", "")),
    ];
  });
  return table(["Scope", "Availability", "Latency budget", "Single points of failure", "Helps most"], rows);
}

function costs({ facts }: Source): string {
  const sums = [...facts.cost.perMonth].map(([currency, perMonth]) => text(money(perMonth, currency)));
  return sums.length === 0 ? "" : `It costs ${sums.join(" and ")} a month, as far as stated.`;
}

function picture({ title, file, block }: ReportPicture): string {
  const path = file?.split("/").map(encodeURIComponent).join("/");
  const image =
    path === undefined
      ? ""
      : `![${text(title)}](${path.replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
  return [`### ${text(title)}`, image, block ?? ""].filter((part) => part !== "").join("\n\n");
}

function decisions(source: Source): readonly string[] {
  const { design } = source.facts;
  return design.all("decision").map((decision) => {
    const chosen = targets(design, decision, "chosen", "option");
    const status = word(design, decision, "status");
    const rows = decision.options.map((option) => [
      `${chosen.includes(option) ? "**✔** " : ""}${text(displayName(option))}`,
      texts(source, option, "pros").map(text).join("; "),
      texts(source, option, "cons").map(text).join("; "),
    ]);
    const because = texts(source, decision, "because").map(text).join("; ");
    const answer = chosen.map((option) => text(displayName(option))).join(", ");
    return [
      `### ${text(displayName(decision))}`,
      prose(decision),
      table(["Option", "For it", "Against it"], rows),
      answer === ""
        ? "Not decided yet."
        : `**${answer}**${because === "" ? "" : `: ${because}`}${status === undefined ? "" : ` (${text(status)})`}`,
    ]
      .filter((part) => part !== "")
      .join("\n\n");
  });
}

function risks(source: Source): string {
  const { design } = source.facts;
  const rows = design
    .all("risk")
    .map((risk) => [
      text(displayName(risk)),
      (propertyOf(design, risk, "affects")?.values ?? [])
        .flatMap(({ reference }) => text(design.get(reference?.target)?.id) || [])
        .join(", "),
      texts(source, risk, "mitigation").map(text).join("; ") || "nothing yet",
    ]);
  return table(["Risk", "Affects", "What is done about it"], rows);
}

function questions(source: Source): string {
  const rows = source.facts.design
    .all("question")
    .map((question) => [
      text(displayName(question)),
      texts(source, question, "answer").map(text).join("; ") || "**open**",
    ]);
  return table(["Question", "Answer"], rows);
}
