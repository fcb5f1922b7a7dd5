import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { guideRequest, guideSkeletonRequest } from "../../server/src/service/protocol/guide.ts";
import { elementAtRequest, revealRequest, whatIfRequest } from "../../server/src/service/protocol.ts";
import { Client } from "./client.ts";
import { type Sent, violations } from "./conformance.ts";

const start = { line: 0, character: 0 };
const range = { start, end: { line: 0, character: 3 } };
const diagnostic = { range, message: "x", severity: 1 };

describe("the judge of messages", () => {
  it.each<[string, Sent, string | undefined]>([
    [
      "a hover",
      { method: "textDocument/hover", part: "result", value: { contents: { kind: "markdown", value: "x" } } },
      undefined,
    ],
    ["no hover", { method: "textDocument/hover", part: "result", value: null }, undefined],
    [
      "a wrong word",
      { method: "textDocument/hover", part: "result", value: { contents: { kind: "html", value: "x" } } },
      "html",
    ],
    ["a wrong type", { method: "textDocument/hover", part: "result", value: "x" }, "not assignable"],
    [
      "a field too much",
      { method: "textDocument/hover", part: "result", value: { contents: "x", colour: "red" } },
      "colour",
    ],
    [
      "a field too few",
      { method: "textDocument/publishDiagnostics", part: "params", value: { diagnostics: [diagnostic] } },
      "uri",
    ],
    ["an unknown method", { method: "textDocument/flavour", part: "result", value: null }, "no such method"],
    ["a word of our own", { method: "sdesign/flavour", part: "result", value: null }, "own protocol"],
    [
      "an unknown number",
      {
        method: "textDocument/publishDiagnostics",
        part: "params",
        value: { uri: "a", diagnostics: [{ ...diagnostic, severity: 9 }] },
      },
      "not assignable",
    ],
    [
      "half a line",
      {
        method: "textDocument/publishDiagnostics",
        part: "params",
        value: {
          uri: "a",
          diagnostics: [{ ...diagnostic, range: { start: { line: 0.5, character: 0 }, end: start } }],
        },
      },
      "line is 0.5",
    ],
    [
      "a range backwards",
      {
        method: "textDocument/definition",
        part: "result",
        value: { uri: "a", range: { start: range.end, end: start } },
      },
      "before it begins",
    ],
    [
      "edits on top of each other",
      {
        method: "textDocument/rename",
        part: "result",
        value: {
          changes: {
            a: [
              { range, newText: "x" },
              { range, newText: "y" },
            ],
          },
        },
      },
      "overlap",
    ],
    ["a guide of another shape", { method: guideRequest, part: "result", value: { title: 5 } }, "sdesign/guide"],
    [
      "something sent without being asked for",
      { method: "workspace/diagnostic/refresh", part: "params", value: undefined },
      undefined,
    ],
  ])("%s", (_, sent, expected) => {
    const found = violations([sent]);
    if (expected === undefined) expect(found).toEqual([]);
    else expect(found.join("\n")).toContain(expected);
  });
});

const samples = ["ticketmaster", "twitter", "instant-messenger"].map((name) =>
  readFileSync(path.join(import.meta.dirname, `../../samples/${name}.sdesign`), "utf8"),
);
const broken = `service A {\n  replicas 2\nA -> -> B\nentity E { x strng }\nimport "./none.sdesign"\n`;

type Ask = (uri: string, at: { line: number; character: number }) => readonly [method: string, params: unknown];
const place = (uri: string, position: { line: number; character: number }) => ({ textDocument: { uri }, position });
const tab = { tabSize: 2, insertSpaces: true };

/** What to ask of a server that says it can do something, where that is not just a word for a place. */
const asks: Readonly<Record<string, readonly Ask[]>> = {
  callHierarchyProvider: [(uri, at) => ["textDocument/prepareCallHierarchy", place(uri, at)]],
  referencesProvider: [
    (uri, at) => ["textDocument/references", { ...place(uri, at), context: { includeDeclaration: true } }],
  ],
  documentSymbolProvider: [(uri) => ["textDocument/documentSymbol", { textDocument: { uri } }]],
  workspaceSymbolProvider: [() => ["workspace/symbol", { query: "e" }]],
  foldingRangeProvider: [(uri) => ["textDocument/foldingRange", { textDocument: { uri } }]],
  selectionRangeProvider: [(uri, at) => ["textDocument/selectionRange", { textDocument: { uri }, positions: [at] }]],
  documentLinkProvider: [(uri) => ["textDocument/documentLink", { textDocument: { uri } }]],
  semanticTokensProvider: [
    (uri) => ["textDocument/semanticTokens/full", { textDocument: { uri } }],
    (uri, at) => ["textDocument/semanticTokens/range", { textDocument: { uri }, range: { start, end: at } }],
  ],
  renameProvider: [
    (uri, at) => ["textDocument/prepareRename", place(uri, at)],
    (uri, at) => ["textDocument/rename", { ...place(uri, at), newName: "Renamed" }],
  ],
  codeActionProvider: [
    (uri, at) => [
      "textDocument/codeAction",
      { textDocument: { uri }, range: { start: at, end: at }, context: { diagnostics: [] } },
    ],
    (uri) => [
      "textDocument/codeAction",
      {
        textDocument: { uri },
        range: { start, end: { line: 9999, character: 0 } },
        context: { diagnostics: [], only: ["source.fixAll.sdesign"] },
      },
    ],
  ],
  inlayHintProvider: [(uri, at) => ["textDocument/inlayHint", { textDocument: { uri }, range: { start, end: at } }]],
  codeLensProvider: [(uri) => ["textDocument/codeLens", { textDocument: { uri } }]],
  diagnosticProvider: [(uri) => ["textDocument/diagnostic", { textDocument: { uri } }]],
  documentFormattingProvider: [(uri) => ["textDocument/formatting", { textDocument: { uri }, options: tab }]],
  documentRangeFormattingProvider: [
    (uri, at) => ["textDocument/rangeFormatting", { textDocument: { uri }, range: { start, end: at }, options: tab }],
  ],
  documentOnTypeFormattingProvider: [
    (uri, at) => ["textDocument/onTypeFormatting", { ...place(uri, at), ch: "\n", options: tab }],
  ],
  executeCommandProvider: [],
  workspace: [
    (uri) => [
      "workspace/willRenameFiles",
      { files: [{ oldUri: uri, newUri: uri.replace(/(\w+)\.sdesign$/, "moved/$1.sdesign") }] },
    ],
  ],
};

/** The request by which a provider is asked about a place: `typeDefinitionProvider`. */
const atPlace =
  (provider: string): Ask =>
  (uri, at) => [`textDocument/${provider.replace(/Provider$/, "")}`, place(uri, at)];

const everything = {
  workspace: {
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

const REQUEST_FAILED = -32803;

describe("every feature", () => {
  it.each([
    ["for a client that can do little", {}],
    ["for a client that can do everything", everything],
  ])("speaks the protocol %s", async (_, capabilities) => {
    const client = await Client.start({ capabilities });
    const advertised = Object.entries(client.capabilities).filter(([, value]) => value !== false && value !== null);
    const provided = advertised
      .map(([name]) => name)
      .filter((name) => name.endsWith("Provider") || name === "workspace");
    for (const [index, text] of [...samples, broken].entries()) {
      const uri = `file:///designs/design${index}.sdesign`;
      await client.open(uri, text);
      const lines = text.split("\n");
      const places = lines.flatMap((line, number) =>
        number % 17 === index % 17 ? [{ line: number, character: Math.floor(line.length / 3) }] : [],
      );
      for (const at of places) {
        for (const [method, params] of provided
          .flatMap((name) => asks[name] ?? [atPlace(name)])
          .map((ask) => ask(uri, at))) {
          // Some things can't be renamed, and the server says so.
          await client
            .request(method, params)
            .catch((error: unknown) => expect(error).toHaveProperty("code", REQUEST_FAILED));
        }
        const hierarchy = await client.request<unknown[] | null>("textDocument/prepareCallHierarchy", place(uri, at));
        for (const item of hierarchy ?? []) {
          await client.request("callHierarchy/incomingCalls", { item });
          await client.request("callHierarchy/outgoingCalls", { item });
        }
        await client.request(elementAtRequest, { uri, position: at });
        const around = { textDocument: { uri }, range: { start: at, end: { line: at.line + 5, character: 0 } } };
        const hints = await client.request<unknown[] | null>("textDocument/inlayHint", around);
        for (const hint of hints ?? []) await client.request("inlayHint/resolve", hint);
      }
      await client.request(guideRequest, { uri });
      await client.request(guideSkeletonRequest, { uri, id: "HotUsers" });
      await client.request(revealRequest, { uri, id: "Backend" });
      await client.request(whatIfRequest, { uri, down: ["Backend"] });
    }
    await client.stop();
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });
});
