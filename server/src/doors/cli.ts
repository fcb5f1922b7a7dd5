/** The command line's entry: `sdesign`. */

import module from "node:module";
import { processIo } from "./cli-io.ts";
import { run } from "./cli-run.ts";

// Compiling the bundle once is enough: later runs read the machine's code from Node's cache (Node 22 and newer).
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

run(process.argv.slice(2), processIo()).then((code) => {
  process.exitCode = code;
});
