/** Writes the settings of the linter into package.json: what VS Code completes and checks in its own settings. */

import { presets, severities } from "../../server/src/lint/presets.ts";
import { ruleGroups, rules } from "../../server/src/lint/rules/index.ts";
import { toolGroups } from "../../server/src/lint/tool-rules.ts";

interface Manifest {
  readonly contributes: { readonly configuration: { properties: Record<string, unknown> } };
}

const PREFIX = "sdesign.lint.";

/** The manifest's text with these settings first among those of the linter's name, the others as they are. */
export function manifestWithSettings(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  const { configuration } = manifest.contributes;
  const others = Object.entries(configuration.properties).filter(([name]) => !name.startsWith(PREFIX));
  configuration.properties = { ...lintSettings(), ...Object.fromEntries(others) };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function lintSettings(): Record<string, unknown> {
  const severity = { type: "string", enum: severities };
  const groups = [...ruleGroups.map(({ name }) => name), ...toolGroups.map(({ group }) => group)];
  const instead =
    "A `sdesign.config.json` beside the design or above it counts instead, so that everybody sees the same.";
  return {
    [`${PREFIX}preset`]: {
      type: "string",
      enum: presets.map(({ name }) => name),
      enumDescriptions: presets.map(({ doc }) => doc),
      default: presets[0]?.name,
      scope: "window",
      markdownDescription: `Which rules are on to begin with. ${instead}`,
    },
    [`${PREFIX}rules`]: {
      type: "object",
      default: {},
      scope: "window",
      markdownDescription: `Rules by their id, or all of a group by \`spof/*\`, with a severity (\`error\`, \`warning\`, \`information\`, \`off\`) or an object of one and options. ${instead}`,
      propertyNames: { enum: ["*", ...groups.map((group) => `${group}/*`), ...rules.keys()] },
      additionalProperties: {
        anyOf: [
          severity,
          { type: "object", properties: { severity }, additionalProperties: { type: ["number", "string", "boolean"] } },
        ],
      },
    },
  };
}
