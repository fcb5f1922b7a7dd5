import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analysisJson } from "../../../server/src/export/analysis-report.ts";
import { EMPTY_CONFIG, settingsFor } from "../../../server/src/lint/config.ts";
import { lint } from "../../../server/src/lint/run.ts";
import { Workspace } from "../../../server/src/model/workspace.ts";
import { withEdits } from "../../../server/src/service/fix-all.ts";
import type { Range } from "../../../server/src/service/place.ts";
import type { Change } from "../../../server/src/service/refactor/place.ts";
import { Service } from "../../../server/src/service/service.ts";
import { walk } from "../../../server/src/syntax/walk.ts";

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

/** Where somebody may ask: every statement, arrow and number of a file, and what selections of two and four hold. */
function places({ workspace }: Service, uri: string): readonly Range[] {
  const found = new Map<number, Range>();
  const chunks = workspace.source(uri)?.chunks.filter(({ statement }) => statement) ?? [];
  const all: Range[] = [];
  for (const [index, { start, statement }] of chunks.entries()) {
    if (!statement) continue;
    walk(statement, (node) => {
      if (ASKED.has(node.type)) found.set(start + node.start, { start: start + node.start, end: start + node.start });
    });
    for (const more of [1, 3]) {
      const last = chunks[index + more];
      if (last?.statement) all.push({ start: start + statement.start, end: last.start + last.statement.end });
    }
    const body = "body" in statement ? statement.body : undefined;
    for (const [nth, nested] of body?.statements.entries() ?? []) {
      const next = body?.statements[nth + 1];
      if (next) all.push({ start: start + nested.start, end: start + next.end });
    }
  }
  return [...found.values(), ...all];
}

const ASKED = new Set(["declaration", "quality", "connection", "endpoint", "arrow", "number", "stage"]);

/** Steps of flows that no connection leads along. */
function untold(service: Service, uri: string): readonly string[] {
  const design = service.workspace.design(uri);
  if (!design) return [];
  const findings = lint({
    design,
    facts: service.checks.facts(design),
    sources: service.workspace,
    problems: [],
    settings: () => settingsFor(EMPTY_CONFIG, ""),
    only: new Set(["trace/missing-connection"]),
  });
  return (findings ?? []).map(({ message }) => message);
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
    const unled = untold(service, uri);
    const seen = new Set<string>();
    for (const range of places(service, uri)) {
      for (const { title, kind, change } of service.refactorings(uri, range)) {
        const made = change();
        const id = JSON.stringify([title, made]);
        if (!made || seen.has(id)) continue;
        seen.add(id);
        const after = serviceOf(folder, made);
        const shown = `${title} at ${text.slice(range.start, range.start + 60)}`;
        expect(mistakes(after), shown).toEqual(before);
        expect(comments(after), shown).toBe(kept);
        // The new file belongs to the same design, whoever is asked.
        if (kind === "move") expect(figures(after, made.creates?.uri ?? ""), shown).toEqual(computed);
        // What a step of a flow goes along is still there.
        else if (!/^Convert/.test(title)) expect(untold(after, uri), shown).toEqual(unled);
      }
    }
    expect(seen.size).toBeGreaterThan(0);
  });
});
