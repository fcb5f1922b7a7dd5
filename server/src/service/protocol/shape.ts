/** Checks of what comes over a border: nothing is believed because of where it comes from. */

/** Reads a value of unknown shape; `undefined` for one that does not fit. */
export type Shape<Value> = (value: unknown) => Value | undefined;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type ValueOf<Of> = Of extends Shape<infer Value> ? Value : never;
/** The fields of a shape; those made by {@link optional} may be left out. */
type ObjectOf<Of extends Fields> = {
  readonly [Name in keyof Of as undefined extends ValueOf<Of[Name]> ? never : Name]: ValueOf<Of[Name]>;
} & {
  readonly [Name in keyof Of as undefined extends ValueOf<Of[Name]> ? Name : never]?: Exclude<
    ValueOf<Of[Name]>,
    undefined
  >;
};

/** The longest text that is let through: a picture of some thousand elements. */
const longest = 64 * 1024 * 1024;

export const text: Shape<string> = (value) =>
  typeof value === "string" && value.length <= longest ? value : undefined;

/** A text of a few hundred characters: a name, an address. */
export const word: Shape<string> = (value) => (typeof value === "string" && value.length <= 4096 ? value : undefined);

export const finite: Shape<number> = (value) =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

/** A whole number, 0 or more: a position, a count. */
export const natural: Shape<number> = (value) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

export const boolean: Shape<boolean> = (value) => (typeof value === "boolean" ? value : undefined);

export function oneOf<const Words extends readonly string[]>(...words: Words): Shape<Words[number]> {
  return (value) => (typeof value === "string" && words.includes(value) ? value : undefined);
}

/** Marks a field that may be missing. */
const leftOut = Symbol("left out");
export function optional<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  const marked: Shape<Value | undefined> & { [leftOut]?: true } = (value) => shape(value);
  marked[leftOut] = true;
  return marked;
}

/** A list; one item that does not fit spoils it. */
export function list<Value>(item: Shape<Value>, most = 100_000): Shape<readonly Value[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items: Value[] = [];
    for (const entry of value) {
      const read = item(entry);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return items;
  };
}

export function pair<First, Second>(first: Shape<First>, second: Shape<Second>): Shape<readonly [First, Second]> {
  return (value) => {
    if (!Array.isArray(value) || value.length !== 2) return undefined;
    const one = first(value[0]);
    const two = second(value[1]);
    return one === undefined || two === undefined ? undefined : [one, two];
  };
}

/** An object with these fields; others are dropped. */
export function object<Of extends Fields>(fields: Of): Shape<ObjectOf<Of>> {
  const entries = Object.entries(fields);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const out: Record<string, unknown> = {};
    for (const [name, shape] of entries) {
      const given: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      const read = given === undefined ? undefined : shape(given);
      if (read !== undefined) out[name] = read;
      else if (given !== undefined || !(leftOut in shape)) return undefined;
    }
    return out as ObjectOf<Of>;
  };
}

/** Messages told apart by their `type`. */
export function messages<Of extends Readonly<Record<string, Fields>>>(
  kinds: Of,
): Shape<{ [Type in keyof Of]: { readonly type: Type } & ObjectOf<Of[Type]> }[keyof Of]> {
  const shapes = new Map(Object.entries(kinds).map(([type, fields]) => [type, object(fields)]));
  return (value) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, "type")) return undefined;
    const { type } = value as { readonly type: unknown };
    const read = typeof type === "string" ? shapes.get(type)?.(value) : undefined;
    return read === undefined ? undefined : ({ type, ...read } as never);
  };
}
