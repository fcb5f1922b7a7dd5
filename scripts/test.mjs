// Every test in the order that fails soonest, then one line that sums them up. Parts can be named to run only these:
// `npm run check` is `node scripts/test.mjs check`.
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { projectNode, root, run } from "./processes.mjs";

const reports = path.join(root, "out", "reports");
const inModules = (...parts) => path.join(root, "node_modules", ...parts);
const node = (...parameters) => run(projectNode, parameters);
const vitest = (name, ...parameters) =>
  node(
    inModules("vitest", "vitest.mjs"),
    "run",
    ...parameters,
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${path.join(reports, `${name}.json`)}`],
  );

/**
 * Each part ends with an exit code. A part that others build on is `vital` and ends the run when it fails; one that needs
 * more than a package registry runs only when it is `named`.
 */
const parts = {
  build: { what: "Build", vital: true, go: () => node("scripts/build.mjs") },
  generated: {
    what: "Generated files are up to date",
    go: () => (existsSync(path.join(root, "scripts", "generate.ts")) ? node("scripts/generate.ts", "--check") : 0),
  },
  check: {
    what: "Types and style",
    go: async () => {
      const types = await node(inModules("typescript", "bin", "tsc"));
      const style = await node(inModules("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", ".");
      return types || style;
    },
  },
  unit: { what: "Unit and language server tests", go: () => vitest("unit") },
  package: { what: "Package", vital: true, go: () => node("scripts/package.mjs") },
  e2e: { what: "End-to-end tests in VS Code", go: () => vitest("e2e", "--config", "test/e2e/vitest.config.ts") },
  desktop: { what: "Suite in desktop VS Codes", named: true, go: () => node("test/e2e/desktop.ts") },
};

/** What a test run reported; a run that broke before it could report counts as nothing here and fails by its code. */
async function reported(name) {
  try {
    const report = JSON.parse(await readFile(path.join(reports, `${name}.json`), "utf8"));
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
      failures: report.testResults.filter((file) => file.status === "failed").flatMap(failuresOf),
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}

/** A line for each test of a file that failed, or for the file that could not be read; the whole story stands above. */
function failuresOf({ name, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === "failed");
  const told = failed.length > 0 ? failed : [{ fullName: "(the file itself)", failureMessages: [message] }];
  return told.map((test) => {
    const why = (test.failureMessages[0] ?? "").split("\n", 1)[0].slice(0, 300);
    return `  ${path.relative(root, name)} > ${test.fullName}\n      ${why}`;
  });
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`sdesign: no part is called ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}.`);
  process.exit(2);
}
const wanted = Object.entries(parts).filter(([name, part]) =>
  named.length === 0 ? !part.named : named.includes(name),
);

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
const told = [];
for (const [name, { what, vital, go }] of wanted) {
  console.log(`\n── ${what}`);
  const started = Date.now();
  const code = await go();
  const { passed, failed, skipped, failures } = await reported(name);
  // A part without tests of its own counts as one: it has passed or failed.
  const silent = passed + failed === 0;
  total.passed += silent && code === 0 ? 1 : passed;
  total.failed += code !== 0 && failed === 0 ? 1 : failed;
  total.skipped += skipped;
  told.push(...failures);
  lines.push(`  ${code === 0 ? "passed" : "FAILED"}  ${what} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  if (code !== 0 && vital) break;
}
console.log(`\n${lines.join("\n")}\n`);
if (told.length > 0) console.log(`Failed:\n${told.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed > 0 ? 1 : 0;
