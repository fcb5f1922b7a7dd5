import type { SpawnLayoutWorker } from "./layout-queue.ts";
import { isPdfReply, type PdfRequest } from "./pdf-messages.ts";

/** Draws a picture that brings its style as PDF, in base 64. Rejects with words for people. */
export type DrawPdf = (svg: string, title: string) => Promise<string>;

/** The largest picture takes some seconds. */
const deadline = 60_000;

/**
 * Draws PDF in a worker, so that nobody waits for it: one for each, which ends with it.
 * @param fontsFor finds fonts for characters that the bundled one lacks
 */
export function pdfInWorker(
  spawn: SpawnLayoutWorker<PdfRequest>,
  fontsFor: (svg: string) => Promise<readonly Uint8Array[]>,
): DrawPdf {
  return async (svg, title) => {
    const fonts = await fontsFor(svg);
    return new Promise((resolve, reject) => {
      const done = (finish: () => void): void => {
        clearTimeout(timer);
        worker.terminate();
        finish();
      };
      const failed = (reason: string): void => done(() => reject(new Error(reason)));
      const timer = setTimeout(() => failed("Drawing the PDF took longer than a minute and was stopped."), deadline);
      const worker = spawn(
        (message) => {
          if (!isPdfReply(message)) return;
          if ("pdf" in message) done(() => resolve(message.pdf));
          else failed(message.problem);
        },
        () => failed("Drawing the PDF ended unexpectedly."),
      );
      worker.post({ id: 1, svg, title, fonts });
    });
  };
}
