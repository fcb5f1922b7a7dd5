/** What is found in designs: computed once for each version of a design, whoever asks. */

import { type Facts, factsOf } from "../analysis/facts.ts";
import { EMPTY_CONFIG, type Settings, settingsFor } from "../lint/config.ts";
import type { Finding } from "../lint/finding.ts";
import { type DesignFindings, mergeFindings } from "../lint/merge.ts";
import { valueFindings } from "../lint/number-problems.ts";
import { linkFindings, syntaxFindings } from "../lint/problems.ts";
import { inOrder, type LintInput, lint, lintSteps } from "../lint/run.ts";
import type { Silence } from "../lint/suppression.ts";
import type { Design } from "../model/design.ts";
import type { LinkedFile, Workspace } from "../model/workspace.ts";
import { carryOver } from "./carry-over.ts";

/** What is configured for a file, by its URI. */
export type SettingsOf = (uri: string) => Settings;

/** Told of a rule that failed: a defect of the tool, whose findings are missing until it is mended. */
export type RuleFailure = (rule: string, error: unknown) => void;

const DEFAULTS = settingsFor(EMPTY_CONFIG, "");

export class Checks {
  readonly #workspace: Workspace;
  readonly #known = new WeakMap<Design, readonly Finding[]>();
  readonly #silences = new WeakMap<Design, readonly Silence[]>();
  readonly #facts = new WeakMap<Design, Facts>();
  /** The last facts of each root, for the parts of them that an edit leaves alone. */
  readonly #latest = new Map<string, Facts>();
  /** The last findings of each root. */
  readonly #said = new Map<string, readonly Finding[]>();
  #era = new WeakSet<Design>();
  #settings: SettingsOf = () => DEFAULTS;
  failed: RuleFailure = () => {};
  /** Times each rule, with a clock of the caller's. */
  stopwatch: LintInput["stopwatch"];

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Other settings: everything is checked anew. */
  configure(settings: SettingsOf): void {
    this.#settings = settings;
    this.#era = new WeakSet();
  }

  /** What a design implies. */
  facts(design: Design): Facts {
    let facts = this.#facts.get(design);
    if (!facts) {
      facts = factsOf(design, this.#latest.get(design.uri));
      this.#facts.set(design, facts);
      this.#latest.set(design.uri, facts);
    }
    return facts;
  }

  /** Whether the findings of a file's designs are there already. */
  isDone(uri: string): boolean {
    return this.#workspace.designs(uri).every((design) => this.#era.has(design));
  }

  /**
   * What can be said right after an edit, before rules have run: what parsing and linking find now, and what rules
   * found in the version before.
   */
  atOnce(uri: string): readonly Finding[] {
    const found: DesignFindings[] = [];
    for (const design of this.#workspace.designs(uri)) {
      found.push({ files: design.files, findings: this.#soFar(design, this.#said.get(design.uri) ?? []) });
    }
    return mergeFindings(found);
  }

  #soFar(design: Design, said: readonly Finding[]): readonly Finding[] {
    const fresh = lint({ ...this.#input(design), problems: this.#problems(design), only: new Set() }) ?? [];
    const known = new Set(fresh.map(identify));
    const kept = carryOver(
      said.filter((finding) => !/^(?:syntax|link)\//.test(finding.rule)),
      (uri) => this.#workspace.source(uri),
    );
    return inOrder([...fresh, ...kept.filter((finding) => !known.has(identify(finding)))], design.files);
  }

  /** The findings of all designs that a file is part of, those in other files included. */
  of(uri: string): readonly Finding[] {
    const steps = this.steps(uri);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }

  /** The findings of one design. */
  ofDesign(design: Design): readonly Finding[] {
    const steps = this.#design(design);
    for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
  }

  /** What would be found in a design, had its author not silenced it with a reason. */
  silencedIn(design: Design): readonly Silence[] {
    this.ofDesign(design);
    return this.#silences.get(design) ?? [];
  }

  /** Like {@link of}, pausing after each rule so that the caller can do something else in between. */
  *steps(uri: string): Generator<void, readonly Finding[]> {
    const found: DesignFindings[] = [];
    for (const design of this.#workspace.designs(uri)) {
      found.push({ files: design.files, findings: yield* this.#design(design) });
    }
    return mergeFindings(found);
  }

  *#design(design: Design): Generator<void, readonly Finding[]> {
    const known = this.#era.has(design) ? this.#known.get(design) : undefined;
    if (known) return known;
    const problems = [...this.#problems(design), ...valueFindings(this.facts(design))];
    const silenced = (silences: readonly Silence[]): void => void this.#silences.set(design, silences);
    const findings = (yield* lintSteps({ ...this.#input(design), problems, silenced })) ?? [];
    this.#known.set(design, findings);
    this.#era.add(design);
    this.#said.set(design.uri, findings);
    return findings;
  }

  #input(design: Design): Omit<LintInput, "problems"> {
    return {
      design,
      facts: this.facts(design),
      sources: this.#workspace,
      settings: this.#settings,
      failed: (rule, error) => this.failed(rule, error),
      ...(this.stopwatch ? { stopwatch: this.stopwatch } : {}),
    };
  }

  #problems(design: Design): readonly Finding[] {
    return design.files.flatMap((uri) => problemsOf(this.#workspace.linked(uri)));
  }
}

function identify({ rule, message, place }: Finding): string {
  return `${rule} ${place.origin.uri} ${place.origin.chunk.start + place.span.start} ${message}`;
}

/** What parsing and linking found in a file. */
function problemsOf(file: LinkedFile | undefined): readonly Finding[] {
  if (!file) return [];
  const found: Finding[] = [...syntaxFindings(file.uri, file.source)];
  for (const chunk of file.chunks) if (chunk.problems.length > 0) found.push(...linkFindings(chunk.problems));
  found.push(...linkFindings(file.importProblems));
  return found;
}
