/** What an editor waits for: a server in a process of its own, spoken to over its standard input and output. */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client, type Diagnostic, type Position } from "../lsp/client.ts";
import { generateDesign } from "./design.ts";
import { type Sample, sampleOf } from "./measure.ts";
import { callsAt, requestsAt } from "./requests.ts";

const BUNDLE = process.env.SDESIGN_BENCH_SERVER ?? fileURLToPath(new URL("../../dist/server.cjs", import.meta.url));
const URI = "file:///bench/design.sdesign";

export interface OverStdio {
  readonly samples: ReadonlyMap<string, Sample>;
  /** Requests over and over, while nothing changes. */
  readonly asked: ReadonlyMap<string, Sample>;
  /** The same requests, each right behind a keystroke that it has to wait for. */
  readonly afterEdits: ReadonlyMap<string, Sample>;
  /** From the process's start to the first diagnostics, milliseconds. */
  readonly first: number;
  /** Most memory that the server has taken, in MB; undefined where the system does not tell. */
  readonly memory: number | undefined;
}

/** Whether the built server is measured; else the one of the sources. */
export const isBuilt = existsSync(BUNDLE);

export async function measureOverStdio(components: number): Promise<OverStdio> {
  const { text, keystroke } = generateDesign(components);
  const before = text.slice(0, keystroke.offset).split("\n");
  const start: Position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const range = { start, end: { line: start.line, character: start.character + 1 } };
  const server = isBuilt ? { server: [process.execPath, BUNDLE, "--stdio"] } : {};

  const began = performance.now();
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  const pulling = await Client.start({ capabilities, ...server });
  await pulling.open(URI, text);
  const pull = async (): Promise<readonly Diagnostic[]> => {
    const answer = await pulling.request<{ items: readonly Diagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri: URI },
    });
    return answer.items;
  };
  await pull();
  const first = performance.now() - began;
  const samples = new Map<string, Sample>();

  const count = components > 5000 ? 20 : 60;
  let written = keystroke.from;
  const type = async (client: Client): Promise<number> => {
    written = written === keystroke.from ? keystroke.to : keystroke.from;
    return client.change(URI, written, range);
  };
  // Cut off from everything, a component gets a finding by a rule: then all rules have run.
  const complete = (items: readonly Diagnostic[]): boolean =>
    items.some(({ code }) => code === "trace/unjustified" || code === "trace/disconnected") ===
    (written !== keystroke.from);
  const times: number[] = [];
  const completeTimes: number[] = [];
  for (let index = 0; index < count + 10; index++) {
    const from = performance.now();
    const refreshed = pulling.refreshed();
    await type(pulling);
    let items = await pull();
    if (index >= 10) times.push(performance.now() - from);
    if (!complete(items)) {
      await refreshed;
      items = await pull();
    }
    if (!complete(items)) throw new Error("the rules' findings do not follow");
    if (index >= 10) completeTimes.push(performance.now() - from);
    await rest();
  }
  samples.set("keystroke to diagnostics, pulled", sampleOf(times));
  samples.set("… with those of all rules", sampleOf(completeTimes));

  const requests = [...requestsAt(URI, text, start), ...(await callsAt(pulling, URI, start))];
  const asked = new Map<string, Sample>();
  const afterEdits = new Map<string, Sample>();
  for (const { what, method, params } of requests) {
    const ask = async (edit: boolean): Promise<number> => {
      if (edit) await type(pulling);
      const from = performance.now();
      await pulling.request(method, params);
      return performance.now() - from;
    };
    const repeated = async (edit: boolean): Promise<Sample> => {
      const took: number[] = [];
      for (let index = 0; index < count / 2; index++) took.push(await ask(edit));
      return sampleOf(took);
    };
    await ask(false);
    asked.set(what, await repeated(false));
    afterEdits.set(what, await repeated(true));
  }
  const memory = peakMemory(pulling.process.pid);
  await pulling.stop();

  const pushed = await Client.start(server);
  await pushed.open(URI, text);
  await pushed.diagnostics(URI);
  const pushes: number[] = [];
  const completePushes: number[] = [];
  written = keystroke.from;
  for (let index = 0; index < count + 10; index++) {
    const from = performance.now();
    const version = await type(pushed);
    await pushed.diagnostics(URI, version);
    if (index >= 10) pushes.push(performance.now() - from);
    await pushed.diagnostics(URI, version, complete);
    if (index >= 10) completePushes.push(performance.now() - from);
    await rest();
  }
  samples.set("keystroke to diagnostics, pushed", sampleOf(pushes));
  samples.set("… pushed, with those of all rules", sampleOf(completePushes));
  await pushed.stop();
  return { samples, asked, afterEdits, first, memory };
}

/** People pause between two keys; collectors of garbage use that. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 15));
}

function peakMemory(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
