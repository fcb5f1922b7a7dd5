import { propertyOf } from "../../../model/access.ts";
import { hasTarget } from "../../detect/requirements.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

export const unverified: Rule = {
  id: "nfr/unverified",
  severity: "off",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A requirement has a target, and nothing says how it is verified. Off unless switched on.",
    rationale: `A target that nobody measures is a wish. A load test, a probe that runs every minute, or a game day in which a zone is switched
off tells whether the system keeps its promise, and goes on telling after the next change.`,
    failing: `requirements {
  availability Uptime >= 99.9%
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    passing: `requirements {
  availability Uptime >= 99.9% { verified_by: "synthetic purchases, every minute" }
}
actor Buyer
service Backend { replicas: 2 }
Buyer -> Backend`,
    exception: `What somebody else guarantees is verified by their contract: \`verified_by: "the provider's service level"\`.`,
  },
  check({ design, report }) {
    for (const quality of design.all("quality")) {
      if (!hasTarget(quality) || propertyOf(design, quality, "verified_by")) continue;
      report({
        message: `${named(quality)} has a target, and nothing says how it is verified, so nobody will know when it is missed. State it, such as \`verified_by: "load test"\`.`,
        place: placeOf(quality),
      });
    }
  },
};
