import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../..");

/** One `import … from`, `export … from` or `import(…)`. */
export interface Import {
  /** The importing file, relative to the project, with `/`. */
  readonly file: string;
  readonly line: number;
  /** As written: a package, or a relative path. */
  readonly specifier: string;
  /** The imported file, relative to the project, where the import is relative. */
  readonly target?: string;
  readonly typeOnly: boolean;
}

export interface Source {
  readonly file: string;
  readonly text: string;
  /** The text with comments, strings and regular expressions blanked: what is left is code. Lines stay. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file below a folder of the project; none when the folder does not exist. */
export function sourcesBelow(folder: string): Source[] {
  let entries: string[] = [];
  try {
    entries = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.endsWith(".ts") && !entry.endsWith(".d.ts"))
    .map((entry) => readSource(path.posix.join(folder, entry.split(path.sep).join("/"))))
    .sort((a, b) => a.file.localeCompare(b.file));
}

function readSource(file: string): Source {
  const text = readFileSync(path.join(root, file), "utf8");
  return { file, text, code: codeOf(text), imports: importsOf(file, text) };
}

/** Reads the imports of a source. Names in comments and strings do not count. */
export function importsOf(file: string, text: string): Import[] {
  const code = codeOf(text);
  const found: Import[] = [];
  const pattern = /\b(import|export)\b(\s+type\b)?((?:\s*(?:[\w$*\s{},]|"\s*")*?\bfrom)?\s*\(?\s*)"/g;
  for (const match of code.matchAll(pattern)) {
    const start = match.index + match[0].length;
    const specifier = text.slice(start, text.indexOf('"', start));
    const between = match[3] ?? "";
    if (match[1] === "export" && !between.includes("from")) continue;
    const target = specifier.startsWith(".") ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
    found.push({
      file,
      line: text.slice(0, match.index).split("\n").length,
      specifier,
      typeOnly: match[2] !== undefined,
      ...(target === undefined ? {} : { target }),
    });
  }
  return found;
}

/** Blanks comments, and what stands inside of strings, templates (but not their `${…}`) and regular expressions. */
export function codeOf(text: string): string {
  const out: string[] = [];
  /** How deep the braces are within each open `${`. */
  const templates: number[] = [];
  let at = 0;
  const keep = (count = 1) => {
    out.push(text.slice(at, at + count));
    at += count;
  };
  const blank = (end: number) => {
    out.push(text.slice(at, end).replace(/[^\n]/g, " "));
    at = end;
  };
  const indexOr = (needle: string, from: number) => {
    const index = text.indexOf(needle, from);
    return index < 0 ? text.length : index;
  };
  const templateText = () => {
    let end = at;
    while (end < text.length && text[end] !== "`" && !text.startsWith("${", end)) end += text[end] === "\\" ? 2 : 1;
    blank(Math.min(end, text.length));
    if (text[at] === "`") keep();
    else if (at < text.length) {
      keep(2);
      templates.push(0);
    }
  };
  while (at < text.length) {
    const char = text[at];
    if (text.startsWith("//", at)) blank(indexOr("\n", at));
    else if (text.startsWith("/*", at)) blank(Math.min(indexOr("*/", at) + 2, text.length));
    else if (char === '"' || char === "'") {
      keep();
      let end = at;
      while (end < text.length && text[end] !== char && text[end] !== "\n") end += text[end] === "\\" ? 2 : 1;
      blank(Math.min(end, text.length));
      if (text[at] === char) keep();
    } else if (char === "`") {
      keep();
      templateText();
    } else if (char === "/" && startsRegularExpression(out.join("").slice(-60))) {
      keep();
      blank(regularExpressionEnd(text, at));
    } else {
      const depth = templates.at(-1);
      if (depth !== undefined && char === "}" && depth === 0) {
        templates.pop();
        keep();
        templateText();
        continue;
      }
      if (depth !== undefined && (char === "{" || char === "}"))
        templates[templates.length - 1] = depth + (char === "{" ? 1 : -1);
      keep();
    }
  }
  return out.join("");
}

/** A slash divides after an operand, and opens a regular expression elsewhere. */
function startsRegularExpression(before: string): boolean {
  const code = before.trimEnd();
  return /(^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|of|in))$/.test(code);
}

function regularExpressionEnd(text: string, start: number): number {
  let inClass = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "\n") return at;
    else if (char === "[") inClass = true;
    else if (char === "]") inClass = false;
    else if (char === "/" && !inClass) return at;
  }
  return text.length;
}
