import { expect } from "vitest";
import { launchBrowser } from "./workbench.ts";

/** What a suite in the extension host printed about one of its cases (see suite/case.ts). */
export interface Outcome {
  readonly name: string;
  readonly failure?: string;
}

const suiteLimit = 240_000;

/** Opens VS Code at an address that names a suite (`extensionTestsPath`), and reads what the suite prints to its end. */
export async function runSuite(chromium: string, address: string): Promise<readonly Outcome[]> {
  const browser = await launchBrowser(chromium);
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    let late: NodeJS.Timeout | undefined;
    const ended = new Promise<number>((resolve, reject) => {
      late = setTimeout(() => reject(new Error(`the suite did not end:\n${lines.join("\n")}`)), suiteLimit);
      page.exposeFunction("codeAutomationLog", (_kind: string, parts: unknown[]) => lines.push(parts.join(" ")));
      page.exposeFunction("codeAutomationExit", resolve);
    });
    page.on("pageerror", (error) => lines.push(`page: ${error.message}`));
    await page.goto(address);
    const code = await ended.finally(() => clearTimeout(late));
    const outcomes = lines.flatMap((entry) => {
      const [, measured] = /^suite measured: (.*)/.exec(entry) ?? [];
      if (measured !== undefined) console.log(`in the extension host: ${measured}`);
      const [, result, name = "", failure = ""] = /^suite (ok|failed): ([^\n]*)\n?([\s\S]*)/.exec(entry) ?? [];
      if (result === undefined) return [];
      return [result === "ok" ? { name } : { name, failure }];
    });
    if (outcomes.length === 0) throw new Error(`the suite ended with ${code} and ran nothing:\n${lines.join("\n")}`);
    return outcomes;
  } finally {
    await browser.close();
  }
}

/** Fails with every failed case and its reason. */
export function expectAllPassed(outcomes: readonly Outcome[]): void {
  const failures = outcomes.filter(({ failure }) => failure !== undefined);
  expect(failures.map(({ name, failure }) => `${name}\n${failure}`).join("\n\n")).toBe("");
  console.log(outcomes.map(({ name }) => `  ${name}`).join("\n"));
}
