/** Converted texts for tests. */

import { expect } from "vitest";
import { convert, recognise } from "../../server/src/convert/convert.ts";
import type { Surroundings } from "../../server/src/convert/surroundings.ts";
import { format } from "../../server/src/syntax/format/format.ts";
import { parse } from "../../server/src/syntax/parse.ts";
import { problemsOf } from "../model/design-of.ts";

/** A text in another notation in the language, without what it is indented by in the test; `nothing` where it is none. */
export function converted(text: string, around?: Surroundings): string {
  const foreign = recognise(text);
  return (foreign && convert(foreign, around)) ?? "nothing";
}

/** Everything that is wrong with the form and the names of a text, as messages. */
export function mistakes(text: string): readonly string[] {
  return [...parse(text).chunks.flatMap(({ problems }) => problems.map(({ message }) => message)), ...problemsOf(text)];
}

/** What holds for every converted text: it parses, it links, it is laid out. */
export function expectSound(text: string, source: string): void {
  expect(mistakes(text), `${source}\n--- became\n${text}`).toEqual([]);
  expect(format(parse(text), text), `${source}\n--- became\n${text}`).toEqual([]);
}
