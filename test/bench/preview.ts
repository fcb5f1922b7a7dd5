/**
 * From a keystroke to the new diagram, and what a failure takes down: for pictures of 10, 50, 200 and 1,000 components.
 * Graphviz runs here in the same thread, so that only work is measured; the server gives it a worker of its own.
 */

import { spawnSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { layOut } from "../../server/src/diagram/layout.ts";
import { drawSvg } from "../../server/src/diagram/svg.ts";
import { createGraphviz } from "../../server/src/doors/graphviz.ts";
import { Workspace } from "../../server/src/model/workspace.ts";
import { previewDraft } from "../../server/src/service/preview.ts";
import { whatIf } from "../../server/src/service/preview-what-if.ts";
import { Service } from "../../server/src/service/service.ts";
import { generateDesign } from "./design.ts";
import { type Sample, sampleOf, shown, table } from "./measure.ts";

const uri = "file:///bench/preview.sdesign";
const sizes = [10, 50, 200, 1000];

interface Measured {
  readonly samples: ReadonlyMap<string, Sample>;
  readonly drawn: number;
  readonly growth: number;
}

class Times {
  readonly #times = new Map<string, number[]>();

  async measure<Value>(what: string, run: () => Value | Promise<Value>): Promise<Value> {
    const began = performance.now();
    const value = await run();
    this.add(what, performance.now() - began);
    return value;
  }

  add(what: string, milliseconds: number): void {
    const times = this.#times.get(what) ?? [];
    times.push(milliseconds);
    this.#times.set(what, times);
  }

  samples(): ReadonlyMap<string, Sample> {
    return new Map([...this.#times].map(([what, times]) => [what, sampleOf(times)]));
  }
}

/** How long native Graphviz needs for a DOT, its start included; undefined where it is not installed. */
function native(dot: string): number | undefined {
  const began = performance.now();
  const { status } = spawnSync("dot", ["-Tjson"], { input: dot, maxBuffer: 1 << 28, timeout: 120_000 });
  return status === 0 ? performance.now() - began : undefined;
}

async function measure(components: number): Promise<Measured> {
  const { text, keystroke } = generateDesign(components);
  const workspace = new Workspace({ resolve: () => ({ refused: "is not there" }) });
  workspace.set(uri, text);
  const service = new Service(workspace);
  const graphviz = createGraphviz();
  const times = new Times();
  const runs = components >= 1000 ? 6 : 20;
  let written = keystroke.from;
  let now = text;
  let dot = "";
  let drawn = 0;
  const edit = (): void => {
    written = written === keystroke.from ? keystroke.to : keystroke.from;
    now = now.slice(0, keystroke.offset) + written + now.slice(keystroke.offset + 1);
    workspace.edit(uri, now, [{ start: keystroke.offset, removed: 1, inserted: written }]);
  };
  const draft = () => previewDraft(workspace, (design) => service.checks.facts(design), { uri });
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    edit();
    const sketch = await times.measure("… parse, link, facts, view", draft);
    if (!sketch) throw new Error("The bench has no design.");
    drawn = sketch.sketch.picture.nodes.length;
    const drawing = await times.measure("… layout (Graphviz in WebAssembly, and our lines)", () =>
      layOut(sketch.sketch.picture, (asked) => {
        dot = asked;
        return graphviz(asked);
      }),
    );
    await times.measure("… drawing", () => drawSvg(drawing, { theme: "variables", interactive: true }));
    times.add("keystroke to new diagram", performance.now() - began);
    await times.measure("… Graphviz in WebAssembly alone", () => graphviz(dot));
    const own = native(dot);
    if (own !== undefined) times.add("… native dot on the same DOT, its start included", own);
  }
  const facts = service.checks.facts(workspace.design(uri) ?? fail());
  const candidates = facts.graph.nodes.filter(({ actor }) => !actor).slice(0, 40);
  for (const { id } of candidates) await times.measure("what if", () => whatIf(facts, [id]));
  const growth = await growthOver(components >= 1000 ? 100 : 1000, () => {
    edit();
    draft();
  });
  return { samples: times.samples(), drawn, growth };
}

function fail(): never {
  throw new Error("The bench has no design.");
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** By how much the heap grows over so many edits after the first few, MB; garbage is collected before and after. */
async function growthOver(edits: number, edit: () => void): Promise<number> {
  for (let count = 0; count < 20; count++) edit();
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let count = 0; count < edits; count++) edit();
  collect();
  return (process.memoryUsage().heapUsed - before) / 1e6;
}

/** Measures everything and returns it as a table. */
export async function previewTable(): Promise<string> {
  const results: Measured[] = [];
  for (const size of sizes) results.push(await measure(size));
  const rows = [...(results[0]?.samples.keys() ?? [])].map((what) => [
    what,
    ...results.map(({ samples }) => {
      const sample = samples.get(what);
      return sample ? `${shown(sample.median)} / ${shown(sample.p95)}` : "–";
    }),
  ]);
  return table([
    ["ms", ...sizes.map((size) => `${size.toLocaleString("en-US")} components`)],
    ...rows,
    ["cards in the picture", ...results.map(({ drawn }) => String(drawn))],
    ["heap growth over 1,000 edits (100 at 1,000), MB", ...results.map(({ growth }) => shown(Math.max(0, growth)))],
  ]);
}

if (import.meta.main) console.log(await previewTable());
