import { describe, expect, it } from "vitest";
import {
  extensionMessage,
  pageMessage,
  pageState,
  previewParams,
  previewResult,
} from "../../server/src/service/protocol.ts";

const show = {
  type: "show",
  uri: "file:///a.sdesign",
  name: "a.sdesign",
  title: "A",
  views: [{ id: "architecture", title: "Architecture", group: "system" }],
  view: "architecture",
  fingerprint: "x",
  svg: "<svg/>",
  steps: [],
  marks: [],
  foldable: [],
  folded: [],
  shownAs: [["A -> B~2", "A -> B"]],
};

describe("messages to the page", () => {
  it.each([
    [show, true],
    [{ ...show, svg: undefined }, true],
    [{ ...show, problem: { kind: "text", message: "Line 1", kept: true } }, true],
    [{ type: "busy" }, true],
    [{ type: "highlight", ids: ["A"] }, true],
    [{ type: "findings", findings: { error: 0, warning: 1, information: 2 }, list: [] }, true],
    [{ ...show, svg: 5 }, false],
    [{ ...show, views: [{ id: "a", title: "A", group: "other" }] }, false],
    [{ ...show, shownAs: [["one"]] }, false],
    [{ ...show, problem: { kind: "text", message: "x" } }, false],
    [{ type: "highlight", ids: [1] }, false],
    [{ type: "findings", findings: { error: -1, warning: 0, information: 0 } }, false],
    [{ type: "toString" }, false],
    [{ type: "__proto__" }, false],
    [{ type: "eval", code: "1" }, false],
    [null, false],
    [[], false],
    ["busy", false],
    [Object.create({ type: "busy" }), false],
  ])("%j: %s", (message, fits) => {
    expect(pageMessage(message) !== undefined).toBe(fits);
  });

  it("lose what the protocol does not know", () => {
    expect(pageMessage({ type: "busy", extra: "<b>" })).toEqual({ type: "busy" });
  });
});

describe("messages from the page", () => {
  it.each([
    [{ type: "ready" }, true],
    [{ type: "reveal", id: "A", beside: false, keepFocus: false }, true],
    [{ type: "save", format: "svg", content: "<svg/>", leads: true }, true],
    [{ type: "save", format: "pdf", content: "<svg/>", leads: false }, true],
    [{ type: "save", format: "pdf", content: "<svg/>" }, false],
    [{ type: "thumbnail", view: "data", known: "x" }, true],
    [{ type: "thumbnail" }, false],
    [{ type: "fold", fold: ["A"], unfold: [] }, true],
    [{ type: "reveal", id: "A" }, false],
    [{ type: "reveal", id: { toString: "A" }, beside: false, keepFocus: false }, false],
    [{ type: "save", format: "exe", content: "" }, false],
    [{ type: "view", view: "x".repeat(70_000) }, false],
    [{ type: "command", command: "workbench.action.terminal.sendSequence" }, false],
  ])("%j: %s", (message, fits) => {
    expect(extensionMessage(message) !== undefined).toBe(fits);
  });
});

describe("requests", () => {
  it.each([
    [{ uri: "file:///a" }, true],
    [{ uri: "file:///a", view: "data", fold: ["A"], known: "k", force: true, viewer: "panel 1" }, true],
    [{ view: "data" }, false],
    [{ uri: "file:///a", fold: "A" }, false],
    [{ uri: 1 }, false],
  ])("preview %j: %s", (params, fits) => {
    expect(previewParams(params) !== undefined).toBe(fits);
  });

  it("have answers that are checked as well", () => {
    const { type: _, uri: __, name: ___, ...rest } = show;
    expect(previewResult({ ...rest, files: ["file:///a"], version: 3 })?.version).toBe(3);
    expect(previewResult({ ...rest, files: ["file:///a"], version: -3 })).toBeUndefined();
    expect(previewResult({ ...rest })).toBeUndefined();
  });
});

describe("the page's memory", () => {
  it.each([
    [{ uri: "file:///a" }, { uri: "file:///a" }],
    [
      { uri: "file:///a", view: "data", locked: true, other: 1 },
      { uri: "file:///a", view: "data", locked: true },
    ],
    [{ view: "data" }, undefined],
    [undefined, undefined],
  ])("%j", (state, expected) => {
    expect(pageState(state)).toEqual(expected);
  });
});
