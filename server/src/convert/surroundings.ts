/** What there is already where converted text is going to stand. */

export interface Existing {
  readonly class: "actor" | "component" | "domain" | "place" | "entity";
  readonly name: string;
  /** How it is referred to from there. */
  readonly path: string;
  /** The built-in kind that it is or is based on. */
  readonly kind?: string;
  readonly title?: string;
  /** The names of an entity's fields. */
  readonly fields?: ReadonlySet<string>;
}

export interface Surroundings {
  /** What can be referred to. */
  readonly existing: readonly Existing[];
  /** The names that new elements must not have. */
  readonly taken: readonly string[];
  /** The connections that there are, as {@link connectionId}s of paths. */
  readonly connections: ReadonlySet<string>;
  /** The relations that there are, as {@link relationId}s. */
  readonly relations: ReadonlySet<string>;
  /** Whether the text may declare what the system is called. */
  readonly system: boolean;
}

export const nothingAround: Surroundings = {
  existing: [],
  taken: [],
  connections: new Set(),
  relations: new Set(),
  system: true,
};

/** A connection with its label; with an empty one, any between the two. */
export function connectionId(from: string, to: string, style: "sync" | "async" | "both", label: string): string {
  return `${from} ${style} ${to} ${label}`;
}

export function relationId(from: string, to: string, title: string): string {
  return `${from} ${to} ${title}`;
}
