/** How a design is written; off unless asked for. */

import type { Rule } from "../../rule.ts";
import { missingTitle } from "./missing-title.ts";
import { nameCase } from "./name-case.ts";
import { requirementWording } from "./requirement-wording.ts";
import { tooManyBoxes } from "./too-many-boxes.ts";

export const styleRules: readonly Rule[] = [requirementWording, tooManyBoxes, missingTitle, nameCase];
