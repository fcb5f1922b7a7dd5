import {
  type BaseLanguageClient,
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
} from "vscode-languageclient/browser";
import {
  type FindDesignsParams,
  findDesignsRequest,
  type ReadFileParams,
  readFileRequest,
} from "../../../server/src/service/protocol/read-file.ts";
import { type ServerHooks, serverOptionsFor, withoutPopups } from "../client-options.ts";
import { findDesigns, readFile } from "../read-file.ts";

/** The addresses of the bundles that run in workers. */
export interface WorkerBundles {
  readonly server: string;
  readonly layoutWorker: string;
  readonly pdfWorker: string;
}

/** The client of a server that runs in a worker. */
export function createWorkerClient(bundles: WorkerBundles, hooks: ServerHooks): BaseLanguageClient {
  let worker: Worker | undefined;
  const connect = async () => {
    worker?.terminate();
    worker = new Worker(bundles.server);
    // Hosts replace `Worker` by a class of their own, which the client does not recognise: hence its ends, not itself.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const options = serverOptionsFor(hooks);
  const client = new LanguageClient("sdesign", "sdesign", connect, {
    ...options,
    // A worker cannot find its neighbours by itself: its own address is often a blob.
    initializationOptions: {
      ...options.initializationOptions,
      layoutWorker: bundles.layoutWorker,
      pdfWorker: bundles.pdfWorker,
    },
  });
  client.onRequest(readFileRequest, ({ uri }: ReadFileParams) => readFile(uri));
  client.onRequest(findDesignsRequest, ({ folder }: FindDesignsParams) => findDesigns(folder));
  return withoutPopups(client);
}
