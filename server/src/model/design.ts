/**
 * The Design: what all files of one design mean together, linked. Elements refer to each other by key, so that the
 * parts of an unchanged statement are shared between one version of a design and the next.
 */

import type { KindEntry } from "../language/kinds.ts";
import type { PropertyEntry } from "../language/properties.ts";
import type { QualityEntry } from "../language/qualities.ts";
import type {
  Arrow,
  AssertStatement,
  Chunk,
  Comparison,
  ConnectionStatement,
  Declaration,
  EndpointStatement,
  EstimateStatement,
  Expression,
  FieldStatement,
  KindStatement,
  Name,
  Parameter,
  Path,
  PropertyStatement,
  QualityStatement,
  RelationStatement,
  RowStatement,
  Span,
  Text,
  UnitStatement,
} from "../syntax/tree.ts";

/** Identifies an element in the workspace: the file's URI, `#`, its full name. */
export type Key = string;

/** Where a node stands: its file and the chunk that its offsets are relative to. */
export interface Origin {
  readonly uri: string;
  readonly chunk: Chunk;
}

/** A span in a file. */
export interface Place {
  readonly origin: Origin;
  readonly span: Span;
}

/** A name written somewhere, and the element that it leads to, if any. */
export interface Reference {
  readonly path: Path;
  /** Absent when the name is unknown or ambiguous (a problem says so). */
  readonly target?: Key;
}

/** What a word inside an expression turned out to be. */
export type Resolution =
  /** An estimate, or the element that a function such as `size` measures. */
  | { readonly type: "element"; readonly key: Key }
  /** `Backend.replicas` */
  | { readonly type: "property"; readonly key: Key; readonly property: string }
  /** A unit alone, `peak / day`: a known one, or a counted thing by its label (`ticket`). */
  | { readonly type: "unit"; readonly unit: string }
  | { readonly type: "label"; readonly label: string };

/** An expression with its words resolved. Unit factors (`tickets/day`) are looked up by `labels`. */
export interface LinkedExpression {
  readonly expression: Expression;
  readonly origin: Origin;
  readonly resolutions: ReadonlyMap<Path, Resolution>;
  /** Labels of unit factors that are not in the vocabulary: `tickets` → `ticket`. Absent ones are unknown. */
  readonly labels: ReadonlyMap<string, string>;
}

/** One value of a property. Exactly what it is depends on the property's type; a wrong one has a problem instead. */
export interface Value extends LinkedExpression {
  /** Set when it is one bare name or path that leads to an element. */
  readonly reference?: Reference;
  /** Set when it is one bare word (which may be a reference, too). */
  readonly word?: string;
  /** Set when it is one string. */
  readonly text?: string;
}

export interface Property {
  readonly name: string;
  /** Absent when the vocabulary does not know it. */
  readonly entry?: PropertyEntry;
  readonly node: PropertyStatement;
  readonly origin: Origin;
  readonly values: readonly Value[];
}

interface Base {
  readonly key: Key;
  /** The full dotted name: what people and JSON call it. Anonymous elements have a made-up one, `A -> B`. */
  readonly id: string;
  /** The simple name; empty when it has none (yet). */
  readonly name: string;
  readonly title?: string;
  readonly doc?: string;
  readonly origin: Origin;
  /** The element that it is nested in. */
  readonly parent?: Key;
  readonly properties: ReadonlyMap<string, Property>;
}

export interface SystemElement extends Base {
  readonly class: "system";
  readonly node: Declaration;
}

export interface ActorElement extends Base {
  readonly class: "actor";
  readonly node: Declaration;
}

/** What kind a component is: the vocabulary's entry, and the design's own kind if it has one. */
export interface ComponentKind {
  /** The keyword as written. */
  readonly name: string;
  /** The vocabulary's entry that it is, or is based on. Unknown kinds count as `component`. */
  readonly base: KindEntry;
  /** The chain of own kinds, nearest first. */
  readonly own: readonly Key[];
}

export interface ComponentElement extends Base {
  readonly class: "component";
  readonly kind: ComponentKind;
  readonly node: Declaration;
}

/** A region or a zone. */
export interface PlaceElement extends Base {
  readonly class: "place";
  readonly kind: "region" | "zone";
  readonly node: Declaration;
}

export interface DomainElement extends Base {
  readonly class: "domain";
  readonly node: Declaration;
}

export interface KindElement extends Base {
  readonly class: "kind";
  readonly base: KindEntry;
  readonly node: KindStatement;
}

/**
 * One arrow from one element to one other. `A, B -> C` are two of them, `A -> B -> C` as well.
 */
export interface ConnectionElement extends Base {
  readonly class: "connection";
  readonly from: Reference;
  readonly to: Reference;
  /** `sync` waits, `async` hands over, `both` is `<->`: a synchronous call with a push back. */
  readonly style: "sync" | "async" | "both";
  /** Members of one `B | C` share this; undefined where there is no alternative. */
  readonly alternatives?: string;
  readonly label?: string;
  readonly node: ConnectionStatement;
  readonly arrow: Arrow;
}

export interface FunctionalElement extends Base {
  readonly class: "requirement";
  readonly node: Declaration;
}

export interface LinkedTarget {
  readonly span: Span;
  readonly metric?: Name;
  readonly comparison?: Comparison;
  readonly value?: Value;
}

export interface QualityElement extends Base {
  readonly class: "quality";
  readonly quality: QualityEntry;
  readonly target?: LinkedTarget;
  /** What it applies to; empty: the whole system. */
  readonly for: readonly Reference[];
  readonly node: QualityStatement;
}

export interface EstimateElement extends Base {
  readonly class: "estimate";
  readonly value?: LinkedExpression;
  readonly node: EstimateStatement;
}

export interface AssertionElement extends Base {
  readonly class: "assertion";
  readonly left?: LinkedExpression;
  readonly comparison?: Comparison;
  readonly right?: LinkedExpression;
  readonly why?: string;
  readonly node: AssertStatement;
}

export interface UnitElement extends Base {
  readonly class: "unit";
  readonly node: UnitStatement;
}

export interface FieldElement extends Base {
  readonly class: "field";
  /** The type's word as written (`string`, `Event`); absent when left out. */
  readonly fieldType?: string;
  /** The entity that the type names, or the reference leads to. */
  readonly entity?: Reference;
  /** The field behind `-> Entity.field`. */
  readonly field?: Reference;
  readonly nullable: boolean;
  /** A list, of about `size` items where stated. */
  readonly list?: { readonly size?: number };
  /** The type's arguments: `120`, `200 KB`, or an enum's words. */
  readonly arguments: readonly Value[];
  readonly modifiers: ReadonlySet<string>;
  readonly node: FieldStatement;
}

export interface EntityElement extends Base {
  readonly class: "entity";
  readonly fields: readonly FieldElement[];
  readonly node: Declaration;
}

export interface RelationElement extends Base {
  readonly class: "relation";
  readonly from?: Reference;
  readonly to?: Reference;
  readonly node: RelationStatement;
}

export interface ApiElement extends Base {
  readonly class: "api";
  readonly node: Declaration;
}

export interface EndpointElement extends Base {
  readonly class: "endpoint";
  readonly verb: string;
  /** `/event/{id}/?location&dates` as written. */
  readonly route?: string;
  readonly parameters: readonly Parameter[];
  /** The entity that it returns, where its type is one. */
  readonly returns?: Reference;
  /** Whether it returns a list. */
  readonly list: boolean;
  readonly node: EndpointStatement;
}

/** One arrow of a flow's step. Steps are numbered from 1; the arrows of one chain are consecutive steps. */
export interface FlowStep {
  readonly from: Reference;
  readonly to: Reference;
  readonly style: "sync" | "async" | "both";
  readonly label?: string;
  readonly alternatives?: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly arrow: Arrow;
  readonly node: ConnectionStatement;
  readonly origin: Origin;
  /** Arrows with the same number run in parallel (`A -> B, C`). */
  readonly number: number;
}

export interface FlowElement extends Base {
  readonly class: "flow";
  readonly steps: readonly FlowStep[];
  readonly node: Declaration;
}

export type RowRole = "actor" | "command" | "system" | "event" | "hotspot" | "policy";

export interface ProcessElement extends Base {
  readonly class: "process";
  readonly rows: readonly {
    readonly elements: readonly {
      readonly role: RowRole;
      readonly text: string;
      readonly reference?: Reference;
      readonly span: Span;
    }[];
    readonly node: RowStatement;
  }[];
  readonly node: Declaration;
}

export interface DecisionElement extends Base {
  readonly class: "decision";
  readonly options: readonly OptionElement[];
  readonly node: Declaration;
}

export interface OptionElement extends Base {
  readonly class: "option";
  readonly node: Declaration;
}

export interface QuestionElement extends Base {
  readonly class: "question";
  readonly node: Declaration;
}

export interface RiskElement extends Base {
  readonly class: "risk";
  readonly node: Declaration;
}

export interface ViewElement extends Base {
  readonly class: "view";
  readonly node: Declaration;
}

export type Element =
  | SystemElement
  | ActorElement
  | ComponentElement
  | PlaceElement
  | DomainElement
  | KindElement
  | ConnectionElement
  | FunctionalElement
  | QualityElement
  | EstimateElement
  | AssertionElement
  | UnitElement
  | FieldElement
  | EntityElement
  | RelationElement
  | ApiElement
  | EndpointElement
  | FlowElement
  | ProcessElement
  | DecisionElement
  | OptionElement
  | QuestionElement
  | RiskElement
  | ViewElement;

export type ElementClass = Element["class"];
export type ElementOf<C extends ElementClass> = Extract<Element, { readonly class: C }>;

/** What stands at the two ends of a connection. */
export type ConnectionEnd = ActorElement | ComponentElement;

/**
 * All files that a root reaches, as one. Arrays are in the order of the files and of the statements in them; they are
 * the same objects (`===`) as in the design's last version where nothing in them changed.
 */
export interface Design {
  /** The root file. */
  readonly uri: string;
  /** Every file, the root first. */
  readonly files: readonly string[];
  /** Element by key. */
  get(key: Key | undefined): Element | undefined;
  /** All elements of a class. */
  all<C extends ElementClass>(of: C): readonly ElementOf<C>[];
  /** Elements nested directly in another, in order. */
  children(key: Key): readonly Element[];
}

/** A mistake that linking found. */
export interface Problem extends Span {
  readonly origin: Origin;
  readonly rule: `link/${string}` | `value/${string}`;
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** Ways out: each replaces a span of the same chunk. */
  readonly fixes?: readonly {
    readonly title: string;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    /** Nothing else can be meant: it may be made without looking. */
    readonly safe?: boolean;
  }[];
  readonly related?: readonly { readonly place: Place; readonly message: string }[];
}

/** The text of a string literal, or undefined. */
export function textOf(node: Text | undefined): string | undefined {
  return node?.value;
}

/** An element's title, or its name where it has none. */
export function displayName(element: Element): string {
  return element.title ?? element.name;
}
