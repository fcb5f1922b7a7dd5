import { readFileSync } from "node:fs";
import { it } from "vitest";
import { lintOf, underlined } from "./lint-of.ts";

it("prints", () => {
  const file = process.env.DESIGN ?? "test/lint/designs/ticketmaster.sdesign";
  const source = readFileSync(file, "utf8");
  for (const f of lintOf(source)) console.log(`${f.severity} ${f.rule} '${underlined(source, f)}': ${f.message}`);
});
