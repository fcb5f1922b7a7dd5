import { defineConfig } from "vitest/config";

export default defineConfig({
  cacheDir: "../../node_modules/.vite-e2e",
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: ["./server.ts"],
    setupFiles: ["./setup.ts"],
    // One VS Code, one browser, two cores: files take turns.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    teardownTimeout: 30_000,
    // What happens here crosses a browser, a host and a server: on a busy machine that takes longer than a second.
    expect: { poll: { timeout: 15_000 } },
  },
});
