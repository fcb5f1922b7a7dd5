import type { Design, EndpointElement } from "../../../model/design.ts";
import { spellings } from "../../../model/names.ts";
import type { Parameter } from "../../../syntax/tree.ts";
import { perElements } from "../../detect/per-design.ts";
import { named, quote } from "../../messages.ts";
import type { Rule } from "../../rule.ts";

/** Parameters that mean the same everywhere and belong to no entity. */
const GENERIC: ReadonlySet<string> = new Set([
  "version",
  "v",
  "date",
  "day",
  "month",
  "year",
  "time",
  "lang",
  "language",
  "locale",
  "format",
  "page",
  "path",
  "file",
  "filename",
  "name",
  "type",
  "kind",
  "action",
  "token",
  "code",
  "query",
  "term",
  "key",
  "id",
  "uuid",
  "slug",
  "hash",
  "index",
  "region",
  "tenant",
  "size",
  "range",
]);

export const pathParameter: Rule = {
  id: "api/path-parameter",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A path parameter stands for nothing in the data model, or occurs twice in one path.",
    rationale: `\`/event/{evnt_id}\` is a typing error or refers to something that the design does not have. A parameter that occurs twice
has two values, of which only one can be had.`,
    failing: `entity Event { id uuid [pk] }
api Events { GET /event/{evnt_id} -> Event }`,
    passing: `entity Event { id uuid [pk] }
api Events { GET /event/{event_id} -> Event }`,
    exception: `An identifier of another system's: name it in the query as well, add the entity that it belongs to, or a field that keeps it.`,
  },
  check({ design, report }) {
    for (const endpoint of design.all("endpoint")) {
      const inPath = endpoint.parameters.filter(({ place }) => place === "path");
      for (const [index, parameter] of inPath.entries()) {
        const name = parameter.name.text;
        if (name === "") continue;
        const place = { origin: endpoint.origin, span: { start: parameter.name.start, end: parameter.name.end } };
        if (inPath.slice(0, index).some((earlier) => earlier.name.text === name)) {
          report({
            message: `${quote(`{${name}}`)} occurs twice in the path of ${named(endpoint)}, so one of the two values is lost. Give each its own name.`,
            place,
          });
        } else if (!isExplained(design, endpoint, parameter)) {
          report({
            message: `${quote(`{${name}}`)} in the path of ${named(endpoint)} stands for nothing: no entity, field or actor is called ${quote(stem(name))}. Correct its name, or add the entity.`,
            place,
          });
        }
      }
    }
  },
};

function isExplained(design: Design, endpoint: EndpointElement, { name }: Parameter): boolean {
  const known = vocabulary(design);
  if (known.size === 0) return true;
  const whole = plain(name.text);
  const short = stem(name.text);
  if (GENERIC.has(whole) || GENERIC.has(short) || known.has(whole) || known.has(short)) return true;
  if (endpoint.parameters.some(({ place, name: other }) => place === "query" && plain(other.text) === whole))
    return true;
  return resembles(known, short);
}

/** `{seller_id}` beside `seller_id uuid -> Person` is the field; `{short_url}` may be its entity's `Url`, too. */
function resembles(known: ReadonlySet<string>, short: string): boolean {
  const answers = resemblances.get(known) ?? new Map<string, boolean>();
  resemblances.set(known, answers);
  let answer = answers.get(short);
  if (answer === undefined) {
    answer = [...known].some((word) => word.length > 2 && (short.endsWith(word) || word.endsWith(short)));
    answers.set(short, answer);
  }
  return answer;
}

/** What is known of names: to compare one with all words takes a while, and the words are mostly those of before. */
const resemblances = new WeakMap<ReadonlySet<string>, Map<string, boolean>>();

const NAMED = ["entity", "actor", "field"] as const;

/** What parameters can stand for: names of entities, fields and actors; empty for a design without entities. */
const vocabulary: (design: Design) => ReadonlySet<string> = perElements(NAMED, (design) => {
  const known = new Set<string>();
  if (design.all("entity").length === 0) return known;
  for (const element of [...design.all("entity"), ...design.all("actor"), ...design.all("field")]) {
    for (const spelling of spellings(element.name)) known.add(plain(spelling));
    known.add(stem(element.name));
  }
  return known;
});

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\d]/gu, "");
}

/** `eventId`, `event_ids`, `event-uuid` → event */
function stem(name: string): string {
  const short = name.replace(/([_-]?(?:uuids?|ids?|keys?|slug|name|code|hash)|Ids?|Uuid|Key)$/i, "");
  return plain(short || name);
}
