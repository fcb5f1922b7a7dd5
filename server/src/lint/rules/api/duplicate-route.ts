import type { Design, EndpointElement } from "../../../model/design.ts";
import { apiOf, serversOf } from "../../detect/apis.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const duplicateRoute: Rule = {
  id: "api/duplicate-route",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Two endpoints of one API, or of one server, have the same method and path.",
    rationale: `A request can't be told apart by what a path parameter is called: \`/event/{id}\` and \`/event/{event_id}\` are one route, and
only one of the two endpoints is ever reached.`,
    failing: `entity Event { id uuid [pk] }
api Events {
  GET /event/{id} as ById -> Event
  GET /event/{event_id}/ as ByEventId -> Event
}`,
    passing: `entity Event { id uuid [pk] }
api Events {
  GET /event/{id} as ById -> Event
  GET /event/{event_id}/ticket/ as Tickets -> Event
}`,
    exception: `Endpoints that a header or a host tells apart: put them into APIs of their own that different components serve.`,
  },
  check({ design, report }) {
    const seen = new Map<string, EndpointElement>();
    for (const endpoint of design.all("endpoint")) {
      const route = normalised(endpoint);
      if (route === undefined) continue;
      for (const host of hosts(design, endpoint)) {
        const key = `${host} ${endpoint.verb} ${route}`;
        const earlier = seen.get(key);
        if (!earlier) {
          seen.set(key, endpoint);
          continue;
        }
        report({
          message: `${quote(`${endpoint.verb} ${endpoint.route ?? ""}`)} is the same route as ${named(earlier)}: parameters have no names in a request. Change the path or the method of one, or make them one endpoint.`,
          place: placeOf(endpoint),
          related: [{ place: placeOf(earlier), message: "The route is declared first here" }],
        });
        break;
      }
    }
  },
};

/** What answers requests to an endpoint: the components that serve its API, and the API itself. */
function hosts(design: Design, endpoint: EndpointElement): readonly string[] {
  const api = apiOf(design, endpoint);
  return api ? [api.key, ...serversOf(design, api).map((component) => component.key)] : [];
}

/** A path without its query, its closing slash and the names of its parameters. */
function normalised({ route }: EndpointElement): string | undefined {
  return route
    ?.replace(/\?.*$/s, "")
    .replace(/\{[^}]*\}/g, "{}")
    .replace(/\/+$/, "")
    .toLowerCase();
}
