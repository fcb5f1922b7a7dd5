/**
 * Whether what the server sends is what the protocol says. The judge is the protocol's own package: each message is
 * written down as a value of the type that its method has there, and the compiler is asked. So a method that the
 * protocol does not know, a field too much, a wrong word or number are all found, without a second list of them.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import * as guide from "../../server/src/service/protocol/guide.ts";
import * as paste from "../../server/src/service/protocol/paste.ts";
import type { Shape } from "../../server/src/service/protocol/shape.ts";
import * as preview from "../../server/src/service/protocol.ts";

/** A message of the server's: parameters of what it asks or tells, or the result of what it was asked. */
export interface Sent {
  readonly method: string;
  readonly part: "params" | "result";
  readonly value: unknown;
}

const root = path.resolve(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
const exported = Object.entries(require("vscode-languageserver-protocol") as Record<string, unknown>);

/** The protocol's name of what each method is. */
const namespaces = new Map<string, string>(
  exported.flatMap(([name, value]) => {
    const method = (value as { readonly method?: unknown } | null)?.method;
    return typeof method === "string" && typeof value === "object" ? [[method, name] as const] : [];
  }),
);

/** What the extension and the server say to each other besides. */
const own = new Map<string, Shape<unknown>>([
  [`${preview.previewRequest} result`, preview.previewResult],
  [`${preview.previewChanged} params`, preview.previewChangedParams],
  [`${preview.elementAtRequest} result`, preview.elementAtResult],
  [`${preview.revealRequest} result`, preview.revealResult],
  [`${preview.whatIfRequest} result`, preview.whatIfResult],
  [`${paste.pasteRequest} result`, paste.pasteResult],
  [`${guide.guideRequest} result`, guide.guideResult],
  [`${guide.guideChanged} params`, guide.guideChangedParams],
  [`${guide.guideSkeletonRequest} result`, guide.guideSkeletonResult],
]);

/** What is wrong with some messages; empty when they are all as the protocol says. */
export function violations(messages: readonly Sent[]): readonly string[] {
  const standard = messages.filter(({ method }) => !method.startsWith("sdesign/"));
  return [
    ...messages.filter(({ method }) => method.startsWith("sdesign/")).flatMap((sent) => ownViolation(sent) ?? []),
    ...standard.filter(({ method }) => !namespaces.has(method)).map((sent) => `${show(sent)}: no such method`),
    ...standard.flatMap((sent) => senseless(sent).map((why) => `${show(sent)}: ${why}`)),
    ...mistyped(standard.filter(({ method }) => namespaces.has(method))),
  ];
}

function show({ method, part, value }: Sent): string {
  return `${part} of ${method}: ${JSON.stringify(value)?.slice(0, 1500)}`;
}

function ownViolation(sent: Sent): string | undefined {
  const shape = own.get(`${sent.method} ${sent.part}`);
  if (!shape) return `${show(sent)}: not in the project's own protocol`;
  return isDeepStrictEqual(shape(sent.value), sent.value) ? undefined : show(sent);
}

// ---------------------------------------------------------------- types

const prelude = `import type * as lsp from "vscode-languageserver-protocol";
type Message = { readonly type: { readonly method: string } };
type Parts<Of extends Message> =
  Of["type"] extends lsp.RequestType<infer P, infer R, infer _E> ? { params: P; result: R }
  : Of["type"] extends lsp.RequestType0<infer R, infer _E> ? { params: undefined | null | []; result: R }
  : Of["type"] extends lsp.NotificationType<infer P> ? { params: P; result: never }
  : { params: undefined | null | []; result: never };
`;

/** Asks the compiler, once for all messages; each stands on a line of its own. */
function mistyped(messages: readonly Sent[]): readonly string[] {
  const distinct = [
    ...new Map(messages.map((sent) => [`${sent.method} ${sent.part} ${JSON.stringify(sent.value)}`, sent])),
  ];
  const sent = distinct.map(([, one]) => one);
  if (sent.length === 0) return [];
  // Below the project, so that its packages are found.
  const cache = path.join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "conformance-"));
  try {
    const lines = sent.map(({ method, part, value }, index) => {
      const type = `Parts<typeof lsp.${namespaces.get(method)}>["${part}"]`;
      return `export const m${index}: ${type} = ${value === undefined ? "undefined" : JSON.stringify(value)};`;
    });
    writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(path.join(folder, "messages.ts"), `${prelude}${lines.join("\n")}\n`);
    writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["messages.ts"] }));
    const tsc = path.join(root, "node_modules/typescript/bin/tsc");
    const { stdout, stderr, status } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
      encoding: "utf8",
    });
    if (status === 0) return [];
    const first = prelude.split("\n").length;
    const found = stdout.split("\n").flatMap((line) => {
      const [, number, message] = /messages\.ts\((\d+),\d+\): (.*)/.exec(line) ?? [];
      const wrong = sent[Number(number) - first];
      return wrong ? [`${show(wrong)}: ${message}`] : [];
    });
    return found.length > 0 ? found : [`${stdout}${stderr}`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const compilerOptions = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  module: "nodenext",
  target: "es2024",
  types: [],
};

// ---------------------------------------------------------------- what types cannot say

interface Position {
  readonly line: number;
  readonly character: number;
}

/** What is wrong with a value although its type is right. */
function senseless(sent: Sent): readonly string[] {
  const found: string[] = [];
  walk(sent.value, (value) => {
    for (const name of ["line", "character", "startLine", "endLine", "version", "deltaStart"]) {
      const number = value[name];
      if (typeof number === "number" && !(Number.isSafeInteger(number) && number >= 0))
        found.push(`${name} is ${number}`);
    }
    const { range, selectionRange } = value as { readonly range?: Range; readonly selectionRange?: Range };
    if (isRange(range) && before(range.end, range.start)) found.push("a range ends before it begins");
    // Editors refuse the whole outline.
    if (isRange(range) && isRange(selectionRange)) {
      if (before(selectionRange.start, range.start) || before(range.end, selectionRange.end)) {
        found.push("a selection is outside of its range");
      }
    }
    const { data } = value as { readonly data?: unknown };
    if (Array.isArray(data) && sent.method.startsWith("textDocument/semanticTokens")) {
      if (data.length % 5 !== 0 || data.some((number) => !Number.isSafeInteger(number) || number < 0)) {
        found.push("the tokens are not whole");
      }
    }
  });
  const edits = (sent.value as { readonly changes?: Record<string, { readonly range: Range }[]> } | null)?.changes;
  for (const [uri, own] of Object.entries(edits ?? {})) {
    const sorted = own.map(({ range }) => range).sort((one, other) => (before(one.start, other.start) ? -1 : 1));
    if (sorted.some(({ start }, index) => index > 0 && before(start, sorted[index - 1]?.end ?? start))) {
      found.push(`edits of ${uri} overlap`);
    }
  }
  return found;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

function isRange(value: unknown): value is Range {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}

function before(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

function walk(value: unknown, visit: (object: Record<string, unknown>) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Record<string, unknown>);
  for (const inner of Object.values(value)) walk(inner, visit);
}
