/**
 * What a diagram is, before anybody decides where things go or what they look like.
 *
 * A view turns the design into a `Picture`; `dot.ts` asks Graphviz where things go; `svg.ts` draws them. A picture is
 * plain JSON, so it can cross a worker's or a webview's border. Every string in it may come from a user and is
 * untrusted: the floors above neither escape nor shorten, the writers here do both.
 */

/** The colour family of an element; `place` is for regions, zones and other boxes that are drawn as a card. */
export type Family = "people" | "edge" | "compute" | "data" | "messaging" | "external" | "place";

/** How a bar or a verdict is doing. Always shown by a mark or a text beside the colour. */
export type Level = "ok" | "warn" | "over";

/** The place of an element in event storming. */
export type StickyRole = "actor" | "command" | "system" | "event" | "hotspot" | "policy";

/** What every drawn element has. */
interface Element {
  /** Unique among all elements of the picture; never shown. Of two elements with one id the first is drawn. */
  readonly id: string;
  /** The id of the design's element that this one shows, written as `data-id`; several may share it. Default: `id`. */
  readonly anchor?: string;
  /** What a screen reader says. Default: put together from the texts. */
  readonly spoken?: string;
  /** Text of the tooltip (`<title>`). Default: the full texts, where some were shortened. */
  readonly tooltip?: string;
  /** Drawn faint: below the line, or not part of what is shown. */
  readonly muted?: boolean;
}

interface Boxed extends Element {
  /** The innermost cluster that the node stands in. */
  readonly parent?: string;
  readonly title: string;
  /** Kind or technology, on the second line. */
  readonly subtitle?: string;
}

/** A load against what can be carried. */
export interface Bar {
  /** In the unit of `limit`; drawn as `value / limit`, clamped to 0…1. */
  readonly value: number;
  readonly limit: number;
  /** "6.2k of 12k req/s" */
  readonly text: string;
  readonly level: Level;
}

/** A component. */
export interface CardNode extends Boxed {
  readonly shape: "card";
  readonly family: Family;
  /** A component kind of the vocabulary, or another name in `icons.ts`; an unknown one gets the plain component. */
  readonly icon: string;
  /** At the right of the second line: "×6 · 3 zones", "managed". */
  readonly facts?: string;
  /** There are several: a second card shows behind the first. */
  readonly stack?: boolean;
  readonly bar?: Bar;
  /** A single point of failure: red border, tinted card, a badge with "!", red facts; `quiet`: an outlined badge only. */
  readonly spof?: boolean | "quiet";
  /** Outside of the system: a dashed border. */
  readonly external?: boolean;
  /** Stands for this many elements that are folded away. */
  readonly folded?: number;
}

/** A person, or a group of people. */
export interface PillNode extends Boxed {
  readonly shape: "pill";
  readonly family: Family;
  readonly icon: string;
  readonly facts?: string;
  readonly stack?: boolean;
  readonly external?: boolean;
}

export type FieldMark = "pk" | "fk" | "unique" | "index" | "pii" | "sensitive" | "encrypted" | "immutable";

/** A field of an entity. */
export interface TableRow {
  readonly name: string;
  /** As written: "string(80)", "Ticket[20]"; a `?` is added for `nullable`. */
  readonly type: string;
  readonly marks?: readonly FieldMark[];
  readonly nullable?: boolean;
  readonly anchor?: string;
  readonly tooltip?: string;
}

/** An entity with its fields. */
export interface TableNode extends Boxed {
  readonly shape: "table";
  readonly family: Family;
  readonly icon?: string;
  /** At the right of the title: "≈ 180 B", "100M rows". */
  readonly facts?: string;
  readonly rows: readonly TableRow[];
  readonly aggregate?: boolean;
}

/** A note of event storming, in its customary colour. */
export interface StickyNode extends Boxed {
  readonly shape: "sticky";
  readonly role: StickyRole;
}

/** A narrow box of a trace view. */
export interface TraceNode extends Boxed {
  readonly shape: "trace";
  readonly family: Family;
  readonly icon: string;
  readonly verdict?: Level;
}

/**
 * Any node. `column` puts nodes into the same rank, lower columns before higher ones (use it for all nodes of a
 * picture or for none); with the arrangement `rows` it is the place in the `row`.
 */
export type PictureNode = (CardNode | PillNode | TableNode | StickyNode | TraceNode) & {
  readonly column?: number;
  readonly row?: number;
};

/** A box around nodes and other boxes. */
export interface PictureCluster extends Element {
  readonly kind: "domain" | "region" | "zone" | "component" | "group";
  readonly title: string;
  /** After the title: "core", "3 instances". */
  readonly subtitle?: string;
  readonly parent?: string;
  readonly icon?: string;
  readonly spof?: boolean;
}

/** The end of a relation in crow's foot notation. */
export type Cardinality = "one" | "zero-or-one" | "many" | "one-or-many" | "zero-or-many";

export interface PictureEdge extends Element {
  /** A node's id, or a cluster's: the line then ends at the box. */
  readonly from: string;
  readonly to: string;
  /** `sync` solid with a filled head, `async` dashed with an open one, `optional` dotted, `relation` without heads. */
  readonly style: "sync" | "async" | "optional" | "relation";
  /** A head at both ends. */
  readonly bothWays?: boolean;
  /** Lines of the label, each wrapped further where it is long. */
  readonly label?: readonly string[];
  /** A muted second line: "2.0k/s · peak 6.2k/s". */
  readonly facts?: string;
  /** Share of the picture's largest load, 0…1: the width of the line. */
  readonly share?: number;
  /** The cardinality at `from` and at `to`. */
  readonly ends?: readonly [Cardinality, Cardinality];
  /** Numbers of the steps of a flow that use the connection. */
  readonly steps?: readonly number[];
  /** A single point of failure. */
  readonly spof?: boolean;
}

export interface Picture {
  readonly title: string;
  /** One or two sentences for a screen reader. */
  readonly description?: string;
  readonly direction: "TB" | "LR";
  /** Nobody asked for the direction: the other one may be taken where all of the picture is then seen much larger. */
  readonly turns?: boolean;
  /** It is seen in something higher than wide. */
  readonly narrow?: boolean;
  /** `layers`: Graphviz arranges; `rows`: each node's `row` and `column` say where it is. Default: `layers`. */
  readonly arrangement?: "layers" | "rows";
  readonly nodes: readonly PictureNode[];
  /** In any order; a cycle of parents or an unknown parent is cut. Empty clusters are not drawn. */
  readonly clusters: readonly PictureCluster[];
  /** An edge to or from something that is not in the picture is not drawn. */
  readonly edges: readonly PictureEdge[];
}
