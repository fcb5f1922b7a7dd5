import type { Curve, Point, Rect } from "./geometry.ts";
import type { Ground } from "./ground.ts";
import type { Scene } from "./scene.ts";

/** The end of a line on a box: the point on the box's outline, and the direction (length 1) in which the line arrives there. */
export interface LineEnd {
  readonly tip: Point;
  readonly into: Point;
}

export interface EdgePlace {
  /** The line from `from` to `to`, in several pieces where a label or a title stands between them. */
  readonly pieces: readonly (readonly Curve[])[];
  readonly start: LineEnd;
  readonly end: LineEnd;
  /** The label's centre. */
  readonly label?: Point;
}

export interface ClusterPlace {
  readonly rect: Rect;
  /** Where the title begins: as far left in its strip as no line crosses it. */
  readonly titleX: number;
}

/** Where everything of a scene is, by the scene's indices; px, y down, the picture begins at 0, 0. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly Rect[];
  readonly clusters: readonly ClusterPlace[];
  readonly edges: readonly EdgePlace[];
}

/** A picture that is ready to be drawn. */
export interface Drawing {
  readonly scene: Scene;
  readonly layout: Layout;
}

/** Where Graphviz put boxes, before lines are led to them. */
export interface Places {
  readonly nodes: readonly Rect[];
  readonly clusters: readonly Rect[];
  /** By edge; empty far away where there is none. */
  readonly labels: readonly Rect[];
  readonly ground: Ground;
}
