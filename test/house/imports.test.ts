import { describe, expect, it } from "vitest";
import { codeOf, type Import, importsOf, type Source, sourcesBelow } from "./sources.ts";

/** The floors from the ground up; those of one row are siblings. */
const floors = [
  ["language"],
  ["syntax"],
  ["model"],
  ["estimate"],
  ["analysis"],
  ["lint", "diagram", "export", "convert"],
  ["service"],
  ["doors"],
] as const;
const rankOf = new Map<string, number>(floors.flatMap((row, rank) => row.map((floor) => [floor, rank] as const)));
const doors = "doors";

/** What siblings may know of each other: the shape of their results, as types. All else is inside. */
const faces = new Set(["server/src/lint/finding.ts", "server/src/diagram/picture.ts"]);

/** What only a door may know: a connection, a disk, a process, an editor. */
const outsidePackages =
  /^(vscode|vscode-languageserver(\/.*)?|vscode-languageclient(\/.*)?|vscode-jsonrpc(\/.*)?|vscode-languageserver-protocol(\/.*)?|node:.*|assert|buffer|child_process|crypto|events|fs|http|https|net|os|path|process|stream|timers|tty|url|util|worker_threads|zlib)$/;
const outsideNames =
  /\b(Date\.now|new Date\b|Math\.random|performance\.(?:now|mark|timeOrigin)|process\.(?:argv|cwd|env|exit|hrtime|memoryUsage|nextTick|on|pid|platform|std(?:in|out|err)|uptime|versions?)\b|setTimeout|setInterval|setImmediate|queueMicrotask|fetch\(|console\.|document\.(?:body|create|query)|globalThis\.|window\.(?:document|location))/g;

const server = sourcesBelow("server/src");
const client = sourcesBelow("client/src");
const internal = new Set([...server, ...client].map(({ file }) => file));

function floorOf(file: string): string | undefined {
  return /^server\/src\/([^/]+)\//.exec(file)?.[1];
}

function show({ file, line, specifier }: Import, why: string): string {
  return `${file}:${line} imports "${specifier}": ${why}`;
}

/** What an import breaks of "downward only, no sibling's inside", or undefined. */
function breach(entry: Import): string | undefined {
  if (entry.target === undefined) return undefined;
  const [from, to] = [floorOf(entry.file), floorOf(entry.target)];
  if (to === undefined) return entry.target.startsWith("server/src/") ? undefined : "it is outside of server/src";
  if (from === undefined || from === to) return undefined;
  const [upper, lower] = [rankOf.get(from), rankOf.get(to)];
  if (upper === undefined || lower === undefined) return `${from} or ${to} is not a floor`;
  if (upper === lower) return entry.typeOnly && faces.has(entry.target) ? undefined : `${from} and ${to} are siblings`;
  return upper < lower ? `${to} stands above ${from}` : undefined;
}

/** Cycles of files, each once, beginning with its first file by name. An `import type` is gone when the code runs. */
function cycles(sources: readonly Source[], withTypes = false): string[] {
  const imports = new Map(
    sources.map(({ file, imports: all }) => [
      file,
      all.flatMap(({ target, typeOnly }) =>
        target !== undefined && (withTypes || !typeOnly) && internal.has(target) ? [target] : [],
      ),
    ]),
  );
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]) => {
    const seen = trail.indexOf(file);
    if (seen >= 0) {
      const round = trail.slice(seen);
      const first = round.indexOf([...round].sort()[0] ?? file);
      found.add([...round.slice(first), ...round.slice(0, first), round[first]].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const { file } of sources) visit(file, []);
  return [...found];
}

describe("the house", () => {
  it("has only the floors that are known", () => {
    const unknown = server.filter(({ file }) => !rankOf.has(floorOf(file) ?? ""));
    expect(unknown.map(({ file }) => file)).toEqual([]);
  });

  it("imports downward only, and no sibling's inside", () => {
    const offences = server.flatMap(({ imports }) =>
      imports.flatMap((entry) => {
        const why = breach(entry);
        return why === undefined ? [] : [show(entry, why)];
      }),
    );
    expect(offences.join("\n")).toBe("");
  });

  it("has no cycles", () => {
    expect([...cycles(server), ...cycles(client)].join("\n")).toBe("");
  });

  it("has no cycles of types where pictures are made", () => {
    expect(
      cycles(
        server.filter(({ file }) => file.startsWith("server/src/diagram/")),
        true,
      ).join("\n"),
    ).toBe("");
  });

  it("is pure below the doors", () => {
    const pure = server.filter(({ file }) => floorOf(file) !== doors);
    const packages = pure.flatMap(({ imports }) =>
      imports
        .filter(({ specifier }) => outsidePackages.test(specifier))
        .map((entry) => show(entry, "only doors know what is outside")),
    );
    const names = pure.flatMap(({ file, code }) =>
      [...code.matchAll(outsideNames)].map((match) => {
        const line = code.slice(0, match.index).split("\n").length;
        return `${file}:${line} uses \`${match[0]}\`: hand it in from a door`;
      }),
    );
    expect([...packages, ...names].join("\n")).toBe("");
  });

  it("lets the client see the server's protocol only", () => {
    const offences = client.flatMap(({ imports }) =>
      imports
        .filter(({ target }) => target?.startsWith("client/") === false && !/\/protocol(\/[^/]+)?\.ts$/.test(target))
        .map((entry) => show(entry, "client and server meet in the protocol")),
    );
    expect(offences.join("\n")).toBe("");
  });

  it("keeps VS Code out of the webview", () => {
    const offences = client
      .filter(({ file }) => file.startsWith("client/src/webview/"))
      .flatMap(({ imports }) => imports.filter(({ specifier }) => specifier === "vscode"))
      .map((entry) => show(entry, "a webview has no `vscode`"));
    expect(offences.join("\n")).toBe("");
  });
});

describe("reading imports", () => {
  it.each<[string, string[]]>([
    ['import { a } from "./a.ts";', ["./a.ts"]],
    ['import type { A } from "./a.ts";', ["./a.ts type"]],
    ['import {\n  a,\n  type B,\n} from "../b.ts";', ["../b.ts"]],
    ['import * as all from "./c.ts";\nexport * from "./d.ts";', ["./c.ts", "./d.ts"]],
    ['export type { E } from "./e.ts"; export const x = "y";', ["./e.ts type"]],
    ['import "./f.css";\nconst g = await import("./g.ts");', ["./f.css", "./g.ts"]],
    ['// import "./h.ts"\nconst text = \'import "./i.ts"\'; /* import "./j.ts" */', []],
    ['const pattern = /"/; import { k } from "./k.ts";', ["./k.ts"]],
    ['export function from(x = "y") { return "z"; }', []],
  ])("%s", (text, expected) => {
    const read = importsOf("server/src/model/file.ts", text);
    expect(read.map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? " type" : ""}`)).toEqual(expected);
  });

  it("blanks what is not code, and keeps its length", () => {
    const text = 'a / b; // Date.now\nconst c = `x${d + `y${"}"}`}z`; const e = /[/"]Date.now/g; f("Math.random")';
    expect(codeOf(text)).toHaveLength(text.length);
    expect(codeOf(text)).not.toMatch(/Date|Math|x|y|z/);
    expect(codeOf(text)).toContain("d +");
    expect(codeOf(text)).toContain("const e =");
  });

  it("sees each kind of breach", () => {
    const why = (file: string, specifier: string) => breach(importsOf(file, `import "${specifier}"`)[0]!);
    expect(why("server/src/model/a.ts", "../syntax/b.ts")).toBeUndefined();
    expect(why("server/src/model/a.ts", "../lint/b.ts")).toBe("lint stands above model");
    expect(why("server/src/lint/a.ts", "../diagram/b.ts")).toBe("lint and diagram are siblings");
    expect(why("server/src/export/a.ts", "../lint/finding.ts")).toBe("export and lint are siblings");
    expect(
      breach(importsOf("server/src/export/a.ts", 'import type { F } from "../lint/finding.ts"')[0]!),
    ).toBeUndefined();
    expect(why("server/src/doors/a.ts", "../../../client/src/b.ts")).toBe("it is outside of server/src");
  });
});
