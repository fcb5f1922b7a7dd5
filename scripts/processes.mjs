// Starting other programs alike on Linux, macOS and Windows. Plain Node: prepare.mjs runs before any package is there.
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The Node that the project brings, whatever the machine has. */
export const projectNode = path.join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);

/** Environment variables with the project's Node first on the PATH, and without npm's settings for the running script. */
export function cleanEnvironment(more = {}) {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const name = Object.keys(environment).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  environment[name] = [path.dirname(projectNode), environment[name]].join(path.delimiter);
  return { ...environment, ...more };
}

/** Runs npm to its end and returns whether it succeeded. */
export function npm(parameters, options = {}) {
  const script = process.env.npm_execpath;
  const settings = { cwd: root, stdio: "inherit", ...options };
  const run = script?.endsWith("js")
    ? spawnSync(process.execPath, [script, ...parameters], settings)
    : spawnSync("npm", parameters, { ...settings, shell: process.platform === "win32" });
  return run.status === 0;
}

/** Runs a program to its end with its output shown; the result is its exit code. */
export function run(program, parameters, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root, stdio: "inherit", ...options });
    child.on("error", (error) => {
      console.error(`sdesign: ${program} could not be started: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Says what is wrong and ends: the reader is a person in front of a terminal. */
export function fail(message) {
  console.error(`\nsdesign: ${message}\n`);
  process.exit(1);
}

/** Whether this may install Debian packages by itself. */
export function hasApt() {
  return process.platform === "linux" && process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

/** Installs Debian packages; the result says whether that worked. */
export async function aptInstall(packages) {
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  console.log(`sdesign: installing ${packages.join(", ")} with apt-get …`);
  await run("apt-get", ["-qq", "update"], environment);
  return (await run("apt-get", ["-qq", "install", "-y", "--no-install-recommends", ...packages], environment)) === 0;
}
