import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureChromium } from "../../scripts/chromium.mjs";
import { fail } from "../../scripts/processes.mjs";
import {
  ensureWorkbench,
  freePort,
  installExtension,
  quietSettings,
  serveWorkbench,
  writeSettings,
} from "../../scripts/workbench.mjs";
import { copyDesigns } from "./designs.ts";
import { scratch, vsix } from "./places.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of VS Code with the packaged extension, as a person meets it. */
    address: string;
    chromium: string;
  }
}

/** Installs what is missing, then serves one VS Code for every test file. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(vsix)) fail("out/sdesign.vsix is missing: `npm run test:e2e` makes it first.");
  const chromium = await ensureChromium();
  const workbench = await ensureWorkbench();

  await rm(scratch, { recursive: true, force: true });
  await copyDesigns();

  const profile = path.join(scratch, "profile");
  const extensions = path.join(scratch, "extensions");
  await writeSettings(profile, quietSettings);
  installExtension(workbench, { profile, extensions, vsix });
  const server = await serveWorkbench(workbench, { profile, extensions, port: await freePort(18_080) });
  project.provide("address", server.address);
  project.provide("chromium", chromium);
  return server.stop;
}
