import { describe, expect, it } from "vitest";
import { MOST_MISTAKES, syntaxFindings } from "../../server/src/lint/problems.ts";
import { parse } from "../../server/src/syntax/parse.ts";

const told = (text: string) => syntaxFindings("file:///a.sdesign", parse(text)).map(({ message }) => message);

describe("mistakes of form", () => {
  it("are all told as long as somebody may read them", () => {
    expect(told("} ".repeat(MOST_MISTAKES))).toHaveLength(MOST_MISTAKES);
    expect(told("} ".repeat(MOST_MISTAKES)).at(-1)).not.toContain("more");
  });

  it.each([
    [1, "One more mistake of form"],
    [19_500, "19500 more mistakes of form"],
  ])("are counted from there on: %i", (more, said) => {
    const messages = told("} ".repeat(MOST_MISTAKES + more));
    expect(messages).toHaveLength(MOST_MISTAKES + 1);
    expect(messages.at(-1)).toContain(said);
  });
});
