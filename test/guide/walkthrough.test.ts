import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { steps } from "../../server/src/service/guide/steps.ts";
import { root } from "../house/sources.ts";

const { contributes } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const [walkthrough] = contributes.walkthroughs as { steps: WalkthroughStep[] }[];
interface WalkthroughStep {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const client = readdirSync(path.join(root, "client/src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(path.join(root, "client/src", file), "utf8"))
  .join("\n");
const commands = new Set<string>(contributes.commands.map(({ command }: { command: string }) => command));
const builtIn = new Set(["workbench.actions.view.problems", "sdesign.guide.focus"]);

/** The commands that buttons of some Markdown run. */
const buttons = (text: string): string[] =>
  [...text.matchAll(/\(command:([\w.]+)/g)].map(([, command = ""]) => command);

describe("the walkthrough", () => {
  it("is what there is of pictures", () => {
    const pictures = walkthrough?.steps.map(({ media }) => path.basename(media.svg));
    expect(pictures?.toSorted()).toEqual(readdirSync(path.join(root, "docs/walkthrough")).toSorted());
  });

  it.each(walkthrough?.steps.map((step) => [step.id, step] as const) ?? [])("%s", (_, step) => {
    expect(buttons(step.description).filter((command) => !commands.has(command) && !builtIn.has(command))).toEqual([]);
    expect(step.completionEvents).not.toEqual([]);
    for (const event of step.completionEvents) {
      const [kind, name = ""] = event.split(":");
      if (kind === "onCommand") expect(commands).toContain(name);
      // A step that nothing ticks off is worse than none.
      else if (name.startsWith("sdesign.did."))
        expect(client).toContain(`didOnce("${name.slice("sdesign.did.".length)}")`);
      else expect(client).toContain(`"${name}"`);
    }
    expect(step.media.altText).toMatch(/\.$/);
    const svg = readFileSync(path.join(root, step.media.svg), "utf8");
    // VS Code shows it under a policy that allows no styles and no scripts.
    expect(svg).not.toMatch(/style=|<style|<script|href=|\son\w+=/);
    expect(svg).toContain("var(--vscode-");
    expect(svg.length).toBeLessThan(6000);
  });
});

describe("the view", () => {
  it("offers what there is when nothing is open", () => {
    const [{ contents }] = contributes.viewsWelcome;
    expect(buttons(contents)).toEqual(["sdesign.newDesign", "sdesign.openSample", "sdesign.openWalkthrough"]);
    expect(buttons(contents).filter((command) => !commands.has(command))).toEqual([]);
  });

  it("has a timer that knows the guide's steps", () => {
    const { properties } = contributes.configuration;
    const { default: budget, properties: known } = properties["sdesign.interview.steps"];
    const ids = steps.map(({ id }) => id);
    expect(Object.keys(budget)).toEqual(ids);
    expect(Object.keys(known)).toEqual(ids);
    const sum = Object.values<number>(budget).reduce((total, minutes) => total + minutes, 0);
    expect(sum).toBe(properties["sdesign.interview.minutes"].default);
    for (const { id, title } of steps) expect(client).toContain(`["${id}", "${title}", ${budget[id]}]`);
  });

  it("has menus for commands that there are", () => {
    const named = Object.values<{ command: string }[]>(contributes.menus).flatMap((menu) =>
      menu.map(({ command }) => command),
    );
    expect(named.filter((command) => !commands.has(command))).toEqual([]);
  });
});
