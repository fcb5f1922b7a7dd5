/** The views of a design: which there are, and the picture of each. */

import type { Facts } from "../../analysis/facts.ts";
import type { Design, Element } from "../../model/design.ts";
import { displayName } from "../../model/design.ts";
import type { Picture } from "../picture.ts";
import { architecture } from "./architecture.ts";
import { dataModel } from "./data.ts";
import { domainMap } from "./domains.ts";
import { flowScene } from "./flow.ts";
import { ownView } from "./own.ts";
import { processScene } from "./process.ts";
import { traceScene } from "./trace.ts";
import type { Scene, Sketch, View, ViewOptions } from "./view.ts";

interface Offer extends View {
  readonly draw: (facts: Facts, options: ViewOptions) => Scene;
  /** Whether the design has anything for it; it can be asked for all the same. */
  readonly useful: boolean;
  readonly missing: NonNullable<Sketch["empty"]>;
}

const nothing = {
  architecture: {
    title: "Nothing to draw yet",
    text: "Declare who uses the system and what it is made of, and connect them.",
    example: "actor User\nservice Backend\nsql_database Store\n\nUser -> Backend -> Store",
  },
  data: {
    title: "No entities yet",
    text: "Declare what is stored, field by field.",
    example: "entity Ticket {\n  id       uuid [pk]\n  event_id uuid -> Event\n}",
  },
  domains: {
    title: "No domains yet",
    text: "Group what belongs together.",
    example: "domain Booking {\n  type: core\n  service Backend\n}",
  },
  trace: {
    title: "Nothing to trace yet",
    text: "State what a person can do, and what satisfies it.",
    example: 'functional Buy "A person can buy a ticket"\napi Tickets {\n  POST /ticket { satisfies: Buy }\n}',
  },
  flow: {
    title: "This flow has no steps yet",
    text: "Write its steps as connections, in their order.",
    example: 'flow Purchase {\n  User -> Backend "buy"\n  Backend -> Store "reserve"\n}',
  },
  process: {
    title: "This process has no rows yet",
    text: "Write each row as a chain: who, command, system, event.",
    example: 'process Booking {\n  Guest => "Book" => Backend => "Booked"\n}',
  },
  own: {
    title: "This view shows nothing",
    text: "Everything that it includes is excluded again, or does not exist.",
    example: "view Core {\n  include: Backend, Store\n}",
  },
} as const;

/** Every view that can be asked for. Names of views of the design's own come first; a built-in one keeps its id. */
function offers(design: Design): readonly Offer[] {
  const builtIn: Offer[] = [
    {
      id: "architecture",
      title: "Architecture",
      group: "system",
      useful: true,
      missing: nothing.architecture,
      draw: architecture,
    },
    {
      id: "data",
      title: "Data",
      group: "system",
      useful: design.all("entity").length > 0,
      missing: nothing.data,
      draw: (facts, options) => dataModel(facts, options),
    },
    {
      id: "domains",
      title: "Domains",
      group: "system",
      useful: design.all("domain").length > 0,
      missing: nothing.domains,
      draw: domainMap,
    },
    {
      id: "trace",
      title: "Trace",
      group: "system",
      useful: design.all("requirement").length > 0,
      missing: nothing.trace,
      draw: (facts) => traceScene(facts),
    },
    ...design.all("flow").map(
      (flow): Offer => ({
        id: `flow:${flow.id}`,
        title: label(flow),
        group: "flow",
        useful: true,
        missing: nothing.flow,
        draw: (facts, options) => flowScene(facts, flow, options),
      }),
    ),
    ...design.all("process").map(
      (process): Offer => ({
        id: `process:${process.id}`,
        title: label(process),
        group: "process",
        useful: true,
        missing: nothing.process,
        draw: (facts) => processScene(facts, [process]),
      }),
    ),
  ];
  // On the command line `all` stands for every view.
  const taken = new Set(["all", ...builtIn.map(({ id }) => id)]);
  const own = design.all("view").map(
    (view): Offer => ({
      id: taken.has(view.id) ? `view:${view.id}` : view.id,
      title: label(view),
      group: "own",
      useful: true,
      missing: nothing.own,
      draw: (facts, options) => ownView(facts, view, options),
    }),
  );
  const seen = new Set<string>();
  return [...builtIn, ...own].filter(({ id }) => !seen.has(id) && seen.add(id));
}

const label = (element: Element): string => {
  const name = displayName(element).trim();
  return name === "" ? "Untitled" : name;
};

/** The views that have something to show, and always the architecture: what a picker offers. */
export function viewsOf(design: Design): readonly View[] {
  return offers(design)
    .filter(({ useful }) => useful)
    .map(({ id, title, group }) => ({ id, title, group }));
}

/**
 * The picture of a view. An id that the design has no view for yields undefined; a view without contents yields a
 * picture that says what is missing.
 */
export function sketchView(facts: Facts, id: string, options: ViewOptions = {}): Sketch | undefined {
  const { design } = facts;
  const offer = offers(design).find((candidate) => candidate.id === id || candidate.id === `view:${id}`);
  if (!offer) return undefined;
  const view: View = { id: offer.id, title: offer.title, group: offer.group };
  const scene = offer.draw(facts, options);
  const system = design.all("system")[0];
  const title = system ? `${displayName(system)}: ${view.title}` : view.title;
  const empty = scene.nodes.length === 0 ? offer.missing : undefined;
  const picture: Picture = {
    title,
    direction: scene.direction ?? "TB",
    nodes: empty ? [placeholder(empty)] : scene.nodes,
    clusters: scene.clusters,
    edges: scene.edges,
    ...(scene.directionStated === true ? {} : { turns: true }),
    ...(options.tall === true ? { narrow: true } : {}),
    ...(scene.arrangement === undefined ? {} : { arrangement: scene.arrangement }),
    ...(scene.description === undefined ? {} : { description: empty ? empty.text : scene.description }),
  };
  return {
    view,
    picture,
    shownAs: scene.shownAs,
    foldable: scene.foldable ?? [],
    folded: scene.folded ?? [],
    ...(scene.notice === undefined ? {} : { notice: scene.notice }),
    ...(empty ? { empty } : {}),
    ...(scene.steps === undefined ? {} : { steps: scene.steps }),
    ...(scene.overlay === undefined ? {} : { overlay: scene.overlay }),
  };
}

function placeholder({ title, text }: NonNullable<Sketch["empty"]>): Picture["nodes"][number] {
  return { shape: "card", id: "nothing", title, subtitle: text, family: "place", icon: "component", external: true };
}
