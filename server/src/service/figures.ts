/** Everything that is computed of a design, as an editor shows it: in hovers, between the words, above declarations. */

import type { Facts } from "../analysis/facts.ts";
import type { Design, Key } from "../model/design.ts";
import type { Workspace } from "../model/workspace.ts";
import { type CodeLens, codeLenses } from "./code-lenses.ts";
import { HoverFigures } from "./hover-figures.ts";
import { allHints, type HintKind, type InlayHint, inlayHints } from "./inlay-hints.ts";
import type { Range } from "./place.ts";

export class Figures {
  readonly hover: HoverFigures;
  readonly #workspace: Workspace;
  readonly #facts: (design: Design) => Facts;

  constructor(workspace: Workspace, facts: (design: Design) => Facts) {
    this.#workspace = workspace;
    this.#facts = facts;
    this.hover = new HoverFigures(workspace, facts);
  }

  /** The hints of the wanted kinds in a range of a file, in the order of the text. */
  hints(uri: string, range: Range, wanted: ReadonlySet<HintKind> = allHints): readonly InlayHint[] {
    return inlayHints(this.#workspace, this.#facts, uri, range, wanted);
  }

  /** How the figure of a hint comes about, as Markdown; undefined where its element is gone. */
  tooltip(uri: string, key: Key): string | undefined {
    const design = this.#workspace.design(uri);
    const element = design?.get(key);
    const markdown = design && element ? this.hover.of(design, element) : "";
    return markdown === "" ? undefined : markdown;
  }

  /** What stands above requirements, APIs and entities of a file. */
  lenses(uri: string): readonly CodeLens[] {
    return codeLenses(this.#workspace, this.#facts, uri);
  }
}
