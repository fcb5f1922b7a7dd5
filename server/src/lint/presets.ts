/** The presets: which rules are on, and how loud they are. */

import type { Severity } from "./finding.ts";
import type { Rule } from "./rule.ts";

export type Preset = "recommended" | "strict" | "interview";
export type SeveritySetting = Severity | "off";

export interface PresetEntry {
  readonly name: Preset;
  readonly doc: string;
}

export const presets: readonly PresetEntry[] = [
  { name: "recommended", doc: "What a reviewer would raise" },
  { name: "strict", doc: "As recommended, with every information raised to a warning" },
  {
    name: "interview",
    doc: "For the whiteboard: the questions of a system design interview are on, operational detail is off",
  },
];

export const severities: readonly SeveritySetting[] = ["error", "warning", "information", "off"];

/** A rule's severity in a preset. */
export function presetSeverity(rule: Rule, preset: Preset): SeveritySetting {
  switch (preset) {
    case "recommended":
      return rule.severity;
    case "strict":
      return rule.severity === "information" ? "warning" : rule.severity;
    case "interview":
      return rule.interview ?? rule.severity;
  }
}
