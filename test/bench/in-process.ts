/** What each floor takes, in this process and warm. */

import type { Facts } from "../../server/src/analysis/facts.ts";
import { targetVerdicts } from "../../server/src/analysis/targets.ts";
import { valueFindings } from "../../server/src/lint/number-problems.ts";
import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";
import { Lexer } from "../../server/src/syntax/lexer.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { type GeneratedDesign, generateDesign } from "./design.ts";
import { measureEdits } from "./edits.ts";
import { type Sample, sampleOf, time } from "./measure.ts";

const URI = "file:///bench/design.sdesign";

function workspaceOf(text: string): Workspace {
  const workspace = new Workspace({ resolve: () => ({ refused: "is not there" }) });
  workspace.set(URI, text);
  return workspace;
}

/** Milliseconds by what is done, for a design of some components. */
export function measureInProcess(components: number, rules: Map<string, number>): ReadonlyMap<string, Sample> {
  const generated = generateDesign(components);
  const { text } = generated;
  const runs = components > 5000 ? 5 : components > 500 ? 15 : 60;
  const results = new Map<string, Sample>();
  const warm = generateDesign(Math.min(components, 500)).text;
  for (let index = 0; index < 10; index++) new Service(workspaceOf(warm)).diagnostics(URI);

  results.set(
    "lex",
    time(
      runs,
      () => new Lexer(text),
      (lexer) => lexer.run(text.length),
    ),
  );
  results.set(
    "lex and parse",
    time(runs, () => text, parse),
  );
  results.set(
    "link (cold)",
    time(
      runs,
      () => workspaceOf(text),
      (workspace) => workspace.design(URI),
    ),
  );
  results.set(
    "facts and rules (cold)",
    time(
      runs,
      () => {
        const service = new Service(workspaceOf(text));
        service.workspace.design(URI);
        return service;
      },
      (service) => service.diagnostics(URI),
    ),
  );
  const cold = new Stages("cold");
  for (let index = 0; index < runs; index++) cold.run(new Service(workspaceOf(text)));
  for (const [what, sample] of cold.samples()) results.set(what, sample);
  for (const [what, sample] of keystrokes(generated, components > 5000 ? 15 : 60, rules)) results.set(what, sample);
  const serviceOf = (design: string): Service => new Service(workspaceOf(design));
  for (const [what, sample] of measureEdits(generated, serviceOf, URI, components > 5000 ? 8 : 40)) {
    results.set(`edit of ${what}: all of it`, sample);
  }
  return results;
}

/** What each fact takes that rules ask for, one after the other, and what rules take once all of them are known. */
const FACTS: readonly (readonly [string, (facts: Facts) => unknown])[] = [
  ["values and their problems", valueFindings],
  ["graph", ({ graph }) => graph.nodes.filter((node) => !node.actor && node.replicas > 1)],
  ["scopes", ({ scopes }) => scopes.all],
  ["load", ({ graph, load }) => graph.nodes.map(({ key }) => load.component(key))],
  ["failure", ({ failure }) => [failure.verdicts, failure.singlePoints]],
  ["storage", ({ graph, storage }) => graph.nodes.map(({ key }) => storage.store(key))],
  ["latency, cost, trace, targets", (facts) => [facts.trace, targetVerdicts(facts)]],
];

class Stages {
  readonly #when: string;
  readonly #times = new Map<string, number[]>();

  constructor(when: string) {
    this.#when = when;
  }

  /** Finds out all that there is to say of the service's design. */
  run(service: Service): void {
    const design = service.workspace.design(URI);
    if (!design) return;
    for (const [what, ask] of FACTS) this.#time(what, () => ask(service.checks.facts(design)));
    this.#time("rules alone, facts known", () => service.diagnostics(URI));
  }

  #time(what: string, run: () => unknown): void {
    const began = performance.now();
    run();
    const took = performance.now() - began;
    const times = this.#times.get(what);
    if (times) times.push(took);
    else this.#times.set(what, [took]);
  }

  *samples(): Iterable<readonly [string, Sample]> {
    for (const [what, times] of this.#times) yield [`… ${what} (${this.#when})`, sampleOf(times)];
  }
}

/** One character of a reference, back and forth: what each floor does of it. */
function keystrokes(
  generated: GeneratedDesign,
  count: number,
  rules: Map<string, number>,
): ReadonlyMap<string, Sample> {
  const { keystroke } = generated;
  const service = new Service(workspaceOf(generated.text));
  service.diagnostics(URI);
  let { text } = generated;
  let written = keystroke.from;
  const times = { edit: [] as number[], link: [] as number[], check: [] as number[], all: [] as number[] };
  for (let index = 0; index < count; index++) {
    written = written === keystroke.from ? keystroke.to : keystroke.from;
    text = text.slice(0, keystroke.offset) + written + text.slice(keystroke.offset + 1);
    const t0 = performance.now();
    service.workspace.edit(URI, text, [{ start: keystroke.offset, removed: 1, inserted: written }]);
    const t1 = performance.now();
    service.workspace.design(URI);
    const t2 = performance.now();
    service.diagnostics(URI);
    const t3 = performance.now();
    times.edit.push(t1 - t0);
    times.link.push(t2 - t1);
    times.check.push(t3 - t2);
    times.all.push(t3 - t0);
  }
  const stages = new Stages("keystroke");
  service.checks.stopwatch = {
    now: () => performance.now(),
    took: (rule, milliseconds) => rules.set(rule, (rules.get(rule) ?? 0) + milliseconds / count),
  };
  for (let index = 0; index < count; index++) {
    written = written === keystroke.from ? keystroke.to : keystroke.from;
    text = text.slice(0, keystroke.offset) + written + text.slice(keystroke.offset + 1);
    service.workspace.edit(URI, text, [{ start: keystroke.offset, removed: 1, inserted: written }]);
    stages.run(service);
  }
  return new Map([
    ["keystroke: parse", sampleOf(times.edit)],
    ["keystroke: link", sampleOf(times.link)],
    ["keystroke: facts and rules", sampleOf(times.check)],
    ["keystroke: all of it", sampleOf(times.all)],
    ...stages.samples(),
  ]);
}
