import { describe, expect, it } from "vitest";
import { parse } from "../../server/src/syntax/parse.ts";
import { syntaxRules } from "../../server/src/syntax/problems.ts";
import { fixed, problemsOf, underlined } from "./underline.ts";

/** Text with its problems drawn below; then, where there is a fix, the text with all fixes applied. */
const DRAWN: readonly (readonly [drawn: string, fixed?: string])[] = [
  [
    `
service Backend "Ticket service
                ^^^^^^^^^^^^^^^ unclosed-string: This text is never closed, so it ends here at its line: add \`"\`.
`,
    `
service Backend "Ticket service"
`,
  ],
  [
    `
service A /* never closed
          ^^^^^^^^^^^^^^^ unclosed-comment: This comment is never closed, so it ends here at its line: add \`*/\`.
service B
`,
    `
service A /* never closed */
service B
`,
  ],
  [
    `
note: "x"
^^^^ misplaced: The property \`note\` stands outside of every body: move it between the braces of what it describes.
`,
  ],
  [
    `
service A "tab \\q and \\u{110000}"
               ^^ escape: \`\\q\` is no escape. There are \`\\"\`, \`\\\\\`, \`\\n\`, \`\\t\` and \`\\u{1F3AB}\`; for a backslash write \`\\\\\`.
                      ^^^^^^^^^^ escape: \`\\u{110000}\` is no escape. There are \`\\"\`, \`\\\\\`, \`\\n\`, \`\\t\` and \`\\u{1F3AB}\`; for a backslash write \`\\\\\`.
`,
  ],
  [
    `
service A “Title”
          ^^^^^^^ character: \`“\` is no sign of the language. Strings take straight quotes, \`"\`.
`,
    `
service A "Title"
`,
  ],
  [
    `
estimates { a = b × 2, assert a ≥ 3 }
                  ^ character: \`×\` is no sign of the language. Write \`*\`.
                                ^ character: \`≥\` is no sign of the language. Write \`>=\`.
`,
    `
estimates { a = b * 2, assert a >= 3 }
`,
  ],
  [
    `
service A # a comment
          ^ character: \`#\` means nothing here. Comments begin with \`//\`.
`,
    `
service A  a comment
`,
  ],
  [
    `
service Backend {
                ^ unclosed-brace: This \`{\` is never closed: add a \`}\`.
  replicas: 2

service Other
`,
    `
service Backend {
  replicas: 2
}

service Other
`,
  ],
  [
    `
service Backend
        ^^^^^^^ missing-brace: A \`{\` is missing behind \`Backend\`: add one.
  replicas: 2
}
service Other
`,
    `
service Backend {
  replicas: 2
}
service Other
`,
  ],
  [
    `
functional X "x"  actor: Buyer }
             ^^^ missing-brace: A \`{\` is missing behind \`"x"\`: add one.
functional Y
`,
    `
functional X "x" {  actor: Buyer }
functional Y
`,
  ],
  [
    `
service A }
          ^ stray-brace: This \`}\` closes nothing: remove it.
`,
    `
service A 
`,
  ],
  [
    `
service { Backend "x" {
        ^ stray-brace: This \`{\` belongs to nothing: remove it.
  replicas: 2
}
`,
    `
service  Backend "x" {
  replicas: 2
}
`,
  ],
  [
    `
estimates {
  a = (b + c
      ^ unclosed-bracket: This \`(\` is never closed: add a \`)\`.
  d = size(Ticket
          ^ unclosed-bracket: This \`(\` is never closed: add a \`)\`.
}
`,
    `
estimates {
  a = (b + c)
  d = size(Ticket)
}
`,
  ],
  [
    `
entity E { id uuid [pk
                   ^ unclosed-bracket: This \`[\` is never closed: add a \`]\`.
name text(5 }
         ^ unclosed-bracket: This \`(\` is never closed: add a \`)\`.
`,
    `
entity E { id uuid [pk]
name text(5) }
`,
  ],
  [
    `
service "Title" { }
^^^^^^^ missing-name: \`service\` needs a name on its line, as in \`service Service\`.
`,
    `
service Service "Title" { }
`,
  ],
  [
    `
service
^^^^^^^ missing-name: \`service\` needs a name on its line, as in \`service Service\`.
`,
    `
service Service
`,
  ],
  [
    `
unit
^^^^ missing-name: \`unit\` needs a name on its line, as in \`unit parcel\`.
`,
    `
unit parcel
`,
  ],
  [
    `
rpc (a)
^^^ incomplete: \`rpc\` alone says nothing. Go on with a name if it is a kind, with an arrow (\`->\`) if it is a component, with a colon if it is a property.
    ^ unexpected: \`(\` begins no statement. Remove it, or write what it belongs to before it.
`,
    `
rpc a)
`,
  ],
  [
    `
kind lambda
     ^^^^^^ missing-base: \`lambda\` builds on no kind: write \`kind lambda: service\`.
`,
    `
kind lambda: component
`,
  ],
  [
    `
requirements { latency p99 <= 5 ms }
               ^^^^^^^ missing-name: \`latency\` needs a name on its line, as in \`latency Latency\`.
`,
    `
requirements { latency Latency p99 <= 5 ms }
`,
  ],
  [
    `
service A { replicas: , zones: 2, ttl: }
            ^^^^^^^^^ missing-value: \`replicas\` has no value: write one behind the colon, as in \`replicas: 2\`, or remove it.
                                  ^^^^ missing-value: \`ttl\` has no value: write one behind the colon, as in \`ttl: 5 min\`, or remove it.
`,
  ],
  [
    `
estimates { a = , b =
              ^ missing-value: \`a\` has no value: write an expression behind \`=\`, as in \`a = 10k req/s\`.
                    ^ missing-value: \`b\` has no value: write an expression behind \`=\`, as in \`b = 10k req/s\`.
c = 3 }
`,
  ],
  [
    `
estimates { assert a < }
                     ^ missing-value: A value is missing behind \`<\`.
`,
  ],
  [
    `
estimates { assert }
            ^^^^^^ missing-value: An assertion compares two values, as in \`assert storage < 100 GB\`.
`,
  ],
  [
    `
entity E { id, name }
           ^^ missing-type: The field \`id\` has no type: write \`id uuid\`, \`id string(80)\` or, for a reference, \`id -> Entity\`.
             ^ separator: A comma separates properties, estimates and the items of a list. Other statements end with their line, or with \`;\`.
               ^^^^ missing-type: The field \`name\` has no type: write \`name uuid\`, \`name string(80)\` or, for a reference, \`name -> Entity\`.
`,
    `
entity E { id; name }
`,
  ],
  [
    `
A -> 
  ^^ missing-target: Nothing stands behind this \`->\`: write what it leads to on the same line (a chain breaks before its arrow, never after it).
B -> C
`,
  ],
  [
    `
-> B
^^ missing-target: Nothing stands before this \`->\`: write what it comes from.
`,
  ],
  [
    `
A -> B |
       ^ missing-target: Nothing stands behind this \`|\`: write the alternative.
`,
  ],
  [
    `
Sales. -> B
     ^ missing-name: A name is missing behind this dot.
`,
  ],
  [
    `
estimates { a = b +, c = d in, e = 5 to }
                  ^ missing-operand: A value is missing behind \`+\`.
                           ^^ missing-operand: A unit is missing behind \`in\`, as in \`in GB\` or \`in req/s\`.
                                     ^^ missing-operand: A value is missing behind \`to\`.
`,
  ],
  [
    `
requirements { latency Fast p99 500 ms; availability Up 99% }
                                ^^^ missing-operator: A comparison is missing before this target: write \`<= 500\`.
                                                        ^^^ missing-operator: A comparison is missing before this target: write \`>= 99%\`.
`,
    `
requirements { latency Fast p99 <= 500 ms; availability Up >= 99% }
`,
  ],
  [
    `
estimates { assert a }
            ^^^^^^^^ missing-operator: An assertion compares two values, as in \`assert storage < 100 GB\`.
`,
  ],
  [
    `
api A { GET }
        ^^^ missing-path: \`GET\` needs a path that begins with \`/\`, as in \`GET /events/{id}\`.
`,
  ],
  [
    `
import
^^^^^^ missing-path: An import needs the path of a file, as in \`import "./platform.sdesign"\`.
`,
  ],
  [
    `
import { A } "./x.sdesign"
           ^ missing-path: Write \`from\` between the names and the path.
`,
    `
import { A } from "./x.sdesign"
`,
  ],
  [
    `
relation A -> B
           ^^ cardinality: The sides of a relation are joined by \`--\`, as in \`Event 1--* Ticket\`.
`,
  ],
  [
    `
relation A B
         ^^^ cardinality: A relation says how many stand on each side: \`1\`, \`0..1\`, \`*\`, \`1..*\`, \`0..*\` or a number, as in \`Event 1--* Ticket\`.
`,
  ],
  [
    `
relation A
^^^^^^^^ missing-name: A relation joins two entities: write \`relation Event 1--* Ticket\`.
`,
  ],
  [
    `
relation A 1..--* B
            ^^ cardinality: A number or \`*\` is missing behind \`..\`, as in \`1..*\`.
`,
  ],
  [
    `
service A { replicas: a > 2 }
                        ^ comparison: A comparison (\`>\`) stands only in a quality's target and in \`assert\`, one in each.
`,
  ],
  [
    `
service A, service B
         ^ separator: A comma separates properties, estimates and the items of a list. Other statements end with their line, or with \`;\`.
`,
    `
service A; service B
`,
  ],
  [
    `
estimates { a = f(b,) }
                   ^ separator: Nothing follows this comma: remove it.
`,
    `
estimates { a = f(b) }
`,
  ],
  [
    `
service A { monitors: [latency, errors] }
                      ^ list: A list takes no brackets: write its items separated by commas, as in \`monitors: latency, errors\`.
`,
  ],
  [
    `
requirements { latency Fast <= 5 ms "title" }
                                    ^^^^^^^ order: The title stands right behind the name, before the target.
`,
  ],
  [
    `
entity E { a uuid [pk]? }
                      ^ order: The \`?\` of a field that may be empty stands right behind its type, as in \`uuid? [index]\`.
`,
  ],
  [
    `
Backend
^^^^^^^ incomplete: \`Backend\` alone says nothing. Go on with a name if it is a kind, with an arrow (\`->\`) if it is a component, with a colon if it is a property.
`,
  ],
  [
    `
Buyer, Organizer
^^^^^^^^^^^^^^^^ incomplete: This alone says nothing. Go on with an arrow (\`A, B -> C\`), or write the name of a property before it (\`tags: a, b\`).
`,
  ],
  [
    `
replicas: 2
^^^^^^^^ misplaced: The property \`replicas\` stands outside of every body: move it between the braces of what it describes.
`,
  ],
  [
    `
) service A
^ unexpected: \`)\` begins no statement. Remove it, or write what it belongs to before it.
`,
    `
 service A
`,
  ],
  [
    `
service A ) "x" { }
          ^ unexpected: \`)\` fits nothing here: remove it.
`,
    `
service A  "x" { }
`,
  ],
  [
    `
a => => b
  ^^ missing-target: Nothing stands behind this \`=>\` on its line.
     ^^ unexpected: \`=>\` begins no statement. Remove it, or write what it belongs to before it.
`,
    `
a =>  b
`,
  ],
  [
    `
process P { => B  A => }
            ^^ missing-target: Nothing stands before this \`=>\`.
                    ^^ missing-target: Nothing stands behind this \`=>\` on its line.
`,
  ],
  [
    `
service A { { replicas: 2 } }
            ^ stray-brace: This \`{\` belongs to nothing: write a kind and a name before it, or remove it and its \`}\`.
`,
  ],
  [
    `
entity E { a uuid -> , b uuid }
                  ^^ missing-target: An entity is missing behind this arrow, as in \`-> Event\` or \`-> Event.id\`.
                     ^ separator: A comma separates properties, estimates and the items of a list. Other statements end with their line, or with \`;\`.
`,
    `
entity E { a uuid -> ; b uuid }
`,
  ],
  [
    `
api A { GET /x -> ; rpc f(a: ) }
               ^^ missing-target: A type is missing behind this arrow, as in \`-> Event\` or \`-> Event[]\`.
                           ^ missing-type: A type is missing behind this colon, as in \`seat: string(8)\`.
`,
  ],
  [
    `
requirements { latency Fast <= 5 ms for }
                                    ^^^ missing-target: A name is missing behind \`for\`: what does this hold for?
`,
  ],
  [
    `
estimates { a = () }
                ^ missing-operand: A value is missing behind \`(\`.
`,
  ],
  [
    `
estimates { a = .5, b = 3 * .25 GB }
                ^^ number: A number begins with a digit: write \`0\` before the point.
                            ^^^ number: A number begins with a digit: write \`0\` before the point.
`,
    `
estimates { a = 0.5, b = 3 * 0.25 GB }
`,
  ],
  [
    `
estimates {
  a = 1,000 users
       ^^^^ number: Digits are grouped by \`_\`, as in \`1_000\`: a comma ends the estimate.
  b = 10,000,000
        ^^^^ number: Digits are grouped by \`_\`, as in \`1_000\`: a comma ends the estimate.
            ^^^^ number: Digits are grouped by \`_\`, as in \`1_000\`: a comma ends the estimate.
  c = 1, d = 2
}
`,
    `
estimates {
  a = 1_000 users
  b = 10_000_000
  c = 1, d = 2
}
`,
  ],
  [
    `
estimates { a = 10 M users, b = 5 k req/s, c = 3 T }
                   ^ number: \`M\` stands right behind its number, without a space, as in \`10M\`.
                                  ^ number: \`k\` stands right behind its number, without a space, as in \`10k\`.
`,
    `
estimates { a = 10M users, b = 5k req/s, c = 3 T }
`,
  ],
  [
    `
requirements {
  latency Fast p99.9 <= 5 ms
               ^^^^^ number: A percentile has no point: write \`p999\`.
  latency p99.9 <= 5 ms
  ^^^^^^^ missing-name: \`latency\` needs a name on its line, as in \`latency Latency\`.
          ^^^^^ number: A percentile has no point: write \`p999\`.
}
`,
    `
requirements {
  latency Fast p999 <= 5 ms
  latency Latency p999 <= 5 ms
}
`,
  ],
  [
    `
estimates { a: 3, b : 4 GB }
             ^ missing-operator: An estimate takes \`=\`: write \`a = …\`.
                    ^ missing-operator: An estimate takes \`=\`: write \`b = …\`.
`,
    `
estimates { a = 3, b = 4 GB }
`,
  ],
  [
    `
estimates { users 100M }
            ^^^^^ missing-operator: \`=\` is missing: write \`users = 100M\`.
`,
    `
estimates { users = 100M }
`,
  ],
  [
    `
estimates { users }
            ^^^^^ incomplete: \`users\` alone says nothing. Write an estimate as in \`users = 10k req/s\`.
`,
  ],
  [
    `
requirements { actor: Buyer }
               ^^^^^ misplaced: The property \`actor\` stands outside of every requirement: move it between the braces of what it describes.
`,
  ],
  [
    `
api A {
  get /events/{id}?q -> Event { load: 1 req/s }
  ^^^ method: \`get\` is no method. Write \`GET\`.
  GETT /x/:id
  ^^^^ method: \`GETT\` is no method. Write \`GET\`.
  fetch /x
  ^^^^^ method: \`fetch\` is no method. There are \`GET\`, \`POST\`, \`PUT\`, \`PATCH\`, \`DELETE\`, \`HEAD\`, \`OPTIONS\`.
}
`,
    `
api A {
  GET /events/{id}?q -> Event { load: 1 req/s }
  GET /x/:id
  fetch /x
}
`,
  ],
  [
    `
api A {
  GET events/{id} as One -> Event
  ^^^ missing-path: \`GET\` needs a path that begins with \`/\`, as in \`GET /events\`.
}
`,
    `
api A {
  GET /events/{id} as One -> Event
}
`,
  ],
  [
    `
entity E {
  id   uuid pk "key"
            ^^ modifier: A modifier stands in brackets: write \`[pk]\`.
  name string(20) unique index; pk int
                  ^^^^^^ modifier: A modifier stands in brackets: write \`[unique]\`.
                         ^^^^^ modifier: A modifier stands in brackets: write \`[index]\`.
}
`,
    `
entity E {
  id   uuid [pk] "key"
  name string(20) [unique] [index]; pk int
}
`,
  ],
  [
    `
A ->
  ^^ missing-target: Nothing stands behind this \`->\`: write what it leads to on the same line (a chain breaks before its arrow, never after it).
B
-> C
`,
  ],
  [
    `
A ->
  ^^ missing-target: Nothing stands behind this \`->\`: write what it leads to on the same line (a chain breaks before its arrow, never after it).
service B
`,
  ],
  [
    `
domain D {
  import "./platform.sdesign"
  ^^^^^^ misplaced: An import stands outside of every body: move it to the top of the file.
  import { A } from "./platform.sdesign"
  ^^^^^^ misplaced: An import stands outside of every body: move it to the top of the file.
  assert 3 > 2
  ^^^^^^ misplaced: An assertion stands in \`estimates\`, or outside of every body: move it there.
}
`,
  ],
];

const UNDERLINE = /^ *\^+ [\w-]+: /;

describe("problems of form", () => {
  it.each(DRAWN)("%s", (drawn = "", repaired) => {
    const source = drawn
      .slice(1, -1)
      .split("\n")
      .filter((line) => !UNDERLINE.test(line))
      .join("\n");
    expect(`\n${underlined(source)}\n`).toBe(drawn);
    expect(`\n${fixed(source)}\n`).toBe(repaired ?? `\n${source}\n`);
  });

  it("each rule is shown by a case", () => {
    const shown = new Set(DRAWN.flatMap(([drawn]) => [...drawn.matchAll(/\^ ([\w-]+): /g)].map((match) => match[1])));
    const rules = Object.keys(syntaxRules).map((rule) => rule.replace("syntax/", ""));
    expect(rules.filter((rule) => !shown.has(rule))).toEqual(["depth"]);
  });

  it.each([
    ["braces", "domain D {".repeat(2000) + "}".repeat(2000)],
    ["parentheses", `a = ${"(".repeat(2000)}1${")".repeat(2000)}`],
    ["calls", `a = ${"f(".repeat(2000)}1${")".repeat(2000)}`],
    ["arguments of a type", `entity E { a b${"(c".repeat(2000)}${")".repeat(2000)} }`],
  ])("nesting %s 2,000 deep is a clear finding", (_, source) => {
    const problems = problemsOf(parse(source));
    expect(problems.map((problem) => problem.rule)).toEqual(["syntax/depth"]);
    expect(problems[0]?.message).toContain("Nested more than 200 levels deep");
  });
});
