/** Changes of the design that are offered where the cursor is, whether anything is wrong there or not. */

import type { Workspace } from "../../model/workspace.ts";
import type { Range } from "../place.ts";
import { betweenEnds } from "./connection.ts";
import { toDomain } from "./domain.ts";
import { missingFlow } from "./flow.ts";
import { type Refactoring, spotOf } from "./place.ts";
import { replicaSet } from "./replicas.ts";
import { otherUnits } from "./unit.ts";

const OFFERS = [betweenEnds, replicaSet, missingFlow, toDomain, otherUnits] as const;

/** What is offered for a selection of a file; nothing in statements with mistakes in their form. */
export function refactorings(workspace: Workspace, uri: string, range: Range): readonly Refactoring[] {
  const spot = spotOf(workspace, uri, range);
  return spot ? OFFERS.flatMap((offer) => offer(spot)) : [];
}
