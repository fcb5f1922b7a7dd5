/** The fifth step: the boxes that solve the problem from end to end, and who talks to whom. */

import { links } from "../../lint/detect/connections.ts";
import { musts } from "../../lint/detect/trace.ts";
import { count } from "../../lint/messages.ts";
import { placeOf } from "../../lint/places.ts";
import { targetKeys } from "../../model/access.ts";
import type { FunctionalElement } from "../../model/design.ts";
import type { Aspect, Item, Skeleton } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { statement } from "./skeletons.ts";
import { names, partsOf } from "./words.ts";

export const drawingAspects: readonly Aspect[] = [
  {
    id: "components",
    title: "Components",
    why: "Draw five or six boxes: enough to solve the problem from end to end, and no more.",
    missing: "nothing is drawn yet",
    rules: ["style/too-many-boxes", "trace/unjustified"],
    look: ({ design }) => {
      const all = design.all("component");
      return all.length > 0 ? { detail: `${all.length}: ${names(all)}`, elements: all } : undefined;
    },
    skeleton: statement(
      "Draw the first boxes",
      "component",
      'load_balancer ${1:LoadBalancer} "Load balancer" { replicas: 2, zones: 2 }',
      'service ${2:Backend} "${3:Application}" { replicas: 3, zones: 3 }',
      'sql_database ${4:Store} "${5:Database}" { replicas: 2, zones: 2, failover: automatic }',
      "",
      "${6:User} -> ${1:LoadBalancer} -> ${2:Backend} -> ${4:Store}",
    ),
  },
  {
    id: "connections",
    title: "Connections",
    why: "Who calls whom, and who waits for the answer? What goes in and out of each box?",
    missing: "nobody calls anybody",
    rules: ["trace/disconnected", "trace/missing-connection"],
    look: ({ design }) => {
      const { all } = links(design);
      return all.length > 0
        ? { detail: count(all.length, "connection"), elements: all.map(({ connection }) => connection) }
        : undefined;
    },
    skeleton: {
      title: "Connect two boxes",
      edits: (context) => {
        const [from] = context.design.all("actor");
        const [to] = context.design.all("component");
        return statement(
          "",
          "connection",
          `\${1:${from?.id ?? "User"}} -> \${2:${to?.id ?? "Backend"}} "\${3:what for}"`,
        ).edits(context);
      },
    },
  },
  {
    id: "entrance",
    title: "Way in",
    why: "Each actor reaches something: that is where requests come in.",
    missing: "no actor reaches anything",
    asked: ({ design }) => design.all("actor").length > 0 && design.all("component").length > 0,
    look: ({ design }) => {
      const { all } = links(design);
      const entered = all.filter(({ from }) => from.class === "actor");
      return entered.length > 0
        ? {
            detail: names([...new Set(entered.map(({ to }) => to))]),
            elements: entered.map(({ connection }) => connection),
          }
        : undefined;
    },
    skeleton: {
      title: "Let an actor in",
      edits: (context) => {
        const { design } = context;
        const into =
          design.all("component").find((one) => !links(design).to.has(one.key)) ?? design.all("component")[0];
        const line = `\${1:${design.all("actor")[0]?.id ?? "User"}} -> \${2:${into?.id ?? "Backend"}} { protocol: https }`;
        return statement("", "connection", line).edits(context);
      },
    },
  },
  {
    id: "stores",
    title: "Data stores",
    why: "What is kept needs a place: which kind of store suits how it is written and read?",
    missing: "nothing keeps the data",
    asked: ({ design }) => design.all("entity").length > 0 && design.all("component").length > 0,
    look: ({ design }) => {
      const stores = design.all("component").filter((one) => one.kind.base.group === "data");
      return stores.length > 0 ? { detail: names(stores), elements: stores } : undefined;
    },
    skeleton: {
      title: "Add a store",
      edits: (context) => {
        const stored = context.design
          .all("entity")
          .map(({ id }) => id)
          .slice(0, 4)
          .join(", ");
        const line = `\${1|sql_database,document_database,wide_column_database,key_value_store|} \${2:Store} { stores: ${stored}, replicas: 2, zones: 2, failover: automatic, backup: true }`;
        return statement("", "component", line).edits(context);
      },
    },
  },
];

/** Requirements above the line, and the flows that show how each is met. */
export function flows(context: GuideContext): readonly Item[] {
  const { design } = context;
  const all = design.all("flow");
  const why = "Walk through a request, step by step: that is where what is missing shows.";
  if (all.length === 0) {
    if (design.all("component").length === 0) return [];
    const [first] = musts(design);
    return [
      {
        id: "flows",
        state: "open",
        title: "Flows",
        detail: "no request is walked through",
        why,
        parts: [],
        skeleton: flowFor(context, first),
      },
    ];
  }
  const shown = new Set(all.flatMap((flow) => targetKeys(design, flow, "satisfies")));
  const missing = musts(design).filter(({ key }) => !shown.has(key));
  const [first] = missing;
  const detail = count(all.length, "flow") + (first ? `, none for ${names(missing, 2)}` : "");
  return [
    {
      id: "flows",
      state: "done",
      title: "Flows",
      detail,
      why,
      ...(all[0] ? { place: placeOf(all[0]) } : {}),
      parts: partsOf(all, ({ title }) => title ?? ""),
      ...(first ? { skeleton: flowFor(context, first) } : {}),
    },
  ];
}

function flowFor({ design }: GuideContext, requirement: FunctionalElement | undefined): Skeleton {
  const { all } = links(design);
  const actor = all.find(({ from }) => from.class === "actor");
  const next = actor && all.find(({ from }) => from === actor.to);
  const to = actor?.to ?? design.all("component")[0];
  const path = [actor?.from.id ?? design.all("actor")[0]?.id ?? "User", to?.id ?? "Backend", next?.to.id].filter(
    Boolean,
  );
  return statement(
    requirement ? `Walk through ${requirement.name}` : "Walk through a request",
    "flow",
    `flow \${1:${requirement?.name ?? "Request"}Flow} "\${2:${(requirement?.title ?? "How it travels").replace(/["\\$}]/g, "")}}" {`,
    ...(requirement ? [`\tsatisfies: ${requirement.id}`] : []),
    `\t${path.join(" -> ")} "\${3:the request}"`,
    "\t$0",
    "}",
  );
}
