// Makes every bundle with esbuild. `--watch` builds for development (source maps, not minified) and keeps building.

import { existsSync } from "node:fs";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { notices } from "./notices.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const { version, repository, homepage } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
const watch = process.argv.includes("--watch");
const development = watch || process.argv.includes("--development");

/** VS Code 1.91, the oldest that is supported, brings Node 20; so does a continuous integration that is not the newest. */
// jsonc-parser's `main` is a UMD module that no bundler can follow, so the ES module goes first.
const node = { platform: "node", format: "cjs", target: "node20", mainFields: ["module", "main"] };
/** Workers have no modules in every browser that VS Code runs in. */
const worker = { platform: "browser", format: "iife", target: "es2022" };

/** In a CommonJS bundle there is no `import.meta.url`; packages that find their files by it get the bundle's address. */
const moduleAddress = {
  define: {
    "import.meta.url": "__bundleAddress",
    SDESIGN_PACKAGE: JSON.stringify({ version, repository, homepage }),
  },
  banner: { js: 'const __bundleAddress = require("node:url").pathToFileURL(__filename).href;' },
};

/** Leaves a module, imported lazily, to a bundle of its own beside the importing one: activation does not read it. */
function apart(name) {
  return {
    name: `apart-${name}`,
    setup(build) {
      // VS Code hands `vscode` to what is required, not to what is imported.
      build.initialOptions.supported = { "dynamic-import": false };
      build.onResolve({ filter: new RegExp(`/${name}\\.ts$`) }, ({ kind }) =>
        kind === "dynamic-import" ? { path: `./${name}.cjs`, external: true } : undefined,
      );
    },
  };
}

function compressed(data) {
  return brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).toString("base64");
}

/**
 * Embeds binaries compressed. Node reads a bundle to its end before it runs any of it, and the command line draws PNG
 * seldom: half the size is a tenth off the start of every command.
 */
const packed = {
  name: "packed",
  setup(build) {
    build.onLoad({ filter: /\.(wasm|ttf)$/ }, async ({ path: file }) => {
      const text = compressed(await readFile(file));
      return {
        contents: `import { brotliDecompressSync } from "node:zlib";
          export default new Uint8Array(brotliDecompressSync(Buffer.from("${text}", "base64")));`,
      };
    });
  },
};

/** Fonts here are never WOFF2, whose dictionary would be a sixth of the command line. */
const withoutWoff2 = {
  name: "without-woff2",
  setup(build) {
    build.onResolve({ filter: /^brotli\// }, () => ({ path: "brotli", namespace: "left-out" }));
    build.onLoad({ filter: /^brotli$/, namespace: "left-out" }, () => ({
      contents: 'module.exports = () => { throw new Error("WOFF2 is not read here."); };',
    }));
  },
};

/** What is inside of the bundles that are packed into others. */
const packedInside = [];

/**
 * Packs what draws PDF, half a megabyte of code for one format, as compressed text that is compiled when it is asked
 * for: no other command reads it.
 */
const packedPdf = {
  name: "packed-pdf",
  setup(build) {
    build.onResolve({ filter: /^(pdfkit|fontkit)$/ }, () => ({ path: "pdf", namespace: "packed-pdf" }));
    build.onLoad({ filter: /^pdf$/, namespace: "packed-pdf" }, async () => {
      const contents = 'export { default } from "pdfkit"; export { create } from "fontkit";';
      const { outputFiles, metafile } = await esbuild.build({
        ...node,
        define: moduleAddress.define,
        absWorkingDir: root,
        stdin: { contents, resolveDir: root },
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        legalComments: "none",
        plugins: [withoutWoff2],
      });
      packedInside.push(metafile);
      return {
        contents: `import { brotliDecompressSync } from "node:zlib";
          const text = brotliDecompressSync(Buffer.from("${compressed(outputFiles[0].contents)}", "base64")).toString();
          const made = { exports: {} };
          new Function("module", "exports", "require", "__bundleAddress", text)(made, made.exports, require, __bundleAddress);
          export default made.exports.default;
          export const { create } = made.exports;`,
      };
    });
  },
};

/** The designs that new ones begin with (server/src/doors/cli-templates.ts). The extension brings them as files. */
async function templates() {
  const texts = {};
  for (const folder of ["samples", "templates"]) {
    for (const file of (await readdir(path.join(root, folder), { recursive: true })).sort()) {
      const name = path.posix.join(folder, file.split(path.sep).join("/"));
      if (name.endsWith(".sdesign")) texts[name] = await readFile(path.join(root, name), "utf8");
    }
  }
  return compressed(JSON.stringify(texts));
}

const bundles = [
  {
    from: "client/src/extension.ts",
    to: "dist/extension.cjs",
    ...node,
    external: ["vscode"],
    plugins: [apart("node-client")],
  },
  { from: "client/src/node-client.ts", to: "dist/node-client.cjs", ...node, external: ["vscode"] },
  {
    from: "client/src/browser/extension.ts",
    to: "dist/browser/extension.cjs",
    ...worker,
    format: "cjs",
    external: ["vscode"],
  },
  { from: "client/src/browser/extension-1.91.js", to: "dist/browser/extension.cjs.js", copied: true },
  { from: "client/src/webview/main.ts", to: "dist/webview.js", ...worker },
  { from: "server/src/doors/node.ts", to: "dist/server.cjs", ...node, ...moduleAddress },
  { from: "server/src/doors/browser.ts", to: "dist/browser/server.js", ...worker },
  // One bundle for both: Graphviz is most of the package's size.
  { from: "server/src/doors/layout-worker.ts", to: "dist/browser/layout-worker.js", ...worker },
  { from: "server/src/doors/layout-worker.cjs", to: "dist/layout-worker.cjs", copied: true },
  {
    from: "server/src/doors/pdf-worker.ts",
    to: "dist/browser/pdf-worker.js",
    ...worker,
    // pdfkit says from there where a colour profile lies that our pictures have no use for.
    define: { "import.meta.url": '"file:///"' },
    plugins: [withoutWoff2],
  },
  { from: "server/src/doors/pdf-worker.cjs", to: "dist/pdf-worker.cjs", copied: true },
  {
    from: "server/src/doors/cli.ts",
    to: "dist/cli.cjs",
    ...node,
    ...moduleAddress,
    define: {
      ...moduleAddress.define,
      SDESIGN_TEMPLATES: JSON.stringify(await templates()),
    },
    plugins: [packed, packedPdf],
    banner: { js: `#!/usr/bin/env node\n${moduleAddress.banner.js}` },
    executable: true,
  },
  // The suite runs in web workers too, so it has nothing of Node's.
  { from: "test/e2e/suite/main.ts", to: "out/suite.cjs", ...worker, format: "cjs", external: ["vscode"] },
];

function options({ from, to, copied, executable, ...rest }) {
  return {
    absWorkingDir: root,
    entryPoints: [from],
    outfile: to,
    bundle: copied !== true,
    minify: !development,
    sourcemap: development ? "linked" : false,
    sourcesContent: false,
    legalComments: "none",
    logLevel: "warning",
    // Everything beside the code travels inside the bundle.
    loader: { ".wasm": "binary", ".ttf": "binary", ".svg": "text", ".sdesign": "text" },
    ...rest,
  };
}

async function size(file) {
  const bytes = await readFile(path.join(root, file));
  const kilobytes = (count) => `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)} kB`.padStart(9);
  return `${kilobytes(bytes.length)} ${kilobytes(gzipSync(bytes).length)} zipped`;
}

/**
 * esbuild leaves what stands in regular expressions as it is. One letter outside of ASCII makes Node hold the whole bundle
 * in twice the memory, and read it more slowly.
 */
async function toAscii(file) {
  const text = await readFile(file, "utf8");
  const escaped = text.replace(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  if (escaped !== text) await writeFile(file, escaped);
}

async function build() {
  const started = Date.now();
  if (watch) {
    const contexts = await Promise.all(
      bundles.map((bundle) => esbuild.context({ ...options(bundle), plugins: [...(bundle.plugins ?? []), announce] })),
    );
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  const results = await Promise.all(bundles.map((bundle) => esbuild.build({ ...options(bundle), metafile: true })));
  await Promise.all(bundles.map(({ to }) => toAscii(path.join(root, to))));
  const shipped = results.flatMap(({ metafile }, at) => (bundles[at].to.startsWith("dist/") ? [metafile] : []));
  await writeFile(path.join(root, "dist", "THIRD-PARTY-NOTICES.txt"), notices([...shipped, ...packedInside], root));
  for (const { to, executable } of bundles) {
    if (executable === true) await chmod(path.join(root, to), 0o755);
    console.log(`  ${to.padEnd(32)} ${await size(to)}`);
    const style = to.replace(/\.js$/, ".css");
    if (style !== to && existsSync(path.join(root, style))) console.log(`  ${style.padEnd(32)} ${await size(style)}`);
  }
  console.log(`sdesign: built in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

/** The two lines that the editor's background task waits for (.vscode/tasks.json), around all that builds at a time. */
let building = 0;
const announce = {
  name: "announce",
  setup(build) {
    build.onStart(() => {
      if (building++ === 0) console.log("[watch] build started");
    });
    build.onEnd(() => {
      if (--building === 0) console.log("[watch] build finished");
    });
  },
};

try {
  await build();
} catch (error) {
  // esbuild has already printed what is wrong with the sources.
  if (!Array.isArray(error.errors)) console.error(error);
  process.exitCode = 1;
}
