/** Reads Graphviz's language: nodes, edges, clusters. Looks but shapes and lines that mean something are left out. */

import { type Attributes, addEdge, describe, linesOf, type Value } from "./dot-attributes.ts";
import { readTable } from "./dot-table.ts";
import { type DotToken, dotTokens } from "./dot-tokens.ts";
import { Sketch, type SketchNode } from "./sketch.ts";

/** Whether a text is a graph of Graphviz. */
export const DOT = /^(?:strict\s+)?(?:di)?graph\b(?:\s*(?:[\w\u0080-\uffff.-]+|"[^"\\]*(?:\\[\s\S][^"\\]*)*"))?\s*\{/i;

/** What is open: a graph or a subgraph, with the attributes that hold in it. */
interface Level {
  readonly group: string | undefined;
  /** The cluster that it is itself; undefined for others. */
  readonly cluster: string | undefined;
  node: Attributes;
  edge: Attributes;
  /** The nodes that stand in it, for edges to all of them. */
  readonly members: string[];
  /** What to do with them where a subgraph is the end of an edge. */
  readonly chain: Chain | undefined;
}

/** An edge statement that is being read. */
interface Chain {
  readonly ends: (readonly string[])[];
  readonly undirected: boolean[];
}

const KEYWORDS: ReadonlySet<string> = new Set(["node", "edge", "graph", "digraph", "subgraph", "strict"]);
/** Reads a graph; any part may be missing or in excess. */
export function readDot(text: string): Sketch {
  return new DotReader(text).read();
}

class DotReader {
  readonly #sketch = new Sketch();
  readonly #source: Generator<DotToken>;
  #ahead: DotToken | undefined;
  readonly #levels: Level[] = [];

  constructor(text: string) {
    this.#source = dotTokens(text);
    this.#advance();
  }

  read(): Sketch {
    this.#header();
    while (this.#ahead) this.#statement();
    const drawn = [...this.#sketch.nodes.values()];
    const tables = new Set(drawn.filter(({ markup }) => markup !== undefined).map(({ id }) => id));
    // What calls a component, or is called by one, is no table.
    for (const { from, to } of this.#sketch.links) {
      const ends = [...from, ...to];
      if (ends.some((id) => !tables.has(id))) for (const id of ends) tables.delete(id);
    }
    for (const node of drawn) if (tables.has(node.id)) readTable(this.#sketch, node, node.markup ?? "");
    for (const { from, to } of this.#sketch.relations) {
      for (const id of [from, to]) this.#sketch.entity(id, this.#sketch.nodes.get(id)?.lines[0] ?? id);
    }
    return this.#sketch;
  }

  #advance(): DotToken | undefined {
    const taken = this.#ahead;
    for (;;) {
      const next = this.#source.next();
      if (next.done) {
        this.#ahead = undefined;
        return taken;
      }
      if (next.value.type === "comment") this.#sketch.comment(next.value.text);
      else {
        this.#ahead = next.value;
        return taken;
      }
    }
  }

  #at(sign: string): boolean {
    return this.#ahead?.type === "sign" && this.#ahead.text === sign;
  }

  #take(sign: string): boolean {
    if (!this.#at(sign)) return false;
    this.#advance();
    return true;
  }

  #keyword(): string | undefined {
    const token = this.#ahead;
    if (token?.type !== "id" || token.quoted) return undefined;
    const word = token.text.toLowerCase();
    return KEYWORDS.has(word) ? word : undefined;
  }

  /** An id, `"a" + "b"` joined. */
  #id(): Value | undefined {
    const token = this.#ahead;
    if (token?.type !== "id" && token?.type !== "html") return undefined;
    this.#advance();
    let { text } = token;
    while (this.#at("+")) {
      this.#advance();
      if (this.#ahead?.type !== "id") break;
      text += this.#ahead.text;
      this.#advance();
    }
    return { text, html: token.type === "html" };
  }

  #header(): void {
    while (this.#keyword() !== undefined) this.#advance();
    const name = this.#at("{") ? undefined : this.#id();
    if (name && !/^(?:g|graph|\w)$/i.test(name.text) && /\p{L}/u.test(name.text))
      this.#sketch.title = name.text.replace(/: (?:Architecture|Data|Domains)$/, "");
    this.#take("{");
    this.#levels.push({
      group: undefined,
      cluster: undefined,
      node: new Map(),
      edge: new Map(),
      members: [],
      chain: undefined,
    });
  }

  get #level(): Level {
    return (
      this.#levels.at(-1) ?? {
        group: undefined,
        cluster: undefined,
        node: new Map(),
        edge: new Map(),
        members: [],
        chain: undefined,
      }
    );
  }

  #statement(): void {
    if (this.#take("}")) return this.#close();
    if (this.#take(";") || this.#take(",")) return;
    const word = this.#keyword();
    if (word === "node" || word === "edge" || word === "graph") {
      this.#advance();
      return this.#defaults(word);
    }
    const chain: Chain = { ends: [], undirected: [] };
    this.#chain(chain);
  }

  #defaults(of: "node" | "edge" | "graph"): void {
    const level = this.#level;
    const list = this.#attributes();
    if (of === "graph") this.#ofGroup(list);
    else level[of] = new Map([...level[of], ...list]);
  }

  /** `label=Booking`, in a cluster or in the whole graph. */
  #ofGroup(list: Attributes): void {
    const label = list.get("label");
    if (!label) return;
    const { cluster } = this.#level;
    const lines = linesOf(label, cluster ?? "");
    const group = cluster === undefined ? undefined : this.#sketch.groups.get(cluster);
    if (group) group.lines = lines;
    else if (this.#levels.length === 1) this.#sketch.title = lines.join(" ");
  }

  /** Reads ends and arrows from here; a subgraph that opens interrupts until it closes. */
  #chain(chain: Chain): void {
    for (;;) {
      if (this.#keyword() === "subgraph" || this.#at("{")) return this.#open(chain);
      const id = this.#id();
      if (!id) {
        this.#finish(chain);
        if (!this.#at("}") && !this.#at(";")) this.#advance();
        return;
      }
      if (chain.ends.length === 0 && this.#take("=")) {
        const value = this.#id();
        return value ? this.#ofGroup(new Map([[id.text.toLowerCase(), value]])) : undefined;
      }
      // A port and a compass point.
      while (this.#take(":")) this.#id();
      this.#mention(id.text);
      chain.ends.push([id.text]);
      if (!this.#arrow(chain)) return this.#finish(chain);
    }
  }

  #arrow(chain: Chain): boolean {
    const undirected = this.#at("--");
    if (!undirected && !this.#at("->")) return false;
    this.#advance();
    chain.undirected.push(undirected);
    return true;
  }

  /** A node that is named: it belongs to the boxes that are open. */
  #mention(id: string): SketchNode {
    const isNew = !this.#sketch.nodes.has(id);
    const node = this.#sketch.node(id, this.#level.group);
    if (node.group === undefined && this.#level.group !== undefined) node.group = this.#level.group;
    if (isNew) describe(node, this.#level.node);
    const { members } = this.#level;
    if (members.length < MOST_MEMBERS) members.push(id);
    return node;
  }

  #open(chain: Chain): void {
    let id: string | undefined;
    if (this.#keyword() === "subgraph") {
      this.#advance();
      id = this.#at("{") ? undefined : this.#id()?.text;
    }
    const above = this.#level;
    const isCluster = id !== undefined && /^cluster/i.test(id);
    if (id !== undefined && isCluster) this.#sketch.group(id, above.group);
    const cluster = isCluster ? id : undefined;
    if (!this.#take("{")) {
      // `subgraph x` alone names one that is there: its members are not known here.
      chain.ends.push([]);
      if (this.#arrow(chain)) return this.#chain(chain);
      return this.#finish(chain);
    }
    const level = { group: cluster ?? above.group, cluster, node: above.node, edge: above.edge, members: [], chain };
    if (this.#levels.length < DEEPEST) this.#levels.push(level);
    else this.#levels.push({ ...level, group: above.group, cluster: undefined });
  }

  #close(): void {
    if (this.#levels.length <= 1) return;
    const level = this.#levels.pop();
    const chain = level?.chain;
    if (!level || !chain) return;
    const { members } = this.#level;
    members.push(...level.members.slice(0, Math.max(0, MOST_MEMBERS - members.length)));
    chain.ends.push([...new Set(level.members)]);
    if (this.#arrow(chain)) return this.#chain(chain);
    this.#finish(chain);
  }

  #finish({ ends, undirected }: Chain): void {
    const list = this.#at("[") ? this.#attributes() : new Map<string, Value>();
    if (ends.length === 1) {
      const [id] = ends[0] ?? [];
      const node = ends[0]?.length === 1 && id !== undefined ? this.#sketch.nodes.get(id) : undefined;
      if (node) describe(node, list);
      return;
    }
    const attributes = new Map([...this.#level.edge, ...list]);
    for (let index = 0; index + 1 < ends.length; index++) {
      const [from, to] = [ends[index] ?? [], ends[index + 1] ?? []];
      addEdge(this.#sketch, from, to, attributes, undirected[index] === true, index > 0);
    }
  }

  #attributes(): Attributes {
    const list = new Map<string, Value>();
    while (this.#take("[")) {
      while (this.#ahead && !this.#at("]")) {
        const name = this.#id();
        if (name === undefined) {
          // Nothing closes the list.
          if (this.#at("{") || this.#at("}") || this.#at("[")) return list;
          this.#advance();
          continue;
        }
        const value = this.#take("=") ? this.#id() : undefined;
        if (value !== undefined) list.set(name.text.toLowerCase(), value);
      }
      this.#take("]");
    }
    return list;
  }
}

/** A cluster's depth at the most. */
const DEEPEST = 400;
/** An edge to a subgraph leads to so many nodes at the most. */
const MOST_MEMBERS = 1000;
