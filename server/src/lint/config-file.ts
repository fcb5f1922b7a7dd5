/** Reads `sdesign.config.json`. Mistakes in it are findings in the file itself; what is right of it counts. */

import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Origin } from "../model/design.ts";
import { nearest } from "../model/spelling.ts";
import type { Chunk, Span } from "../syntax/tree.ts";
import { type Config, EMPTY_CONFIG, fits, type Override, type RuleSetting } from "./config.ts";
import type { Finding, Fix } from "./finding.ts";
import { list, quote } from "./messages.ts";
import { type Preset, presets, type SeveritySetting, severities } from "./presets.ts";
import type { OptionValue, RuleOption } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { isToolRule, toolGroups } from "./tool-rules.ts";

export const CONFIG_FILE = "sdesign.config.json";

export interface ConfigFile {
  readonly config: Config;
  readonly findings: readonly Finding[];
}

const TOP_KEYS = ["$schema", "preset", "rules", "overrides"];
const OVERRIDE_KEYS = ["files", "preset", "rules"];
const PRESETS = presets.map((preset) => preset.name);

/** Words that other tools use for our severities. */
const OTHER_WORDS: ReadonlyMap<string, SeveritySetting> = new Map([
  ["warn", "warning"],
  ["info", "information"],
  ["hint", "information"],
  ["none", "off"],
  ["disable", "off"],
]);

/** Reads a configuration's text (comments and trailing commas are accepted). Its findings stand in the file `uri`. */
export function parseConfig(text: string, uri: string): ConfigFile {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const reader = new Reader(text, uri);
  for (const error of errors.slice(0, 1)) {
    const what = printParseErrorCode(error.error)
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase();
    const span = { start: error.offset, end: error.offset + Math.max(1, error.length) };
    reader.report("config/syntax", span, `This is no valid JSON: ${what}. Settings behind it may be ignored.`);
  }
  const config = tree ? reader.config(tree) : EMPTY_CONFIG;
  return { config, findings: reader.findings };
}

/** Reads an editor's settings, which have the same form. */
export function configFrom(value: unknown): Config {
  const text = value === undefined || value === null ? "{}" : JSON.stringify(value);
  return parseConfig(text, CONFIG_FILE).config;
}

class Reader {
  readonly findings: Finding[] = [];
  readonly #origin: Origin;

  constructor(text: string, uri: string) {
    const chunk: Chunk = { start: 0, length: text.length, comments: [], problems: [] };
    this.#origin = { uri, chunk };
  }

  report(rule: `config/${string}`, span: Span, message: string, replacement?: string): void {
    const { start, end } = span;
    const fixes: Fix[] =
      replacement === undefined
        ? []
        : [
            {
              title: `Change to ${replacement}`,
              safe: false,
              edits: [{ origin: this.#origin, start, end, text: replacement }],
            },
          ];
    this.findings.push({
      rule,
      severity: rule === "config/syntax" ? "error" : "warning",
      message,
      place: { origin: this.#origin, span: { start, end } },
      related: [],
      fixes,
    });
  }

  /** Reports a word that is none of those known, with the nearest as the way out. */
  #unknown(rule: `config/${string}`, node: Node, word: string, what: string, known: readonly string[]): void {
    const meant = OTHER_WORDS.get(word) ?? nearest(word, known);
    const fitting = meant !== undefined && known.includes(meant) ? meant : undefined;
    const advice = fitting ? `Did you mean ${quote(fitting)}?` : `Use ${list(known.map(quote), "or", 8)}.`;
    this.report(rule, spanOf(node), `${quote(word)} is not ${what}. ${advice}`, fitting && JSON.stringify(fitting));
  }

  config(node: Node): Config {
    if (!this.#is(node, "object", "A configuration")) return EMPTY_CONFIG;
    const members = this.#members(node, TOP_KEYS, "a setting");
    const preset = this.#preset(members.get("preset"));
    return {
      ...(preset ? { preset } : {}),
      rules: this.#rules(members.get("rules")),
      overrides: this.#overrides(members.get("overrides")),
    };
  }

  #overrides(node: Node | undefined): readonly Override[] {
    if (!node || !this.#is(node, "array", "`overrides`")) return [];
    return (node.children ?? []).flatMap((child) => {
      if (!this.#is(child, "object", "An override")) return [];
      const members = this.#members(child, OVERRIDE_KEYS, "a setting of an override");
      const files = members.get("files");
      if (!files) {
        const span = { start: child.offset, end: child.offset + 1 };
        this.report("config/type", span, "An override needs `files`, the patterns of the files that it is for.");
        return [];
      }
      const preset = this.#preset(members.get("preset"));
      const rules = this.#rules(members.get("rules"));
      return [{ files: this.#patterns(files), ...(preset ? { preset } : {}), rules }];
    });
  }

  #patterns(node: Node): readonly string[] {
    if (node.type === "string") return [String(node.value)];
    if (!this.#is(node, "array", "`files`")) return [];
    return (node.children ?? []).flatMap((child) =>
      this.#is(child, "string", "A pattern of files") ? [String(child.value)] : [],
    );
  }

  #preset(node: Node | undefined): Preset | undefined {
    if (!node || !this.#is(node, "string", "`preset`")) return undefined;
    const found = PRESETS.find((name) => name === node.value);
    if (!found) this.#unknown("config/preset", node, String(node.value), "a preset", PRESETS);
    return found;
  }

  #rules(node: Node | undefined): readonly RuleSetting[] {
    if (!node || !this.#is(node, "object", "`rules`")) return [];
    return (node.children ?? []).flatMap((property) => {
      const [key, value] = property.children ?? [];
      if (!key || !value) return [];
      const pattern = String(key.value);
      if (!this.#isRule(key, pattern)) return [];
      return this.#setting(pattern, value);
    });
  }

  #isRule(key: Node, pattern: string): boolean {
    const unknown = unknownRule(pattern);
    if (!unknown) return true;
    this.report("config/rule", spanOf(key), unknown.message, unknown.meant && JSON.stringify(unknown.meant));
    return false;
  }

  #setting(pattern: string, node: Node): readonly RuleSetting[] {
    if (node.type === "string") {
      const severity = this.#severity(node);
      return severity ? [{ pattern, severity, options: new Map() }] : [];
    }
    if (node.type !== "object") {
      this.report(
        "config/type",
        spanOf(node),
        `${quote(pattern)} takes a severity (${list(severities.map(quote), "or")}) or an object with one and options.`,
      );
      return [];
    }
    const known = optionsOf(pattern);
    const members = this.#members(
      node,
      ["severity", ...known.keys()],
      `an option of ${quote(pattern)}`,
      "config/option",
    );
    const stated = members.get("severity");
    const severity = stated && this.#is(stated, "string", "`severity`") ? this.#severity(stated) : undefined;
    const options = new Map<string, OptionValue>();
    for (const [name, value] of members) {
      const option = known.get(name);
      if (option && this.#isOption(name, option, value)) options.set(name, value.value as OptionValue);
    }
    return [{ pattern, ...(severity ? { severity } : {}), options }];
  }

  #isOption(name: string, option: RuleOption, node: Node): boolean {
    if (!this.#is(node, option.type, quote(name))) return false;
    const value: unknown = node.value;
    if (typeof value !== "number") return true;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = option;
    if (value >= minimum && value <= maximum) return true;
    const range = maximum === Number.POSITIVE_INFINITY ? `${minimum} or more` : `${minimum} to ${maximum}`;
    this.report("config/option", spanOf(node), `${quote(name)} has to be ${range}.`, String(option.default));
    return false;
  }

  #severity(node: Node): SeveritySetting | undefined {
    const found = severities.find((word) => word === node.value);
    if (!found) this.#unknown("config/severity", node, String(node.value), "a severity", severities);
    return found;
  }

  #is(node: Node, type: string, what: string): boolean {
    if (node.type === type) return true;
    const article = /^[aeiou]/.test(type) ? "an" : "a";
    this.report("config/type", spanOf(node), `${what} has to be ${article} ${type}.`);
    return false;
  }

  #members(
    node: Node,
    known: readonly string[],
    what: string,
    rule: `config/${string}` = "config/key",
  ): ReadonlyMap<string, Node> {
    const members = new Map<string, Node>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key) continue;
      const name = String(key.value);
      if (!known.includes(name)) this.#unknown(rule, key, name, what, known);
      else if (value) members.set(name, value);
    }
    return members;
  }
}

/** What is wrong with a pattern that no rule or group answers to, and the nearest that one does. */
export function unknownRule(
  pattern: string,
): { readonly message: string; readonly meant: string | undefined } | undefined {
  if (pattern === "*" || rules.has(pattern) || isToolRule(pattern)) return undefined;
  const groups = new Set([...rules.keys()].map((id) => `${id.split("/", 1)[0]}/*`));
  if (groups.has(pattern)) return undefined;
  const wildcards = [...groups, ...toolGroups.map(({ group }) => `${group}/*`)];
  const meant = nearest(pattern, pattern.endsWith("*") ? wildcards : rules.keys());
  const advice = meant ? `Did you mean ${quote(meant)}?` : "`sdesign rules` lists them all.";
  return { message: `There is no rule ${quote(pattern)}. ${advice}`, meant };
}

/** The options that the rules of a pattern have. */
function optionsOf(pattern: string): ReadonlyMap<string, RuleOption> {
  const options = new Map<string, RuleOption>();
  for (const [id, rule] of rules) {
    if (fits(pattern, id)) for (const [name, option] of Object.entries(rule.options ?? {})) options.set(name, option);
  }
  return options;
}

function spanOf(node: Node): Span {
  // A container is underlined at its brace only: the mistake is its kind, not all that it holds.
  const length = node.type === "object" || node.type === "array" ? 1 : node.length;
  return { start: node.offset, end: node.offset + length };
}
