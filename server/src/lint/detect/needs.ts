/** What a design has that calls for requirements. */

import { propertyOf } from "../../model/access.ts";
import type { ApiElement, ComponentElement, Design, EntityElement, FieldElement } from "../../model/design.ts";
import { isAwaited, isPublicApi } from "./apis.ts";
import { isPersistent } from "./components.ts";
import { storages } from "./entities.ts";
import { countsThings, numbers } from "./expressions.ts";
import { perDesign, perElements } from "./per-design.ts";

/** What keeps data for good: the first component or, where nothing is drawn yet, entity. */
export const persistence: (design: Design) => ComponentElement | EntityElement | undefined = perElements(
  ["component", "kind", "entity", "field"],
  (design) => {
    const component = design.all("component").find((component) => isPersistent(component));
    if (component) return component;
    const stored = design.all("entity").find((entity) => storages(design).has(entity.key));
    return stored ?? (design.all("component").length === 0 ? design.all("entity")[0] : undefined);
  },
);

/** What is asked, and who asks. */
const AWAITING = ["endpoint", "api", "flow", "actor", "component"] as const;

/** What somebody waits for: an endpoint with an answer, or a flow that begins with a call. */
export const awaited: (design: Design) => string | undefined = perElements(AWAITING, (design) => {
  const endpoint = design.all("endpoint").find((endpoint) => isAwaited(design, endpoint));
  if (endpoint) return endpoint.id;
  const flow = design.all("flow").find(({ steps: [first] }) => {
    const starter = design.get(first?.from.target);
    const person =
      starter?.class === "actor" || (starter?.class === "component" && starter.kind.base.name === "client");
    return person && first?.style !== "async";
  });
  return flow?.id;
});

/** An API that outsiders reach. */
export const publicApi: (design: Design) => ApiElement | undefined = perDesign((design) =>
  design.all("api").find((api) => isPublicApi(design, api)),
);

/** A field of personal data. */
export const personalField: (design: Design) => FieldElement | undefined = perElements(["field"], (design) =>
  design.all("field").find((field) => field.modifiers.has("pii")),
);

const AMOUNTS = ["load", "peak", "users", "grows", "rows"] as const;

/** Whether the design says anywhere how many users or how many requests there are. */
export const statesScale: (design: Design) => boolean = perDesign((design) => {
  const targets = design
    .all("quality")
    .some(
      ({ quality, target }) =>
        (quality.name === "throughput" || quality.name === "scalability") && target?.value !== undefined,
    );
  if (targets) return true;
  const loaded = [...design.all("endpoint"), ...design.all("actor"), ...design.all("connection"), ...design.all("api")];
  const elements = [...loaded, ...design.all("entity")];
  if (elements.some((element) => AMOUNTS.some((name) => propertyOf(design, element, name) !== undefined))) return true;
  return design
    .all("estimate")
    .some(
      ({ name, value }) =>
        value !== undefined &&
        ([...numbers(value.expression)].some(countsThings) ||
          (/user|visitor|customer|dau|mau/i.test(name) && value.expression.terms.length > 0)),
    );
});
