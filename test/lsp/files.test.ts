import { describe, expect, it } from "vitest";
import { Files } from "../../server/src/doors/connection-files.ts";

const MAIN = "file:///designs/main.sdesign";
const LIB = "file:///designs/lib.sdesign";

describe("a file that changes while it is being read", () => {
  it("is read again", async () => {
    let answerFirst: ((text: string) => void) | undefined;
    const files = new Files({
      workspaceOf: () => "file:///designs/",
      designs: async () => [],
      config: async () => undefined,
      read: () =>
        answerFirst
          ? Promise.resolve("service New")
          : new Promise((resolve) => {
              answerFirst = resolve;
            }),
    });
    files.didOpen({ uri: MAIN, languageId: "sdesign", version: 1, text: 'import "./lib.sdesign"' });
    files.didChangeOutside(LIB);
    answerFirst?.("service Old");
    await files.settled();
    expect(files.workspace.text(LIB)).toBe("service New");
  });
});
