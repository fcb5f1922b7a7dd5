import { spofBadge } from "./cards.ts";
import { characters, element, type Markup, together } from "./markup.ts";
import type { ClusterPlace } from "./places.ts";
import type { SceneCluster } from "./scene.ts";

/** Draws the box of a cluster; its title comes later, above the lines. */
export function drawBox(place: ClusterPlace): Markup {
  const { x, y, width, height } = place.rect;
  return element("rect", { class: "sd-box", x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 10 });
}

/** Draws the title in the strip of a cluster, and its badge. */
export function drawClusterTitle(cluster: SceneCluster, place: ClusterPlace): Markup {
  const base = place.rect.y + 20;
  const halo = `sd-halo sd-on-${Math.min(cluster.depth, 3)}`;
  return together([
    element(
      "text",
      { class: `sd-caps ${halo}`, x: place.titleX, y: base },
      characters(cluster.title),
      cluster.subtitle === ""
        ? ""
        : element("tspan", { class: "sd-caps-second", dx: 4 }, characters(`· ${cluster.subtitle}`)),
    ),
    cluster.cluster.spof === true ? spofBadge(place.rect.x + place.rect.width - 4, place.rect.y + 4) : "",
  ]);
}
