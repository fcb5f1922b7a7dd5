import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysisJson } from "../../../server/src/export/analysis-report.ts";
import { Workspace } from "../../../server/src/model/workspace.ts";
import { withEdits } from "../../../server/src/service/fix-all.ts";
import type { Change } from "../../../server/src/service/refactor/place.ts";
import { Service } from "../../../server/src/service/service.ts";

const folder = join(import.meta.dirname, "../../../samples");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sdesign"));
const texts = new Map(names.map((name) => [`file:///${name}`, readFileSync(join(folder, name), "utf8")]));

/** The designs that a file may be connected with. */
function folderOf(uri: string): Map<string, string> {
  const isTop = (one: string): boolean => one.lastIndexOf("/") === "file://".length;
  return new Map([...texts].filter(([one]) => one === uri || (!isTop(uri) && !isTop(one))));
}

function serviceOf(texts: ReadonlyMap<string, string>, { edits, creates }: Change = { edits: [] }): Service {
  const workspace = new Workspace({ resolve: (from, path) => new URL(path, from).href });
  for (const [uri, text] of texts) {
    workspace.set(
      uri,
      withEdits(
        text,
        edits.filter((edit) => edit.uri === uri),
      ),
    );
  }
  if (creates) workspace.set(creates.uri, creates.text);
  return new Service(workspace);
}

/** What parsing and linking have to say of all samples. */
function mistakes({ workspace }: Service): readonly string[] {
  return workspace
    .uris()
    .flatMap((uri) =>
      (workspace.linked(uri)?.chunks ?? []).flatMap(({ chunk, problems }) => [
        ...chunk.problems.map(({ message }) => message),
        ...problems.map(({ message }) => message),
      ]),
    );
}

/** What is computed of the design that a file belongs to, in an order of its own. */
function figures(service: Service, uri: string): readonly string[] {
  const design = service.workspace.design(uri);
  const lines = design ? analysisJson(service.checks.facts(design)).split("\n") : [];
  return lines.map((line) => line.replace(/,$/, "")).sort();
}

function comments({ workspace }: Service): number {
  return workspace
    .uris()
    .reduce(
      (sum, uri) => sum + (workspace.source(uri)?.chunks ?? []).reduce((own, chunk) => own + chunk.comments.length, 0),
      0,
    );
}

describe.each([...texts])("what is offered in %s", (uri, text) => {
  it("leaves a design without mistakes, its comments kept", () => {
    const folder = folderOf(uri);
    const service = serviceOf(folder);
    const [before, kept] = [mistakes(service), comments(service)];
    const computed = figures(service, uri);
    const seen = new Set<string>();
    for (let offset = 0; offset < text.length; offset += 83) {
      for (const end of [offset, offset + 700]) {
        for (const { title, kind, change } of service.refactorings(uri, { start: offset, end })) {
          const made = change();
          const id = JSON.stringify([title, made]);
          if (!made || seen.has(id)) continue;
          seen.add(id);
          const after = serviceOf(folder, made);
          const shown = `${title} at ${text.slice(offset, offset + 60)}`;
          expect(mistakes(after), shown).toEqual(before);
          expect(comments(after), shown).toBe(kept);
          // The new file belongs to the same design, whoever is asked.
          if (kind === "move") expect(figures(after, made.creates?.uri ?? ""), shown).toEqual(computed);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
