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
import type { ValueType } from "../../server/src/language/values.ts";

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
const START = "(?:^|(?<=[{};,]|\\*/))\\s*";
/** What follows an operand: the next operator, or the end of what it stands in. */
const AFTER_UNIT = '(?=[ \\t]*(?:$|[,;})\\]"+*/^>|]|<(?!->)|-(?![->])|(?:to|of|in|for)(?![\\p{L}\\p{N}_])))';
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

/** The words that a value may be: `automatic`, `strong`, `true`. */
function wordsOf(value: ValueType): readonly string[] {
  if (value.type === "boolean") return ["true", "false"];
  return "words" in value ? value.words : [];
}

const declarations = anyOf([...kinds.keys(), ...keywords("declaration")]);
const http = anyOf(keywords("endpoint").filter((verb) => verb === verb.toUpperCase()));
const calls = anyOf(keywords("endpoint").filter((verb) => verb !== verb.toUpperCase()));
const wordUnits = [...units.keys(), ...countedThings.keys()].filter((unit) => /^[\p{L}]/u.test(unit));
const currencies = anyOf([...units.keys()].filter((unit) => !/^[\p{L}]/u.test(unit)));

/** What begins a line only where a statement begins, so that a list or a body without its end stops there. */
const NEXT_STATEMENT = [
  `^(?=\\s*(?:${http})[ \\t]+/`,
  `${NAME}[ \\t]+(?!(?:to|of|in|for)\\b)${NAME}`,
  `${NAME}[ \\t]*=(?!>)`,
  `${PATH}(?:\\s*[,|]\\s*${PATH})*\\s*(?:->|~>|<->|=>))`,
].join("|\\s*");
/** A line that begins with two words begins no parameter. */
const NEXT_LINE = `^(?=\\s*${NAME}[ \\t]+["\\p{L}_/])`;
/** A declaration at a line's very beginning: no part of a body, which is indented. */
const NEXT_DECLARATION = `^(?=(?:${declarations}|kind)[ \\t]+${NAME}[ \\t]*["{:]|(?:${anyOf(keywords("block"))})[ \\t]*\\{)`;

const include = (...names: readonly string[]): Rule[] => names.map((name) => ({ include: `#${name}` }));

/** A body of its own kind: `entity Name "…" {`, where title and brace stand on the line of the name. */
function block(head: string, captures: Captures, inside: readonly Rule[]): Rule {
  return {
    begin: `${START}${head}(?=\\s*(?:${STRING}\\s*)?\\{)`,
    beginCaptures: captures,
    end: `(?<=\\})|${NEXT_DECLARATION}`,
    patterns: [
      ...include("comment", "string"),
      {
        begin: "\\{",
        beginCaptures: { 0: { name: "punctuation.section.block.begin.sdesign" } },
        end: `\\}|${NEXT_DECLARATION}`,
        endCaptures: { 0: { name: "punctuation.section.block.end.sdesign" } },
        patterns: inside,
      },
    ],
  };
}

const FIELD: Captures = {
  1: { name: "variable.other.property.field.sdesign" },
  2: { name: "storage.type.field.sdesign" },
  3: { name: "entity.name.type.entity.sdesign" },
  4: { name: "keyword.operator.nullable.sdesign" },
};

const RETURNS: Rule = {
  match: `(->)[ \\t]*(?:(${anyOf(fieldTypes.keys())})(?![\\p{L}\\p{N}_.])|(${PATH}))(\\[\\d*\\])?`,
  captures: {
    1: { name: "keyword.operator.arrow.sdesign" },
    2: { name: "storage.type.field.sdesign" },
    3: { name: "entity.name.type.entity.sdesign" },
    4: { name: "keyword.operator.list.sdesign" },
  },
};

/** `name: value, value`, over the lines that a list takes. */
function property(names: string, words: readonly string[]): Rule {
  return {
    begin: `(?<![\\p{L}\\p{N}_.])(${names})\\s*(:)`,
    beginCaptures: {
      1: { name: "variable.other.property.sdesign" },
      2: { name: "punctuation.separator.key-value.sdesign" },
    },
    end: `(?=[;{}]|${NAME}\\s*:)|(?<![,\\s])\\s*$|${NEXT_STATEMENT}`,
    patterns: [
      // Taking the line's end along keeps a list open behind its comma.
      {
        name: "comment.line.double-slash.sdesign",
        match: "(?:^|(?<=,))\\s*(//).*\\n",
        captures: { 1: { name: "punctuation.definition.comment.sdesign" } },
      },
      ...include("comment", "string"),
      ...(words.length === 0
        ? []
        : [
            {
              name: words.includes("true") ? "constant.language.boolean.sdesign" : "support.constant.sdesign",
              match: `(?<![.\\p{L}\\p{N}_])(?:${anyOf(words)})(?![.\\p{L}\\p{N}_])`,
            },
          ]),
      ...include("expression"),
    ],
  };
}

/** Each property with the words of its own, then any other. */
function propertyRules(): Rule[] {
  const byWords = new Map<string, { readonly words: readonly string[]; readonly names: string[] }>();
  for (const { name, value } of properties.values()) {
    const words = wordsOf(value);
    const same = byWords.get(anyOf(words)) ?? { words, names: [] };
    byWords.set(anyOf(words), same);
    same.names.push(name);
  }
  byWords.delete("");
  return [...[...byWords.values()].map(({ names, words }) => property(anyOf(names), words)), property(NAME, [])];
}

const repository: Readonly<Record<string, Rule>> = {
  comment: {
    patterns: [
      {
        name: "comment.line.double-slash.sdesign",
        match: "(//)\\s*(sdesign-ignore(?:-file)?)(?![\\w-])\\s*([^:\\s]*)(:)?.*$",
        captures: {
          1: { name: "punctuation.definition.comment.sdesign" },
          2: { name: "keyword.other.suppression.sdesign" },
          3: { name: "entity.name.tag.rule.sdesign" },
          4: { name: "punctuation.separator.sdesign" },
        },
      },
      {
        name: "comment.line.triple-slash.documentation.sdesign",
        match: "(///)(?!/).*$",
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
      { match: "(?<=\\})\\s*(from)\\b", captures: { 1: { name: "keyword.control.from.sdesign" } } },
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
        captures: FIELD,
      },
      // Behind another one on its line, a field shows by its type.
      {
        match: `(?<![\\p{L}\\p{N}_.])(${NAME})[ \\t]+(${anyOf(fieldTypes.keys())})(?![\\p{L}\\p{N}_.:])()(\\?)?`,
        captures: FIELD,
      },
      {
        begin: `\\[(?=\\s*(?:${anyOf(modifiers.keys())})\\b)`,
        beginCaptures: { 0: { name: "punctuation.section.brackets.begin.sdesign" } },
        end: "\\]|(?=$)",
        endCaptures: { 0: { name: "punctuation.section.brackets.end.sdesign" } },
        patterns: [
          { name: "storage.modifier.sdesign", match: `\\b(?:${anyOf(modifiers.keys())})\\b` },
          { name: "punctuation.separator.sdesign", match: "," },
        ],
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
    match: `${START}(assert)(?=[ \\t]*(?:[(\\d$£€]|$)|[ \\t]+${NAME})`,
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
          RETURNS,
          ...include("comment"),
          {
            name: "string.unquoted.route.sdesign",
            match: `/(?:\\{${NAME}\\}|[^\\s"{},;])*`,
            captures: { 0: { patterns: [{ name: "variable.parameter.sdesign", match: `\\{${NAME}\\}` }] } },
          },
        ],
      },
      {
        begin: `${START}(${calls})[ \\t]+(${NAME})(?=\\s*\\()`,
        beginCaptures: {
          1: { name: "keyword.declaration.method.sdesign" },
          2: { name: "entity.name.function.sdesign" },
        },
        end: `(?=[{}";]|$)|${NEXT_LINE}`,
        patterns: [
          {
            begin: "\\(",
            beginCaptures: { 0: { name: "punctuation.section.parens.sdesign" } },
            end: `(\\))|(?=[{}";])|${NEXT_LINE}`,
            endCaptures: { 1: { name: "punctuation.section.parens.sdesign" } },
            patterns: [
              {
                match: `(:)\\s*(?:(${anyOf(fieldTypes.keys())})(?![\\p{L}\\p{N}_.])|(${PATH}))`,
                captures: {
                  1: { name: "punctuation.separator.key-value.sdesign" },
                  2: { name: "storage.type.field.sdesign" },
                  3: { name: "entity.name.type.entity.sdesign" },
                },
              },
              { name: "variable.parameter.sdesign", match: NAME },
              ...include("comment", "number", "punctuation"),
            ],
          },
          RETURNS,
          ...include("comment"),
        ],
      },
    ],
  },
  role: {
    match: `(?:^|(?<==>))\\s*(${anyOf(rowRoles)})(?=[ \\t]+(?:"|${NAME}))`,
    captures: { 1: { name: "storage.modifier.role.sdesign" } },
  },
  property: { patterns: propertyRules() },
  number: {
    patterns: [
      {
        match: `(?<![\\p{L}\\p{N}_])(${currencies})?(\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)(?:([kKMBGT])(?![\\p{L}\\p{N}_]))?(%)?(?:[ \\t]*((?:${anyOf(wordUnits)})(?![\\p{L}\\p{N}_])(?:[/*]${NAME})*(?!\\s*[:=])|${NAME}(?:/${NAME})+|(?:/${NAME})+|${NAME}(?![\\p{L}\\p{N}_])${AFTER_UNIT}))?`,
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
      {
        match: `(?<=[ \\t)])(in)[ \\t]+((?:1|(?:${anyOf(wordUnits)})(?![\\p{L}\\p{N}_])|${NAME}(?=[/*]))(?:[/*]${NAME})*)`,
        captures: { 1: { name: "keyword.operator.word.sdesign" }, 2: { name: "keyword.other.unit.sdesign" } },
      },
      {
        name: "keyword.operator.word.sdesign",
        match: `(?<=[\\p{L}\\p{N}_)%"][ \\t])(?:to|of|in|for)(?=[ \\t]+[\\p{L}_\\d($£€])`,
      },
      ...include("arrow", "operator", "punctuation"),
    ],
  },
  metric: {
    match: `\\b(${anyOf(metrics.keys())})(?=\\s*(?:>=|<=|>|<|=))`,
    captures: { 1: { name: "support.constant.metric.sdesign" } },
  },
  /** `= strong` */
  target: {
    match: `(?<![<>])(=)\\s*(${anyOf([...qualities.values()].flatMap(({ target }) => wordsOf(target)))})(?=\\s*(?:$|[{};]|for\\b|//))`,
    captures: { 1: { name: "keyword.operator.assignment.sdesign" }, 2: { name: "support.constant.sdesign" } },
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
    "target",
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
