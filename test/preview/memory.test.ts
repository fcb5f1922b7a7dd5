import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { CancellationTokenSource, type Connection } from "vscode-languageserver";
import { createGraphviz } from "../../server/src/doors/graphviz.ts";
import { registerPreview } from "../../server/src/doors/preview.ts";
import { Workspace } from "../../server/src/model/workspace.ts";
import { previewResult } from "../../server/src/service/protocol.ts";
import { Service } from "../../server/src/service/service.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const uri = "file:///main.sdesign";
const text = (number: number): string =>
  `actor Buyer
functional Buy "A buyer can buy" { actor: Buyer }
entity Order { id uuid [pk]  note string(200) }
api Shop { POST /orders { satisfies: Buy, writes: Order, load: ${number} req/s } }
service Backend${number} "Backend ${number}" { serves: Shop, replicas: 3 }
sql_database Store { stores: Order, replicas: 2 }
Buyer -> Backend${number} -> Store
`;

/** A server's side of one preview that is seen all the time. */
function served() {
  const workspace = new Workspace({ resolve: () => ({ refused: "is not there" }) });
  workspace.set(uri, text(0));
  const service = new Service(workspace);
  const graphviz = createGraphviz();
  const handlers = new Map<string, (params: unknown, token: unknown) => unknown>();
  registerPreview(
    {
      onRequest: (method: string, handler: (params: unknown, token: unknown) => unknown) =>
        handlers.set(method, handler),
      onNotification: () => undefined,
      sendNotification: () => undefined,
    } as unknown as Connection,
    {
      workspace,
      facts: (design) => service.checks.facts(design),
      version: () => 1,
      positionAt: () => ({ line: 0, character: 0 }),
      offsetAt: () => 0,
      onDidChange: () => undefined,
      pdf: async () => "",
      layouts: { now: graphviz, later: graphviz },
    },
  );
  const ask = (method: string, params: object): unknown =>
    handlers.get(`sdesign/${method}`)?.({ uri, ...params }, new CancellationTokenSource().token);
  return { workspace, ask };
}

it("a preview's memory stays flat over 1,000 edits, each with another picture", { timeout: 240_000 }, async () => {
  const { workspace, ask } = served();
  let known: string | undefined;
  let number = 0;
  const edit = async (): Promise<void> => {
    number++;
    workspace.set(uri, text(number));
    const shown = previewResult(await ask("preview", { viewer: "panel", ...(known === undefined ? {} : { known }) }));
    expect(shown?.svg).toContain(`Backend ${number}`);
    known = shown?.fingerprint;
    await ask("whatIf", { down: [`Backend${number}`] });
    if (number % 10 === 0) await ask("thumbnail", { view: "data" });
  };
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  // What is remembered of the last pictures fills up first.
  for (let count = 0; count < 600; count++) await edit();
  const before = heap();
  for (let count = 0; count < 1000; count++) await edit();
  const growth = heap() - before;
  console.log(`heap after 1,000 edits: ${growth.toFixed(2)} MB more`);
  expect(growth).toBeLessThan(2);
});
