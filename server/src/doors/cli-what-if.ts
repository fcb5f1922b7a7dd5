/** `sdesign what-if`: what happens while some things are down. */

import type { Facts } from "../analysis/facts.ts";
import { type WhatIfReport, whatIfJson, whatIfTable } from "../export/what-if-report.ts";
import { nearest } from "../model/spelling.ts";
import { type Command, Misuse } from "./cli-command.ts";
import { askedFor, type Formats, readSubject } from "./cli-design.ts";
import { clean } from "./cli-io.ts";

const FORMATS: Formats<WhatIfReport> = new Map([
  ["table", whatIfTable],
  ["json", (report) => whatIfJson(report)],
]);

export const command: Command = {
  usage: "sdesign what-if FILE --down ID[,ID…] [--format table|json]",
  help: [
    "Says which scopes fail while something is down, and what the survivors carry; - reads standard input.",
    "",
    "  --down ID,…      components (Sales.Tickets), one instance of them (Tickets#1), zones and regions (zone#1, Europe),",
    "                   connections ('Backend -> Tickets'); may be repeated",
    `  --format FORMAT  ${[...FORMATS.keys()].join(", ")}; table by default`,
  ].join("\n"),
  async run(args, io) {
    const { positionals, write, down } = askedFor(args, FORMATS, io, true);
    const names = down.flatMap((list) => list.split(",")).flatMap((name) => name.trim() || []);
    const { facts, file } = await readSubject("what-if shop.sdesign --down Backend", positionals, io);
    if (names.length === 0) throw new Misuse("Say what is down, as in `--down Backend` or `--down zone#1,Tickets#2`.");
    const outcome = facts.failure.whatIf(names);
    const [unknown] = outcome.unknown;
    if (unknown !== undefined) throw new Misuse(noSuch(facts, unknown));
    io.out(`${write({ facts, outcome, down: names, file })}\n`);
    return 0;
  },
};

function noSuch({ graph }: Facts, name: string): string {
  const [, owner, number] = /^(.*)#(\d+)$/s.exec(name) ?? [];
  const component = graph.nodes.find(({ id, actor }) => !actor && (id === owner || id.endsWith(`.${owner}`)));
  if (component && !component.actor) {
    const instances = component.replicas * component.shards;
    const told = instances === 1 ? "one instance, #1" : `${instances} instances, #1 to #${instances}`;
    return `\`${clean(component.id)}\` has no instance #${number}: it has ${told}.`;
  }
  const known = [
    ...graph.nodes.flatMap(({ id, actor }) => (actor ? [] : [id])),
    ...graph.places.map(({ id }) => id),
    ...graph.connections.map(({ id }) => id),
  ];
  const last = (id: string): string => id.slice(id.lastIndexOf(".") + 1);
  const simple = new Map(known.map((id) => [last(id), id]));
  const meant = nearest(owner ?? name, [...known, ...simple.keys()]);
  if (meant !== undefined) {
    const suffix = owner === undefined ? "" : `#${number}`;
    return `Nothing is called \`${clean(name)}\`. Did you mean \`${clean(meant)}${suffix}\`?`;
  }
  if (graph.nodes.some(({ id, actor }) => actor && id === name)) {
    return `\`${clean(name)}\` is an actor: people don't fail. Name a component, an instance, a zone, a region or a connection.`;
  }
  const alike = owner === undefined ? [] : graph.places.flatMap(({ id }) => (id.startsWith(`${owner}#`) ? [id] : []));
  const offered = alike.length > 0 ? alike : known;
  const some = offered.slice(0, 8).map((id) => `\`${clean(id)}\``);
  return `Nothing is called \`${clean(name)}\`. ${some.length > 0 ? `There are ${some.join(", ")}${offered.length > 8 ? ", …" : ""}.` : "The design has no components."}`;
}
