import { renderPdf } from "./pdf.ts";
import { isPdfRequest, type PdfReply } from "./pdf-messages.ts";

/** The worker that draws PDF: one file for Node's worker threads and for browsers' workers. */

async function draw(message: unknown): Promise<PdfReply | undefined> {
  if (!isPdfRequest(message)) return undefined;
  const { id, svg, title, fonts } = message;
  try {
    return { id, pdf: base64(await renderPdf(svg, { title, fonts })) };
  } catch {
    return { id, problem: "The diagram could not be drawn as PDF." };
  }
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

interface BrowserWorkerScope {
  postMessage(message: PdfReply): void;
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
}

function serve(listen: (listener: (message: unknown) => void) => void, reply: (reply: PdfReply) => void): void {
  listen(async (message) => {
    const answer = await draw(message);
    if (answer) reply(answer);
  });
}

if ("WorkerGlobalScope" in globalThis) {
  const scope = globalThis as unknown as BrowserWorkerScope;
  serve(
    (listener) => scope.addEventListener("message", ({ data }) => listener(data)),
    (reply) => scope.postMessage(reply),
  );
} else {
  // A name that no bundler sees, so that the browser's bundle does not look for Node's module.
  const threads = ["node", "worker_threads"].join(":");
  void import(threads).then((module) => {
    const { parentPort } = module as typeof import("node:worker_threads");
    serve(
      (listener) => parentPort?.on("message", listener),
      (reply) => parentPort?.postMessage(reply),
    );
  });
}
