/** What the guide is made of: the things that a step asks for, what a design says about them, and what would say it. */

import type { Element, Place } from "../../model/design.ts";
import type { FileEdit } from "../diagnostics.ts";
import type { GuideContext } from "./context.ts";

/** `done`: the design says it. `open`: it does not, yet. `questionable`: it does, and a reviewer would ask. */
export type GuideState = "done" | "open" | "questionable";

/** One of several things that an item is about. */
export interface Part {
  readonly title: string;
  readonly detail: string;
  readonly place: Place;
}

/** A beginning that the author fills in. */
export interface Skeleton {
  /** What inserting it does, in words for a button: `State a latency target`. */
  readonly title: string;
  /** The edits, the first of which is a snippet; undefined where the text is too broken to be changed safely. */
  readonly edits: (context: GuideContext) => readonly FileEdit[] | undefined;
}

/** What a design says about something. */
export interface Seen {
  /** What it says, in a few words: `3 musts, 2 below the line`. */
  readonly detail: string;
  /** Where; the first one is gone to. */
  readonly elements?: readonly Element[];
  /** Something that is said and not enough. */
  readonly state?: GuideState;
  /** What is to be looked at, one by one. */
  readonly parts?: readonly Part[];
  /** What would complete it. */
  readonly skeleton?: Skeleton;
}

/** One thing that a step asks for. */
export interface Aspect {
  readonly id: string;
  readonly title: string;
  /** Why it is asked for, in a sentence or two. */
  readonly why: string;
  /** What the design says about it. */
  readonly look: (context: GuideContext) => Seen | undefined;
  /** What is said where the design is silent; without it, silence is no gap. */
  readonly missing?: string;
  /** Whether silence is a gap in this design, without a finding that says so; by default it is. */
  readonly asked?: (context: GuideContext) => boolean;
  /** The rules whose findings are about it. */
  readonly rules?: readonly string[];
  /** The rules whose findings are about it when they stand at one of its elements. */
  readonly own?: readonly string[];
  readonly skeleton?: Skeleton;
}

/** What the guide shows of an aspect, or of one element of several. */
export interface Item {
  readonly id: string;
  readonly state: GuideState;
  readonly title: string;
  readonly detail: string;
  readonly why: string;
  readonly place?: Place;
  readonly parts: readonly Part[];
  readonly skeleton?: Skeleton;
}
