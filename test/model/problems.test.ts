import { describe, expect, it } from "vitest";
import { problemsOf } from "./design-of.ts";

/** Each source with what linking says of it: `rule at 'underlined': message`. */
const CASES: readonly (readonly [title: string, source: string, ...expected: string[]])[] = [
  ["a design without mistakes", "actor A\nservice B\nA -> B"],
  ["an unknown kind", "servise Backend", "link/unknown at 'servise': `servise` is not a kind. Did you mean `service`?"],
  [
    "a kind that resembles none",
    "gadget Backend",
    "link/unknown at 'gadget': `gadget` is not a kind. For a kind of your own, declare it: `kind gadget: service`.",
  ],
  [
    "a unit that differs from two in case alone",
    "estimates { a = 5 gb }",
    "link/unknown at 'gb': `gb` is not a unit. Did you mean `GB` or `Gb`?",
  ],
  ["an own kind", "kind lambda: function { capacity: 1k req/s }\nlambda Resize"],
  ["an own kind based on another, in any order", "tiny A\nkind tiny: lambda\nkind lambda: function"],
  [
    "own kinds in a circle",
    "kind a: b\nkind b: a\na X\nkind c: a",
    "link/cycle at 'b': `a` builds on itself: `a` → `b` → `a`. Build one of them on a kind of the language, such as `service`.",
    "link/cycle at 'a': `b` builds on itself: `b` → `a` → `b`. Build one of them on a kind of the language, such as `service`.",
  ],
  [
    "an own kind called like one of the language",
    "kind service: worker\nservice X\nkind entity: service",
    "link/duplicate at 'service': `service` is a word of the language already. Choose another name.",
    "link/duplicate at 'entity': `entity` is a word of the language already. Choose another name.",
  ],
  [
    "an own kind of no component",
    "kind admin: actor\nkind vpc: region\nkind x: entity",
    "value/type at 'actor': A kind of one's own is a kind of component, and `actor` is none. Write `actor` itself.",
    "value/type at 'region': A kind of one's own is a kind of component, and `region` is none. Write `region` itself.",
    "link/unknown at 'entity': `entity` is not a kind. Build on a kind of component, such as `service`, or on one of your own.",
  ],
  [
    "a unit called like one of the language",
    "unit s\nestimates { unit GB, unit parcel }",
    "link/duplicate at 's': `s` is a unit of the language already. Choose another name.",
    "link/duplicate at 'GB': `GB` is a unit of the language already. Choose another name.",
  ],
  [
    "keywords where they say nothing",
    'domain D { unit x\n POST "x" {} }\nestimates { relation A {} }',
    "link/misplaced at 'unit': `unit` says nothing here: it stands in `estimates`, before the name of what is counted.",
    "link/misplaced at 'POST': `POST` says nothing here: it stands in an API, before a path.",
    "link/misplaced at 'relation': `relation` says nothing here: it stands between two entities, as in `relation Event 1--* Ticket`.",
  ],
  [
    "two systems",
    "system A\nservice S\nsystem B { }",
    "link/duplicate at 'B': A file holds one system, and `A` is it. Remove one of them, or give it a file of its own.",
  ],
  [
    "one system twice",
    "system A\nsystem A",
    "link/duplicate at 'A': `A` is declared twice in this file. Rename one of them.",
  ],
  [
    "a scale for a unit",
    "estimates { a = 10 M }",
    "link/unknown at 'M': `M` is not a unit. A scale stands right behind its number: `10M`.",
  ],
  [
    "an estimate in the place of a unit",
    "estimates { a = 3, b = 2 a, c = 5 req/a }",
    "link/unknown at 'a': `a` is an estimate, and is read as a unit here. Write `* a` to calculate with it.",
    "link/unknown at 'a': `a` is an estimate, and is read as a unit here. Write spaces around `/` or `*` to calculate with it.",
  ],
  [
    "a function that there is not",
    "estimates { a = power(2, 3) }",
    "link/unknown at 'power': `power` is not a function. Use `size`, `rows`, `load`, `sum`, `min`, `max`, `ceil`, `floor`, `round`, `log2`, `sqrt`, `collision`.",
  ],
  [
    "a metric that there is not",
    "requirements { latency L p42 <= 5 ms }",
    "value/word at 'p42': `p42` is not a metric. Use `p50`, `p75`, `p90`, `p95`, `p99`, `p999`, `avg`, `max`.",
  ],
  [
    "a name that a scope does not hold",
    "entity E { key uuid }\nservice keys\ncache C { stores: E.keyy, E.keys, E.nothing }",
    "link/unknown at 'keyy': `keyy` is not a name in `E`. Did you mean `key`?",
    "link/unknown at 'keys': `keys` is not a name in `E`. Did you mean `key`?",
    "link/unknown at 'nothing': `nothing` is not a name in `E`. Correct the name, or declare it there.",
  ],
  [
    "zones that are none",
    "service A { zones: Nope }\nservice B { zones: A }\nregion Eu { zone X }\nservice C { zones: X, Eu.X }\nservice D { zones: n }\nn = 3",
    "link/unknown at 'Nope': `Nope` is not a region or zone, or a number of them. Correct the name, or declare it there.",
    "value/type at 'A': `A` is a component; a region or zone, or a number of them is expected here.",
  ],
  [
    "a field with a colon",
    "entity E { id: uuid, name: string(20), grows: 3/day, tag: x }",
    "link/misplaced at 'id': A field has no colon: write `id uuid`.",
    "link/misplaced at 'name': A field has no colon: write `name string`.",
    "link/unknown at 'tag': `tag` is not a property that an entity can have. Did you mean `tags`?",
  ],
  [
    "a field whose type stands first",
    "entity E { uuid number; id uuid; int quantity; timestamp timestamp }",
    "link/unknown at 'number': `number` is not a type. A field's name stands first: write `number uuid`.",
    "link/unknown at 'quantity': `quantity` is not a type. A field's name stands first: write `quantity int`.",
  ],
  [
    "what a type does not take",
    "entity E { a int(3) b string(3, 4) c enum(x, y) d string(20) e F(3) }\nentity F",
    "value/misplaced at '3': `int` takes nothing in parentheses: this is ignored. Remove it.",
    "value/misplaced at '4': `string` takes one size: this is ignored. Remove it.",
    "value/misplaced at '3': `F` takes nothing in parentheses: this is ignored. Remove it.",
  ],
  [
    "a cardinality that runs backwards",
    "entity A\nentity B\nrelation A 5..2--1..* B",
    "value/range at '5..2': This runs backwards: write `2..5`.",
  ],
  [
    "nobody and somebody",
    "actor A\napi X { GET /x { auth: none, A } GET /y { auth: A } GET /z { auth: required } }",
    "value/type at 'none': `auth: none` stands alone: leave out the names, or the word.",
  ],
  [
    "a connection among the rows of a process",
    'actor A\nservice B\nprocess P { A -> B\nA => "x" => B }',
    "link/misplaced at '->': The elements of a process are joined by `=>`; a connection stands outside of it.",
  ],
  ["a property without a value, of which the parser has told", "service A { replicas: }"],
  [
    "an own kind of an unknown base",
    "kind lambda: functoin",
    "link/unknown at 'functoin': `functoin` is not a kind. Did you mean `function`?",
  ],
  [
    "an unknown property",
    "service Backend { replica: 2 }",
    "link/unknown at 'replica': `replica` is not a property that a component can have. Did you mean `replicas`?",
  ],
  [
    "a property without a use there",
    "entity Ticket { replicas: 2 }",
    "value/misplaced at 'replicas': `replicas` has no use on an entity: it is ignored. Remove it.",
  ],
  [
    "a property that this kind has no use for",
    "queue Mails { hit_ratio: 90% }",
    "value/misplaced at 'hit_ratio': `hit_ratio` has no use on `queue`: it is ignored. Remove it.",
  ],
  [
    "a property stated twice",
    "service A { replicas: 2, replicas: 3 }",
    "link/duplicate at 'replicas': `replicas` is stated twice; only the first counts. Remove one of them.",
  ],
  [
    "two values where one is taken",
    "service A { replicas: 2, 3 }",
    "value/type at '3': `replicas` takes one value, not 2.",
  ],
  [
    "an unknown word",
    "requirements { functional A { priority: mst } }",
    "value/word at 'mst': `mst` is not a word for `priority`. Did you mean `must`?",
  ],
  [
    "a word that resembles none",
    "sql_database A { failover: perhaps }",
    "value/word at 'perhaps': `perhaps` is not a word for `failover`. Use `automatic`, `manual`, `none`.",
  ],
  ["no boolean", "queue A { managed: yes }", "value/type at 'yes': `managed` is either `true` or `false`."],
  [
    "a text for a quantity",
    'service A { replicas: "two" }',
    "value/type at '\"two\"': `replicas` takes a quantity, not a text.",
  ],
  [
    "an unknown name in a connection",
    "service Backend\nactor Buyer\nBuyer -> Backand",
    "link/unknown at 'Backand': `Backand` is not an actor or a component. Did you mean `Backend`?",
  ],
  [
    "an API in a connection",
    "actor Buyer\napi TicketApi\nBuyer -> TicketApi",
    "value/type at 'TicketApi': `TicketApi` is an API, not a part of the system: connect to the component that serves it.",
  ],
  [
    "a reference of the wrong class",
    "entity Ticket\nservice Backend { serves: Ticket }",
    "value/type at 'Ticket': `Ticket` is an entity; an API is expected here.",
  ],
  [
    "an ambiguous name",
    "domain A { service Api }\ndomain B { service Api }\nactor U\nU -> Api",
    "link/ambiguous at 'Api': `Api` could be `A.Api` or `B.Api`. Write the full name of the one you mean.",
  ],
  ["a full name", "domain A { service Api }\ndomain B { service Api }\nactor U\nU -> B.Api"],
  ["a unique simple name from anywhere", "domain A { service Inner }\nactor U\nU -> Inner"],
  ["the innermost scope first", "service S\ndomain D { service S\nservice T\nT -> S }"],
  [
    "an unknown name in a scope",
    "domain A { service Api }\nactor U\nU -> A.Apo",
    "link/unknown at 'Apo': `Apo` is not a name in `A`. Did you mean `Api`?",
  ],
  [
    "a name declared twice",
    "service A\nworker A",
    "link/duplicate at 'A': `A` is declared twice in this file. Rename one of them.",
  ],
  [
    "a name declared twice in a domain",
    "domain D { service A\nworker A }",
    "link/duplicate at 'A': `A` is declared twice in its scope. Rename one of them.",
  ],
  [
    "a field declared twice",
    "entity E { id uuid\nid int }",
    "link/duplicate at 'id': `id` is declared twice in its scope. Rename one of them.",
  ],
  [
    "an unknown type",
    "entity E { id uid [pk] }",
    "link/unknown at 'uid': `uid` is not a type or an entity. Did you mean `uuid`?",
  ],
  [
    "an unknown modifier",
    "entity E { id uuid [pl] }",
    "link/unknown at 'pl': `pl` is not a modifier of a field. Did you mean `pk`?",
  ],
  ["entities that refer to each other, in any order", "entity A { b uuid -> B.id }\nentity B { id uuid [pk], a A }"],
  [
    "an unknown field in a reference",
    "entity A { b uuid -> B.ix }\nentity B { id uuid }",
    "link/unknown at 'ix': `ix` is not a name in `B`. Did you mean `id`?",
  ],
  [
    "an unknown word in an expression",
    "estimates { users = 5 users\nreads = user_s * 2 }",
    "link/unknown at 'user_s': `user_s` is not an estimate or a unit. Did you mean `users`?",
  ],
  [
    "an unknown unit",
    "estimates { parcels = 5 parcells/day }",
    "link/unknown at 'parcells': `parcells` is not a unit. If it is something you count, declare it: `unit parcells`.",
  ],
  [
    "declared units and entities as units",
    "entity Ticket\nestimates { unit parcel\na = 5 parcels/day\nb = 3 tickets }",
  ],
  [
    "an unknown function",
    "estimates { a = sise(2) }",
    "link/unknown at 'sise': `sise` is not a function. Did you mean `size`?",
  ],
  ["properties in expressions", "service B { replicas: 3 }\nestimates { a = B.replicas * 2 }"],
  [
    "an unknown property in an expression",
    "service B { replicas: 3 }\nestimates { a = B.replica * 2 }",
    "link/unknown at 'replica': `replica` is not a property that `B` can have. Did you mean `replicas`?",
  ],
  ["a place by its name", "region eu { zone a }\nservice A { zones: a }"],
  [
    "an endpoint outside of an API",
    "service A { GET /x }",
    "link/misplaced at 'GET': An endpoint belongs into an API: write it inside `api Name { … }`.",
  ],
  [
    "names that objects have",
    "service __proto__\nservice constructor\nactor toString\ntoString -> __proto__ -> constructor",
  ],
];

describe("what linking says of mistakes", () => {
  for (const [title, source, ...expected] of CASES) {
    it(title, () => {
      expect(problemsOf(source), source).toEqual(expected);
    });
  }
});

describe("imports", () => {
  it("bring in all names, or the named ones", () => {
    const lib = "service Edge\nservice Auth";
    expect(problemsOf('import "./lib.sdesign"\nEdge -> Auth', { "lib.sdesign": lib })).toEqual([]);
    expect(problemsOf('import { Edge } from "./lib.sdesign"\nEdge -> Auth', { "lib.sdesign": lib })).toEqual([
      "link/unknown at 'Auth': `Auth` is not an actor or a component. Declare it, or correct the name.",
    ]);
  });

  it("may run in a circle", () => {
    const lib = 'import "./main.sdesign"\nservice Edge\nHere -> Edge';
    expect(problemsOf('import "./lib.sdesign"\nservice Here\nEdge -> Here', { "lib.sdesign": lib })).toEqual([]);
  });

  it.each([
    ['import ""', "link/import at '\"\"': This path is empty: name a file, as in `./other.sdesign`."],
    [
      'import "./gone"',
      "link/import at '\"./gone\"': `./gone` does not exist. Its name has to be whole, as in `./other.sdesign`.",
    ],
    ['import "./gone.sdesign"', "link/import at '\"./gone.sdesign\"': `./gone.sdesign` does not exist."],
    [
      'import "../../x.sdesign"',
      "link/import at '\"../../x.sdesign\"': `../../x.sdesign` is outside of the workspace.",
    ],
    [
      'import "./main.sdesign"',
      "link/import at '\"./main.sdesign\"': `./main.sdesign` is this very file: remove the import.",
    ],
    [
      'import { Edg } from "./lib.sdesign"',
      "link/unknown at 'Edg': `./lib.sdesign` declares no `Edg`. Did you mean `Edge`?",
    ],
  ])("that lead nowhere: %s", (source, expected) => {
    expect(problemsOf(source, { "lib.sdesign": "service Edge" })).toEqual([expected]);
  });
});
