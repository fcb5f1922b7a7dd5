import { readFile } from "node:fs/promises";
import { defineConfig, type Plugin } from "vitest/config";

/** Binary files are bytes, as the bundles see them (scripts/build.mjs). */
const binaries: Plugin = {
  name: "binaries",
  enforce: "pre",
  async load(id) {
    const [file = id] = id.split("?");
    if (!/\.(wasm|ttf)$/.test(file)) return null;
    const text = (await readFile(file)).toString("base64");
    return `export default new Uint8Array(Buffer.from("${text}", "base64"));`;
  },
};

export default defineConfig({
  plugins: [binaries],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "**/node_modules/**"],
    // Against hanging only: a machine with other work to do takes its time, and speed is measured by the benchmarks.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node would take a binary of a package for a module of its own kind.
    server: { deps: { inline: [/\.(wasm|ttf)$/] } },
  },
});
