/** How the server's pictures look on a page: their rules, the variables for the editor's themes, and their type. */

import { textWidth } from "../../diagram/text.ts";
import { type } from "../../diagram/typography.ts";

export { fontFamily, variablesCss, vscodeVariablesCss } from "../../diagram/theme.ts";

const sample = "Hamburgefonstiv load balancer 0123456789";

/** A text as pictures expect it: boxes are as wide as this font makes their words. */
export const fontProbe = {
  text: sample,
  font: `${type.title.weight} ${type.title.size}px`,
  /** In px. */
  width: textWidth(sample, type.title),
} as const;
