// VS Code in a browser, for `npm start` without a desktop VS Code and for the end-to-end tests: code-server, installed
// once into .vscode-test. Users of the extension never get it.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { aptInstall, cleanEnvironment, fail, hasApt, npm, projectNode, root } from "./processes.mjs";

const recipe = path.join(root, "scripts", "workbench");
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];

/** Quiet settings: nothing that a reader of a design would have to close first. */
export const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.tips.enabled": false,
  "chat.commandCenter.enabled": false,
  "chat.disableAIFeatures": true,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "update.mode": "none",
  // Or a reload of an address that names a file would bring back that file only.
  "window.restoreWindows": "preserve",
};

/** Where the installed VS Code is: `entry` for people, `inner` for suites that run inside the extension host. */
function places(folder) {
  const codeServer = path.join(folder, "node_modules", "code-server");
  return {
    folder,
    entry: path.join(codeServer, "out", "node", "entry.js"),
    inner: path.join(codeServer, "lib", "vscode", "out", "server-main.js"),
    vscode: path.join(codeServer, "lib", "vscode"),
  };
}

/** Installs VS Code for the browser unless it is there (about half a minute, once), and says where it is. */
export async function ensureWorkbench() {
  const { dependencies, optionalDependencies } = JSON.parse(await readFile(path.join(recipe, "package.json"), "utf8"));
  const version = dependencies["code-server"];
  const target = path.join(root, ".vscode-test", `workbench-${version}-node${process.versions.modules}`);
  if (existsSync(target)) return places(target);

  console.log("sdesign: installing VS Code for the browser into .vscode-test (about a minute, once) …");
  const draft = `${target}-${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(recipe, draft, { recursive: true });
  const { vscode } = places(draft);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const env = cleanEnvironment();
  const step = (what, parameters, options) => {
    console.log(`  ${what} …`);
    return npm([...parameters, ...quiet], { env, ...options });
  };
  // Its install script would ask for the newest Node and build everything; two native modules are enough.
  if (!step("code-server", ["ci", "--ignore-scripts", "--force"], { cwd: draft })) {
    fail("VS Code for the browser could not be installed: is the npm registry reachable (`npm ping`)?");
  }
  if (!step("its packages", ["install", "--omit=dev", "--ignore-scripts"], { cwd: vscode })) {
    fail("the packages of VS Code for the browser could not be installed (the reason stands above).");
  }
  await ensureCompiler();
  const headers = Object.keys(optionalDependencies).map((name) => path.join(draft, "node_modules", name));
  const nodeHeaders = headers.find((folder) => existsSync(path.join(folder, "include")));
  const built = step("native modules", ["rebuild", ...nativeModules], {
    cwd: vscode,
    env: nodeHeaders === undefined ? env : { ...env, npm_config_nodedir: nodeHeaders },
  });
  if (!built) fail(`two native modules of VS Code could not be compiled (the reason stands above).\n${compilerHint()}`);
  await rm(target, { recursive: true, force: true });
  await rename(draft, target);
  return places(target);
}

function compilerHint() {
  const install = {
    darwin: "`xcode-select --install`",
    win32: "Visual Studio's C++ build tools and Python 3",
  }[process.platform];
  return (
    `A C++ compiler, make and Python 3 are needed once: ${install ?? "`apt-get install g++ make python3`, or the like"}.\n` +
    "Or install the desktop VS Code with its `code` command on the PATH: then nothing has to be compiled."
  );
}

async function ensureCompiler() {
  if (process.platform !== "linux") return;
  const missing = { "c++": "g++", make: "make", python3: "python3" };
  const packages = Object.entries(missing)
    .filter(([program]) => spawnSync(program, ["--version"]).error !== undefined)
    .map(([, name]) => name);
  if (packages.length === 0) return;
  if (hasApt() && (await aptInstall(packages))) return;
  fail(`${packages.join(", ")} missing.\n${compilerHint()}`);
}

/** A port of this machine that nobody listens on: the wanted one or, unless `only`, one of the next. */
export async function freePort(wanted) {
  for (let port = wanted; port < wanted + 50; port++) {
    if (await isFree(port)) return port;
  }
  return fail(`no free port between ${wanted} and ${wanted + 49}.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

/** Writes the settings of the person that uses a profile folder. */
export async function writeSettings(profile, settings) {
  const folder = path.join(profile, "User");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}

/** Installs a packaged extension into a profile. */
export function installExtension(workbench, { profile, extensions, vsix }) {
  const run = spawnSync(
    projectNode,
    [
      workbench.entry,
      ...["--user-data-dir", profile, "--extensions-dir", extensions],
      ...["--install-extension", vsix, "--force"],
    ],
    { encoding: "utf8", env: cleanEnvironment() },
  );
  if (run.status !== 0) fail(`the extension could not be installed:\n${run.stdout}\n${run.stderr}`);
}

/**
 * Starts VS Code as a person meets it. The result has the child process and the address; it resolves once the server
 * answers, and throws with the server's own words when it ends before.
 * @param {{ entry: string }} workbench
 * @param {{ profile: string, extensions: string, port: number, log?: (text: string) => void }} options
 */
export async function serveWorkbench(workbench, { profile, extensions, port, log }) {
  const child = spawn(
    projectNode,
    [
      workbench.entry,
      ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
      ...["--user-data-dir", profile, "--extensions-dir", extensions],
      ...[
        "--disable-telemetry",
        "--disable-update-check",
        "--disable-workspace-trust",
        "--disable-getting-started-override",
      ],
      // Without it, a first visit would open the folder of an earlier one.
      "--ignore-last-opened",
    ],
    serverOptions(),
  );
  return started(child, port, log);
}

/**
 * Starts the server inside code-server, which takes part in tests: it runs suites in the extension host.
 * @param {{ inner: string }} workbench
 * @param {{ data: string, extensions: string, port: number, log?: (text: string) => void }} options
 */
export async function serveForSuites(workbench, { data, extensions, port, log }) {
  const child = spawn(
    projectNode,
    [
      workbench.inner,
      ...["--host", "127.0.0.1", "--port", String(port), "--without-connection-token"],
      ...["--accept-server-license-terms", "--enable-smoke-test-driver", "--disable-workspace-trust"],
      ...["--server-data-dir", data, "--extensions-dir", extensions, "--telemetry-level", "off"],
    ],
    serverOptions(),
  );
  return started(child, port, log);
}

async function started(child, port, log = (/** @type {string} */ _text) => {}) {
  let output = "";
  const keep = (text) => {
    output = (output + text).slice(-20_000);
    log(String(text));
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let running = true;
  ended.then(() => {
    running = false;
  });
  const address = `http://127.0.0.1:${port}`;
  for (const start = Date.now(); Date.now() - start < 120_000; ) {
    if (!running) throw new Error(`VS Code ended while it started:\n${output}`);
    const answer = await fetch(`${address}/healthz`).catch(() => undefined);
    if (answer !== undefined) return { child, address, ended, stop: () => stop(child, ended) };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop(child, ended);
  throw new Error(`VS Code did not answer within two minutes:\n${output}`);
}

/** A group of its own, so that its extension hosts can be ended with it. */
function serverOptions() {
  return { stdio: ["ignore", "pipe", "pipe"], env: cleanEnvironment(), detached: process.platform !== "win32" };
}

async function stop(child, ended) {
  end(child, "SIGTERM");
  const late = setTimeout(() => end(child, "SIGKILL"), 5000);
  await ended;
  clearTimeout(late);
  end(child, "SIGKILL");
}

/** Ends a server and all that it has started. */
function end(child, signal) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"]);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}

/**
 * The address of a folder or workspace, with a file open in it.
 * @param {{ address: string }} server
 * @param {{ folder?: string, workspace?: string, file?: string, more?: [string, string][] }} what `more`: further payload
 */
export function addressOf(server, { folder, workspace, file, more = [] }) {
  const host = server.address.replace("http://", "");
  const remote = (place) => `vscode-remote://${host}${slashes(place)}`;
  const query = new URLSearchParams();
  if (workspace !== undefined) query.set("workspace", slashes(workspace));
  if (folder !== undefined) query.set("folder", slashes(folder));
  const payload = [...(file === undefined ? [] : [["openFile", remote(file)]]), ...more];
  if (payload.length > 0) query.set("payload", JSON.stringify(payload));
  return `${server.address}/?${query}`;
}

/** `C:\a\b` is `/C:/a/b` in an address. */
function slashes(place) {
  const forward = place.replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}
