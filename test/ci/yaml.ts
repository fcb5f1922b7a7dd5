/**
 * Reads the YAML that this project writes for others: maps, lists of maps, plain and quoted words, literal blocks. Throws
 * at anything else, so that nothing is read wrongly.
 */

export type Yaml = string | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Line {
  readonly indent: number;
  readonly text: string;
}

export function parseYaml(text: string): Yaml {
  const lines = text.split("\n").map((line): Line => {
    if (line.includes("\t")) throw new Error(`a tab: ${line}`);
    return { indent: line.search(/\S|$/), text: line.trimEnd() };
  });
  let at = 0;
  const skip = (): void => {
    while (at < lines.length && /^\s*(#.*)?$/.test(lines[at]!.text)) at++;
  };

  function block(indent: number): Yaml {
    skip();
    return lines[at]?.text.slice(indent).startsWith("- ") ? list(indent) : map(indent);
  }

  function list(indent: number): Yaml {
    const items: Yaml[] = [];
    for (skip(); lines[at]?.indent === indent && lines[at]!.text.slice(indent).startsWith("- "); skip()) {
      // The first entry of an item stands behind the dash, as deep as those below it.
      lines[at] = { indent: indent + 2, text: `${" ".repeat(indent + 2)}${lines[at]!.text.slice(indent + 2)}` };
      items.push(map(indent + 2));
    }
    return items;
  }

  function map(indent: number): Yaml {
    const entries: [string, Yaml][] = [];
    for (skip(); at < lines.length && lines[at]!.indent === indent; skip()) {
      const line = lines[at]!.text;
      const [, key, rest] = /^ *([\w$-]+):(?: (.*))?$/.exec(line) ?? [];
      if (key === undefined || line.slice(indent).startsWith("- ")) throw new Error(`not a key: ${line}`);
      if (entries.some(([known]) => known === key)) throw new Error(`twice: ${line}`);
      at++;
      entries.push([key, rest === undefined ? block(nested(indent)) : rest === "|" ? literal(indent) : scalar(rest)]);
    }
    if (at < lines.length && lines[at]!.indent > indent) throw new Error(`too deep: ${lines[at]!.text}`);
    return Object.fromEntries(entries);
  }

  function nested(indent: number): number {
    skip();
    const inner = lines[at]?.indent ?? 0;
    if (inner <= indent) throw new Error(`nothing below line ${at}`);
    return inner;
  }

  function literal(indent: number): string {
    const inner = nested(indent);
    const taken: string[] = [];
    for (; at < lines.length && (lines[at]!.indent >= inner || lines[at]!.text === ""); at++) {
      taken.push(lines[at]!.text.slice(inner));
    }
    return `${taken.join("\n").trimEnd()}\n`;
  }

  function scalar(text: string): string {
    if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
    // What YAML would take for something else than a word.
    if (/^[-?:,[\]{}#&*!|>'"%@`]|: |:$| #/.test(text)) throw new Error(`quote it: ${text}`);
    return text;
  }

  const result = block(0);
  skip();
  if (at < lines.length) throw new Error(`left over: ${lines[at]!.text}`);
  return result;
}
