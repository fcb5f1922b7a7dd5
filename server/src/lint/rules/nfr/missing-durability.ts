import { persistence } from "../../detect/needs.ts";
import { isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { snippetFix } from "../../fixes.ts";
import { named } from "../../messages.ts";
import { reportMissing } from "../../requirements-home.ts";
import type { Rule } from "../../rule.ts";

export const missingDurability: Rule = {
  id: "nfr/missing-durability",
  severity: "warning",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Data is kept, and no durability target says how much of it may be lost.",
    rationale: `Availability is about answers, durability about data: a system that is up again after a minute may have lost an hour of
orders. The target decides how many copies there are, whether a write waits for them, and how often a backup is made.`,
    failing: `system Shop
entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order }
Backend -> Orders`,
    passing: `system Shop
requirements {
  durability KeepOrders >= 99.999999999% for Order
}
entity Order { id uuid [pk] }
service Backend { replicas: 2 }
sql_database Orders { stores: Order }
Backend -> Orders`,
    exception: `Data that can be computed again may be lost: say so with a low target, \`durability Derived >= 99% for Summary\`.`,
  },
  check(context) {
    const { design, author } = context;
    const store = persistence(design);
    if (!store || !isDesigned(design) || qualitiesOf(design, "durability").length > 0) return;
    reportMissing(
      context,
      `${named(store)} ${store.class === "entity" ? "is" : "keeps"} data, and no durability target says how much of it may be lost, so neither copies nor backups can be judged. State one, such as \`durability KeepData >= 99.999999999%\`.`,
      (home) =>
        snippetFix(author, "Add a durability target", home.add("durability ${1:KeepData} >= ${2:99.999999999%}")),
    );
  },
};
