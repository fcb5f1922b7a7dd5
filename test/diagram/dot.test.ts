import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { layoutDot } from "../../server/src/diagram/dot.ts";
import { prettyDot } from "../../server/src/diagram/pretty-dot.ts";
import { prepare } from "../../server/src/diagram/scene.ts";
import { attacks, hostile } from "./attacks.ts";
import { pictures, small } from "./drawings.ts";

const native = spawnSync("dot", ["-V"]).status === 0;
if (!native) console.warn("Graphviz is not installed: its acceptance of the exported DOT is not tested.");

/** What native Graphviz has to say; nothing, if it accepts the text. */
function complaints(dot: string): string {
  const { status, stderr } = spawnSync("dot", ["-Tcanon"], { input: dot, encoding: "utf8" });
  return status === 0 ? stderr : `status ${status} ${stderr}`;
}

describe("DOT", () => {
  it("for the layout", () => expect(layoutDot(prepare(small))).toMatchFileSnapshot("golden/layout.dot"));

  it("for readers", () => expect(prettyDot(prepare(small))).toMatchFileSnapshot("golden/pretty.dot"));

  it.each(pictures)("of the %s is the same every time", (_, picture) => {
    expect(layoutDot(prepare(picture))).toBe(layoutDot(prepare(structuredClone(picture))));
    expect(prettyDot(prepare(picture))).toBe(prettyDot(prepare(structuredClone(picture))));
  });

  it.skipIf(!native).each(pictures)("of the %s is accepted by native dot", (_, picture) => {
    const scene = prepare(picture);
    expect(complaints(layoutDot(scene))).toBe("");
    expect(complaints(prettyDot(scene))).toBe("");
  });

  it.skipIf(!native)("is accepted by native dot whatever the texts hold", () => {
    for (let i = 0; i < attacks.length; i++) {
      const scene = prepare(hostile(i));
      expect(complaints(layoutDot(scene)), JSON.stringify(attacks[i])).toBe("");
      expect(complaints(prettyDot(scene)), JSON.stringify(attacks[i])).toBe("");
    }
  });

  it("for the layout holds no text of the picture", () => {
    for (let i = 0; i < attacks.length; i++) {
      const dot = layoutDot(prepare(hostile(i)));
      expect(dot.replace(/"(n|l|e|a|b|cluster_c)\d+"/g, '""')).not.toMatch(/alert|bogus|DROP|word|[^\x20-\x7e\n]/);
    }
  });
});
