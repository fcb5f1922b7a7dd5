/** The elements of a picture as the page knows them. */

export type ShapeKind = "node" | "edge" | "cluster";

/** An element of the picture. */
export interface Shape {
  /** Unique in the picture. */
  readonly key: string;
  /** The design's element that it shows. */
  readonly id: string;
  readonly kind: ShapeKind;
  readonly element: SVGGElement;
  /** What a screen reader says. */
  readonly label: string;
  /** Keys of an edge's ends. */
  readonly from?: string;
  readonly to?: string;
}
