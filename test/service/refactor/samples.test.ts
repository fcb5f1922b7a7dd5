import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workspace } from "../../../server/src/model/workspace.ts";
import type { FileEdit } from "../../../server/src/service/diagnostics.ts";
import { withEdits } from "../../../server/src/service/fix-all.ts";
import { Service } from "../../../server/src/service/service.ts";

const folder = join(import.meta.dirname, "../../../samples");
const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sdesign"));
const texts = new Map(names.map((name) => [`file:///${name}`, readFileSync(join(folder, name), "utf8")]));

function serviceOf(edits: readonly FileEdit[] = []): Service {
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
  return new Service(workspace);
}

/** What parsing and linking have to say of all samples. */
function mistakes({ workspace }: Service): readonly string[] {
  return [...texts.keys()].flatMap((uri) =>
    (workspace.linked(uri)?.chunks ?? []).flatMap(({ chunk, problems }) => [
      ...chunk.problems.map(({ message }) => message),
      ...problems.map(({ message }) => message),
    ]),
  );
}

function comments({ workspace }: Service): number {
  return [...texts.keys()].reduce(
    (sum, uri) => sum + (workspace.source(uri)?.chunks ?? []).reduce((own, chunk) => own + chunk.comments.length, 0),
    0,
  );
}

describe.each([...texts])("what is offered in %s", (uri, text) => {
  it("leaves a design without mistakes, its comments kept", () => {
    const service = serviceOf();
    const [before, kept] = [mistakes(service), comments(service)];
    const seen = new Set<string>();
    for (let offset = 0; offset < text.length; offset += 83) {
      for (const end of [offset, offset + 700]) {
        for (const { title, edits } of service.refactorings(uri, { start: offset, end })) {
          const id = JSON.stringify([title, edits]);
          if (seen.has(id)) continue;
          seen.add(id);
          const after = serviceOf(edits);
          const shown = `${title} at ${text.slice(offset, offset + 60)}`;
          expect(mistakes(after), shown).toEqual(before);
          expect(comments(after), shown).toBe(kept);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
