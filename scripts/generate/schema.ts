/** Writes schemas/sdesign.config.schema.json: what editors complete and check in \`sdesign.config.json\`. */

import { presets, severities } from "../../server/src/lint/presets.ts";
import type { Rule, RuleOption } from "../../server/src/lint/rule.ts";
import { ruleGroups } from "../../server/src/lint/rules/index.ts";
import { toolGroups } from "../../server/src/lint/tool-rules.ts";

type Schema = Readonly<Record<string, unknown>>;

/** The schema's text. */
export function configSchema(): string {
  return `${JSON.stringify(schema(), undefined, 2)}\n`;
}

function schema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Settings of sdesign",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      preset: { $ref: "#/definitions/preset" },
      rules: { $ref: "#/definitions/rules" },
      overrides: {
        description: "Settings for some files, on top of the others; of two that fit, the later one holds.",
        type: "array",
        items: {
          type: "object",
          additionalProperties: false,
          required: ["files"],
          properties: {
            files: {
              description: "Patterns of files, relative to this file: `drafts/**`, `*.sdesign`.",
              anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
            },
            preset: { $ref: "#/definitions/preset" },
            rules: { $ref: "#/definitions/rules" },
          },
        },
      },
    },
    definitions: {
      preset: {
        description: "Which rules are on to begin with.",
        type: "string",
        enum: presets.map(({ name }) => name),
        enumDescriptions: presets.map(({ doc }) => doc),
        default: presets[0]?.name,
      },
      severity: { type: "string", enum: severities },
      rules: rulesSchema(),
    },
  };
}

function rulesSchema(): Schema {
  const groups = [
    ...ruleGroups.map(({ name, doc }) => [name, doc] as const),
    ...toolGroups.map(({ group, doc }) => [group, doc] as const),
  ];
  const wildcards = groups.map(([name, doc]) => [`${name}/*`, { description: doc, ...setting(groupOptions(name)) }]);
  const own = ruleGroups.flatMap(({ rules }) => rules.map((rule) => [rule.id, ruleSchema(rule)]));
  return {
    description: "Rules by their id, or all of a group by `spof/*`, with a severity, or an object of one and options.",
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries([["*", { description: "Every rule.", ...setting({}) }], ...wildcards, ...own]),
    patternProperties: { [`^(${toolGroups.map(({ group }) => group).join("|")})/`]: setting({}) },
  };
}

function groupOptions(name: string): Readonly<Record<string, RuleOption>> {
  const group = ruleGroups.find((each) => each.name === name);
  return Object.assign({}, ...(group?.rules ?? []).map((rule) => rule.options ?? {}));
}

function ruleSchema(rule: Rule): Schema {
  const { summary } = rule.documentation;
  return {
    description: summary,
    markdownDescription: `${summary}\n\n\`${rule.id}\`, *${rule.severity}* if not set.`,
    ...setting(rule.options ?? {}),
  };
}

function setting(options: Readonly<Record<string, RuleOption>>): Schema {
  const properties = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      {
        type: option.type,
        description: option.doc,
        default: option.default,
        ...(option.minimum === undefined ? {} : { minimum: option.minimum }),
        ...(option.maximum === undefined ? {} : { maximum: option.maximum }),
      },
    ]),
  );
  return {
    anyOf: [
      { $ref: "#/definitions/severity" },
      {
        type: "object",
        additionalProperties: false,
        properties: { severity: { $ref: "#/definitions/severity" }, ...properties },
      },
    ],
  };
}
