import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { root, suite } from "./places.ts";

// The suite in desktop VS Codes, which are downloaded: the oldest that is supported and the newest.
// The tests of every day run the same suite in the browser (host.test.ts, oldest-web.test.ts).
for (const version of ["1.91.1", "stable"]) {
  console.log(`\n── VS Code ${version}`);
  const profile = await mkdtemp(path.join(tmpdir(), "sdesign-"));
  await runTests({
    version,
    cachePath: path.join(root, ".vscode-test"),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [
      path.join(root, "test/e2e/designs"),
      ...["--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
      ...["--user-data-dir", profile],
    ],
  });
}
