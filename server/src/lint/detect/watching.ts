/** What is watched of a running design. */

import { propertyOf } from "../../model/access.ts";
import type { ComponentElement, Design } from "../../model/design.ts";
import { links } from "./connections.ts";
import { perDesign } from "./per-design.ts";

/** Components that a `monitoring` component is connected with, either way. */
const monitored: (design: Design) => ReadonlySet<string> | "all" = perDesign((design) => {
  const monitors = design.all("component").filter((component) => component.kind.base.name === "monitoring");
  if (monitors.length === 0) return new Set<string>();
  const { from, to } = links(design);
  const watched = monitors.flatMap((monitor) => [
    ...(from.get(monitor.key) ?? []).map((link) => link.to.key),
    ...(to.get(monitor.key) ?? []).map((link) => link.from.key),
  ]);
  // One that is connected with nothing watches everything.
  return watched.length > 0 ? new Set(watched) : "all";
});

/** Whether anything is watched of a component. */
export function isWatched(design: Design, component: ComponentElement): boolean {
  if (propertyOf(design, component, "monitors")) return true;
  const watched = monitored(design);
  return watched === "all" || watched.has(component.key);
}

/** Whether a `monitoring` component says that it raises alerts, or is drawn to tell people. */
export const alertsCentrally: (design: Design) => boolean = perDesign((design) => {
  const { from } = links(design);
  return design
    .all("component")
    .some(
      (component) =>
        component.kind.base.name === "monitoring" &&
        (propertyOf(design, component, "alerts") !== undefined ||
          (from.get(component.key) ?? []).some(({ to }) => to.class === "actor" || TELLS.has(to.kind.base.name))),
    );
});

const TELLS: ReadonlySet<string> = new Set(["notification_service", "external"]);
