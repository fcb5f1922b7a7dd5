import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Lines } from "../../server/src/doors/connection-lines.ts";

describe("positions in bulk", () => {
  it("are those of the protocol's own documents", () => {
    const text = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", "\r", "😀", "")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: -2, max: 40 })), (source, offsets) => {
        const lines = new Lines(source);
        const document = TextDocument.create("file:///a", "", 0, source);
        for (const offset of offsets) expect(lines.at(offset)).toEqual(document.positionAt(offset));
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});
