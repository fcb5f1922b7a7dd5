// Makes sure that the packages of package-lock.json are installed. It runs before `npm start` and `npm test`,
// on whatever Node the machine has, so it uses nothing but Node itself.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fail, npm, projectNode, root } from "./processes.mjs";

const oldestNode = 20;

function readLock(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Why an installation is needed, or undefined. Versions are compared, not dates: a checkout changes dates. */
function reasonToInstall() {
  const installed = readLock("node_modules/.package-lock.json");
  if (installed === undefined) return "the packages are not installed yet";
  const wanted = readLock("package-lock.json");
  if (wanted === undefined)
    fail("package-lock.json is missing or damaged: restore it with `git checkout package-lock.json`.");
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === "") continue;
    const present = installed[place];
    if (present === undefined && !entry.optional) return `${place} is missing`;
    if (present !== undefined && present.version !== entry.version) {
      return `${place} is ${present.version}, the lock file says ${entry.version}`;
    }
  }
  return existsSync(projectNode) ? undefined : "the project's own Node is missing";
}

const [major] = process.versions.node.split(".").map(Number);
if (major < oldestNode) {
  fail(`Node ${process.versions.node} is too old: install Node ${oldestNode} or newer from https://nodejs.org.`);
}

const reason = reasonToInstall();
if (reason !== undefined) {
  console.log(`sdesign: installing packages (${reason}) …`);
  const started = Date.now();
  if (!npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"])) {
    fail(
      "installing the packages failed (the reason stands above).\n" +
        "  - Is the npm registry reachable? `npm ping` tells.\n" +
        "  - Does another program, such as an editor, hold a file in node_modules? Close it and try again.",
    );
  }
  const left = reasonToInstall();
  if (left !== undefined) {
    fail(
      `npm finished, but ${left}. If npm is set to ignore scripts, allow them: \`npm config set ignore-scripts false\`.`,
    );
  }
  console.log(`sdesign: packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
