import { propertyOf, word } from "../../../model/access.ts";
import type { QualityElement } from "../../../model/design.ts";
import { isWhole, qualitiesOf, scopeOf, targetWord } from "../../detect/requirements.ts";
import { named, namedList } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const capConflict: Rule = {
  id: "nfr/cap-conflict",
  severity: "error",
  fixable: false,
  graph: false,
  documentation: {
    summary: "Of one scope, strong consistency is required and availability is preferred.",
    rationale: `When the network splits, a part that can't reach the others has two choices: to answer with what may be old, or not to answer
(the CAP theorem). Strong consistency takes the second, \`prefers: availability\` the first; of the same data both can't be had.
Decide it per part: a sale is strict, a listing is not.`,
    failing: `requirements {
  consistency NoDoubleSale = strong for Ticket { prefers: availability }
}
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, managed: true }
Backend -> Tickets`,
    passing: `requirements {
  consistency NoDoubleSale = strong for Ticket { prefers: consistency }
}
entity Ticket { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Tickets { stores: Ticket, managed: true }
Backend -> Tickets`,
    exception: `What needs no agreement costs no availability: identifiers that are unique because they are random, or counters that only
grow and are merged. Say why with a \`rationale\` on the requirement. A choice for the whole system does not conflict with
another one for a part of it.`,
  },
  check({ design, report }) {
    const strong = qualitiesOf(design, "consistency").filter((quality) => targetWord(quality) === "strong");
    if (strong.length === 0) return;
    const available = design.all("quality").filter((quality) => word(design, quality, "prefers") === "availability");
    for (const quality of strong) {
      for (const other of available) {
        const shared = sharedScope(quality, other);
        if (!shared || [quality, other].some((each) => propertyOf(design, each, "rationale"))) continue;
        const elements = shared.flatMap((key) => design.get(key) ?? []);
        const scope = elements.length > 0 ? `of ${namedList(elements)}` : "of the whole system";
        const itself = other === quality;
        report({
          message: `${named(quality)} requires strong consistency ${scope}, and ${itself ? "prefers" : `${named(other)} prefers`} availability: in a network partition only one of the two can be had. Choose one, give each its own scope with \`for\`, or say in a \`rationale\` why it needs no agreement.`,
          place: placeOf(quality),
          related: itself ? [] : [{ place: placeOf(other), message: `${named(other)} prefers availability` }],
        });
      }
    }
  },
};

/** The keys that two qualities are both about; none for the whole system, undefined where their scopes differ. */
function sharedScope(some: QualityElement, other: QualityElement): readonly string[] | undefined {
  if (some === other || (isWhole(some) && isWhole(other))) return scopeOf(some);
  const shared = scopeOf(some).filter((key) => scopeOf(other).includes(key));
  return shared.length > 0 ? shared : undefined;
}
