import { personalField, publicApi } from "../../detect/needs.ts";
import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";
import { escapeSnippet } from "../../snippet.ts";

export const missingSecurity: Rule = {
  id: "nfr/missing-security",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "There is a public API or personal data, and no security or privacy requirement.",
    rationale: `What is reachable from outside will be attacked, and personal data comes with laws. Who may do what, what is encrypted at rest
and in transit, and which rules apply (GDPR, PCI DSS) has to be known before the parts that enforce it are drawn.`,
    failing: `system Shop
actor Buyer
entity Person { id uuid [pk]; email string(80) [pii] }
service Backend { replicas: 2 }
Buyer -> Backend`,
    passing: `system Shop
requirements {
  privacy PersonalData "GDPR: consent, deletion on request, EU only" for Person
}
actor Buyer
entity Person { id uuid [pk]; email string(80) [pii] }
service Backend { replicas: 2 }
Buyer -> Backend`,
    exception: `Public data that anybody may read and nobody may change: say it, \`security Open "Everything is public and read-only"\`.`,
  },
  check(context) {
    const { design, author } = context;
    if (!isDesigned(design) || qualitiesOf(design, "security", "privacy", "compliance").length > 0) return;
    const api = publicApi(design);
    const field = personalField(design);
    const reason = field
      ? `${named(field)} is personal data`
      : api
        ? `${named(api)} can be reached from outside`
        : undefined;
    if (!reason) return;
    const about = (field ? design.get(field.parent) : api)?.id ?? "";
    reportMissing(
      context,
      `${reason}, and no security or privacy requirement says how it is protected. State who may do what, and what is encrypted, such as \`security Access "…"\`.`,
      (home) =>
        snippetFix(
          author,
          "Add a security requirement",
          home.add(
            `security \${1:Access} "\${2:Who may do what, and what is encrypted at rest and in transit}" for \${3:${escapeSnippet(about)}}`,
          ),
        ),
    );
  },
};
