/**
 * Which rules are on for a file, how severe, and with which options: `sdesign.config.json` or an editor's settings on
 * top of a preset.
 */

import type { Severity } from "./finding.ts";
import { globMatcher } from "./glob.ts";
import { type Preset, presetSeverity, type SeveritySetting } from "./presets.ts";
import type { OptionValue, Rule, RuleOptions } from "./rule.ts";
import { rules } from "./rules/index.ts";

/** What is set for a rule, or for all that a pattern (`*`, `spof/*`) fits. */
export interface RuleSetting {
  readonly pattern: string;
  readonly severity?: SeveritySetting;
  readonly options: RuleOptions;
}

export interface Override {
  readonly files: readonly string[];
  readonly preset?: Preset;
  readonly rules: readonly RuleSetting[];
}

/** A configuration as read; see config-file.ts. */
export interface Config {
  readonly preset?: Preset;
  readonly rules: readonly RuleSetting[];
  readonly overrides: readonly Override[];
}

export const EMPTY_CONFIG: Config = { rules: [], overrides: [] };

/** What holds for one file. */
export interface Settings {
  readonly preset: Preset;
  /** A rule's severity. Findings of the tool itself have the severity given. */
  severity(id: string, own?: SeveritySetting): SeveritySetting;
  /** Whether the author asked for a rule's severity, which then is that of all its findings. */
  stated(id: string): boolean;
  options(id: string): RuleOptions;
}

/** How exactly a pattern names a rule: `*` 0, `spof/*` 1, `spof/component` 2. The more exact setting wins. */
export function exactness(pattern: string): number {
  return pattern === "*" ? 0 : pattern.endsWith("/*") ? 1 : 2;
}

/** Whether a pattern fits a rule. */
export function fits(pattern: string, id: string): boolean {
  return pattern === id || pattern === "*" || (pattern.endsWith("/*") && id.startsWith(pattern.slice(0, -1)));
}

/**
 * What a configuration says of a file.
 *
 * @param path the file's path with forward slashes, relative to the configuration's folder
 */
export function settingsFor(config: Config, path: string): Settings {
  const overrides = config.overrides.filter(({ files }) => files.some((pattern) => globMatcher(pattern)(path)));
  const preset = overrides.findLast((override) => override.preset)?.preset ?? config.preset ?? "recommended";
  const layers = [config.rules, ...overrides.map((override) => override.rules)];
  const ordered = layers.flatMap((layer) => layer.toSorted((a, b) => exactness(a.pattern) - exactness(b.pattern)));
  const severities = new Map<string, SeveritySetting | undefined>();
  const stated = (id: string): SeveritySetting | undefined => {
    if (!severities.has(id)) {
      severities.set(id, ordered.findLast(({ pattern, severity }) => severity && fits(pattern, id))?.severity);
    }
    return severities.get(id);
  };
  return {
    preset,
    severity(id, own = "error") {
      const rule = rules.get(id);
      return stated(id) ?? (rule ? presetSeverity(rule, preset) : own);
    },
    stated: (id) => stated(id) !== undefined,
    options(id) {
      const options = new Map<string, OptionValue>();
      for (const setting of ordered) {
        if (fits(setting.pattern, id)) for (const [name, value] of setting.options) options.set(name, value);
      }
      return options;
    },
  };
}

/** Adds settings that go before all others, such as `--rule spof/component=off` of the command line. */
export function withRules(config: Config, settings: readonly RuleSetting[]): Config {
  return { ...config, overrides: [...config.overrides, { files: ["**"], rules: settings }] };
}

/** The severity of one finding of a rule, or off: what the author states holds, else what the rule says of this one. */
export function findingSeverity(rule: Rule, settings: Settings, own: Severity | undefined): SeveritySetting {
  const severity = settings.severity(rule.id);
  if (severity === "off" || own === undefined || settings.stated(rule.id)) return severity;
  if (settings.preset === "strict" && own === "information") return "warning";
  // A rule that a preset has made quieter stays so.
  return severity === "information" && rule.severity !== "information" ? severity : own;
}
