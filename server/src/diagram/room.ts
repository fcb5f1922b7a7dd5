import type { Picture } from "./picture.ts";

/** How much room things get, px. */
export interface Room {
  /** For a title before it is wrapped, and its lines. */
  readonly title: number;
  readonly titleLines: number;
  /** For kind and figures of a card side by side; where they need more, the figures stand below. */
  readonly second: number;
  readonly card: number;
  /** For a label before it is wrapped, and its lines. */
  readonly label: number;
  readonly labelLines: number;
  readonly labelFacts: number;
  /** For the title of a box of a trace. */
  readonly trace: number;
  readonly traceBox: number;
  readonly sticky: number;
  /** Between boxes of a rank, from top to bottom. */
  readonly beside: number;
  /** Between a box and a label below it. */
  readonly below: number;
  /** Between the columns of a trace, and of a board. */
  readonly columns: number;
  readonly boardColumns: number;
  /** As many things without lines stand in a row in any case, and how much wider than high a grid of more is. */
  readonly loose: number;
  readonly shape: number;
  /** From how many leaves on a node's leaves stand in several rows, and how many a row has at least. */
  readonly leaves: number;
  readonly leavesAcross: number;
}

const wide: Room = {
  title: 208,
  titleLines: 2,
  second: 236,
  card: 144,
  label: 148,
  labelLines: 3,
  labelFacts: 160,
  trace: 208,
  traceBox: 120,
  sticky: 136,
  beside: 32,
  below: 22,
  columns: 88,
  boardColumns: 48,
  loose: 4,
  shape: 1.4,
  leaves: 7,
  leavesAcross: 4,
};

const narrow: Room = {
  title: 148,
  titleLines: 3,
  second: 148,
  card: 128,
  label: 104,
  labelLines: 4,
  labelFacts: 112,
  trace: 128,
  traceBox: 88,
  sticky: 116,
  beside: 20,
  below: 18,
  columns: 38,
  boardColumns: 28,
  loose: 2,
  shape: 0.8,
  leaves: 5,
  leavesAcross: 3,
};

/** In something higher than wide everything gets less room across, even if the picture becomes higher. */
export const roomOf = (picture: Picture): Room => (picture.narrow === true ? narrow : wide);
