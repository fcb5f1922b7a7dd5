import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { listFiles, PackageManager } from "@vscode/vsce";
import { describe, expect, it } from "vitest";
import { templates } from "../../server/src/service/protocol/templates.ts";
import { root } from "./sources.ts";

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const manifest = read("package.json");

/** Every string of a value that names a file of the extension. */
function filesIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("./") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

describe("the manifest", () => {
  it("names files that exist and are shipped", async () => {
    const { main, browser, icon, contributes } = manifest;
    const files = [main, browser, `./${icon}`, ...filesIn(contributes)].map((file: string) => file.slice(2));
    const named = [...files, ...templates.map(({ file }) => file)];
    // Bundles exist only after a build.
    const missing = named.filter((file) => !file.startsWith("dist/") && !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
    if (!existsSync(path.join(root, "dist"))) return;
    const shipped = new Set(await listFiles({ cwd: root, packageManager: PackageManager.None }));
    expect(named.filter((file) => !shipped.has(file))).toEqual([]);
  });

  it("pins every version", () => {
    const loose = Object.entries<string>(manifest.devDependencies).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it("says why each package is there", () => {
    const page = readFileSync(path.join(root, "docs", "architecture.md"), "utf8");
    expect(Object.keys(manifest.devDependencies).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it("has nothing to install for those who use it", () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(manifest.scripts.postinstall ?? manifest.scripts.install).toBeUndefined();
  });

  it("gives every command a category, so that the palette shows whose it is", () => {
    const commands: { command: string; category?: string }[] = manifest.contributes.commands;
    expect(commands.filter(({ category }) => category !== "sdesign")).toEqual([]);
    expect(commands.filter(({ command }) => !command.startsWith("sdesign."))).toEqual([]);
  });
});

describe("docs/vscode.md", () => {
  const page = readFileSync(path.join(root, "docs/vscode.md"), "utf8");
  const { commands, configuration, keybindings, menus } = manifest.contributes;
  const hidden = new Set<string>(
    menus.commandPalette.flatMap(({ command, when }: { command: string; when: string }) =>
      when === "false" ? [command] : [],
    ),
  );

  it("names every command, and no other", () => {
    const shown: string[] = commands.flatMap(({ command, title }: { command: string; title: string }) =>
      hidden.has(command) ? [] : [title],
    );
    const table = page.slice(page.indexOf("## Commands"), page.indexOf("## Settings"));
    const told = [...table.matchAll(/^\| ([A-Z][^|]+) \|/gm)].map(([, title]) => title);
    expect(told.sort()).toEqual(shown.sort());
  });

  it("names every setting with its default", () => {
    const told = new Map([...page.matchAll(/^\| `(sdesign\.[\w.]+)` \| `?([^`|]+?)`? \|/gm)].map(([, a, b]) => [a, b]));
    const { properties } = configuration;
    expect([...told.keys()].sort()).toEqual(Object.keys(properties).sort());
    for (const [name, { default: value }] of Object.entries<{ default: unknown }>(properties)) {
      if (typeof value !== "object") expect(told.get(name), name).toBe(String(value));
    }
  });

  it("names every key", () => {
    for (const { key } of keybindings as { key: string }[]) {
      expect(page.toLowerCase()).toContain(`\`${key}\``);
    }
  });

  it("is of commands that are offered where they do something", () => {
    for (const { key, when, mac } of keybindings) expect([key, when, mac]).not.toContain(undefined);
    const always = [...hidden, ...menus.commandPalette.map(({ command }: { command: string }) => command)];
    const anywhere = commands.filter(({ command }: { command: string }) => !always.includes(command));
    expect(anywhere.map(({ command }: { command: string }) => command).sort()).toEqual([
      "sdesign.newDesign",
      "sdesign.openSample",
      "sdesign.openWalkthrough",
      "sdesign.restartServer",
      "sdesign.startInterviewTimer",
    ]);
  });
});

describe("the lock files", () => {
  it.each([
    "package-lock.json",
    "scripts/workbench/package-lock.json",
    "test/e2e/vscode-web/package-lock.json",
  ])("%s names no registry", (file) => {
    expect(readFileSync(path.join(root, file), "utf8")).not.toMatch(/"resolved"|https?:\/\/registry/);
  });

  it("agrees with the manifest", () => {
    expect(read("package-lock.json").packages[""].devDependencies).toEqual(manifest.devDependencies);
  });
});
