/** Where a rule is explained. */

import { rules } from "./rules/index.ts";

/** The project's repository; the pages of the rules are part of it. */
export const RULE_PAGES = "https://github.com/sdesign-lang/sdesign/blob/main/docs/rules/";

/** The page of a rule inside docs/rules; findings of the tool itself are explained on the index page. */
export function rulePage(id: string): string {
  return rules.has(id) ? `${id}.md` : `README.md#${id.split("/", 1)[0]}`;
}

/** The address of a rule's page. */
export function ruleUrl(id: string, base: string = RULE_PAGES): string {
  return base + rulePage(id);
}
