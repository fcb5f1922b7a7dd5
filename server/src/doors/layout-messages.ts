/** What the layout worker and its client say to each other. */

export interface LayoutRequest {
  readonly id: number;
  readonly dot: string;
}

export type LayoutReply =
  | { readonly id: number; readonly json: string }
  | { readonly id: number; readonly problem: string };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

export function isLayoutRequest(value: unknown): value is LayoutRequest {
  return isRecord(value) && typeof value.id === "number" && typeof value.dot === "string";
}

export function isLayoutReply(value: unknown): value is LayoutReply {
  if (!isRecord(value) || typeof value.id !== "number") return false;
  return typeof value.json === "string" || typeof value.problem === "string";
}
