import { describe, expect, it } from "vitest";
import { EMPTY_CONFIG, settingsFor, withRules } from "../../server/src/lint/config.ts";
import { mainUri } from "../model/design-of.ts";
import { marked } from "./cursor.ts";

/** Only what parsing and linking say: rules have tests of their own. */
function toolOnly(source: string, others: Readonly<Record<string, string>> = {}) {
  const place = marked(source, others);
  const config = withRules(EMPTY_CONFIG, [{ pattern: "*", severity: "off", options: new Map() }]);
  const settings = settingsFor(config, "main.sdesign");
  place.service.checks.configure(() => ({
    ...settings,
    severity: (id, own = "error") => (/^(?:syntax|link|value|nfr)\//.test(id) ? (own ?? "error") : "off"),
  }));
  return place;
}

describe("diagnostics", () => {
  const table: readonly (readonly [source: string, expected: readonly string[]])[] = [
    ["service A\nA -> Bakend\nservice Backend", ["link/unknown Bakend"]],
    ["service A { replicsa: 2 }", ["link/unknown replicsa"]],
    ["service A\nservice A", ["link/duplicate A"]],
    ["service A { failover: automatic }", ["value/misplaced failover"]],
    ["service", ["syntax/missing-name service"]],
    ['import "./nowhere.sdesign"', ['link/import "./nowhere.sdesign"']],
    ['import "../../../etc/passwd.sdesign"', ['link/import "../../../etc/passwd.sdesign"']],
  ];
  for (const [source, expected] of table) {
    it(JSON.stringify(source), () => {
      const { service, uri, text } = toolOnly(source);
      const found = service.diagnostics(uri).filter(({ rule }) => !rule.startsWith("nfr/"));
      expect(found.map(({ rule, range }) => `${rule} ${text.slice(range.start, range.end)}`)).toEqual(expected);
    });
  }

  it("offers each way out as an edit", () => {
    const { service, uri, text, offset } = toolOnly("service Backend\nservice A\nA -> Bak¦end");
    const [fix] = service.quickFixes(uri, { start: offset, end: offset }, false);
    expect(fix).toMatchObject({ title: "Change to `Backend`", preferred: true });
    const [edit] = fix?.edits ?? [];
    expect(text.slice(edit?.range.start, edit?.range.end)).toBe("Bakend");
    expect(edit?.text).toBe("Backend");
  });

  it("offers to suppress a rule's finding with a reason, but not an error of form", () => {
    const { service, uri, offset } = marked("system S¦hop\nactor A\nservice B\nA -> B");
    const fixes = service.quickFixes(uri, { start: offset, end: offset }, true);
    const suppression = fixes.find(({ title }) => title.includes("Ignore `nfr/missing-availability`"));
    expect(suppression?.snippet).toBe(true);
    expect(suppression?.edits[0]?.text).toContain("// sdesign-ignore nfr/missing-availability: ${1:");
    const plain = service
      .quickFixes(uri, { start: offset, end: offset }, false)
      .find(({ title }) => title.includes("Ignore `nfr/missing-availability`"));
    expect(plain?.edits[0]?.text).not.toContain("${");
    const broken = marked("service¦");
    expect(
      broken.service
        .quickFixes(broken.uri, { start: 0, end: 7 }, true)
        .filter(({ title }) => title.startsWith("Ignore")),
    ).toEqual([]);
  });

  it("shows a file's own findings, whatever design they are of", () => {
    const others = { "lib.sdesign": "service Edge { replicsa: 2 }" };
    const { service } = toolOnly('import "./lib.sdesign"\nsystem S\nservice A\nA -> Edge', others);
    expect(service.diagnostics("file:///lib.sdesign").map(({ rule }) => rule)).toContain("link/unknown");
    expect(service.diagnostics(mainUri).map(({ rule }) => rule)).not.toContain("link/unknown");
    expect(service.diagnostics("file:///unknown.sdesign")).toEqual([]);
  });

  it("survives what people and fuzzers write", () => {
    const sources = [
      "service __proto__ { constructor: toString }\n__proto__ -> hasOwnProperty",
      "{".repeat(2000),
      "service A { ".repeat(2000),
      `${"domain D { ".repeat(2000)}${"}".repeat(2000)}`,
      `estimates { a = ${"(".repeat(2000)}1${")".repeat(2000)} }`,
      "\0\u0001\ufffe\ud800",
      'service A "</script>"]; x ["',
      'import "./main.sdesign"\nimport "',
      "",
    ];
    for (const source of sources) {
      const { service, uri, text } = marked(source);
      expect(
        () => {
          service.diagnostics(uri);
          service.outline(uri);
          service.folding(uri);
          for (const offset of [0, text.length >> 1, text.length, -5, 1e9]) {
            service.hover(uri, offset);
            service.completion(uri, offset);
            service.definition(uri, offset);
            service.references(uri, offset, true);
            service.quickFixes(uri, { start: offset, end: offset }, true);
          }
        },
        source.slice(0, 40),
      ).not.toThrow();
    }
  });
});
