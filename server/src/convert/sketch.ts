/**
 * What a text in another notation says, before it has names and kinds of the language: what its readers make and its
 * writer takes. Ids are those of the source; texts are as written there, without its escapes.
 */

/** A hint at the kind, from how something is drawn. */
export type Look = "data" | "messaging" | "person" | "round" | "external" | "choice";

interface Commented {
  /** Comments of the source that stand before it. */
  readonly comments: string[];
}

export interface SketchNode extends Commented {
  readonly id: string;
  /** The lines of its label; none where it has no label of its own. */
  lines: readonly string[];
  look?: Look;
  /** Names of classes and icons, which often tell the kind. */
  readonly tags: string[];
  group: string | undefined;
  link?: string;
  /** Its label in full, where that is a table or a record: it may be an entity. */
  markup?: string;
  /** What is said of it elsewhere, such as in a tooltip. */
  readonly notes: string[];
}

interface SketchGroup extends Commented {
  readonly id: string;
  lines: readonly string[];
  readonly parent: string | undefined;
}

export interface SketchLink extends Commented {
  /** Ids of nodes or groups: from each to each. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly style: "sync" | "async" | "both";
  /** The caller works without it. */
  readonly optional: boolean;
  readonly lines: readonly string[];
  /** It goes on where the link before it ended, in one statement. */
  readonly continues: boolean;
  /** What the drawing says at an end of it. */
  readonly notes: readonly string[];
}

export interface SketchField {
  readonly name: string;
  /** In the language's words: `string(80)`, `enum(a, b)`; empty where the source states none. */
  type: string;
  nullable: boolean;
  list: boolean;
  readonly modifiers: Set<string>;
  /** It refers to something, wherever that is said. */
  foreign: boolean;
  /** The entity that it refers to; `field` where it is not by that one's key. */
  reference?: { readonly entity: string; readonly field?: string };
  title?: string;
  /** What the language has no word for: `default now()`. */
  readonly notes: string[];
}

export interface SketchEntity extends Commented {
  readonly id: string;
  /** The name as a person would say it: without its schema. */
  readonly label: string;
  readonly group: string | undefined;
  title?: string;
  readonly fields: SketchField[];
  /** What the language has no word for: `check (a < b)`. */
  readonly notes: string[];
}

export interface SketchRelation {
  readonly from: string;
  readonly to: string;
  /** As the language writes them: `1`, `0..1`, `*`, `1..*`. */
  readonly ends: readonly [from: string, to: string];
  readonly title: string;
}

export class Sketch {
  title: string | undefined;
  readonly nodes = new Map<string, SketchNode>();
  readonly groups = new Map<string, SketchGroup>();
  readonly links: SketchLink[] = [];
  readonly entities = new Map<string, SketchEntity>();
  relations: SketchRelation[] = [];
  /** Some lines have no direction. */
  undirected = false;
  /** Comments before anything else. */
  readonly preface: string[] = [];
  /** What could not be read, and what stands at the end: kept as comments. */
  readonly leftovers: string[] = [];
  #comments: string[] = [];

  /** Keeps a comment for what comes next. */
  comment(text: string): void {
    for (const line of text.split(/\r\n|\n|\r/)) {
      const kept = line.replace(/^[\s*]+|\s+$/g, "");
      if (kept !== "") (this.isEmpty ? this.preface : this.#comments).push(kept);
    }
  }

  /** The comments since the last thing, for the next one. */
  takeComments(): string[] {
    const taken = this.#comments;
    this.#comments = [];
    return taken;
  }

  /** A node by its id; made, in a group, where it is new. */
  node(id: string, group?: string): SketchNode {
    const known = this.nodes.get(id);
    if (known) return known;
    const node: SketchNode = { id, lines: [], tags: [], group, notes: [], comments: this.takeComments() };
    this.nodes.set(id, node);
    return node;
  }

  group(id: string, parent: string | undefined): SketchGroup {
    const known = this.groups.get(id);
    if (known) return known;
    const group: SketchGroup = { id, lines: [], parent, comments: this.takeComments() };
    this.groups.set(id, group);
    return group;
  }

  link(link: Omit<SketchLink, "comments">): void {
    this.links.push({ ...link, comments: this.takeComments() });
  }

  entity(id: string, label = id, group?: string): SketchEntity {
    const known = this.entities.get(id);
    if (known) return known;
    const entity: SketchEntity = { id, label, group, fields: [], notes: [], comments: this.takeComments() };
    this.entities.set(id, entity);
    return entity;
  }

  get isEmpty(): boolean {
    return this.nodes.size === 0 && this.groups.size === 0 && this.entities.size === 0;
  }
}

export function field(name: string, type: string): SketchField {
  return { name, type, nullable: false, list: false, foreign: false, modifiers: new Set(), notes: [] };
}
