/**
 * What a design implies, computed once per version of it, on demand, and shared by findings, hovers, diagrams, exports
 * and the command line: a number that is shown twice comes from here twice.
 */

import type { Design } from "../model/design.ts";

export interface Facts {
  readonly design: Design;
}
