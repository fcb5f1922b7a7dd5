/** What the guide looks at: a design, its facts and findings, and the text around them. */

import type { Facts } from "../../analysis/facts.ts";
import { AuthorText, type Sources } from "../../lint/author-text.ts";
import type { Finding } from "../../lint/finding.ts";
import type { Design, Element, Place } from "../../model/design.ts";

/** The classes in which people write down what they thought about. */
const PROSE = ["decision", "option", "risk", "question", "quality", "requirement", "assertion"] as const;

export class GuideContext {
  readonly design: Design;
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  readonly author: AuthorText;
  /** The file that somebody looks at: new statements go there. */
  readonly uri: string;
  readonly #byRule = new Map<string, Finding[]>();
  #prose: string | undefined;

  constructor(facts: Facts, findings: readonly Finding[], sources: Sources, uri: string) {
    this.design = facts.design;
    this.facts = facts;
    this.findings = findings;
    this.author = new AuthorText(sources);
    this.uri = facts.design.files.includes(uri) ? uri : facts.design.uri;
    for (const finding of findings) {
      const known = this.#byRule.get(finding.rule);
      if (known) known.push(finding);
      else this.#byRule.set(finding.rule, [finding]);
    }
  }

  /** The findings of some rules, in the order of the rules. */
  found(rules: readonly string[]): readonly Finding[] {
    return rules.flatMap((rule) => this.#byRule.get(rule) ?? []);
  }

  /** Whether the design's own decisions, risks, questions and requirements speak of something. */
  mentions(subject: RegExp): boolean {
    this.#prose ??= PROSE.flatMap((of) => this.design.all(of).flatMap(proseOf)).join("\n");
    return subject.test(this.#prose);
  }
}

function proseOf(element: Element): readonly string[] {
  const texts = [...element.properties.values()].flatMap(({ values }) => values.flatMap(({ text }) => text ?? []));
  const why = element.class === "assertion" && element.why ? [element.why] : [];
  return [element.name, element.title ?? "", element.doc ?? "", ...why, ...texts];
}

/** Whether a place lies within an element's statement. */
export function within({ origin, span }: Place, element: Element): boolean {
  const { node } = element;
  return (
    origin.uri === element.origin.uri &&
    origin.chunk === element.origin.chunk &&
    node.start <= span.start &&
    span.end <= node.end
  );
}
