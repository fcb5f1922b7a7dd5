/** What each floor takes, in this process and warm. */

import { Workspace } from "../../server/src/model/workspace.ts";
import { Service } from "../../server/src/service/service.ts";
import { Lexer } from "../../server/src/syntax/lexer.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { type GeneratedDesign, generateDesign } from "./design.ts";
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
  for (const [what, sample] of keystrokes(generated, components > 5000 ? 15 : 60, rules)) results.set(what, sample);
  return results;
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
  service.checks.stopwatch = {
    now: () => performance.now(),
    took: (rule, milliseconds) => rules.set(rule, (rules.get(rule) ?? 0) + milliseconds),
  };
  text = text.slice(0, keystroke.offset) + keystroke.to + text.slice(keystroke.offset + 1);
  service.workspace.edit(URI, `${text}\n`, [{ start: text.length, removed: 0, inserted: "\nservice Last {}" }]);
  service.workspace.set(URI, text);
  service.diagnostics(URI);
  return new Map([
    ["keystroke: parse", sampleOf(times.edit)],
    ["keystroke: link", sampleOf(times.link)],
    ["keystroke: facts and rules", sampleOf(times.check)],
    ["keystroke: all of it", sampleOf(times.all)],
  ]);
}
