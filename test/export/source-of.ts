/** A design as the writers of documents get it. */

import { factsOf } from "../../server/src/analysis/facts.ts";
import type { Source } from "../../server/src/export/source.ts";
import { designOf } from "../model/design-of.ts";

export function sourceOf(text: string): Source {
  return {
    facts: factsOf(designOf(text)),
    file: "design.sdesign",
    text: ({ chunk }, { start, end }) => text.slice(chunk.start + start, chunk.start + end).replace(/\s+/g, " "),
  };
}

/** Names and texts that have broken other formats. */
export const hostile = `
system __proto__ "--> */ '); DROP TABLE x; -- <script>alert(1)</script> | [a](javascript:b) \\"q\\" #35; \\\\"
/// */ "; DROP
entity constructor "a -- b | c" {
  __proto__ uuid [pk] "'\\"; x"
  order enum("it's", "a\\"b", select) [index]
  Order string(80) [unique] -> toString
}
entity toString { "x" }
entity Größe票 "end of ] line" { select uuid [pk], from string -> constructor }
api __proto__ "| <b>" {
  GET /a/{__proto__}/?constructor&x as toString -> constructor[] { paginated: true }
  GET /a/{b}/ as again -> constructor
  rpc hasOwnProperty(valueOf: uuid, __proto__: constructor[]) -> string
  publish __proto__(x)
}
actor A "\`x\` <img src=x onerror=alert(1)>"
service B "end"]\`
service end "subgraph"
A -> end "a|b\\"c-->d"
`;
