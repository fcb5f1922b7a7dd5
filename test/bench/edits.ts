/** What people change, each as one character or word back and forth: all of it, from the key to the last finding. */

import type { Service } from "../../server/src/service/service.ts";
import type { GeneratedDesign } from "./design.ts";
import { type Sample, sampleOf } from "./measure.ts";

interface Toggle {
  readonly offset: number;
  readonly from: string;
  readonly to: string;
}

/** The place of the first of some words behind a share of the text. */
function after(text: string, share: number, words: string, from: string, to: string): Toggle {
  const at = text.indexOf(words, Math.floor(text.length * share));
  const inside = words.indexOf(from);
  if (at < 0 || inside < 0) throw new Error(`The design has no ${words}.`);
  return { offset: at + inside, from, to };
}

/** The edits that are measured, in a generated design. */
export function togglesOf({ text, keystroke }: GeneratedDesign): ReadonlyMap<string, Toggle> {
  const flow = text.lastIndexOf('"asks"');
  return new Map([
    ["a connection's end", keystroke],
    ["an estimate", after(text, 0, "users = 10M", "10M", "20M")],
    ["a title", after(text, 0.5, '"Component ', "Comp", "Kom")],
    ["a comment", { offset: text.indexOf("\n\n", text.length / 2), from: "", to: "\n// a remark" }],
    ["a component's latency", after(text, 0.5, " ms\n", " ms", "0 ms")],
    ["a component's replicas", after(text, 0.5, "replicas: 3", "3", "4")],
    ["a capacity", after(text, 0.5, "k req/s, latency", "k", "0k")],
    ["a requirement's title", after(text, 0, '"A person can use part 0"', "A person", "People")],
    ["a target", after(text, 0, ">= 99.9%", "99.9", "99.8")],
    ["a step's label", { offset: flow, from: '"asks"', to: '"asks for"' }],
    ["an endpoint's load", after(text, 0.1, "req/s, auth", "req/s", "0 req/s")],
    ["a field", after(text, 0.1, "  f0 ", "f0", "f9")],
  ]);
}

/** Milliseconds from an edit to all findings, by what is edited; all of them in one session, one after the other. */
export function measureEdits(
  generated: GeneratedDesign,
  serviceOf: (text: string) => Service,
  uri: string,
  count: number,
): ReadonlyMap<string, Sample> {
  const results = new Map<string, Sample>();
  const service = serviceOf(generated.text);
  service.diagnostics(uri);
  let { text } = generated;
  for (const [what, { offset, from, to }] of togglesOf(generated)) {
    const times: number[] = [];
    let [now, next] = [from, to];
    for (let index = 0; index < count + 4; index++) {
      text = text.slice(0, offset) + next + text.slice(offset + now.length);
      const began = performance.now();
      service.workspace.edit(uri, text, [{ start: offset, removed: now.length, inserted: next }]);
      service.diagnostics(uri);
      if (index >= 4) times.push(performance.now() - began);
      [now, next] = [next, now];
    }
    results.set(what, sampleOf(times));
  }
  return results;
}
