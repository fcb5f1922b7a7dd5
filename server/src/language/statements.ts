/** The statements that are not components: their keywords, form and documentation. */

import { kinds } from "./kinds.ts";
import { qualities } from "./qualities.ts";

/**
 * How a statement is written. `declaration` is the general form KIND Name "Title" { … }; the others have a form of
 * their own (see syntax/tree.ts).
 */
export type StatementForm =
  | "import"
  | "kind"
  | "declaration"
  | "block"
  | "quality"
  | "assert"
  | "unit"
  | "relation"
  | "endpoint";

export interface StatementEntry {
  readonly keyword: string;
  readonly form: StatementForm;
  readonly doc: string;
  /** The blocks in which it is at home; `top` is the file itself. */
  readonly within: readonly string[];
  /** A snippet in the LSP's syntax that writes one. */
  readonly snippet: string;
}

const named = (
  keyword: string,
  doc: string,
  within: readonly string[] = ["top", "domain"],
  body = "\n\t$0\n",
): StatementEntry => ({
  keyword,
  form: "declaration",
  doc,
  within,
  snippet: `${keyword} \${1:Name} "\${2:Title}" {${body}}`,
});

const endpoint = (keyword: string, doc: string, snippet: string): StatementEntry => ({
  keyword,
  form: "endpoint",
  doc,
  within: ["api"],
  snippet,
});

const http = (verb: string, doc: string): StatementEntry =>
  endpoint(verb, doc, `${verb} /\${1:path} as \${2:Name} -> \${3:Entity} { satisfies: \${4:Requirement} }$0`);

const ENTRIES: readonly StatementEntry[] = [
  {
    keyword: "import",
    form: "import",
    doc: "Brings in the names of another file",
    within: ["top"],
    snippet: 'import "./${1:file}.sdesign"',
  },
  named("system", "The root of a design: its name, and conventions that hold for all of it", ["top"]),
  {
    ...named("actor", "A person or a party that uses the system"),
    snippet: 'actor ${1:Name} "${2:Who uses it, and for what}"',
  },
  {
    keyword: "kind",
    form: "kind",
    doc: "A component kind of one's own, with a base kind's meaning, shape and defaults",
    within: ["top"],
    snippet: 'kind ${1:name}: ${2:service} "${3:Title}" { $0 }',
  },
  {
    keyword: "requirements",
    form: "block",
    doc: "What the system must do, and how well",
    within: ["top"],
    snippet: "requirements {\n\t$0\n}",
  },
  {
    ...named("functional", "Something that a person can do with the system", ["requirements", "top"]),
    snippet: 'functional ${1:Name} "${2:A person can …}" { actor: ${3:Actor}, priority: ${4|must,should,could,wont|} }',
  },
  {
    keyword: "estimates",
    form: "block",
    doc: "The back of the envelope: `name = expression`",
    within: ["top"],
    snippet: "estimates {\n\t${1:users} = ${2:1M users}\n\t$0\n}",
  },
  {
    keyword: "assert",
    form: "assert",
    doc: "A comparison that must hold",
    within: ["estimates", "top"],
    snippet: 'assert ${1:storage} < ${2:100 GB} "${3:why}"',
  },
  {
    keyword: "unit",
    form: "unit",
    doc: "Something that is counted",
    within: ["estimates", "top"],
    snippet: "unit ${1:parcel}",
  },
  named(
    "entity",
    "A kind of record: its fields, growth and retention",
    ["top", "domain", "component"],
    "\n\t${3:id} ${4|uuid,id,bigint,string(20)|} [pk]\n\t$0\n",
  ),
  {
    keyword: "relation",
    form: "relation",
    doc: "How many of one entity belong to one of another",
    within: ["top", "domain"],
    snippet: 'relation ${1:A} ${2:1}--${3:*} ${4:B} "${5:has}"',
  },
  named("api", "An interface: its endpoints", ["top", "domain", "component"]),
  http("GET", "An HTTP endpoint that reads"),
  http("POST", "An HTTP endpoint that creates"),
  http("PUT", "An HTTP endpoint that replaces"),
  http("PATCH", "An HTTP endpoint that changes a part"),
  http("DELETE", "An HTTP endpoint that deletes"),
  http("HEAD", "An HTTP endpoint that reads the headers only"),
  http("OPTIONS", "An HTTP endpoint that tells what is allowed"),
  endpoint("rpc", "A function-style call", "rpc ${1:name}(${2:param}) -> ${3:Type} { $0 }"),
  endpoint("publish", "An event that the system sends out", "publish ${1:Name}(${2:param}) { $0 }"),
  endpoint("subscribe", "A channel that clients listen on", "subscribe ${1:Name}(${2:param}) { $0 }"),
  named(
    "domain",
    "A subdomain: core, supporting or generic",
    ["top", "domain"],
    "\n\ttype: ${3|core,supporting,generic|}\n\t$0\n",
  ),
  named(
    "flow",
    "How a request travels: the steps in order",
    ["top", "domain"],
    '\n\t${3:A} -> ${4:B} "${5:what happens}"\n\t$0\n',
  ),
  {
    ...named("process", "Event storming: rows of actor, command, system, event, hot spot", ["top", "domain"]),
    snippet: 'process ${1:Name} {\n\t${2:Actor} => "${3:Command}" => ${4:System} => "${5:Event}" => "${6:Hot spot}"\n}',
  },
  {
    ...named("decision", "A choice, its options and the reason"),
    snippet:
      'decision ${1:Name} "${2:Which …?}" {\n\toption ${3:A} "${4:Title}" { pros: "${5:…}"  cons: "${6:…}" }\n\tchosen: ${3:A}\n\tbecause: "${7:…}"\n}',
  },
  named("option", "One of a decision's options", ["decision"], ' pros: "$3"  cons: "$4" '),
  named("question", "Something to ask; without an answer it is open", ["top", "domain"], ' answer: "$3" '),
  named(
    "risk",
    "What may go wrong, and what is done about it",
    ["top", "domain"],
    ' affects: ${3:Name}  mitigation: "${4:…}" ',
  ),
  named("view", "A diagram of one's own", ["top"], " include: ${3:Name} "),
];

/** Each statement of the language but component kinds and qualities, by its keyword. */
export const statements: ReadonlyMap<string, StatementEntry> = new Map(ENTRIES.map((entry) => [entry.keyword, entry]));

/** The methods and words that begin an endpoint. */
export const endpointVerbs: ReadonlySet<string> = new Set(
  ENTRIES.filter((entry) => entry.form === "endpoint").map((entry) => entry.keyword),
);

/** The role words of an event-storming row, in the order of a row's places. */
export const rowRoles: readonly string[] = ["actor", "command", "system", "event", "hotspot", "policy"];

/**
 * The form of the statement that a keyword begins, or undefined for a word that begins none.
 * Component kinds have the general form, qualities their own.
 */
export function statementForm(keyword: string): StatementForm | undefined {
  if (kinds.has(keyword)) return "declaration";
  if (qualities.has(keyword)) return "quality";
  return statements.get(keyword)?.form;
}
