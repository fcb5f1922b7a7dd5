/** What is drawn of a design that is too large for one picture. */

import type { Design, Key } from "../../model/design.ts";
import { elementOf } from "./anchors.ts";
import { type Drawable, place } from "./placement.ts";
import type { ViewOptions } from "./view.ts";

/** Above this many cards a picture is folded by domain: it would be slow to lay out and impossible to read. */
const foldAbove = 320;
/** And above this many that nothing folds, the rest is left out: Graphviz' stack ends at some thousands. */
const leaveOutAbove = 1200;

export interface Folding {
  readonly shown: readonly Drawable[];
  readonly fold: ReadonlySet<Key>;
  readonly notice?: string;
}

/** Decides what is folded: what the reader chose, and in a large design the outermost boxes. */
export function folding(design: Design, everybody: readonly Drawable[], options: ViewOptions): Folding {
  const keys = (anchors: readonly string[] | undefined): Set<Key> =>
    new Set((anchors ?? []).flatMap((anchor) => elementOf(design, anchor)?.key ?? []));
  const fold = keys(options.fold);
  const unfold = keys(options.unfold);
  const notices: string[] = [];
  if (cards(design, everybody, fold) > foldAbove) {
    const placement = place(design, everybody, fold);
    const outermost = placement.boxes.filter(({ key }) => placement.boxOf(key) === undefined && !unfold.has(key));
    for (const { key } of outermost) fold.add(key);
    if (outermost.length > 0) {
      notices.push(
        `${everybody.length} elements are too many for one picture, so ${outermost.length === 1 ? "its box is" : `its ${outermost.length} boxes are`} folded. Open the ones that you need.`,
      );
    }
  }
  let shown = everybody;
  if (cards(design, shown, fold) > leaveOutAbove) {
    shown = busiest(design, everybody, leaveOutAbove);
    notices.push(
      `Only the ${leaveOutAbove} most connected of ${everybody.length} elements are drawn. Group them into domains, or declare a \`view\` with \`include\`.`,
    );
  } else if (shown.length > foldAbove && place(design, shown, fold).boxes.length === 0 && fold.size === 0) {
    notices.push(
      `${shown.length} elements are many for one picture. Group them into domains, which are folded then, or declare a \`view\` with \`include\`.`,
    );
  }
  return notices.length === 0 ? { shown, fold } : { shown, fold, notice: notices.join(" ") };
}

function cards(design: Design, everybody: readonly Drawable[], fold: ReadonlySet<Key>): number {
  const { drawnAs } = place(design, everybody, fold);
  return new Set(everybody.map(({ key }) => drawnAs(key))).size;
}

/** The elements with the most connections, in the design's order. */
function busiest(design: Design, everybody: readonly Drawable[], limit: number): readonly Drawable[] {
  const degree = new Map<Key, number>();
  for (const { from, to } of design.all("connection")) {
    for (const { target } of [from, to]) {
      if (target !== undefined) degree.set(target, (degree.get(target) ?? 0) + 1);
    }
  }
  const chosen = new Set(
    everybody
      .map(({ key }, index) => ({ key, index, degree: degree.get(key) ?? 0 }))
      .sort((a, b) => b.degree - a.degree || a.index - b.index)
      .slice(0, limit)
      .map(({ key }) => key),
  );
  return everybody.filter(({ key }) => chosen.has(key));
}
