/** The functions of expressions. */

export interface FunctionEntry {
  readonly name: string;
  readonly signature: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly doc: string;
  }[];
  /** The last parameter may be repeated. */
  readonly variadic?: boolean;
  /** The first argument is an element, not a quantity. */
  readonly element?: readonly ("entity" | "component" | "endpoint")[];
  readonly doc: string;
}

const quantity = { name: "x", doc: "A quantity" };

const ENTRIES: readonly FunctionEntry[] = [
  {
    name: "size",
    signature: "size(Entity)",
    parameters: [{ name: "Entity", doc: "The entity whose record is measured" }],
    element: ["entity"],
    doc: "Bytes of one record: the sum of its fields' sizes",
  },
  {
    name: "rows",
    signature: "rows(Entity)",
    parameters: [{ name: "Entity", doc: "The entity whose records are counted" }],
    element: ["entity"],
    doc: "Records kept: the stated `rows`, or `grows` × `retention`",
  },
  {
    name: "load",
    signature: "load(Component | Endpoint)",
    parameters: [{ name: "element", doc: "A component or an endpoint" }],
    element: ["component", "endpoint"],
    doc: "Average requests per second that arrive at it",
  },
  {
    name: "sum",
    signature: "sum(x, …)",
    parameters: [quantity],
    variadic: true,
    doc: "The sum of its arguments",
  },
  {
    name: "min",
    signature: "min(x, …)",
    parameters: [quantity],
    variadic: true,
    doc: "The smallest of its arguments",
  },
  {
    name: "max",
    signature: "max(x, …)",
    parameters: [quantity],
    variadic: true,
    doc: "The largest of its arguments",
  },
  {
    name: "ceil",
    signature: "ceil(x)",
    parameters: [quantity],
    doc: "Rounded up to a whole number",
  },
  {
    name: "floor",
    signature: "floor(x)",
    parameters: [quantity],
    doc: "Rounded down to a whole number",
  },
  {
    name: "round",
    signature: "round(x)",
    parameters: [quantity],
    doc: "Rounded to the nearest whole number",
  },
  {
    name: "log2",
    signature: "log2(x)",
    parameters: [quantity],
    doc: "The logarithm to base 2: bits to number x things",
  },
  {
    name: "sqrt",
    signature: "sqrt(x)",
    parameters: [quantity],
    doc: "The square root",
  },
  {
    name: "collision",
    signature: "collision(n, bits)",
    parameters: [
      { name: "n", doc: "How many random identifiers are drawn" },
      { name: "bits", doc: "Random bits of each" },
    ],
    doc: "Probability that any two of n random identifiers are equal (birthday paradox): 1 − exp(−n(n−1) / 2^(bits+1))",
  },
];

/** Each function by its name. */
export const functions: ReadonlyMap<string, FunctionEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));
