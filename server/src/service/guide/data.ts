/** The fourth step: what is kept, how large it is, how fast it grows, and where. */

import { isPersistent } from "../../lint/detect/components.ts";
import { delicateFields, storesOf } from "../../lint/detect/entities.ts";
import { count } from "../../lint/messages.ts";
import type { Design, EntityElement } from "../../model/design.ts";
import type { Aspect, Seen } from "./aspect.ts";
import type { GuideContext } from "./context.ts";
import { properties, statement } from "./skeletons.ts";
import { names, partsOf } from "./words.ts";

export const dataAspects: readonly Aspect[] = [
  {
    id: "entities",
    title: "Entities",
    why: "Define the data early: it shows how data flows between the components, and later how it can be divided.",
    missing: "what is kept?",
    rules: ["data/no-key"],
    look: ({ design }) => {
      const all = design.all("entity");
      return all.length > 0 ? { detail: names(all), elements: all } : undefined;
    },
    skeleton: statement(
      "Define an entity",
      "entity",
      'entity ${1:Thing} "${2:What it is}" {',
      "\tid uuid [pk]",
      "\t${3:name} ${4:string(80)}",
      "\tgrows: ${5:10k/day}, retention: ${6:5 years}",
      "}",
    ),
  },
  {
    id: "sizes",
    title: "Sizes",
    why: "The size of a record times their number is the storage: a text or a blob without a size leaves it open.",
    rules: ["data/unsized-field"],
    look: ({ design, facts }) => {
      const all = design.all("entity");
      if (all.length === 0) return undefined;
      const open = all.filter(({ key }) => facts.storage.entity(key)?.lowerBound);
      return open.length === 0
        ? { detail: "every field has one", elements: all }
        : { detail: `unknown of ${names(open, 2)}`, elements: open, state: "questionable", parts: partsOf(open) };
    },
  },
  {
    id: "growth",
    title: "Growth",
    why: "How many records are there, or how many are added a day? Without it nobody knows when one machine is full.",
    rules: ["data/no-retention"],
    look: ({ design, facts }) => {
      const all = design.all("entity");
      if (all.length === 0) return undefined;
      const silent = all.filter(({ key }) => facts.storage.entity(key)?.rows === undefined);
      const [first] = silent;
      if (!first) return { detail: `known of ${all.length === 1 ? "the entity" : `all ${all.length}`}`, elements: all };
      return {
        detail: `unknown of ${names(silent, 2)}`,
        elements: silent,
        state: silent.length === all.length ? "open" : "questionable",
        parts: partsOf(silent),
        skeleton: properties(`Say how ${first.name} grows`, first, "grows: ${1:10k/day}", "retention: ${2:5 years}"),
      };
    },
  },
  {
    id: "relations",
    title: "Relations",
    why: "One to many, many to many: they tell what is read together, and so what is kept together.",
    missing: "how do they belong together?",
    rules: ["data/cardinality-conflict"],
    asked: ({ design }) => design.all("entity").length > 1,
    look: ({ design }) => {
      const relations = design.all("relation");
      const references = design.all("field").filter((field) => field.entity?.target !== undefined);
      const said = [
        ...(relations.length > 0 ? [count(relations.length, "relation")] : []),
        ...(references.length > 0 ? [count(references.length, "reference")] : []),
      ];
      return said.length > 0 ? { detail: said.join(", "), elements: [...relations, ...references] } : undefined;
    },
    skeleton: {
      title: "Relate two entities",
      edits: (context) => {
        const [one, other] = context.design.all("entity");
        const line = `relation \${1:${one?.id ?? "A"}} \${2:1}--\${3:*} \${4:${other?.id ?? "B"}} "\${5:has}"`;
        return statement("", "relation", line).edits(context);
      },
    },
  },
  {
    id: "stored",
    title: "Stored in",
    why: "Each entity has a store that suits how it is written and read: transactions and joins, or scale.",
    rules: ["data/unstored", "data/blob-in-database", "data/transactions-in-nosql"],
    asked: () => false,
    look: stored,
  },
  {
    id: "personal",
    title: "Personal data",
    why: "Where is data of people, how long is it kept, and on what grounds (GDPR)?",
    missing: "on what grounds is it kept?",
    asked: () => false,
    rules: ["security/personal-data"],
    look: ({ design }) => {
      const fields = design.all("entity").flatMap(delicateFields);
      return fields.length > 0 ? { detail: names(fields), elements: fields } : undefined;
    },
  },
];

function stored({ design }: GuideContext): Seen | undefined {
  const entities = design.all("entity");
  if (entities.length === 0 || design.all("component").length === 0) return undefined;
  const homeless = entities.filter((entity) => storesOf(design, entity).length === 0);
  if (homeless.length > 0) return unstored(design, homeless);
  const stores = [...new Set(entities.flatMap((entity) => storesOf(design, entity).map(({ component }) => component)))];
  return { detail: names(stores), elements: stores };
}

function unstored(design: Design, homeless: readonly EntityElement[]): Seen {
  const store = design.all("component").find((one) => isPersistent(one) && !one.properties.has("stores"));
  return {
    detail: `nothing stores ${names(homeless, 2)}`,
    state: "open",
    elements: homeless,
    parts: partsOf(homeless),
    ...(store
      ? {
          skeleton: properties(`Let ${store.id} store it`, store, `stores: ${homeless.map(({ id }) => id).join(", ")}`),
        }
      : {}),
  };
}
