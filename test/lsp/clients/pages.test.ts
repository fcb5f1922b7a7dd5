import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

// Editors that no test runs: what their pages tell people to write has at least the right form.

const root = path.resolve(import.meta.dirname, "../../..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

/** The blocks of code of a language on a page, without the indentation of a list. */
function blocks(page: string, language: string): readonly string[] {
  const found = read(`docs/editors/${page}`).matchAll(
    new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, "gm"),
  );
  return [...found].map(([, indent = "", code = ""]) => code.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

const TO_JSON = "import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read())))";
/** Python brings a reader of TOML since 3.11. */
const python = spawnSync("python3", ["-c", "import tomllib"]).status === 0;

function toml(text: string): unknown {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", TO_JSON], { input: text, encoding: "utf8" });
  if (status !== 0) throw new Error(`${text}\n${stderr}`);
  return JSON.parse(stdout);
}

const configuration = JSON.parse(read("language-configuration.json"));

describe.skipIf(!python)(python ? "settings in TOML" : "settings in TOML, for which Python 3.11 is missing", () => {
  it("tell Helix what the manifest tells VS Code", () => {
    const [text = ""] = blocks("helix.md", "toml");
    const [start, end] = configuration.comments.blockComment;
    expect(toml(text)).toMatchObject({
      "language-server": { sdesign: { command: "sdesign", args: ["lsp", "--stdio"] } },
      language: [
        {
          name: "sdesign",
          "file-types": ["sdesign"],
          "comment-token": configuration.comments.lineComment,
          "block-comment-tokens": { start, end },
          indent: { "tab-width": 2, unit: "  " },
          "language-servers": ["sdesign"],
        },
      ],
    });
  });

  it("describe an extension to Zed", () => {
    const [text = ""] = blocks("zed.md", "toml");
    expect(toml(text)).toMatchObject({
      schema_version: 1,
      language_servers: { sdesign: { languages: ["Plain Text"] } },
    });
  });
});

describe("settings in JSON", () => {
  it("let Zed use the server for designs", () => {
    const [text = ""] = blocks("zed.md", "json");
    expect(JSON.parse(text)).toMatchObject({
      file_types: { "Plain Text": ["sdesign"] },
      languages: { "Plain Text": { language_servers: ["sdesign"] } },
    });
  });
});

describe("what starts the server", () => {
  it.each(["helix.md", "zed.md", "jetbrains.md"])("stands on %s", (page) => {
    expect(read(`docs/editors/${page}`)).toMatch(/sdesign lsp --stdio|"lsp", "--stdio"|`lsp` and `--stdio`/);
  });
});
