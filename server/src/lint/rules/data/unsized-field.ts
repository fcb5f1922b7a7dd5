import { fieldTypes } from "../../../language/field-types.ts";
import type { Design, EntityElement, FieldElement, Key, LinkedExpression } from "../../../model/design.ts";
import { perElements } from "../../detect/per-design.ts";
import { insert } from "../../edits.ts";
import type { Fix } from "../../finding.ts";
import { snippetFix } from "../../fixes.ts";
import { list, named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const unsizedField: Rule = {
  id: "data/unsized-field",
  severity: "information",
  fixable: true,
  graph: false,
  documentation: {
    summary: "A field without a size makes the size of its record a lower bound, and that size is used.",
    rationale: `The storage that a design needs is the number of records times their size. A \`string\`, \`text\`, \`blob\` or list without a
size counts as nothing, so that what is computed from it is too small by an unknown amount.`,
    failing: `estimates { storage = 1M * size(Post) in GB }
entity Post {
  id uuid [pk]
  body text
}`,
    passing: `estimates { storage = 1M * size(Post) in GB }
entity Post {
  id uuid [pk]
  body text(2 KB)
}`,
    exception: `A field that is hardly ever filled has a small average: state that, \`note string(5)\`.`,
  },
  check(context) {
    const { design, facts, report } = context;
    for (const entity of design.all("entity")) {
      const use = useOf(design, entity);
      if (use === undefined) continue;
      const blocking = facts.evaluation.entitySize(entity.key)?.blocking ?? [];
      for (const field of blocking) {
        const { fieldType } = field;
        if (fieldType === undefined || !(fieldTypes.has(fieldType) || field.list)) continue;
        report({
          message: `${named(field)} has no size, so a record of ${named(entity)} is larger than computed, and ${use}. State about how large it is.`,
          place: placeOf(field),
          fixes: fixes(context, field),
        });
      }
    }
  },
};

/** What the size of an entity's record is used for. */
function useOf(design: Design, entity: EntityElement): string | undefined {
  const estimates = measured(design).get(entity.key);
  if (estimates) return `${list(estimates.map((name) => `\`${name}\``))} with it`;
  const grows = entity.properties.has("grows") || entity.properties.has("rows");
  return grows ? "so is the storage that it needs" : undefined;
}

const MEASURING = ["estimate", "assertion", "entity"] as const;

/** The estimates and assertions that measure an entity with `size(…)`. */
const measured: (design: Design) => ReadonlyMap<Key, readonly string[]> = perElements(MEASURING, (design) => {
  const found = new Map<Key, string[]>();
  const look = (name: string, linked: LinkedExpression | undefined): void => {
    for (const resolution of linked?.resolutions.values() ?? []) {
      if (resolution.type !== "element" || design.get(resolution.key)?.class !== "entity") continue;
      const names = found.get(resolution.key) ?? [];
      if (!names.includes(name)) found.set(resolution.key, [...names, name]);
    }
  };
  for (const { name, value } of design.all("estimate")) look(name, value);
  for (const { left, right } of design.all("assertion")) {
    look("assert", left);
    look("assert", right);
  }
  return found;
});

/** What an argument of a type is, to begin with. */
const SIZES: ReadonlyMap<string, string> = new Map([
  ["string", "80"],
  ["bytes", "32"],
  ["text", "2 KB"],
  ["blob", "200 KB"],
  ["json", "2 KB"],
]);

function fixes({ author }: RuleContext, field: FieldElement): readonly Fix[] {
  const type = field.node.fieldType;
  if (!type) return [];
  if (field.list && field.list.size === undefined) {
    // Of `tag string(20)[]?` the brackets are what lacks the number.
    const written = author.chunk(field.origin).slice(type.start, type.end);
    const bracket = written.lastIndexOf("[");
    if (bracket >= 0) {
      const edits = insert(field.origin, type.start + bracket + 1, "${1:20}");
      if (!SIZES.has(type.name.names[0]?.text ?? "") || type.arguments?.length) {
        return snippetFix(author, "State about how many items there are", edits);
      }
    }
  }
  const size = SIZES.get(type.name.names[0]?.text ?? "");
  if (size === undefined || type.arguments?.length) return [];
  return snippetFix(author, "State about how large it is", insert(field.origin, type.name.end, `(\${1:${size}})`));
}
