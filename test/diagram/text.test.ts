import { describe, expect, it } from "vitest";
import { cleanText, ellipsise, type Font, textWidth, wrap } from "../../server/src/diagram/text.ts";
import { type } from "../../server/src/diagram/typography.ts";
import { attacks } from "./attacks.ts";

const title = type.title;

describe("cleanText", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["plain", "plain"],
    ["  two   words \n", "two words"],
    ["a\u0000b\tc\r\nd", "a b c d"],
    ["a\u202eb\u2066c", "abc"],
    ["a\ud800b", "a\ufffdb"],
    ["😀", "😀"],
  ];
  it.each(cases)("%j becomes %j", (text, clean) => expect(cleanText(text)).toBe(clean));

  it("limits the length", () => expect(cleanText("x".repeat(1e6)).length).toBe(2001));
});

describe("textWidth", () => {
  it("adds up characters, and the space between them", () => {
    expect(textWidth("", title)).toBe(0);
    expect(textWidth("ll", title)).toBeCloseTo(2 * textWidth("l", title));
    expect(textWidth("ab", { ...title, spacing: 2 })).toBeCloseTo(textWidth("ab", title) + 4);
  });

  it("gives nothing to what is drawn over its neighbour, and a full square to ideographs", () => {
    expect(textWidth("e\u0301", title)).toBe(textWidth("e", title));
    expect(textWidth("订", title)).toBeGreaterThanOrEqual(13);
  });
});

describe("wrap", () => {
  const fits = (text: string, font: Font, width: number, lines: number): void => {
    const wrapped = wrap(text, font, width, lines);
    expect(wrapped.lines.length).toBeLessThanOrEqual(lines);
    for (const line of wrapped.lines) expect(textWidth(line, font), line).toBeLessThanOrEqual(width + 0.01);
    expect(wrapped.width).toBeLessThanOrEqual(width + 0.01);
  };

  it.each(attacks.map((text) => [text]))("%j fits", (text) => {
    for (const lines of [1, 2, 4]) fits(text, title, 120, lines);
  });

  const cases: readonly (readonly [string, number, readonly string[], boolean])[] = [
    ["", 2, [], false],
    ["Ticket service", 2, ["Ticket service"], false],
    ["Stores whatever the buyers have bought", 2, ["Stores whatever the", "buyers have bought"], false],
    ["reserve_seat/for_customer", 2, ["reserve_seat/", "for_customer"], false],
    ["markTweetFavorite(user_id, at)", 3, ["markTweetFavorite(", "user_id, at)"], false],
    ["订票服务处理所有请求", 2, ["订票服务处", "理所有请求"], false],
    [
      "one two three four five six seven eight nine ten eleven",
      2,
      ["one two three four five", "six seven eight nine t…"],
      true,
    ],
  ];
  it.each(cases)("%j on %i lines", (text, lines, expected, shortened) => {
    const wrapped = wrap(text, title, text.startsWith("订") ? 100 : 150, lines);
    expect({ lines: wrapped.lines, shortened: wrapped.shortened }).toEqual({ lines: expected, shortened });
  });

  it("does not cut inside of what a reader takes for one character", () => {
    const { text } = ellipsise("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", title, 180);
    expect(text).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
  });
});
