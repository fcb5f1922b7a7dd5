/** A library that several designs import is judged by all of them together. */

import { describe, expect, it } from "vitest";
import { factsOf } from "../../server/src/analysis/facts.ts";
import { EMPTY_CONFIG, settingsFor } from "../../server/src/lint/config.ts";
import { mergeFindings } from "../../server/src/lint/merge.ts";
import { lint } from "../../server/src/lint/run.ts";
import { Workspace } from "../../server/src/model/workspace.ts";

const LIBRARY = "file:///lib.sdesign";

function findings(library: string, roots: readonly string[]): readonly string[] {
  const workspace = new Workspace({ resolve: (from, path) => new URL(path, from).href });
  workspace.set(LIBRARY, library);
  for (const [index, root] of roots.entries()) workspace.set(`file:///root${index}.sdesign`, root);
  const settings = settingsFor(EMPTY_CONFIG, "");
  const merged = mergeFindings(
    workspace.designs(LIBRARY).map((design) => ({
      files: design.files,
      findings:
        lint({ design, facts: factsOf(design), sources: workspace, problems: [], settings: () => settings }) ?? [],
    })),
  );
  return merged.flatMap(({ rule, place }) => (place.origin.uri === LIBRARY ? [rule] : []));
}

const IMPORT = `import "./lib.sdesign"\n`;
const ENTITIES = `entity Order { id uuid [pk] }\nentity Person { id uuid [pk] }`;
const store = (entity: string) => `system S${entity}\n${IMPORT}sql_database Db { stores: ${entity}, managed: true }`;

describe("a shared library", () => {
  it("is not told that something is missing which one of its users has", () => {
    expect(findings(ENTITIES, [store("Order"), store("Person")])).toEqual([]);
  });

  it("is told what all of its users miss, once", () => {
    expect(findings(ENTITIES, [store("Order"), store("Order")])).toEqual(["data/unstored"]);
  });

  it("is told what is wrong with itself, once", () => {
    expect(findings(`entity Order { sum decimal }`, [store("Order"), store("Order")])).toEqual(["data/no-key"]);
  });

  it("keeps a suppression that one of its users needs", () => {
    const library = `// sdesign-ignore data/unstored: kept by a partner\n${ENTITIES}`;
    expect(findings(library, [store("Person"), store("Order, Person")])).toEqual([]);
  });
});
