/** Writes docs/rules/: a page for each rule of the linter, and an index. Everything on them stands in the rules. */

import { presetSeverity, presets } from "../../server/src/lint/presets.ts";
import type { Rule } from "../../server/src/lint/rule.ts";
import { rulePage } from "../../server/src/lint/rule-url.ts";
import { ruleGroups, rules } from "../../server/src/lint/rules/index.ts";
import { toolGroups } from "../../server/src/lint/tool-rules.ts";

const FOLDER = "docs/rules/";

/** Every page by its path. */
export function rulePages(): ReadonlyMap<string, string> {
  const pages = [...rules.values()].map((rule) => [`${FOLDER}${rulePage(rule.id)}`, page(rule)] as const);
  return new Map([[`${FOLDER}README.md`, index()], ...pages]);
}

function page(rule: Rule): string {
  const { summary, rationale, failing, passing, exception } = rule.documentation;
  const severities = presets.map(({ name }) => `${name}: **${presetSeverity(rule, name)}**`).join(" · ");
  return [
    `# ${rule.id}\n`,
    `${summary}\n`,
    `${severities}${rule.fixable ? " · has a quick fix" : ""}\n`,
    "## Why\n",
    `${rationale}\n`,
    "## Example\n",
    "A design that gives this finding:\n",
    fenced(failing),
    "The same put right:\n",
    fenced(passing),
    "## When it is meant\n",
    `${exception}\n`,
    ...options(rule),
    "## Settings\n",
    "In `sdesign.config.json`:\n",
    `\`\`\`json\n{ "rules": { "${rule.id}": "${rule.severity === "off" ? "warning" : "off"}" } }\n\`\`\`\n`,
    "For one statement, above it:\n",
    `\`\`\`sdesign\n// sdesign-ignore ${rule.id}: why this is fine\n\`\`\`\n`,
    "[All rules](../README.md)\n",
  ].join("\n");
}

function fenced(source: string): string {
  return `\`\`\`sdesign\n${source}\n\`\`\`\n`;
}

function options(rule: Rule): readonly string[] {
  const entries = Object.entries(rule.options ?? {});
  if (entries.length === 0) return [];
  const rows = entries.map(
    ([name, option]) => `| \`${name}\` | ${option.type} | \`${option.default}\` | ${option.doc} |`,
  );
  const [name, option] = entries[0] ?? [];
  return [
    "## Options\n",
    ["| option | type | default | |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    "",
    `\`\`\`json\n{ "rules": { "${rule.id}": { "${name}": ${JSON.stringify(option?.default)} } } }\n\`\`\`\n`,
  ];
}

function index(): string {
  return [INTRODUCTION, ...ruleGroups.map(groupTable), toolTable()].join("\n");
}

function groupTable({ name, doc, rules: members }: (typeof ruleGroups)[number]): string {
  const head = ["rule", ...presets.map((preset) => preset.name), "fix", "finds"];
  const rows = members.map((rule) => {
    const page = rulePage(rule.id);
    const severities = presets.map((preset) => presetSeverity(rule, preset.name));
    return `| [${rule.id}](${page}) | ${severities.join(" | ")} | ${rule.fixable ? "yes" : ""} | ${rule.documentation.summary.replaceAll("|", "\\|")} |`;
  });
  const lines = [`| ${head.join(" | ")} |`, `| ${head.map(() => "---").join(" | ")} |`, ...rows];
  return `## ${name}\n\n${doc}.\n\n${lines.join("\n")}\n`;
}

function toolTable(): string {
  return toolGroups.map(({ group, doc }) => `## ${group}\n\n${doc}\n`).join("\n");
}

const INTRODUCTION = `# Rules

What the linter finds in a design: ${rules.size} rules in ${ruleGroups.length} groups. A finding is worth showing when a reviewer would raise it; each
page says why it matters, shows an example, and names a case in which the finding is wrong and how a design says so.

## Settings

\`sdesign.config.json\`, in the folder of a design or in one above it (the nearest one counts):

\`\`\`json
{
  "preset": "recommended",
  "rules": {
    "spof/*": "error",
    "trace/too-many-musts": { "severity": "warning", "most": 5 },
    "style/name-case": "information"
  },
  "overrides": [{ "files": ["drafts/**"], "preset": "interview", "rules": { "nfr/*": "off" } }]
}
\`\`\`

A severity is \`error\`, \`warning\`, \`information\` or \`off\`. The more exact of two settings holds: a rule before a group
(\`spof/*\`) before everything (\`*\`), an override before what stands outside of it.

Presets:

${presets.map(({ name, doc }) => `- \`${name}\`: ${doc}.`).join("\n")}

## Suppressions

\`\`\`sdesign
// sdesign-ignore spof/component: the search index is rebuilt in minutes
search_index Search

// sdesign-ignore-file style/*: imported from an older document
\`\`\`

The first form silences rules for the next statement and all that is nested in it, the second for the whole file. Both
take several rules, separated by commas, and \`spof/*\`. A reason is required; a suppression that silences nothing is
reported itself.
`;
