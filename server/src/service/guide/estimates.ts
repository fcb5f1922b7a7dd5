/** The third step, on the back of an envelope: how many, how often, how much. */

import { money, rate } from "../../estimate/amounts.ts";
import { format } from "../../estimate/display.ts";
import type { Quantity } from "../../estimate/quantity.ts";
import { count } from "../../lint/messages.ts";
import { propertyOf } from "../../model/access.ts";
import type { EstimateElement } from "../../model/design.ts";
import type { Aspect, Seen } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { estimate, properties } from "./skeletons.ts";

export const estimateAspects: readonly Aspect[] = [
  {
    id: "users",
    title: "Users",
    why: "Write the daily and the peak number of users down as you gather requirements: all else follows from them.",
    missing: "how many, daily and at peak?",
    rules: ["nfr/missing-scale"],
    look: (context) => {
      const { design, facts } = context;
      const actor = design.all("actor").find((one) => propertyOf(design, one, "users"));
      const quantity = actor && facts.evaluation.property(actor, "users");
      if (actor && quantity)
        return { detail: `${format(quantity, facts.evaluation.convention)} (${actor.name})`, elements: [actor] };
      return ofEstimates(
        context,
        (one, { dimensions, labels }) =>
          dimensions.size === 0 &&
          (labels.get("user") === 1 || /user|visitor|customer|\bdau\b|\bmau\b/i.test(one.name)),
      );
    },
    skeleton: estimate("Estimate the users", "${1:users} = ${2:1M users}"),
  },
  {
    id: "traffic",
    title: "Traffic",
    why: "Requests per second, reads and writes, on average and at peak: they decide about balancing, caching and sharding.",
    missing: "how many reads and writes a second?",
    rules: ["capacity/premature-scaling"],
    look: (context) => {
      const { demands } = context.facts.load;
      const loaded = context.design.all("endpoint").filter(({ key }) => context.facts.load.endpoint(key));
      const entering = demands.filter(({ type }) => type !== "connection");
      const average = entering.reduce((sum, demand) => sum + demand.rate.average, 0);
      const peak = entering.reduce((sum, demand) => sum + demand.rate.peak, 0);
      if (average > 0) {
        const text =
          peak > average * 1.001 ? `${rate(roughly(average))}, ${rate(roughly(peak))} at peak` : rate(roughly(average));
        return { detail: text, elements: loaded };
      }
      if (loaded.length > 0) return { detail: `stated for ${count(loaded.length, "endpoint")}`, elements: loaded };
      return ofEstimates(context, (_, { dimensions }) => is(dimensions, { time: -1 }));
    },
    skeleton: {
      title: "State a load",
      edits: (context) => {
        const { design } = context;
        const silent = design.all("endpoint").find((one) => !propertyOf(design, one, "load"));
        const line = "${1:requests} = ${2:users * 10 requests/user/day}";
        return (silent ? properties("", silent, "load: ${1:100 req/s}", "peak: ${2:3x}") : estimate("", line)).edits(
          context,
        );
      },
    },
  },
  {
    id: "storage",
    title: "Storage",
    why: "How much is kept after some years, with photos and videos? It decides between one machine and many.",
    missing: "how much in five years, with media?",
    rules: ["capacity/storage-exceeded"],
    look: (context) => ofEstimates(context, (_, { dimensions }) => is(dimensions, { information: 1 })),
    skeleton: {
      title: "Estimate the storage",
      edits: (context) => {
        const entities = context.design.all("entity");
        const entity = entities.find((one) => propertyOf(context.design, one, "grows")) ?? entities[0];
        const size = entity ? `size(${entity.id})` : "1 KB/record";
        const line = `\${1:storage} = \${2:1M records/day} * \${3:${size}} * \${4:5 years} in \${5|GB,TB,PB|}`;
        return estimate("", line).edits(context);
      },
    },
  },
  {
    id: "bandwidth",
    title: "Bandwidth",
    why: "Bytes per second in and out: beyond a machine's network it decides about CDNs and how traffic is spread.",
    look: (context) => ofEstimates(context, (_, { dimensions }) => is(dimensions, { information: 1, time: -1 })),
  },
  {
    id: "spending",
    title: "Cost",
    why: "What it costs a month to run.",
    look: ({ facts }) => {
      const sums = [...facts.cost.perMonth];
      if (sums.length === 0) return undefined;
      return {
        detail: `${sums.map(([currency, sum]) => money(sum, currency)).join(" and ")} a month`,
        elements: facts.cost.components.map(({ element }) => element),
      };
    },
  },
  {
    id: "assertions",
    title: "Assertions",
    why: "A number is worth estimating if it changes the design. An assertion says which one does, and fails when it no longer holds.",
    rules: ["estimate/assertion-failed"],
    look: ({ design }) => {
      const all = design.all("assertion");
      return all.length > 0
        ? { detail: `${count(all.length, "comparison")} that must hold`, elements: all }
        : undefined;
    },
  },
];

/** Three digits are all that an estimate is worth. */
function roughly(value: number): number {
  return Number(value.toPrecision(3));
}

function is(dimensions: Quantity["dimensions"], wanted: Readonly<Record<string, number>>): boolean {
  const entries = Object.entries(wanted);
  return dimensions.size === entries.length && entries.every(([name, power]) => dimensions.get(name) === power);
}

/** The last estimate of a kind, to which the others usually lead. */
function ofEstimates(
  { design, facts }: GuideContext,
  fits: (estimate: EstimateElement, quantity: Quantity) => boolean,
): Seen | undefined {
  const found = design.all("estimate").flatMap((one) => {
    const { quantity } = facts.evaluation.estimate(one.key);
    return quantity && fits(one, quantity) ? [{ one, quantity }] : [];
  });
  const last = found.at(-1);
  if (!last) return undefined;
  return {
    detail: `${format(last.quantity, facts.evaluation.convention)} (${last.one.name})`,
    elements: [last.one, ...found.slice(0, -1).map(({ one }) => one)],
  };
}
