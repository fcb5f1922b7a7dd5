/** What the worker that draws PDF and its client say to each other. */

export interface PdfRequest {
  readonly id: number;
  /** A picture that brings its style. */
  readonly svg: string;
  readonly title: string;
  /** For characters that the bundled font lacks. */
  readonly fonts: readonly Uint8Array[];
}

/** The PDF in base 64. */
export type PdfReply =
  | { readonly id: number; readonly pdf: string }
  | { readonly id: number; readonly problem: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

export function isPdfRequest(value: unknown): value is PdfRequest {
  if (!isRecord(value) || typeof value.id !== "number") return false;
  return typeof value.svg === "string" && typeof value.title === "string" && Array.isArray(value.fonts);
}

export function isPdfReply(value: unknown): value is PdfReply {
  if (!isRecord(value) || typeof value.id !== "number") return false;
  return typeof value.pdf === "string" || typeof value.problem === "string";
}
