/** Reads Mermaid's flowcharts: nodes, arrows, subgraphs. Colours and styles are left out. */

import { decoded, htmlLines } from "./markup.ts";
import { type Look, Sketch, type SketchNode } from "./sketch.ts";

/** The line that begins a flowchart. */
export const FLOWCHART = /^(?:flowchart(?:-elk)?|graph)(?:[ \t]+(?:TB|TD|BT|RL|LR|[<>^v]))?[ \t]*(?=;|\r|\n|$|%%)/;

/** The brackets of shapes, the longest first. */
const SHAPES: readonly (readonly [open: string, close: readonly string[], look?: Look])[] = [
  ["(((", [")))"], "round"],
  ["((", ["))"], "round"],
  ["([", ["])"], "person"],
  ["(-", ["-)"], "round"],
  ["[(", [")]"], "data"],
  ["[[", ["]]"]],
  ["[/", ["/]", "\\]"]],
  ["[\\", ["\\]", "/]"]],
  ["{{", ["}}"]],
  ["[", ["]"]],
  ["(", [")"]],
  ["{", ["}"], "choice"],
  [">", ["]"]],
];

/** Shapes by their names, in `A@{ shape: cyl }`. */
const NAMED: ReadonlyMap<string, Look> = new Map<string, Look>([
  ...["cyl", "cylinder", "db", "database", "lin-cyl", "disk", "lined-cylinder"].map((name) => [name, "data"] as const),
  ...["das", "h-cyl", "horizontal-cylinder"].map((name) => [name, "messaging"] as const),
  ...["circle", "circ", "sm-circ", "dbl-circ", "double-circle"].map((name) => [name, "round"] as const),
  ...["stadium", "pill", "terminal"].map((name) => [name, "person"] as const),
  ...["diam", "diamond", "decision", "question"].map((name) => [name, "choice"] as const),
]);

const ID = /(?:[\p{L}\p{M}\p{N}_.$*+!?'/\\]|-(?![-.>])|=(?!=))+/uy;
const TWO_WORDS = /[\p{L}\p{N}_]+[ \t]+(?![xo]?[-=<~]|[\w-]+@)[\p{L}\p{N}_]/uy;
const BLANK = /[ \t]*/y;
const EDGE_ID = /[\w-]+@(?=[xo<]?(?:--|==|-\.|~~~))/y;
/** Whole arrows, and the beginnings of those with a text in them. */
const LINKS: readonly (readonly [whole: RegExp, begin: RegExp, end: RegExp, style: "sync" | "async"])[] = [
  [/([xo<]?)--+([-xo>])/y, /([xo<]?)--/y, /--+([-xo>])/g, "sync"],
  [/([xo<]?)==+([=xo>])/y, /([xo<]?)==/y, /==+([=xo>])/g, "sync"],
  [/([xo<]?)-\.+-([xo>]?)/y, /([xo<]?)-\./y, /\.+-([xo>]?)/g, "async"],
];
const INVISIBLE = /~~~+/y;
const DATA = /@\{([^}]*)\}?/y;
const CLASS = /:::([\w-]+(?:,[\w-]+)*)/y;
/** Up to the end of a line, or of a text in quotes that ends later. */
const DIRECTIVE = /[^\n\r;"]*(?:"[^"]*"[^\n\r;"]*)*/y;
const LINE = /[^\n\r]*/y;
const KEYWORD = /(subgraph|end|direction|classDef|class|style|linkStyle|click|accTitle|accDescr)(?=[\s;:{]|$)/y;

interface Arrow {
  readonly style: "sync" | "async";
  readonly left: string;
  readonly right: string;
  readonly text: string;
  readonly hidden: boolean;
}

/** Reads what follows the line that {@link FLOWCHART} fits; what cannot be read is kept as comments. */
export function readFlowchart(text: string): Sketch {
  return new FlowchartReader(text).read();
}

class FlowchartReader {
  readonly #text: string;
  readonly #sketch = new Sketch();
  readonly #open: (string | undefined)[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Sketch {
    this.#skip();
    this.#at += FLOWCHART.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
    while (this.#skip()) this.#statement();
    return this.#sketch;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }

  #line(): string {
    return (this.#match(LINE)?.[0] ?? "").trim();
  }

  /** To the next statement; false at the end. */
  #skip(): boolean {
    for (;;) {
      this.#match(/[\s;]*/y);
      if (this.#match(/%%\{[\s\S]*?\}%%/y)) continue;
      if (!this.#match(/%%/y)) return this.#at < this.#text.length;
      this.#sketch.comment(this.#line());
    }
  }

  #statement(): void {
    const begin = this.#at;
    const keyword = this.#match(KEYWORD)?.[1];
    if (keyword !== undefined) {
      if (keyword === "end") return void this.#open.pop();
      if (keyword === "accDescr" && this.#match(/\s*\{[^}]*\}?/y)) return;
      return this.#directive(keyword, this.#match(DIRECTIVE)?.[0].trim() ?? "");
    }
    // Two words in a row are no node.
    if (this.#match(TWO_WORDS) || !this.#chain()) {
      this.#at = begin;
      const line = this.#line();
      if (line !== "") this.#sketch.leftovers.push(line);
    }
  }

  #directive(keyword: string, rest: string): void {
    switch (keyword) {
      case "subgraph":
        return this.#subgraph(rest);
      case "accTitle":
        this.#sketch.title ??= rest.replace(/^:\s*/, "");
        return;
      case "class": {
        const [, ids = "", tags = ""] = /^(\S+(?:\s*,\s*\S+)*)\s+(\S+)$/.exec(rest) ?? [];
        for (const id of ids.split(",")) this.#sketch.nodes.get(id.trim())?.tags.unshift(tags);
        return;
      }
      case "click": {
        const [, id = "", target = "", tooltip = ""] =
          /^(\S+)\s+(?:(?:href\s+)?"([^"]*)"|\S+(?:\([^)]*\))?)\s*(?:"([^"]*)")?/.exec(rest) ?? [];
        const node = this.#sketch.nodes.get(id);
        if (node && /^(?:https?:|\.{0,2}\/)/i.test(target)) node.link = target;
        if (tooltip !== "") node?.notes.push(...this.#lines(tooltip));
        return;
      }
      default:
        return;
    }
  }

  #subgraph(rest: string): void {
    const titled = /^([^\s[\]("]+)\s*\[([\s\S]*)\]$/.exec(rest);
    const bare = unquoted(rest);
    const id = titled?.[1] ?? bare;
    const group = this.#sketch.group(id === "" ? `#${this.#sketch.groups.size + 1}` : id, this.#open.at(-1));
    const lines = this.#lines(titled ? unquoted(titled[2] ?? "") : bare === id && /\s/.test(id) ? bare : "");
    if (lines.length > 0) group.lines = lines;
    // A box that is opened inside of itself stays where it is.
    this.#open.push(group.id);
  }

  /** `A & B -->|text| C --> D`; false where no node begins. */
  #chain(): boolean {
    let from = this.#ends();
    if (!from) return false;
    for (let index = 0; ; index++) {
      this.#match(BLANK);
      const arrow = this.#arrow();
      if (!arrow) break;
      // The arrow may be the last thing on its line.
      this.#match(/\s*/y);
      const to = this.#ends();
      if (!to) break;
      this.#link(from, to, arrow, index > 0);
      from = to;
    }
    this.#match(BLANK);
    const rest = this.#match(/[^\n\r;]+/y)?.[0].trim() ?? "";
    if (rest !== "" && !rest.startsWith("%%")) this.#sketch.leftovers.push(rest);
    return true;
  }

  #link(from: readonly string[], to: readonly string[], arrow: Arrow, continues: boolean): void {
    if (arrow.hidden) return;
    const both = arrow.left !== "" && arrow.right !== "" && arrow.left !== "-";
    const back = arrow.left === "<" && !/[xo>]/.test(arrow.right);
    if (!/[<>xo]/.test(arrow.left + arrow.right)) this.#sketch.undirected = true;
    this.#sketch.link({
      from: back ? to : from,
      to: back ? from : to,
      style: both && /[<xo]/.test(arrow.left) && /[>xo]/.test(arrow.right) ? "both" : arrow.style,
      optional: false,
      lines: this.#lines(arrow.text),
      continues: continues && !back,
      notes: [],
    });
  }

  #ends(): readonly string[] | undefined {
    const ids: string[] = [];
    for (;;) {
      this.#match(BLANK);
      const id = this.#node();
      if (id === undefined) return ids.length > 0 ? ids : undefined;
      ids.push(id);
      if (!this.#match(/[ \t]*&[ \t]*/y)) return ids;
    }
  }

  #node(): string | undefined {
    const id = this.#match(ID)?.[0];
    if (id === undefined) return undefined;
    const group = this.#open.at(-1);
    const node = this.#sketch.node(id, group);
    if (node.group === undefined && group !== undefined) node.group = group;
    this.#shape(node);
    const data = this.#match(DATA)?.[1];
    if (data !== undefined) this.#data(node, data);
    const tags = this.#match(CLASS)?.[1];
    if (tags !== undefined) node.tags.unshift(...tags.split(","));
    return id;
  }

  #shape(node: SketchNode): void {
    const shape = SHAPES.find(([open]) => this.#text.startsWith(open, this.#at));
    if (!shape) return;
    const [open, closes, look] = shape;
    this.#at += open.length;
    const quotedText = this.#match(/\s*"([^"]*)"\s*/y)?.[1];
    let text = quotedText ?? "";
    const ends = closes
      .map((close) => [this.#text.indexOf(close, this.#at), close.length] as const)
      .filter(([at]) => at >= 0);
    const [end, length] = ends.sort(([a], [b]) => a - b)[0] ?? [-1, 0];
    const lineEnd = this.#at + (/^[^\n\r]*/.exec(this.#text.slice(this.#at, this.#at + LONGEST))?.[0].length ?? 0);
    if (end < 0 || end - this.#at > LONGEST) {
      text += this.#text.slice(this.#at, lineEnd);
      this.#at = lineEnd;
    } else {
      if (quotedText === undefined) text = this.#text.slice(this.#at, end);
      this.#at = end + length;
    }
    if (look) node.look = look;
    const lines = this.#lines(text, node);
    if (lines.length > 0) node.lines = lines;
  }

  /** `shape: cyl, label: "Orders"` */
  #data(node: SketchNode, text: string): void {
    const value = (name: string): string | undefined => {
      const found = new RegExp(`(?:^|[\\s,])${name}\\s*:\\s*(?:"([^"]*)"|'([^']*)'|([^,\\n\\r]+))`).exec(text);
      return (found?.[1] ?? found?.[2] ?? found?.[3])?.trim();
    };
    const look = NAMED.get(value("shape") ?? "");
    if (look) node.look = look;
    const lines = this.#lines(value("label") ?? "", node);
    if (lines.length > 0) node.lines = lines;
    const icon = value("icon");
    if (icon !== undefined) node.tags.push(icon.replace(/^.*:(?:fa-)?/, ""));
  }

  /** `-->`, `-- text -->`, `-.->|text|`; undefined where none is. */
  #arrow(): Arrow | undefined {
    this.#match(EDGE_ID);
    if (this.#match(INVISIBLE)) return { style: "sync", left: "", right: "", text: "", hidden: true };
    for (const [whole, , , style] of LINKS) {
      const found = this.#match(whole);
      if (!found) continue;
      const text = this.#match(/[ \t]*\|(?:\s*"([^"]*)"\s*|([^|\n\r]*))\|/y);
      return { style, left: found[1] ?? "", right: found[2] ?? "", text: text?.[1] ?? text?.[2] ?? "", hidden: false };
    }
    for (const [, begin, end, style] of LINKS) {
      const before = this.#at;
      const found = this.#match(begin);
      if (!found) continue;
      const line = /^[^\n\r]*/.exec(this.#text.slice(this.#at, this.#at + LONGEST))?.[0] ?? "";
      const said = /^\s*"[^"]*"/.exec(line)?.[0] ?? "";
      end.lastIndex = said.length;
      const closed = end.exec(line);
      if (!closed) {
        this.#at = before;
        return undefined;
      }
      this.#at += closed.index + closed[0].length;
      return {
        style,
        left: found[1] ?? "",
        right: closed[1] ?? "",
        text: unquoted(line.slice(0, closed.index)),
        hidden: false,
      };
    }
    return undefined;
  }

  /** The lines of a text; its icons become tags of a node. */
  #lines(text: string, node?: SketchNode): readonly string[] {
    const markdown = /^\s*`([\s\S]*)`\s*$/.exec(text)?.[1];
    const plain = (markdown ?? text).replace(/\bfa[bsrl]?:fa-([\w-]+)/g, (_, icon: string) => {
      node?.tags.push(icon);
      return "";
    });
    const bare = markdown === undefined ? plain : plain.replace(/(\*\*?|__?)(?=\S)([^*_]+)\1/g, "$2");
    return htmlLines(bare.replace(/\\n|\r\n?/g, "\n")).map((line) => decoded(line, "#"));
  }
}

/** Labels and lines are never longer than this. */
const LONGEST = 4000;

function unquoted(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed;
}
