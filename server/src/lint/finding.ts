/** What the linter says, before it is turned into a diagnostic, a line in a terminal or a SARIF result. */

import type { Origin, Place } from "../model/design.ts";

export type Severity = "error" | "warning" | "information";

/** A replacement inside one chunk; offsets are relative to the chunk, as in its tree. */
export interface Edit {
  readonly origin: Origin;
  readonly start: number;
  readonly end: number;
  /** The new text, or an LSP snippet where the fix says so. */
  readonly text: string;
}

/** A way to resolve a finding. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Whether it may be applied without looking: on save, or by `--fix`. It must not change what the design means. */
  readonly safe: boolean;
  /** The first edit's text is a snippet with placeholders for what only the author can choose. */
  readonly snippet?: boolean;
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Finding {
  /** `spof/component` */
  readonly rule: string;
  readonly severity: Severity;
  /** What is wrong, why it matters, what to do; names in backquotes. */
  readonly message: string;
  readonly place: Place;
  /** The story: the path, the shared element, the step that overloads. */
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
}
