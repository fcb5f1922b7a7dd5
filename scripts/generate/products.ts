/** The generated files, and what each is drawn from. */

import { generate as grammar } from "./grammar.ts";
import { reference } from "./reference.ts";
import { rulePages } from "./rules.ts";
import { configSchema } from "./schema.ts";
import { manifestWithSettings } from "./settings.ts";

export interface Product {
  /** A folder that holds nothing else: files in it that are no longer made are removed. */
  readonly folder?: string;
  /** The files by their path from the project's root; `read` gives a file as it is now. */
  make(read: (path: string) => string | undefined): ReadonlyMap<string, string>;
}

export const products: readonly Product[] = [
  { make: grammar },
  { make: () => new Map([["docs/reference.md", reference()]]) },
  { folder: "docs/rules", make: rulePages },
  { make: () => new Map([["schemas/sdesign.config.schema.json", configSchema()]]) },
  { make: (read) => new Map([["package.json", manifestWithSettings(read("package.json") ?? "")]]) },
];
