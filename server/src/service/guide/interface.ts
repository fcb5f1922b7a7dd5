/** The second step: what can be called, and what it answers. */

import { endpointProperty } from "../../lint/detect/apis.ts";
import { musts } from "../../lint/detect/trace.ts";
import { count } from "../../lint/messages.ts";
import { placeOf } from "../../lint/places.ts";
import { propertyOf } from "../../model/access.ts";
import type { FunctionalElement } from "../../model/design.ts";
import type { Aspect, Item, Skeleton } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { inside, properties, statement } from "./skeletons.ts";
import { names, partsOf } from "./words.ts";

export const interfaceAspects: readonly Aspect[] = [
  {
    id: "api",
    title: "API",
    why: "Write the calls down before the boxes: each functional requirement becomes one or two of them.",
    missing: "nothing can be called yet",
    look: ({ design }) => {
      const apis = design.all("api");
      const endpoints = design.all("endpoint").length;
      if (apis.length === 0) return undefined;
      return {
        detail: `${names(apis, 2)}: ${count(endpoints, "endpoint")}`,
        elements: apis,
        ...(endpoints === 0 ? { state: "questionable" as const } : {}),
      };
    },
    skeleton: statement(
      "Define an API",
      "api",
      'api ${1:PublicApi} "${2:REST API}" {',
      "\t${3|POST,GET,PUT,PATCH,DELETE|} /${4:thing}/ as ${5:Create} -> ${6:Thing} { satisfies: ${7:Requirement}, load: ${8:100 req/s} }",
      "}",
    ),
  },
  {
    id: "served",
    title: "Served by",
    why: "Each API needs a component that serves it: only then does its load arrive anywhere.",
    rules: ["api/unserved"],
    asked: () => false,
    look: ({ design, facts }) => {
      const apis = design.all("api");
      if (apis.length === 0 || design.all("component").length === 0) return undefined;
      const servers = [...new Set(apis.flatMap(({ key }) => facts.trace.servers(key)))];
      const orphans = apis.filter(({ key }) => facts.trace.servers(key).length === 0);
      const [orphan] = orphans;
      const candidate = design.all("component").find(({ kind }) => kind.base.group === "compute");
      return orphan
        ? {
            detail: `nothing serves ${names(orphans, 2)}`,
            state: "open",
            elements: orphans,
            ...(candidate
              ? { skeleton: properties(`Let ${candidate.id} serve it`, candidate, `serves: \${1:${orphan.id}}`) }
              : {}),
          }
        : { detail: names(servers), elements: servers };
    },
  },
  {
    id: "auth",
    title: "Who may call",
    why: "Every call that changes something, or shows what is not for everybody, says who may make it.",
    missing: "nobody says who",
    asked: () => false,
    rules: ["security/no-auth"],
    look: ({ design }) => {
      const endpoints = design.all("endpoint");
      const saying = endpoints.filter((endpoint) => endpointProperty(design, endpoint, "auth"));
      if (saying.length === 0) return undefined;
      return { detail: `stated for ${saying.length} of ${count(endpoints.length, "endpoint")}`, elements: saying };
    },
  },
  {
    id: "limits",
    title: "Limits and pages",
    why: "What one caller may ask for: requests per time, and lists by the page.",
    missing: "none is stated",
    asked: () => false,
    rules: ["security/no-rate-limit", "api/unbounded-list"],
    look: ({ design }) => {
      const limited = [...design.all("api"), ...design.all("endpoint")].filter((one) =>
        propertyOf(design, one, "rate_limit"),
      );
      const paged = design.all("endpoint").filter((one) => propertyOf(design, one, "paginated"));
      const said = [
        ...(limited.length > 0 ? [`rate limit on ${names(limited, 1)}`] : []),
        ...(paged.length > 0 ? [`${count(paged.length, "list")} by the page`] : []),
      ];
      return said.length > 0 ? { detail: said.join(", "), elements: [...limited, ...paged] } : undefined;
    },
  },
  {
    id: "retries",
    title: "Retries",
    why: "A caller that gets no answer calls again: what must not happen twice is idempotent.",
    missing: "may a call be repeated?",
    asked: () => false,
    rules: ["api/unsafe-retry"],
    look: ({ design }) => {
      const safe = design.all("endpoint").filter((one) => endpointProperty(design, one, "idempotent"));
      return safe.length > 0 ? { detail: `${names(safe, 2)} may be repeated`, elements: safe } : undefined;
    },
  },
];

/** Each requirement above the line, and what answers it. */
export function servedRequirements(context: GuideContext): readonly Item[] {
  const { design, facts } = context;
  const all = musts(design);
  const unserved = all.filter(({ key }) => !facts.trace.requirement(key)?.satisfied);
  const served = all.length - unserved.length;
  const why = "Each functional requirement above the line needs something that one can call.";
  const done: Item[] =
    served === 0
      ? []
      : [
          {
            id: "calls",
            state: "done",
            title: "Requirements",
            detail: `${served} of ${count(all.length, "must")} answered`,
            why,
            parts: partsOf(
              all.filter((one) => !unserved.includes(one)),
              ({ key }) => names(facts.trace.requirement(key)?.endpoints ?? [], 2),
            ),
          },
        ];
  return [
    ...done,
    ...unserved.map(
      (requirement): Item => ({
        id: `call:${requirement.id}`,
        state: "open",
        title: requirement.name,
        detail: "no API serves it",
        why: `${why} “${requirement.title ?? requirement.name}” has none yet.`,
        place: placeOf(requirement),
        parts: [],
        skeleton: endpointFor(context, requirement),
      }),
    ),
  ];
}

function endpointFor({ design }: GuideContext, { id, name }: FunctionalElement): Skeleton {
  const api = design.all("api").at(-1);
  const endpoint = `\${1|POST,GET,PUT,PATCH,DELETE|} /\${2:thing}/ as \${3:Do${name}} -> \${4:Thing} { satisfies: ${id} }`;
  const title = `Add an endpoint for ${name}`;
  return api
    ? inside(title, api, endpoint)
    : statement(title, "api", 'api ${5:PublicApi} "${6:REST API}" {', `\t${endpoint}`, "}");
}
