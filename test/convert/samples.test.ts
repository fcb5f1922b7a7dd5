import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { convert, recognise } from "../../server/src/convert/convert.ts";
import { linkOf } from "../../server/src/export/columns.ts";
import { end } from "../../server/src/model/access.ts";
import type { ActorElement, ComponentElement, Design } from "../../server/src/model/design.ts";
import { displayName } from "../../server/src/model/design.ts";
import { sdesign } from "../cli/run-cli.ts";
import { designOf } from "../model/design-of.ts";
import { expectSound } from "./converted.ts";

// What our own exports carry comes back by a paste.

const root = path.resolve(import.meta.dirname, "../../samples");
const samples = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".sdesign"));

async function exported(
  sample: string,
  ...args: readonly string[]
): Promise<{ readonly from: Design; readonly to: Design }> {
  const file = path.join(root, sample);
  const { out } = await sdesign([args[0] ?? "", file, ...args.slice(1)]);
  const foreign = recognise(out);
  const text = (foreign && convert(foreign)) ?? "";
  expectSound(text, out);
  const others = Object.fromEntries(
    samples.map((name) => [path.basename(name), readFileSync(path.join(root, name), "utf8")]),
  );
  return { from: designOf(readFileSync(file, "utf8"), others), to: designOf(text) };
}

type Drawn = ActorElement | ComponentElement;
const drawn = (design: Design): readonly Drawn[] => [...design.all("actor"), ...design.all("component")];
const kindOf = (element: Drawn): string => (element.class === "actor" ? "actor" : element.kind.base.name);

function components(design: Design, name: (element: Drawn) => string): readonly string[] {
  return drawn(design)
    .map((element) => `${kindOf(element)} ${name(element)}`)
    .sort();
}

function connections(design: Design, name: (element: Drawn) => string): readonly string[] {
  const all = design.all("connection").flatMap((connection) => {
    const [from, to] = [end(design, connection.from), end(design, connection.to)];
    const ends = [from, to].map((one) => (one?.class === "actor" || one?.class === "component" ? name(one) : "?"));
    return [`${ends.join(` ${connection.style} `)} ${connection.label ?? ""}`];
  });
  return [...new Set(all)].sort();
}

const fields = (design: Design, types: boolean): readonly string[] =>
  design
    .all("entity")
    .flatMap(({ name, fields }) =>
      fields.map((field) => {
        const marks = ["pk", "unique"].filter((mark) => field.modifiers.has(mark as "pk")).join(" ");
        const to = types ? (linkOf(design, field)?.entity.name ?? "") : "";
        return `${name}.${field.name} ${field.nullable ? "?" : ""} ${marks} ${to}`;
      }),
    )
    .sort();

describe.each(samples)("%s", (sample) => {
  it("comes back from a drawing of Graphviz", async () => {
    const { from, to } = await exported(sample, "render", "--format", "dot");
    const name = (element: Drawn): string => element.name;
    expect(components(to, name)).toEqual(components(from, name));
    const plain = (all: readonly string[]): readonly string[] =>
      all.map((one) => one.replace(/ sync | both /, " calls "));
    expect(new Set(plain(connections(to, name)))).toEqual(new Set(plain(connections(from, name))));
  });

  it("comes back from Mermaid", async () => {
    const { from, to } = await exported(sample, "export", "--to", "mermaid");
    expect(components(to, displayName)).toEqual(components(from, displayName));
    expect(connections(to, displayName)).toEqual(connections(from, displayName));
    expect(fields(to, false).length).toBe(fields(from, false).length);
  });

  it("comes back from SQL", async () => {
    const { from, to } = await exported(sample, "export", "--to", "sql");
    expect(fields(to, true)).toEqual(fields(from, true));
  });
});
