import { isLarge, layoutDot } from "./dot.ts";
import { readGraphviz } from "./graphviz-json.ts";
import type { Picture } from "./picture.ts";
import type { Drawing } from "./places.ts";
import { layoutRows } from "./rows.ts";
import { prepare, type Scene } from "./scene.ts";

/**
 * Graphviz, wherever it runs: takes DOT, answers with the layout as Graphviz' `json0`. Rejects with an error whose
 * message may be shown to people.
 */
export type Layouter = (dot: string) => Promise<string>;

/**
 * Decides where the things of a picture go. Never rejects because of what is in the picture; rejects with the
 * layouter's error when that fails, and with an `Error` when it answers with something else than a layout.
 */
export async function layOut(picture: Picture, layouter: Layouter): Promise<Drawing> {
  const scene = prepare(picture);
  if (scene.nodes.length === 0 || picture.arrangement === "rows") return { scene, layout: layoutRows(scene) };
  const drawing = await arrange(scene, layouter);
  if (!mayTurn(drawing)) return drawing;
  const turned = await arrange(prepare({ ...picture, direction: picture.direction === "TB" ? "LR" : "TB" }), layouter);
  return seenAt(turned) > seenAt(drawing) * worthwhile ? turned : drawing;
}

async function arrange(scene: Scene, layouter: Layouter): Promise<Drawing> {
  return { scene, layout: readGraphviz(scene, await layouter(layoutDot(scene))) };
}

/** What pictures are usually seen in, px: half of a window. */
const pane = { width: 900, height: 700 };
const narrowPane = { width: 560, height: 660 };
/** Seen at this scale a picture can be read. */
const readable = 0.6;
/** A picture is turned if it is then seen so many times as large: a little better is not worth an unusual direction. */
const worthwhile = 1.3;
/** So many times as long as wide, or as wide as long, a picture is a strip. */
const strip = 2.5;

/** The scale at which all of a picture is seen. */
function seenAt({ scene, layout }: Drawing): number {
  const { width, height } = scene.picture.narrow === true ? narrowPane : pane;
  return Math.min(1, width / layout.width, height / layout.height);
}

/** Whether the other direction is worth a try: another layout takes its time. */
function mayTurn(drawing: Drawing): boolean {
  const { picture, nodes } = drawing.scene;
  const { width, height } = drawing.layout;
  const isStrip = Math.max(width / height, height / width) > strip;
  const columned = nodes.some(({ node }) => node.column !== undefined);
  return picture.turns === true && isStrip && seenAt(drawing) < readable && !columned && !isLarge(drawing.scene);
}
