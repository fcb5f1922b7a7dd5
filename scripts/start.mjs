// Builds everything and opens the samples, a preview beside the text: in the desktop VS Code when its `code` command is
// there, otherwise in VS Code in the browser at a printed address. `npm start -- --browser` insists on the browser.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { makePackage, vsix } from "./package.mjs";
import { fail, projectNode, root, run } from "./processes.mjs";
import {
  addressOf,
  ensureWorkbench,
  freePort,
  installExtension,
  quietSettings,
  serveWorkbench,
  writeSettings,
} from "./workbench.mjs";

const usualPort = 8765;
const folder = path.join(root, ".vscode-test", "start");
const samples = path.join(root, "samples");

/** The sample that a first-time reader should see. */
function firstSample() {
  if (!existsSync(samples)) return [];
  const all = readdirSync(samples, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".sdesign"));
  const first = all.find((file) => path.basename(file) === "ticketmaster.sdesign") ?? all.sort()[0];
  return first === undefined ? [] : [path.join(samples, first)];
}

/** A workspace around the samples, so that the preview opens by itself without a change to anybody's own settings. */
async function makeWorkspace() {
  const file = path.join(folder, "samples.code-workspace");
  await mkdir(folder, { recursive: true });
  const workspace = {
    folders: [{ path: samples, name: "samples" }],
    settings: { "sdesign.preview.openAutomatically": true, "editor.minimap.enabled": false },
  };
  await writeFile(file, JSON.stringify(workspace, null, 2));
  return file;
}

/** The desktop VS Code's command, if it answers. */
function desktopCode() {
  if (process.argv.includes("--browser")) return undefined;
  const shell = process.platform === "win32";
  const answer = spawnSync("code", ["--version"], { encoding: "utf8", shell, timeout: 20_000 });
  return answer.status === 0 && /^\d+\.\d+\.\d+/.test(answer.stdout) ? { program: "code", shell } : undefined;
}

/** Whether the desktop VS Code opened: it refuses, for example, to run as root. */
async function openDesktop({ program, shell }, workspace, file) {
  const quote = (text) => (shell ? `"${text}"` : text);
  const parameters = [`--extensionDevelopmentPath=${root}`, "--disable-workspace-trust", workspace, ...file];
  const code = await run(program, parameters.map(quote), { shell });
  if (code === 0) console.log("sdesign: VS Code is open with the samples; the extension runs in that window.");
  return code === 0;
}

async function openBrowser(workspace, file) {
  await makePackage();
  const workbench = await ensureWorkbench();
  const [profile, extensions] = [path.join(folder, "profile"), path.join(folder, "extensions")];
  if (!existsSync(path.join(profile, "User", "settings.json"))) await writeSettings(profile, quietSettings);
  console.log("sdesign: installing the extension …");
  installExtension(workbench, { profile, extensions, vsix });

  const port = await freePort(Number(process.env.PORT) || usualPort);
  const server = await serveWorkbench(workbench, { profile, extensions, port }).catch((error) => fail(error.message));
  let stopping = false;
  const stop = async () => {
    stopping = true;
    console.log("\nsdesign: stopping VS Code …");
    await server.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  console.log(`\nsdesign: open\n\n  ${addressOf(server, { workspace, file: file[0] })}\n\nCtrl-C stops it.`);
  await server.ended;
  if (!stopping) fail("VS Code in the browser has ended.");
}

if ((await run(projectNode, ["scripts/build.mjs"])) !== 0) fail("the build failed (the reason stands above).");
const workspace = await makeWorkspace();
const file = firstSample();
const desktop = desktopCode();
if (desktop === undefined) {
  console.log("sdesign: no desktop VS Code (`code`) is asked for or answers, so VS Code opens in the browser.");
  await openBrowser(workspace, file);
} else if (!(await openDesktop(desktop, workspace, file))) {
  console.log("sdesign: the desktop VS Code did not open (its reason stands above), so VS Code opens in the browser.");
  await openBrowser(workspace, file);
}
