/**
 * The failure formula once more, written naively from the definition: every state of everything that can fail is
 * looked at. A set of states is a BigInt with one bit for each.
 */

import { nameOf, type RandomComponent, type RandomConnection, type RandomDesign, replicasOf } from "./random-design.ts";

type States = bigint;

export interface Outcome {
  /** By scope: `system`, `R1`, `R2`, `F`; those that exist. */
  readonly availability: ReadonlyMap<string, number>;
  /** `scope: C1`, `scope: C1 -> C2`, `scope: Z1`, sorted. */
  readonly singlePoints: readonly string[];
}

const KIND_DEFAULTS: Readonly<Record<string, number>> = {
  service: 0.999,
  sql_database: 0.9995,
  queue: 0.999,
  cdn: 0.999,
  cache: 0.999,
  api_gateway: 0.9995,
};

/** One arrow between two nodes. */
interface Arrow extends RandomConnection {
  readonly index: number;
  readonly end: number;
  /** Its place among the connections of the text. */
  readonly id: string;
}

/** The availability of each scope while some events (see `fallen`) don't happen. */
export function bruteForceWithout(design: RandomDesign, down: ReadonlySet<string>): ReadonlyMap<string, number> {
  const events = eventsOf(design);
  const all = (1n << (1n << BigInt(events.length))) - 1n;
  const tables = new Map(events.map(({ id }, index) => [id, columnOf(index, events.length)]));
  const weights = weightsOf(events.map(({ chance }) => chance));
  const formulas = scopesOf(design, { all, event: (id) => (down.has(id) ? 0n : (tables.get(id) ?? all)) });
  return new Map([...formulas].map(([scope, up]) => [scope, chanceOf(up, weights)]));
}

/** The events that don't happen while something is down: `C1`, `C1#2`, `Z1`, `zone#1`, `Land`. */
export function fallen(design: RandomDesign, names: readonly string[]): ReadonlySet<string> {
  const events = new Set<string>();
  for (const name of names) {
    const [, component, instance] = /^C(\d+)(?:#(\d+))?$/.exec(name) ?? [];
    if (component === undefined) for (const lost of name === "Land" ? ["Land", "Z1", "Z2"] : [name]) events.add(lost);
    else if (instance === undefined) {
      events.add(component);
      for (let number = 0; number < 9; number++) events.add(`${component}#${number}`);
    } else if (!isRedundant(design.components[Number(component)]!)) events.add(`${component}#${Number(instance) - 1}`);
  }
  return events;
}

export function bruteForce(design: RandomDesign): Outcome {
  const events = eventsOf(design);
  const states = 1n << BigInt(events.length);
  const all = (1n << states) - 1n;
  const tables = new Map(events.map(({ id }, index) => [id, columnOf(index, events.length)]));
  const weights = weightsOf(events.map(({ chance }) => chance));
  const formulas = scopesOf(design, { all, event: (id) => tables.get(id) ?? all });
  const availability = new Map([...formulas].map(([scope, up]) => [scope, chanceOf(up, weights)]));

  const singlePoints: string[] = [];
  for (const [name, down] of lossesOf(design)) {
    const after = scopesOf(design, { all: 1n, event: (id) => (down.has(id) ? 0n : 1n) });
    for (const [scope, up] of after) if (up === 0n) singlePoints.push(`${scope}: ${name}`);
  }
  return { availability, singlePoints: singlePoints.sort() };
}

// ---------------------------------------------------------------- what can fail

interface Event {
  readonly id: string;
  readonly chance: number;
}

const isRedundant = (one: RandomComponent) => one.managed || (one.kind === "cdn" && one.replicas !== 1);

function eventsOf(design: RandomDesign): readonly Event[] {
  const events: Event[] = [];
  for (const [index, one] of design.components.entries()) {
    if (isRedundant(one) && (one.availability === undefined || one.replicas === undefined)) {
      events.push({ id: `${index}`, chance: one.availability ?? KIND_DEFAULTS[one.kind] ?? 0 });
      continue;
    }
    for (let instance = 0; instance < replicasOf(one); instance++) {
      events.push({ id: `${index}#${instance}`, chance: one.availability ?? 0.995 });
    }
  }
  for (const arrow of arrowsOf(design)) {
    if (arrow.availability !== undefined) events.push({ id: arrow.id, chance: arrow.availability });
  }
  for (const [index, zone] of design.zones.entries()) {
    if (zone !== undefined) events.push({ id: `Z${index + 1}`, chance: zone });
  }
  if (design.land !== undefined) events.push({ id: "Land", chance: design.land });
  return events;
}

/** Everything whose loss is tried, with the events that it makes false. */
function lossesOf(design: RandomDesign): readonly (readonly [name: string, down: ReadonlySet<string>])[] {
  const losses: [string, ReadonlySet<string>][] = [];
  for (const [index, one] of design.components.entries()) {
    // Instances are alike but for the first, which may lead: its loss is the worst.
    if (!isRedundant(one)) losses.push([nameOf(index), new Set([`${index}#0`])]);
  }
  for (const arrow of arrowsOf(design)) {
    if (arrow.availability !== undefined) losses.push([arrow.id, new Set([arrow.id])]);
  }
  losses.push(["Z1", new Set(["Z1"])], ["Z2", new Set(["Z2"])]);
  losses.push(["zone#1", new Set(["zone#1"])], ["zone#2", new Set(["zone#2"])]);
  losses.push(["Land", new Set(["Land", "Z1", "Z2"])]);
  return losses;
}

function columnOf(index: number, count: number): States {
  // The states in which event `index` happens: runs of 2^index ones after as many zeros.
  const run = 1n << BigInt(index);
  let block = ((1n << run) - 1n) << run;
  for (let width = 2n * run; width < 1n << BigInt(count); width *= 2n) block |= block << width;
  return block;
}

function weightsOf(chances: readonly number[]): Float64Array {
  const weights = new Float64Array(2 ** chances.length).fill(1);
  for (let state = 0; state < weights.length; state++) {
    for (const [index, chance] of chances.entries()) weights[state]! *= (state >> index) & 1 ? chance : 1 - chance;
  }
  return weights;
}

function chanceOf(up: States, weights: Float64Array): number {
  const bits = up.toString(2);
  let sum = 0;
  for (let state = 0; state < bits.length; state++) {
    if (bits[bits.length - 1 - state] === "1") sum += weights[state]!;
  }
  return sum;
}

// ---------------------------------------------------------------- formulas

interface World {
  readonly all: States;
  event(id: string): States;
}

function arrowsOf(design: RandomDesign): readonly Arrow[] {
  const seen = new Set<string>();
  return design.connections.flatMap((one, index) => {
    const within = new Map<string, number>();
    return [one.to, ...(one.or === undefined ? [] : [one.or])].map((end) => {
      // The made-up names of connections that are written twice are numbered.
      const made = `${nameOf(one.from)} ${one.style} ${nameOf(end)}`;
      within.set(made, (within.get(made) ?? 0) + 1);
      const local = within.get(made) === 1 ? made : `${made} #${within.get(made)}`;
      let id = local;
      for (let number = 2; seen.has(id); number++) id = `${local} #${number}`;
      seen.add(id);
      return { ...one, index, end, id };
    });
  });
}

function scopesOf(design: RandomDesign, world: World): ReadonlyMap<string, States> {
  const scopes = new Map<string, States>();
  // An API that nothing serves leaves the drawing.
  if (design.mode === "drawing" || (design.mode === "api" && design.components.every(({ serves }) => !serves))) {
    const used = arrowsOf(design);
    const up = solve(design, world, used, () => "write");
    const actors = [-1, -2].filter((actor) => used.some(({ from }) => from === actor));
    const entries = design.components
      .map((_, index) => index)
      .filter((index) => used.some(({ from }) => from === index) && !used.some(({ end }) => end === index));
    const starts = actors.length > 0 ? actors : entries;
    if (starts.length > 0)
      scopes.set(
        "system",
        starts.reduce((both, start) => both & up(start), world.all),
      );
  } else if (design.mode === "api") {
    for (const requirement of ["R1", "R2"] as const) {
      const formula = endpointFormula(design, world, requirement);
      if (formula !== undefined) scopes.set(requirement, formula);
    }
    if (scopes.size > 0)
      scopes.set(
        "system",
        [...scopes.values()].reduce((both, one) => both & one, world.all),
      );
  } else if (design.connections.length > 0) {
    const formula = flowFormula(design, world);
    for (const scope of ["F", "R1", "system"]) scopes.set(scope, formula);
  }
  return scopes;
}

type Access = (component: number) => "read" | "write";

/** The greatest solution: all are up, until something keeps one down. */
function solve(
  design: RandomDesign,
  world: World,
  used: readonly Arrow[],
  access: Access,
  isSoft: (arrow: Arrow) => boolean = (arrow) => softByNature(design, arrow),
): (node: number) => States {
  const up = new Map<number, States>();
  const nodes = [-1, -2, ...design.components.keys()];
  const value = (node: number) => up.get(node) ?? world.all;
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of nodes) {
      let now = node < 0 ? world.all : instances(design, world, node, access(node));
      for (let statement = 0; statement < design.connections.length; statement++) {
        const choices = used.filter((arrow) => arrow.index === statement && arrow.from === node);
        if (choices.length === 0 || choices.some(isSoft)) continue;
        let any = 0n;
        for (const arrow of choices) {
          any |= value(arrow.end) & arrowUp(world, arrow);
          if (arrow.fallback !== undefined) any |= value(arrow.fallback);
        }
        now &= any;
      }
      if (now !== value(node)) changed = true;
      up.set(node, now);
    }
  }
  return value;
}

const arrowUp = (world: World, arrow: Arrow) => (arrow.availability === undefined ? world.all : world.event(arrow.id));

function softByNature(design: RandomDesign, arrow: Arrow): boolean {
  if (arrow.optional) return true;
  if (arrow.from >= 0 && design.components[arrow.from]!.kind === "queue") return true;
  return arrow.style === "~>" && design.components[arrow.end]!.kind !== "queue";
}

/** Enough instances, each with its zone and region. */
function instances(design: RandomDesign, world: World, index: number, access: "read" | "write"): States {
  const one = design.components[index]!;
  const replicas = replicasOf(one);
  const needs = Math.min(one.needs ?? 1, replicas);
  if (isRedundant(one)) {
    // Managed: zones don't matter, the region does (Z1 and Z2 stand in it).
    const region = one.zones === "Z1" || one.zones === "Z1, Z2" ? world.event("Land") : world.all;
    if (one.availability === undefined || one.replicas === undefined) return world.event(`${index}`) & region;
    return (
      enough(
        world,
        needs,
        Array.from({ length: replicas }, (_, i) => world.event(`${index}#${i}`)),
      ) & region
    );
  }
  const up = Array.from({ length: replicas }, (_, instance) => {
    const own = world.event(`${index}#${instance}`);
    if (one.zones === undefined) return own;
    if (one.zones === 2) return own & world.event(`zone#${(instance % 2) + 1}`);
    return own & world.event("Land") & world.event(one.zones === "Z1" || instance % 2 === 0 ? "Z1" : "Z2");
  });
  const held = enough(world, needs, up);
  const stateful = one.kind === "sql_database" || one.kind === "queue";
  const quorum = one.needs !== undefined && one.needs * 2 > replicas && one.needs < replicas;
  const leads = stateful && !one.failover && !quorum && replicas > 1;
  return leads && access === "write" ? held & up[0]! : held;
}

function enough(world: World, needs: number, up: readonly States[]): States {
  let counts: States[] = [world.all, ...Array.from({ length: needs }, () => 0n)];
  for (const one of up) counts = counts.map((states, k) => (k === 0 ? states : states | (counts[k - 1]! & one)));
  return counts[needs]!;
}

// ---------------------------------------------------------------- a requirement through its endpoint

function endpointFormula(design: RandomDesign, world: World, requirement: "R1" | "R2"): States | undefined {
  const servers = [...design.components.keys()].filter((index) => design.components[index]!.serves);
  if (servers.length === 0) return undefined;
  const stated = design.endpoints[requirement === "R1" ? 0 : 1]!;
  const named = (word: string) => new Set((new RegExp(`${word}: ([E\\d, ]*)`).exec(stated)?.[1] ?? "").match(/E\d/g));
  const [reads, writes] = [named("reads"), named("writes")];
  const touches = (store: string) => stated === "" || reads.has(store) || writes.has(store);
  const used = arrowsOf(design).filter(({ end, for: purpose }) => {
    const { stores } = design.components[end]!;
    return (purpose === undefined || purpose === requirement) && (stores === undefined || touches(stores));
  });
  const isData = (kind: string) => ["sql_database", "cache"].includes(kind);
  const access: Access = (index) => {
    const { kind, stores } = design.components[index]!;
    if (kind === "queue") return "write";
    if (stated !== "" && stores !== undefined) return reads.has(stores) && !writes.has(stores) ? "read" : "write";
    return stated !== "" && writes.size === 0 && isData(kind) ? "read" : "write";
  };

  // Where can one get to a server from? Nobody goes on beyond one.
  const leads = (arrows: readonly Arrow[]): ReadonlySet<number> => {
    const found = new Set(servers);
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const { from, end } of arrows) if (found.has(end)) found.add(from);
    }
    return found;
  };
  const isSync = (arrow: Arrow) => arrow.style !== "~>";
  const [sync, any] = [leads(used.filter(isSync)), leads(used)];
  const everyone = [-1, -2];
  const drawn = arrowsOf(design);
  const entries = [...design.components.keys()].filter(
    (index) => !drawn.some(({ end }) => end === index) && drawn.some(({ from }) => from === index),
  );
  const comers = [requirement === "R1" ? [-1] : everyone, everyone, entries]
    .map((choice) => choice.filter((node) => any.has(node)))
    .find((choice) => choice.length > 0);
  if (!comers) {
    const up = solve(design, world, used, access);
    return servers.reduce((either, server) => either | up(server), 0n);
  }
  const onward = new Set<Arrow>();
  const passed = new Set<number>();
  for (const comer of comers) {
    const arrows = sync.has(comer) ? used.filter(isSync) : used;
    const goal = sync.has(comer) ? sync : any;
    const queue = [comer];
    const seen = new Set(queue);
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      passed.add(node);
      if (servers.includes(node)) continue;
      for (const arrow of arrows) {
        if (arrow.from !== node || !goal.has(arrow.end)) continue;
        onward.add(arrow);
        if (!seen.has(arrow.end)) queue.push(arrow.end);
        seen.add(arrow.end);
      }
    }
  }
  // Only one API: there are no routes to others.
  const up = solve(design, world, used, access);
  const path = new Map<number, States>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of passed) {
      let there = servers.includes(node) ? world.all : 0n;
      if (!servers.includes(node)) {
        for (const arrow of onward) {
          if (arrow.from === node) there |= arrowUp(world, arrow) & (path.get(arrow.end) ?? 0n);
        }
      }
      if (node >= 0) there &= up(node);
      if (there !== (path.get(node) ?? 0n)) changed = true;
      path.set(node, there);
    }
  }
  return comers.reduce((both, comer) => both & (path.get(comer) ?? 0n), world.all);
}

// ---------------------------------------------------------------- a flow

function flowFormula(design: RandomDesign, world: World): States {
  const steps = arrowsOf(design);
  const isQueue = (node: number) => node >= 0 && design.components[node]!.kind === "queue";
  const front = new Set<number>();
  const reached = new Set<number>();
  const starts: number[] = [];
  const awaited = new Set<Arrow>();
  for (const [at, step] of steps.entries()) {
    if (!front.has(step.from) && !reached.has(step.from)) {
      starts.push(step.from);
      front.add(step.from);
    }
    const waits = front.has(step.from) && !step.optional && step.style !== "~>" && !isQueue(step.from);
    const returns =
      !front.has(step.from) && front.has(step.end) && steps.slice(at + 1).some(({ from }) => from === step.end);
    if (waits) front.add(step.end);
    if (returns) {
      // Everything up to here that leads from the front to where the answer comes from.
      const way = new Set([step.from]);
      const back = steps.slice(0, at).reverse();
      if (!step.optional) awaited.add(step);
      for (const earlier of back) {
        if (!way.has(earlier.end)) continue;
        if (!earlier.optional) awaited.add(earlier);
        if (!front.has(earlier.from)) way.add(earlier.from);
      }
    }
    reached.add(step.end);
  }
  const isSoft = (arrow: Arrow) => arrow.optional || (!awaited.has(arrow) && softByNature(design, arrow));
  const up = solve(design, world, steps, () => "write", isSoft);
  return starts.reduce((both, start) => both & up(start), world.all);
}
