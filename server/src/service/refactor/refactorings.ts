/** Changes of the design that are offered where the cursor is, whether anything is wrong there or not. */

import type { Workspace } from "../../model/workspace.ts";
import type { Range } from "../place.ts";
import { toApi } from "./api.ts";
import { betweenEnds } from "./connection.ts";
import { toDomain } from "./domain.ts";
import { toFile } from "./file.ts";
import { missingFlow } from "./flow.ts";
import { type Refactoring, spotOf } from "./place.ts";
import { replicaSet } from "./replicas.ts";
import { otherUnits } from "./unit.ts";

const OFFERS = [betweenEnds, replicaSet, missingFlow, toApi, toDomain, toFile, otherUnits] as const;

/**
 * What is offered for a selection of a file; nothing in statements with mistakes in their form.
 *
 * @param others the URIs of files that there are besides those of the workspace
 */
export function refactorings(
  workspace: Workspace,
  uri: string,
  range: Range,
  others: readonly string[] = [],
): readonly Refactoring[] {
  const spot = spotOf(workspace, uri, range, others);
  return spot ? OFFERS.flatMap((offer) => offer(spot)) : [];
}
