/**
 * The only way to make SVG here. Text and attribute values are escaped, whatever they hold; tag and attribute names
 * are written by us. So the result is well-formed and inert by construction.
 */

declare const isMarkup: unique symbol;

/** Finished SVG. Only the functions below make it. */
export type Markup = string & { readonly [isMarkup]: true };

type Attribute = string | number | boolean | undefined;

const entities = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Escapes for text and for quoted attributes; what XML 1.0 forbids becomes U+FFFD. Also right for HTML. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities.get(character) ?? character)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
}

/** Coordinates to a hundredth of a pixel; never an exponent, NaN or infinity. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return "0";
  const rounded = Math.round(value * 100) / 100;
  return Object.is(rounded, -0) ? "0" : rounded.toFixed(2).replace(/\.?0+$/, "");
}

/** An element. Attributes that are `undefined` or `false` are left out; numbers are coordinates. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Attribute>>,
  ...children: readonly (Markup | "" | undefined)[]
): Markup {
  let out = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    out += ` ${key}="${typeof value === "number" ? number(value) : value === true ? "" : escapeXml(value)}"`;
  }
  const inside = children.join("");
  return `${out}${inside === "" ? "/>" : `>${inside}</${name}>`}` as Markup;
}

/** Text between tags. */
export function characters(text: string): Markup {
  return escapeXml(text) as Markup;
}

/** Several pieces as one. */
export function together(parts: Iterable<Markup | "" | undefined>): Markup {
  return [...parts].join("") as Markup;
}

/** Markup that is a constant of this program, such as an icon's paths. Never call it with anything else. */
export function ours(constant: string): Markup {
  return constant as Markup;
}
