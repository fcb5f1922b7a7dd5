/**
 * Writes syntaxes/sdesign.tmLanguage.json from the vocabulary. The grammar only knows one line at a time and no names,
 * so it colours what its form gives away; the language server's semantic tokens know the rest.
 *
 * Regular expressions are Oniguruma's. Nothing is reserved in the language, so a keyword is one only where a statement
 * begins and something follows that makes it one.
 */

import { fieldTypes, modifiers } from "../../server/src/language/field-types.ts";
import { functions } from "../../server/src/language/functions.ts";
import { kinds } from "../../server/src/language/kinds.ts";
import { properties } from "../../server/src/language/properties.ts";
import { metrics, qualities } from "../../server/src/language/qualities.ts";
import { rowRoles, statements } from "../../server/src/language/statements.ts";
import { countedThings, units } from "../../server/src/language/units.ts";

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly patterns?: readonly Rule[];
  readonly include?: string;
}

type Captures = Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>>;

const NAME = "[\\p{L}_][\\p{L}\\p{N}_]*";
const PATH = `${NAME}(?:\\.${NAME})*`;
const STRING = '"(?:[^"\\\\]|\\\\.)*"';
/** Where a statement may begin: a line, or behind what ends the one before. Takes the white space along. */
const START = "(?:^|(?<=[{};,]))\\s*";
/** What follows a declaration's name: its title, its body, its end, or a comment. */
const AFTER_NAME = '(?=\\s*(?:["{;}]|//|/\\*|$))';

/** The words of a vocabulary as one alternative, longest first so that none hides another. */
function anyOf(words: Iterable<string>): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => word.replace(/[$^.*+?()[\]{}|\\/]/g, "\\$&"))
    .join("|");
}

function keywords(...forms: readonly string[]): string[] {
  return [...statements.values()].filter((entry) => forms.includes(entry.form)).map((entry) => entry.keyword);
}

/** Words that stand for a property's value: `automatic`, `strong`, `at_rest`. */
function valueWords(): string[] {
  return [...properties.values()].flatMap(({ value }) =>
    value.type === "word" || value.type === "word-or-reference" ? value.words : [],
  );
}

const declarations = anyOf([...kinds.keys(), ...keywords("declaration")]);
const http = anyOf(keywords("endpoint").filter((verb) => verb === verb.toUpperCase()));
const calls = anyOf(keywords("endpoint").filter((verb) => verb !== verb.toUpperCase()));
const wordUnits = [...units.keys(), ...countedThings.keys()].filter((unit) => /^[\p{L}]/u.test(unit));
const currencies = anyOf([...units.keys()].filter((unit) => !/^[\p{L}]/u.test(unit)));

const include = (...names: readonly string[]): Rule[] => names.map((name) => ({ include: `#${name}` }));

/** A body of its own kind: `entity Name "…" {`, where title and brace stand on the line of the name. */
function block(head: string, captures: Captures, inside: readonly Rule[]): Rule {
  return {
    begin: `${START}${head}(?=\\s*(?:${STRING}\\s*)?\\{)`,
    beginCaptures: captures,
    end: "(?<=\\})",
    patterns: [
      ...include("comment", "string"),
      {
        begin: "\\{",
        beginCaptures: { 0: { name: "punctuation.section.block.begin.sdesign" } },
        end: "\\}",
        endCaptures: { 0: { name: "punctuation.section.block.end.sdesign" } },
        patterns: inside,
      },
    ],
  };
}

const repository: Readonly<Record<string, Rule>> = {
  comment: {
    patterns: [
      {
        name: "comment.line.double-slash.sdesign",
        match: "(//)\\s*(sdesign-ignore(?:-file)?)\\b\\s*([^:\\s]*)(:)?.*$",
        captures: {
          1: { name: "punctuation.definition.comment.sdesign" },
          2: { name: "keyword.other.suppression.sdesign" },
          3: { name: "entity.name.tag.rule.sdesign" },
          4: { name: "punctuation.separator.sdesign" },
        },
      },
      {
        name: "comment.line.triple-slash.documentation.sdesign",
        match: "(///).*$",
        captures: { 1: { name: "punctuation.definition.comment.sdesign" } },
      },
      {
        name: "comment.line.double-slash.sdesign",
        match: "(//).*$",
        captures: { 1: { name: "punctuation.definition.comment.sdesign" } },
      },
      {
        name: "comment.block.sdesign",
        begin: "/\\*",
        beginCaptures: { 0: { name: "punctuation.definition.comment.begin.sdesign" } },
        end: "\\*/",
        endCaptures: { 0: { name: "punctuation.definition.comment.end.sdesign" } },
      },
    ],
  },
  string: {
    name: "string.quoted.double.sdesign",
    begin: '"',
    beginCaptures: { 0: { name: "punctuation.definition.string.begin.sdesign" } },
    end: '(")|(?=$)',
    endCaptures: { 1: { name: "punctuation.definition.string.end.sdesign" } },
    patterns: [
      { name: "constant.character.escape.sdesign", match: '\\\\(?:["\\\\nt]|u\\{[0-9A-Fa-f]{1,6}\\})' },
      { name: "invalid.illegal.escape.sdesign", match: "\\\\." },
    ],
  },
  import: {
    begin: `${START}(import)\\b(?=\\s*["{])`,
    beginCaptures: { 1: { name: "keyword.control.import.sdesign" } },
    end: `(?<=")|(?=;)|^(?=\\s*${NAME}\\s+${NAME})`,
    patterns: [
      ...include("comment", "string"),
      { name: "keyword.control.from.sdesign", match: "(?<=\\})\\s*from\\b" },
      { name: "entity.name.type.sdesign", match: NAME },
      { name: "punctuation.separator.sdesign", match: "," },
      { name: "punctuation.section.block.sdesign", match: "[{}]" },
    ],
  },
  kind: {
    match: `${START}(kind)[ \\t]+(${NAME})\\s*(:)\\s*(${NAME})`,
    captures: {
      1: { name: "keyword.declaration.sdesign" },
      2: { name: "entity.name.type.kind.sdesign" },
      3: { name: "punctuation.separator.sdesign" },
      4: { name: "storage.type.kind.sdesign" },
    },
  },
  entity: block(
    `(entity)[ \\t]+(${NAME})`,
    { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.entity.sdesign" } },
    include("comment", "property", "field", "string", "expression"),
  ),
  estimates: block(
    "(estimates)",
    { 1: { name: "keyword.declaration.sdesign" } },
    include("comment", "assert", "unit", "estimate", "string", "expression"),
  ),
  process: block(
    `(process)[ \\t]+(${NAME})`,
    { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.process.sdesign" } },
    include("comment", "property", "role", "string", "arrow", "punctuation"),
  ),
  field: {
    patterns: [
      {
        match: `${START}(${NAME})(?=[ \\t]+${NAME}|[ \\t]*->)(?:[ \\t]+(?:(${anyOf(fieldTypes.keys())})|(${NAME}))\\b)?(\\?|(?=\\())?`,
        captures: {
          1: { name: "variable.other.property.field.sdesign" },
          2: { name: "storage.type.field.sdesign" },
          3: { name: "entity.name.type.entity.sdesign" },
          4: { name: "keyword.operator.nullable.sdesign" },
        },
      },
      {
        begin: `\\[(?=\\s*(?:${anyOf(modifiers.keys())})\\b)`,
        beginCaptures: { 0: { name: "punctuation.section.brackets.begin.sdesign" } },
        end: "\\]|(?=$)",
        endCaptures: { 0: { name: "punctuation.section.brackets.end.sdesign" } },
        patterns: [{ name: "storage.modifier.sdesign", match: `\\b(?:${anyOf(modifiers.keys())})\\b` }],
      },
      { match: "(?<=[)\\]])\\?", name: "keyword.operator.nullable.sdesign" },
      {
        match: `(->)[ \\t]*(${PATH})`,
        captures: { 1: { name: "keyword.operator.arrow.sdesign" }, 2: { name: "entity.name.type.entity.sdesign" } },
      },
    ],
  },
  block: {
    match: `${START}(${anyOf(keywords("block"))})(?=\\s*\\{)`,
    captures: { 1: { name: "keyword.declaration.sdesign" } },
  },
  declaration: {
    match: `${START}(${declarations})[ \\t]+(${NAME})${AFTER_NAME}`,
    captures: { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.sdesign" } },
  },
  /** Of an own or a mistyped kind: a word, a name, and a title or a body behind them. */
  unknown: {
    match: `${START}(${NAME})[ \\t]+(${NAME})(?=\\s*["{])`,
    captures: { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.sdesign" } },
  },
  quality: {
    match: `${START}(${anyOf(qualities.keys())})[ \\t]+(?!(?:${anyOf(metrics.keys())})\\b)(${NAME})\\b`,
    captures: { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.requirement.sdesign" } },
  },
  relation: {
    match: `${START}(relation)[ \\t]+(${PATH})[ \\t]*((?:\\d+|\\*)(?:\\.\\.(?:\\d+|\\*))?--(?:\\d+|\\*)(?:\\.\\.(?:\\d+|\\*))?)[ \\t]*(${PATH})`,
    captures: {
      1: { name: "keyword.declaration.sdesign" },
      2: { name: "entity.name.type.entity.sdesign" },
      3: { name: "keyword.operator.cardinality.sdesign" },
      4: { name: "entity.name.type.entity.sdesign" },
    },
  },
  assert: {
    match: `${START}(assert)\\b(?!\\s*[:=])`,
    captures: { 1: { name: "keyword.control.assert.sdesign" } },
  },
  unit: {
    match: `${START}(unit)[ \\t]+(${NAME})`,
    captures: { 1: { name: "keyword.declaration.sdesign" }, 2: { name: "entity.name.type.unit.sdesign" } },
  },
  estimate: {
    match: `${START}(${NAME})\\s*(=)(?!>)`,
    captures: {
      1: { name: "variable.other.constant.estimate.sdesign" },
      2: { name: "keyword.operator.assignment.sdesign" },
    },
  },
  endpoint: {
    patterns: [
      {
        begin: `${START}(${http})[ \\t]+(?=/)`,
        beginCaptures: { 1: { name: "keyword.declaration.method.sdesign" } },
        end: '(?=[{}";]|$)',
        patterns: [
          { name: "variable.parameter.sdesign", match: `\\{${NAME}\\}` },
          {
            match: `\\b(as)[ \\t]+(${NAME})`,
            captures: { 1: { name: "keyword.other.as.sdesign" }, 2: { name: "entity.name.function.sdesign" } },
          },
          {
            match: `(->)[ \\t]*(${PATH})(\\[\\])?`,
            captures: {
              1: { name: "keyword.operator.arrow.sdesign" },
              2: { name: "entity.name.type.entity.sdesign" },
              3: { name: "keyword.operator.list.sdesign" },
            },
          },
          ...include("comment"),
          {
            name: "string.unquoted.route.sdesign",
            match: `/(?:\\{${NAME}\\}|[^\\s"{},;])*`,
            captures: { 0: { patterns: [{ name: "variable.parameter.sdesign", match: `\\{${NAME}\\}` }] } },
          },
        ],
      },
      {
        match: `${START}(${calls})[ \\t]+(${NAME})(?=\\s*\\()`,
        captures: { 1: { name: "keyword.declaration.method.sdesign" }, 2: { name: "entity.name.function.sdesign" } },
      },
    ],
  },
  role: {
    match: `(?:^|(?<==>))\\s*(${anyOf(rowRoles)})(?=[ \\t]+(?:"|${NAME}))`,
    captures: { 1: { name: "storage.modifier.role.sdesign" } },
  },
  property: {
    begin: `(?<![\\p{L}\\p{N}_.])(?:(${anyOf(properties.keys())})|(${NAME}))\\s*(:)`,
    beginCaptures: {
      1: { name: "variable.other.property.sdesign" },
      2: { name: "variable.other.property.sdesign" },
      3: { name: "punctuation.separator.key-value.sdesign" },
    },
    end: `(?=[;{}]|${NAME}\\s*:)|$`,
    patterns: [
      ...include("comment", "string"),
      { name: "constant.language.boolean.sdesign", match: "\\b(?:true|false)\\b" },
      {
        name: "support.constant.sdesign",
        match: `(?<![.\\p{L}\\p{N}_])(?:${anyOf(valueWords())})(?![.\\p{L}\\p{N}_])`,
      },
      ...include("expression"),
    ],
  },
  number: {
    patterns: [
      {
        match: `(?<![\\p{L}\\p{N}_])(${currencies})?(\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)(?:([kKMBGT])(?![\\p{L}\\p{N}_]))?(%)?(?:[ \\t]*((?:${anyOf(wordUnits)})(?![\\p{L}\\p{N}_])(?:[/*]${NAME})*(?!\\s*[:=])|${NAME}(?:/${NAME})+|(?:/${NAME})+))?`,
        captures: {
          1: { name: "keyword.other.unit.sdesign" },
          2: { name: "constant.numeric.sdesign" },
          3: { name: "constant.numeric.scale.sdesign" },
          4: { name: "keyword.other.unit.sdesign" },
          5: { name: "keyword.other.unit.sdesign" },
        },
      },
    ],
  },
  expression: {
    patterns: [
      ...include("number"),
      {
        match: `\\b(${anyOf(functions.keys())})(?=\\()`,
        captures: { 1: { name: "support.function.sdesign" } },
      },
      { name: "storage.type.field.sdesign", match: `(?<=:\\s)(?:${anyOf(fieldTypes.keys())})(?=\\s*[(,)?\\[])` },
      {
        match: `(?<=[ \\t)])(in)[ \\t]+((?:1|(?:${anyOf(wordUnits)})(?![\\p{L}\\p{N}_])|${NAME}(?=[/*]))(?:[/*]${NAME})*)`,
        captures: { 1: { name: "keyword.operator.word.sdesign" }, 2: { name: "keyword.other.unit.sdesign" } },
      },
      {
        match: `(?<==)\\s*(${anyOf(valueWords())})(?![.\\p{L}\\p{N}_])`,
        captures: { 1: { name: "support.constant.sdesign" } },
      },
      { name: "keyword.operator.word.sdesign", match: '(?<=[\\p{L}\\p{N}_)%"][ \\t])(?:to|of|in|for)(?=[ \\t])' },
      ...include("arrow", "operator", "punctuation"),
    ],
  },
  metric: {
    match: `\\b(${anyOf(metrics.keys())})(?=\\s*(?:>=|<=|>|<|=))`,
    captures: { 1: { name: "support.constant.metric.sdesign" } },
  },
  arrow: { name: "keyword.operator.arrow.sdesign", match: "<->|->|~>|=>" },
  operator: {
    patterns: [
      { name: "keyword.operator.comparison.sdesign", match: ">=|<=|>|<" },
      { name: "keyword.operator.assignment.sdesign", match: "=" },
      { name: "keyword.operator.alternative.sdesign", match: "\\|" },
      { name: "keyword.operator.arithmetic.sdesign", match: "[-+*/^]" },
    ],
  },
  punctuation: {
    patterns: [
      { name: "punctuation.separator.sdesign", match: "," },
      { name: "punctuation.terminator.sdesign", match: ";" },
      { name: "punctuation.section.block.begin.sdesign", match: "\\{" },
      { name: "punctuation.section.block.end.sdesign", match: "\\}" },
      { name: "punctuation.section.parens.sdesign", match: "[()]" },
      { name: "punctuation.section.brackets.sdesign", match: "[\\[\\]]" },
    ],
  },
};

const grammar = {
  $comment: "Generated from the vocabulary by scripts/generate/grammar.ts: do not edit, run `npm run generate`.",
  name: "sdesign",
  scopeName: "source.sdesign",
  patterns: include(
    "comment",
    "import",
    "kind",
    "entity",
    "estimates",
    "process",
    "block",
    "relation",
    "endpoint",
    "assert",
    "unit",
    "declaration",
    "quality",
    "unknown",
    "property",
    "metric",
    "string",
    "estimate",
    "expression",
  ),
  repository,
};

/** The files that this module generates: their text by their path from the root. */
export function generate(): ReadonlyMap<string, string> {
  return new Map([["syntaxes/sdesign.tmLanguage.json", `${JSON.stringify(grammar, undefined, 2)}\n`]]);
}
