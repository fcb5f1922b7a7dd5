/** What overlays say of the nodes of a picture: figures that colour them without another layout. */

import type { Facts } from "../analysis/facts.ts";
import { elementOf } from "../diagram/views/anchors.ts";
import { nodeOf, ownAvailability, percentText, timeText } from "../diagram/views/figures.ts";
import type { Sketch } from "../diagram/views/view.ts";
import { heading } from "../diagram/views/words.ts";
import { enclosing } from "../model/access.ts";
import type { ComponentElement, Design } from "../model/design.ts";
import type { PreviewFigure, PreviewMark } from "./protocol.ts";

type Heat = PreviewFigure["heat"];

const heats: readonly Heat[] = ["0", "1", "2", "3", "4", "5"];
const heatOf = (step: number): Heat => heats[Math.min(5, Math.max(0, Math.round(step)))] ?? "0";

/** The marks of all components in a picture. */
export function marksOf(facts: Facts, sketch: Sketch): readonly PreviewMark[] {
  const { design } = facts;
  const components = sketch.picture.nodes.flatMap((node) => {
    const element = elementOf(design, node.anchor ?? node.id);
    return element?.class === "component" && node.shape === "card" ? [{ id: node.id, element }] : [];
  });
  const slowest = Math.max(0, ...components.map(({ element }) => facts.evaluation.number(element, "latency") ?? 0));
  return components.map(({ id, element }) => {
    const load = loadFigure(facts, element);
    const availability = availabilityFigure(facts, element);
    const latency = latencyFigure(facts, element, slowest);
    const domain = domainFigure(design, element);
    return {
      id,
      ...(load ? { load } : {}),
      ...(availability ? { availability } : {}),
      ...(latency ? { latency } : {}),
      ...(domain ? { domain } : {}),
    };
  });
}

/** Heat from half of the capacity on; the last step is overload. */
function loadFigure(facts: Facts, component: ComponentElement): PreviewFigure | undefined {
  const utilization = facts.load.component(component.key)?.utilization;
  if (utilization === undefined) return undefined;
  const step = utilization > 1 ? 5 : utilization > 0.85 ? 4 : utilization > 0.7 ? 3 : utilization > 0.5 ? 2 : 1;
  const percent = utilization * 100;
  return { text: percent > 0 && percent < 1 ? "<1 %" : `${Math.round(percent)} %`, heat: heatOf(step) };
}

/** The fewer nines, the hotter: five nines are cold. */
function availabilityFigure(facts: Facts, component: ComponentElement): PreviewFigure | undefined {
  const node = nodeOf(facts, component);
  if (!node) return undefined;
  const { value, assumed } = ownAvailability(facts, node);
  const nines = -Math.log10(Math.max(1e-9, 1 - value));
  return { text: `${assumed ? "≈" : ""}${percentText(value)}`, heat: heatOf(6 - nines) };
}

function latencyFigure(facts: Facts, component: ComponentElement, slowest: number): PreviewFigure | undefined {
  const seconds = facts.evaluation.number(component, "latency");
  if (seconds === undefined || !Number.isFinite(seconds) || seconds < 0) return undefined;
  return { text: timeText(seconds), heat: heatOf(slowest > 0 ? 1 + (4 * seconds) / slowest : 0) };
}

/** Domains take turns with the colours; their names tell them apart. */
function domainFigure(design: Design, component: ComponentElement): PreviewFigure | undefined {
  const domain = enclosing(design, component, "domain");
  if (!domain) return undefined;
  const index = design.all("domain").indexOf(domain);
  return { text: heading(domain), heat: heatOf(1 + (index % 5)) };
}
