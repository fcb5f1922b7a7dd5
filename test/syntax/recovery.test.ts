import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cuts, type Damage, deletions, insertions, share, survivalOf } from "./survival.ts";

/**
 * Damages the fixture and every sample in three ways. By default each way tries some hundred places of each file; SDESIGN_ALL=1 tries every place.
 */
const ALL = process.env.SDESIGN_ALL === "1";
/** A prime, so that every kind of stray token has its turn. */
const SOME = 199;

const root = join(import.meta.dirname, "../..");
const files = [
  "test/fixtures/ticketmaster.sdesign",
  ...readdirSync(join(root, "samples"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".sdesign"))
    .map((path) => `samples/${path}`)
    .sort(),
];

function some(damages: readonly Damage[]): readonly Damage[] {
  if (ALL || damages.length <= SOME) return damages;
  return Array.from({ length: SOME }, (_, i) => damages[Math.floor((i * damages.length) / SOME)]!);
}

describe.each(files)("%s survives", (path) => {
  const text = readFileSync(join(root, path), "utf8").replaceAll("\r\n", "\n");

  it.each([
    ["the loss of any token", deletions],
    ["a stray token anywhere", insertions],
    ["the loss of the rest of any line", cuts],
  ] as const)("%s", { timeout: 600_000 }, (_, damagesOf) => {
    const survival = survivalOf(text, some(damagesOf(text)));
    const worst = survival.losses.sort((a, b) => b.lost.length - a.lost.length).slice(0, 5);
    const shown = worst.map(
      ({ damage, lost }) => `${JSON.stringify(text.slice(damage.start - 20, damage.end + 20))}: ${lost.join(", ")}`,
    );
    expect(share(survival.topLost, survival.top), shown.join("\n")).toBeGreaterThanOrEqual(99.5);
    expect(share(survival.nestedLost, survival.nested), shown.join("\n")).toBeGreaterThanOrEqual(98);
  });
});
