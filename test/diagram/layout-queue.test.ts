import { describe, expect, it } from "vitest";
import { layoutDot } from "../../server/src/diagram/dot.ts";
import { prepare } from "../../server/src/diagram/scene.ts";
import { createGraphviz, LayoutFailed } from "../../server/src/doors/graphviz.ts";
import type { LayoutRequest } from "../../server/src/doors/layout-messages.ts";
import {
  createLayoutQueue,
  LayoutSuperseded,
  LayoutTimedOut,
  type SpawnLayoutWorker,
} from "../../server/src/doors/layout-queue.ts";
import { threadLayoutWorker } from "../../server/src/doors/layout-thread.ts";
import { architecture } from "./pictures.ts";

const workerFile = new URL("../../server/src/doors/layout-worker.ts", import.meta.url);
const good = 'digraph "g" { "n0" -> "n1" }';
const bad = "digraph {";

describe("Graphviz in this thread", () => {
  it("answers with a layout, also after failures and beyond an instance's life", async () => {
    const graphviz = createGraphviz();
    await expect(graphviz(bad)).rejects.toThrow(LayoutFailed);
    await expect(graphviz(bad)).rejects.toThrow("Graphviz could not lay out the diagram.");
    for (let i = 0; i < 40; i++) expect(await graphviz(good)).toContain('"pos"');
    await expect(graphviz("")).rejects.toThrow(LayoutFailed);
    expect(await graphviz(layoutDot(prepare(architecture)))).toContain('"n0"');
  });
});

describe("the layout queue with a real thread", () => {
  it("lays out, and again after a failure", async () => {
    const queue = createLayoutQueue(threadLayoutWorker(workerFile));
    try {
      expect(await queue.layOut("a", good)).toContain('"pos"');
      await expect(queue.layOut("a", bad)).rejects.toThrow(LayoutFailed);
      expect(await queue.layouter("b")(good)).toContain('"pos"');
    } finally {
      queue.dispose();
    }
  });

  it("ends a thread that hangs and starts another", async () => {
    const hanging = new URL("data:text/javascript,for(;;);");
    const real = threadLayoutWorker(workerFile);
    let spawned = 0;
    const spawn: SpawnLayoutWorker = (...args) => (spawned++ === 0 ? threadLayoutWorker(hanging) : real)(...args);
    const queue = createLayoutQueue(spawn, { deadline: 1500 });
    try {
      await expect(queue.layOut("a", good)).rejects.toThrow(LayoutTimedOut);
      expect(await queue.layOut("a", good)).toContain('"pos"');
      expect(spawned).toBe(2);
    } finally {
      queue.dispose();
    }
  });

  it("survives a thread that dies", async () => {
    const dying = new URL("data:text/javascript,throw new Error('x')");
    const real = threadLayoutWorker(workerFile);
    let spawned = 0;
    const queue = createLayoutQueue((...args) => (spawned++ === 0 ? threadLayoutWorker(dying) : real)(...args));
    try {
      await expect(queue.layOut("a", good)).rejects.toThrow(LayoutFailed);
      expect(await queue.layOut("a", good)).toContain('"pos"');
    } finally {
      queue.dispose();
    }
  });
});

/** A worker that answers when the test says so. */
function scripted() {
  const requests: LayoutRequest[] = [];
  let say: (message: unknown) => void = () => {};
  let terminated = 0;
  const spawn: SpawnLayoutWorker = (onReply) => {
    say = onReply;
    return { post: (request) => requests.push(request), terminate: () => terminated++ };
  };
  return { requests, spawn, say: (message: unknown) => say(message), terminated: () => terminated };
}

describe("the layout queue", () => {
  it("answers only the last of those that wait with one key", async () => {
    const worker = scripted();
    const queue = createLayoutQueue(worker.spawn);
    const first = queue.layOut("a", "1");
    const second = queue.layOut("a", "2");
    const third = queue.layOut("a", "3");
    const other = queue.layOut("b", "4");
    await expect(second).rejects.toThrow(LayoutSuperseded);
    worker.say({ id: 1, json: "one" });
    worker.say({ id: 2, json: "three" });
    worker.say({ id: 3, json: "four" });
    expect(await Promise.all([first, third, other])).toEqual(["one", "three", "four"]);
    expect(worker.requests.map(({ dot }) => dot)).toEqual(["1", "3", "4"]);
    queue.dispose();
  });

  it("does not let a busy key starve the others", async () => {
    const worker = scripted();
    const queue = createLayoutQueue(worker.spawn);
    const running = queue.layOut("a", "1");
    const gone = queue.layOut("a", "2");
    const other = queue.layOut("b", "3");
    const last = queue.layOut("a", "4");
    await expect(gone).rejects.toThrow(LayoutSuperseded);
    for (const id of [1, 2, 3]) worker.say({ id, json: String(id) });
    expect(await Promise.all([running, other, last])).toEqual(["1", "2", "3"]);
    expect(worker.requests.map(({ dot }) => dot)).toEqual(["1", "3", "4"]);
    queue.dispose();
  });

  it("ignores what is no answer, or an answer to something else", async () => {
    const worker = scripted();
    const queue = createLayoutQueue(worker.spawn);
    const answer = queue.layOut("a", "1");
    for (const message of [null, 1, {}, { id: 7, json: "x" }, { id: 1 }, { id: "1", json: "x" }]) worker.say(message);
    worker.say({ id: 1, problem: "no" });
    await expect(answer).rejects.toThrow("no");
    queue.dispose();
  });

  it("ends the worker when idle, and rejects everything when disposed", async () => {
    const worker = scripted();
    const queue = createLayoutQueue(worker.spawn, { idle: 5 });
    const answer = queue.layOut("a", "1");
    worker.say({ id: 1, json: "one" });
    await answer;
    await expect.poll(worker.terminated).toBe(1);
    const left = [queue.layOut("a", "2"), queue.layOut("b", "3")];
    queue.dispose();
    for (const promise of left) await expect(promise).rejects.toThrow(LayoutSuperseded);
    await expect(queue.layOut("a", "4")).rejects.toThrow(LayoutSuperseded);
  });

  it("says so when no worker can be started", async () => {
    const queue = createLayoutQueue(() => {
      throw new Error("no workers here");
    });
    await expect(queue.layOut("a", "1")).rejects.toThrow("The layout worker could not be started.");
    queue.dispose();
  });
});
