/** Where a rule is explained. */

import { rules } from "./rules/index.ts";

/** The page of a rule inside docs/rules; findings of the tool itself are explained on the index page. */
export function rulePage(id: string): string {
  return rules.has(id) ? `${id}.md` : `README.md#${id.split("/", 1)[0]}`;
}

/** The address of a rule's page, where it is known at which address the pages are (it ends in a slash). */
export function ruleUrl(id: string, pages: string | undefined): string | undefined {
  if (pages === undefined) return undefined;
  const page = rulePage(id);
  // What opens files seldom knows what to do with the part behind the hash.
  return pages + (/^https?:/.test(pages) ? page : page.replace(/#.*/, ""));
}
