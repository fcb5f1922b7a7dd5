/** What a view makes of a design. */

import type { Picture, PictureCluster, PictureEdge, PictureNode } from "../picture.ts";

export type ViewGroup = "system" | "flow" | "process" | "own";

/** A view that a design offers. */
export interface View {
  /** As on the command line: `architecture`, `flow:Purchase`, or the name of a view of the design's own. */
  readonly id: string;
  readonly title: string;
  readonly group: ViewGroup;
}

/** One step of a flow, for stepping through it. */
export interface Step {
  readonly number: number;
  /** "Ticket service → PostgreSQL: reserve the seat" */
  readonly text: string;
  /** The elements that the step is about, as in the picture's `anchor`. */
  readonly anchors: readonly string[];
}

/** What else a picture could show of its nodes without another layout. */
export type Overlay = "kind" | "load" | "availability" | "domain";

/** A drawn view, before layout. */
export interface Sketch {
  readonly view: View;
  readonly picture: Picture;
  /** Elements of the design that are drawn as a part of another one: their anchor, and the drawn one's. */
  readonly shownAs: ReadonlyMap<string, string>;
  /** A remark about what is drawn: "Domains are folded …". */
  readonly notice?: string;
  /** There is nothing to draw: what the author could do about it. The picture then says the same. */
  readonly empty?: { readonly title: string; readonly text: string; readonly example: string };
  readonly steps?: readonly Step[];
  /** What the author wants colours to mean. */
  readonly overlay?: Overlay;
  /** Boxes that can be folded, and cards that can be opened. */
  readonly foldable: readonly string[];
  readonly folded: readonly string[];
}

/** What a reader chose, as anchors; it never changes the design. */
export interface ViewOptions {
  readonly fold?: readonly string[];
  readonly unfold?: readonly string[];
  /** The picture is seen in something higher than wide: views that go from left to right by habit may go downward. */
  readonly tall?: boolean;
}

/** A view as its builder leaves it. */
export interface Scene {
  readonly nodes: readonly PictureNode[];
  readonly clusters: readonly PictureCluster[];
  readonly edges: readonly PictureEdge[];
  readonly shownAs: ReadonlyMap<string, string>;
  readonly notice?: string;
  readonly steps?: readonly Step[];
  readonly overlay?: Overlay;
  readonly foldable?: readonly string[];
  readonly folded?: readonly string[];
  readonly direction?: "TB" | "LR";
  /** The author asked for the direction. */
  readonly directionStated?: boolean;
  readonly arrangement?: "layers" | "rows";
  readonly description?: string;
}
