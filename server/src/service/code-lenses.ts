/** Lines above declarations: whether a requirement is met and what would help, what an API carries, what an entity takes. */

import type { Facts } from "../analysis/facts.ts";
import { improvementsOf } from "../analysis/improvement.ts";
import { priorityOf } from "../analysis/scopes.ts";
import { targetVerdicts, type Verdict } from "../analysis/targets.ts";
import { time } from "../estimate/amounts.ts";
import { quote } from "../lint/messages.ts";
import type {
  ApiElement,
  Design,
  Element,
  EntityElement,
  FunctionalElement,
  Key,
  QualityElement,
} from "../model/design.ts";
import { nameSpan, type Workspace } from "../model/workspace.ts";
import { briefAvailability, briefEntity, briefLatency, briefRate, briefVerdict } from "./derivation/brief.ts";
import { type Location, locationOf, type Range, rangeOf } from "./place.ts";

export interface CodeLens {
  /** Absolute: the name that it stands above. */
  readonly range: Range;
  /** Plain text, without marks around names. */
  readonly title: string;
  /** Where the elements that it names are declared; empty: it leads nowhere. */
  readonly places: readonly Location[];
}

type Told = Pick<CodeLens, "title" | "places">;

/** The lenses of a file, in the order of the text. */
export function codeLenses(workspace: Workspace, factsOf: (design: Design) => Facts, uri: string): readonly CodeLens[] {
  const design = workspace.design(uri);
  const chunks = workspace.linked(uri)?.chunks ?? [];
  return chunks.flatMap(({ chunk, elements }) =>
    elements.flatMap((element) => {
      // Of two with the same name, the design knows one.
      if (element.name === "" || !design || design.get(element.key) !== element) return [];
      const told = lensOf(() => factsOf(design), element);
      return told ? [{ range: rangeOf(chunk, nameSpan(element)), ...told }] : [];
    }),
  );
}

/** What the lens of an element says; undefined where there is nothing to say. */
function lensOf(facts: () => Facts, element: Element): Told | undefined {
  switch (element.class) {
    case "quality":
      return qualityLens(facts(), element);
    case "requirement":
      return requirementLens(facts(), element);
    case "api":
      return apiLens(facts(), element);
    case "entity":
      return entityLens(facts(), element);
    default:
      return undefined;
  }
}

function qualityLens(facts: Facts, quality: QualityElement): Told | undefined {
  const verdict = targetVerdicts(facts).get(quality.key);
  if (!verdict) return undefined;
  const { advice, keys } = remedy(facts, verdict);
  return lens(facts.design, [briefVerdict(verdict), advice].filter(Boolean).join(": "), keys);
}

/** What would help, or how much of what is allowed is used. */
function remedy(facts: Facts, verdict: Verdict): { readonly advice?: string; readonly keys: readonly Key[] } {
  const { failure, latency, cost, design } = facts;
  const { scope, measure, met, target, quality, bottleneck } = verdict;
  const scopes = scope && design.get(scope.key) ? [scope.key] : [];
  switch (measure) {
    case "availability": {
      const found = scope && failure.availability(scope.key);
      if (!found) return { keys: scopes };
      const [best] = improvementsOf(facts, found);
      if (met === false && best)
        return { advice: best.advice, keys: [...(best.key === undefined ? [] : [best.key]), ...scopes] };
      const allowed = (1 - target) * 30 * 86_400;
      return { advice: `down ${time(found.downtime.month)} of ${time(allowed)} in 30 days`, keys: scopes };
    }
    case "latency": {
      const steps = (scope && latency.budget(quality, scope.key)?.steps) ?? [];
      const [slowest] = [...steps].sort((one, other) => other.seconds - one.seconds);
      const share = slowest ? { advice: `${time(slowest.seconds)} of it in ${quote(slowest.id)}` } : {};
      return { ...share, keys: [...(slowest ? [slowest.key] : []), ...scopes] };
    }
    case "cost": {
      const [dearest] = cost.targets.find((one) => one.quality === quality)?.components ?? [];
      return dearest
        ? { advice: `${quote(dearest.element.id)} most of it`, keys: [dearest.element.key] }
        : { keys: [] };
    }
    case "throughput": {
      const full = design.get(bottleneck);
      return full ? { advice: `${quote(full.id)} is full first`, keys: [full.key] } : { keys: [] };
    }
  }
}

function requirementLens(facts: Facts, element: FunctionalElement): Told | undefined {
  const trace = facts.trace.requirement(element.key);
  const by = [...(trace?.endpoints ?? []), ...(trace?.flows ?? [])];
  const all: readonly Element[] = by.length > 0 ? by : (trace?.components ?? []);
  if (all.length === 0) {
    return priorityOf(facts.design, element) === "must"
      ? lens(facts.design, "nothing satisfies it yet", [])
      : undefined;
  }
  const names = listed(all);
  const level = briefAvailability(facts, element.key);
  const found = level?.missed ? facts.failure.availability(element.key) : undefined;
  const [best] = found ? improvementsOf(facts, found) : [];
  const parts = [
    level && (best ? `${level.text}: ${best.advice}` : level.text),
    briefLatency(facts, element.key)?.text,
    `satisfied by ${names}`,
  ];
  const title = parts.filter(Boolean).join(" · ");
  return lens(
    facts.design,
    title,
    all.map(({ key }) => key),
  );
}

function apiLens(facts: Facts, api: ApiElement): Told | undefined {
  const endpoints = facts.design.children(api.key).filter((child) => child.class === "endpoint");
  if (endpoints.length === 0) return undefined;
  const rates = endpoints.flatMap(({ key }) => facts.load.endpoint(key) ?? []);
  const total = rates.reduce((sum, rate) => ({ average: sum.average + rate.average, peak: sum.peak + rate.peak }), {
    average: 0,
    peak: 0,
  });
  const servers = facts.trace.servers(api.key);
  const parts = [
    `${endpoints.length} endpoint${endpoints.length === 1 ? "" : "s"}`,
    rates.length > 0 ? briefRate(total) : "",
    servers.length > 0 ? `served by ${listed(servers)}` : "served by nothing",
  ];
  return lens(
    facts.design,
    parts.filter(Boolean).join(" · "),
    servers.map(({ key }) => key),
  );
}

function entityLens(facts: Facts, entity: EntityElement): Told | undefined {
  const stores = facts.trace.stores(entity.key);
  const parts = [briefEntity(facts, entity) ?? "", stores.length > 0 ? `stored in ${listed(stores)}` : ""];
  const title = parts.filter(Boolean).join(" · ");
  return title === ""
    ? undefined
    : lens(
        facts.design,
        title,
        stores.map(({ key }) => key),
      );
}

function listed(elements: readonly Element[]): string {
  const names = elements.map(({ id }) => quote(id));
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
}

function lens(design: Design, title: string, keys: readonly Key[]): Told {
  const places = [...new Set(keys)].flatMap((key) => {
    const element = design.get(key);
    return element
      ? [locationOf(element.origin, element.class === "connection" ? element.arrow : nameSpan(element))]
      : [];
  });
  // Editors show lenses as they are: backquotes would stand there as such.
  return { title: title.replaceAll("`", ""), places };
}
