import { fieldTypes, modifiers } from "../../server/src/language/field-types.ts";
import { functions } from "../../server/src/language/functions.ts";
import { kinds } from "../../server/src/language/kinds.ts";
import { metrics, qualities } from "../../server/src/language/qualities.ts";
import { endpointVerbs, rowRoles, statements } from "../../server/src/language/statements.ts";
import { units } from "../../server/src/language/units.ts";

/** Every word that means something somewhere. None is reserved, so each is a name like any other. */
export const words = [
  ...new Set([
    ...statements.keys(),
    ...kinds.keys(),
    ...qualities.keys(),
    ...metrics.keys(),
    ...fieldTypes.keys(),
    ...modifiers.keys(),
    ...functions.keys(),
    ...rowRoles,
    ...endpointVerbs,
    ...[...units.keys()].filter((unit) => /^[a-zA-Z]+$/.test(unit)),
    ...["to", "of", "in", "for", "as", "from", "import", "true", "false", "none", "x", "constructor", "__proto__"],
  ]),
];

/** A source with the word in it, and what it is understood as. */
export const places: readonly (readonly [
  place: string,
  source: (word: string) => string,
  understood: (word: string) => string,
])[] = [
  ["a component's name", (w) => `service ${w} { replicas: 2 }`, (w) => `service ${w} { replicas: 2 }`],
  ["a component's name, alone", (w) => `service ${w}\nservice B`, (w) => `service ${w}\nservice B`],
  ["both ends of a connection", (w) => `${w} -> ${w} ~> ${w}`, (w) => `${w} -> ${w} ~> ${w}`],
  ["ends in a list", (w) => `A, ${w} -> ${w}, B | ${w}`, (w) => `A,${w} -> ${w},B|${w}`],
  ["a dotted end", (w) => `${w}.${w} -> A.${w} { for: ${w} }`, (w) => `${w}.${w} -> A.${w} { for: ${w} }`],
  ["a connection after another", (w) => `A -> B\n${w} -> C`, (w) => `A -> B\n${w} -> C`],
  ["a property", (w) => `service A { ${w}: 2, ${w}: B\n${w}: 3 }`, (w) => `service A { ${w}: 2; ${w}: B; ${w}: 3 }`],
  ["a property's value", (w) => `service A { a: ${w}, ${w}; b: ${w} }`, (w) => `service A { a: ${w}, ${w}; b: ${w} }`],
  [
    "a value before a property",
    (w) => `view A { include: B, ${w} exclude: C }`,
    (w) => `view A { include: B, ${w}; exclude: C }`,
  ],
  [
    "an estimate's name",
    (w) => `estimates { ${w} = 5\nb = 1 }`,
    (w) => `estimates ∅ { estimate ${w} = 5; estimate b = 1 }`,
  ],
  [
    "an estimate after a number",
    (w) => `estimates { b = 1 ${w} = 5 }`,
    (w) => `estimates ∅ { estimate b = 1; estimate ${w} = 5 }`,
  ],
  [
    "an estimate on a line of its own",
    (w) => `estimates { b = a\n${w} = 5 }`,
    (w) => `estimates ∅ { estimate b = a; estimate ${w} = 5 }`,
  ],
  [
    "an operand",
    (w) => `estimates { b = ${w} * ${w} + (${w}) }`,
    (w) => `estimates ∅ { estimate b = ${w} * ${w} + (${w}) }`,
  ],
  [
    "the word before an operator word",
    (w) => `estimates { b = ${w} to ${w} in GB }`,
    (w) => `estimates ∅ { estimate b = ${w} to ${w} in GB }`,
  ],
  [
    "an operand of an assertion",
    (w) => `estimates { assert ${w} < ${w} }`,
    (w) => `estimates ∅ { assert ${w} < ${w} }`,
  ],
  [
    "a field",
    (w) => `entity E { ${w} uuid [pk]\n${w} -> E\nb int }`,
    (w) => `entity E { field ${w} uuid [pk]; field ${w} ∅ -> E; field b int }`,
  ],
  ["a field's type", (w) => `entity E { a ${w}\nb ${w}? }`, (w) => `entity E { field a ${w}; field b ${w}? }`],
  [
    "an entity that is referred to",
    (w) => `entity E { a uuid -> ${w}.${w} [index] }`,
    (w) => `entity E { field a uuid [index] -> ${w}.${w} }`,
  ],
  ["a relation's ends", (w) => `relation ${w} 1--* ${w}`, (w) => `relation ${w} 1 -- 0..* ${w}`],
  [
    "a quality's name",
    (w) => `requirements { latency ${w} p99 <= 5 ms for ${w} }`,
    (w) => `requirements ∅ { quality latency ${w} <p99 <= 5·ms> for ${w} }`,
  ],
  [
    "a quality's target",
    (w) => `requirements { consistency C = ${w} for E }`,
    (w) => `requirements ∅ { quality consistency C <= ${w}> for E }`,
  ],
  ["a requirement's name", (w) => `functional ${w} "t" { actor: ${w} }`, (w) => `functional ${w} "t" { actor: ${w} }`],
  [
    "an endpoint's name and type",
    (w) => `api A { GET /x as ${w} -> ${w}[] }`,
    (w) => `api A { GET /x as ${w} () -> ${w}[] }`,
  ],
  [
    "a function and its parameters",
    (w) => `api A { rpc ${w}(${w}, ${w}: ${w}) }`,
    (w) => `api A { rpc ${w} (argument ${w}, argument ${w}: ${w}) }`,
  ],
  ["an element of a process", (w) => `process P { ${w} => "b" => ${w} }`, (w) => `process P { ${w} => "b" => ${w} }`],
  ["a custom kind", (w) => `kind ${w}: service`, (w) => `kind ${w} : service`],
  ["an imported name", (w) => `import { ${w}, B } from "./a.sdesign"`, (w) => `import {${w},B} "./a.sdesign"`],
  [
    "an option",
    (w) => `decision D { option ${w} "t" {}\nchosen: ${w} }`,
    (w) => `decision D { option ${w} "t" {}; chosen: ${w} }`,
  ],
];
