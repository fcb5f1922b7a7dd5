import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { repositoryAddress, rulePages } from "../../server/src/doors/package-facts.ts";
import { sdesign } from "./run-cli.ts";

it.each([
  ["github:a/b.c", "https://github.com/a/b.c"],
  ["a/b", "https://github.com/a/b"],
  [{ url: "git+https://github.com/a/b.git" }, "https://github.com/a/b"],
  [{ url: "https://git.example.com/a/b/" }, "https://git.example.com/a/b"],
  [{ url: "git@example.com:a/b.git" }, undefined],
  [{}, undefined],
  [undefined, undefined],
])("the repository %j is at %s", (repository, address) => {
  expect(repositoryAddress(repository === undefined ? {} : { repository })).toBe(address);
});

it("a finding leads to a page that is there, and says nothing of it to those who cannot open it", async () => {
  const files = { "a.sdesign": "question Q\n" };
  const check = async (format: string) => (await sdesign(["check", "--format", format], { files })).out;
  const [finding] = (JSON.parse(await check("json")) as { findings: readonly { readonly url: string }[] }).findings;
  expect(finding?.url.startsWith(rulePages() ?? "-")).toBe(true);
  expect(/^https:/.test(finding?.url ?? "") || existsSync(fileURLToPath(finding?.url ?? ""))).toBe(true);
  for (const format of ["sarif", "junit", "github"]) expect(await check(format), format).not.toContain("file:");
});
