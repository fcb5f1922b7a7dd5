/** What a picture shows while something in it is down: what fails with it and why, and what the survivors carry. */

import type { Facts } from "../analysis/facts.ts";
import { instancesLeft } from "../analysis/outage.ts";
import { SYSTEM } from "../analysis/scopes.ts";
import { survivingLoad } from "../analysis/survivors.ts";
import { anchorOf, elementOf } from "../diagram/views/anchors.ts";
import { percentText } from "../diagram/views/figures.ts";
import { heading } from "../diagram/views/words.ts";
import type { WhatIfResult } from "./protocol.ts";

const instance = /^(.*)#(\d+)$/s;

/** More than usual by less than this is not worth a word. */
const noticeable = 1.01;

/** Works out what happens while the elements of a picture (or instances, or places) are down. Unknown ones are up. */
export function whatIf(facts: Facts, down: readonly string[]): WhatIfResult {
  const { failure, graph, design } = facts;
  const outcome = failure.whatIf(down.map((id) => nameOf(facts, id)));
  return {
    places: graph.places.flatMap(({ id, key, kind, number }) =>
      key === undefined
        ? [{ id, title: number === undefined ? id : `${kind === "zone" ? "Zone" : "Region"} ${number}` }]
        : [],
    ),
    scopes: outcome.scopes.map(({ scope, up, usual, availability, causes }) => {
      const reasons = causes.flatMap((cause) => {
        const key =
          cause.type === "component" ? graph.nodes[cause.node]?.key : graph.connections[cause.connection]?.key;
        const element = design.get(key);
        return element ? [heading(element) || element.id] : [];
      });
      const element = design.get(scope.key);
      const title = scope.key === SYSTEM ? "The whole system" : element ? heading(element, 90) : scope.id;
      const words = [...new Set(reasons)];
      return {
        id: element ? anchorOf(design, element) : scope.id,
        title,
        up,
        availability: up ? percentText(availability.low) : `was ${percentText(usual.low)}`,
        ...(words.length > 0 ? { reason: `needs ${words.slice(0, 3).join(", ")}` } : {}),
      };
    }),
    parts: partsOf(facts, outcome),
  };
}

/** What the analysis calls an element of a picture. */
function nameOf({ design }: Facts, id: string): string {
  const element = elementOf(design, id);
  if (element) return element.key;
  const [, owner, number] = instance.exec(id) ?? [];
  const component = owner === undefined ? undefined : elementOf(design, owner);
  return component ? `${component.key}#${number}` : id;
}

function partsOf(facts: Facts, outcome: ReturnType<Facts["failure"]["whatIf"]>): WhatIfResult["parts"] {
  const { graph, design, load } = facts;
  const surviving = survivingLoad(facts, outcome);
  return graph.nodes.flatMap((node): WhatIfResult["parts"] => {
    if (node.actor) return [];
    const id = anchorOf(design, node.element);
    const all = node.replicas * node.shards;
    const left = instancesLeft(node, outcome.outage);
    if (outcome.down.has(node.index)) return [{ id, state: "down", text: left > 0 ? `${left} of ${all} up` : "down" }];
    if (outcome.failing.has(node.index)) return [{ id, state: "failing", text: "fails with it" }];
    const usual = load.component(node.key)?.utilization;
    const now = surviving.component(node.key)?.utilization;
    const fewer = left > 0 && all / left > noticeable;
    const busier = usual !== undefined && now !== undefined && now > usual * noticeable;
    if (!fewer && !busier) return [];
    const percent = (share: number): string => `${Math.round(share * 100)} %`;
    const text = [
      fewer ? `${left} of ${all} up` : `was ${percent(usual ?? 0)}`,
      now === undefined ? undefined : percent(now),
    ];
    const words = text.filter((part) => part !== undefined);
    return [
      { id, state: now !== undefined && now > 1 ? "strained" : "carrying", text: words.join(fewer ? " · " : ", now ") },
    ];
  });
}
