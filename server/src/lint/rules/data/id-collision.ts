import type { EntityElement, FieldElement } from "../../../model/design.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { numberOption, type Rule, type RuleContext } from "../../rule.ts";

/** Of the 128 bits of a random UUID (version 4, RFC 9562) six say what it is. */
const UUID_BITS = 122;
/** Letters of both cases and digits: what short random names are usually made of. */
const BITS_OF_CHARACTER = Math.log2(62);

export const idCollision: Rule = {
  id: "data/id-collision",
  severity: "warning",
  fixable: false,
  graph: false,
  options: {
    probability: { type: "number", default: 1e-6, minimum: 0, maximum: 1, doc: "The probability that is accepted." },
  },
  documentation: {
    summary: "Random keys are so short that two of the stated records are likely to get the same one.",
    rationale: `By the birthday paradox two of n random keys of b bits are equal with a probability of about n² / 2^(b+1): with 32 bits
77,000 records make it even odds. 122 bits, a random UUID, are enough for any number of records that can be stored.`,
    failing: `entity Upload {
  id bytes(4) [pk] "random"
  rows: 10M
}`,
    passing: `entity Upload {
  id uuid [pk]
  rows: 10M
}`,
    exception: `Keys that are not drawn at random (a counter, a key service) do not collide: give the field another type, \`id\` or
\`string\`, and do not call it random.`,
  },
  check(context) {
    const { design, report } = context;
    const accepted = numberOption(context, idCollision, "probability");
    for (const entity of design.all("entity")) {
      const keys = entity.fields.filter((field) => field.modifiers.has("pk"));
      const [key] = keys;
      if (!key || keys.length > 1) continue;
      const bits = randomBits(context, key);
      const records = recordsOf(context, entity);
      if (bits === undefined || records === undefined) continue;
      const probability = collision(records, bits);
      if (probability <= accepted) continue;
      const shown = probability > 0.99 ? "all but certainly" : `with a probability of ${percent(probability)}`;
      report({
        message: `Two of ${records.toLocaleString("en-US", { maximumFractionDigits: 0 })} records of ${named(entity)} get the same ${named(key)} ${shown}: it has ${Math.floor(bits)} random bits. Use a \`uuid\`, or check for duplicates when one is drawn and say how it is made.`,
        place: placeOf(key),
      });
    }
  },
};

function percent(probability: number): string {
  return `${Number((probability * 100).toPrecision(2))} %`;
}

/** Probability that any two of n random values of some bits are equal (birthday paradox). */
function collision(n: number, bits: number): number {
  return -Math.expm1((-n * (n - 1)) / 2 ** (bits + 1));
}

/** The random bits of a key, where its type or its description says that it is random. */
function randomBits({ facts }: RuleContext, key: FieldElement): number | undefined {
  const said = /random|hash/i.test(key.node.description?.value ?? "");
  if (key.fieldType === "uuid") return UUID_BITS;
  const size = facts.evaluation.fieldSize(key)?.value.toNumber();
  if (size === undefined || !said) return undefined;
  if (key.fieldType === "bytes") return size * 8;
  return key.fieldType === "string" ? (size / 2) * BITS_OF_CHARACTER : undefined;
}

function recordsOf({ facts }: RuleContext, entity: EntityElement): number | undefined {
  return facts.storage.entity(entity.key)?.rows;
}
