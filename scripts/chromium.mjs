// Finds a browser of the Chromium family for the end-to-end tests; on Debian it can install one.
import { existsSync } from "node:fs";
import path from "node:path";
import { aptInstall, fail, hasApt } from "./processes.mjs";

const windowsFolders = [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA];

const candidates = {
  linux: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"].flatMap((name) =>
    ["/usr/bin", "/usr/local/bin", "/snap/bin"].map((folder) => path.join(folder, name)),
  ),
  darwin: ["Google Chrome", "Chromium", "Microsoft Edge"].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: windowsFolders
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      path.join(folder, "Google", "Chrome", "Application", "chrome.exe"),
      path.join(folder, "Chromium", "Application", "chrome.exe"),
      path.join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]),
};

function find() {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && existsSync(named)) return named;
  return (candidates[process.platform] ?? candidates.linux).find((file) => existsSync(file));
}

/** The path of a browser. Ends the program with advice when there is none and none can be installed. */
export async function ensureChromium() {
  const found = find();
  if (found !== undefined) return found;
  if (hasApt() && (await aptInstall(["chromium", "fonts-liberation"]))) {
    const installed = find();
    if (installed !== undefined) return installed;
  }
  return fail(
    "the end-to-end tests need Chromium, Chrome or Edge: install one, or name its program in CHROMIUM_PATH.\n" +
      "On Debian and Ubuntu: `sudo apt-get install chromium`.",
  );
}
