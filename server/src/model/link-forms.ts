/** Linking of statements with a form of their own: qualities, estimates, assertions, relations. */

import { consistencyLevels, metrics, qualities } from "../language/qualities.ts";
import type { ReferenceTarget } from "../language/values.ts";
import type { AssertStatement, EstimateStatement, QualityStatement, RelationStatement } from "../syntax/tree.ts";
import type { LinkedTarget } from "./design.ts";
import { linkExpression } from "./link-expression.ts";
import { documented, identify, type Surrounding } from "./link-identity.ts";
import { linkProperties, linkValue } from "./link-properties.ts";
import type { Linker } from "./linker.ts";
import type { Symbol } from "./symbols.ts";

const QUALITY_SUBJECTS: readonly ReferenceTarget[] = [
  "requirement",
  "api",
  "endpoint",
  "entity",
  "field",
  "component",
  "flow",
  "process",
  "domain",
];

/** `latency Fast p99 <= 500 ms for Buy { … }` */
export function linkQuality(linker: Linker, node: QualityStatement, around: Surrounding): void {
  const quality = qualities.get(node.quality.text);
  if (!quality) return;
  const { symbol: _, ...identity } = identify(linker, node.name, around, node.quality.text);
  const target = linkTarget(linker, node, around.scope);
  linker.elements.push({
    ...identity,
    ...documented(node),
    class: "quality",
    quality,
    ...(target ? { target } : {}),
    for: node.for.map((path) => linker.refer(path, around.scope, QUALITY_SUBJECTS)),
    origin: linker.origin,
    properties: linkProperties(linker, node.body, { owner: "quality", scope: around.scope }),
    node,
  });
}

function linkTarget(linker: Linker, node: QualityStatement, scope: Symbol | undefined): LinkedTarget | undefined {
  const { target } = node;
  const quality = qualities.get(node.quality.text);
  if (!target || !quality) return undefined;
  if (target.metric && !metrics.has(target.metric.text)) {
    const all = ` Use ${[...metrics.keys()].map((name) => `\`${name}\``).join(", ")}.`;
    linker.unknown("value/word", target.metric, target.metric.text, "a metric", metrics.keys(), all, true);
  }
  const type = quality.name === "consistency" ? ({ type: "word", words: consistencyLevels } as const) : quality.target;
  const value = target.value ? linkValue(linker, target.value, type, quality.name, scope) : undefined;
  const sign = target.operator?.sign;
  const comparison = sign === ">=" || sign === "<=" || sign === ">" || sign === "<" || sign === "=" ? sign : undefined;
  return {
    span: target,
    ...(target.metric ? { metric: target.metric } : {}),
    ...(comparison === undefined ? {} : { comparison }),
    ...(value ? { value } : {}),
  };
}

/** `storage = sold * size(Ticket) in GB` */
export function linkEstimate(linker: Linker, node: EstimateStatement, around: Surrounding): void {
  const { symbol: _, ...identity } = identify(linker, node.name, around);
  linker.elements.push({
    ...identity,
    ...documented(node),
    class: "estimate",
    ...(node.value ? { value: linkExpression(linker, node.value, around.scope) } : {}),
    origin: linker.origin,
    properties: new Map(),
    node,
  });
}

/** `assert storage < 100 GB "why"` */
export function linkAssertion(linker: Linker, node: AssertStatement, around: Surrounding): void {
  const sign = node.operator?.sign;
  const comparison = sign === ">=" || sign === "<=" || sign === ">" || sign === "<" || sign === "=" ? sign : undefined;
  const id = `assert @${node.start}`;
  linker.elements.push({
    class: "assertion",
    key: `${linker.origin.uri}#${around.parent ?? ""}${id}`,
    id,
    name: "",
    ...(node.why ? { why: node.why.value } : {}),
    ...(node.doc === undefined ? {} : { doc: node.doc }),
    ...(around.parent === undefined ? {} : { parent: around.parent }),
    ...(node.left ? { left: linkExpression(linker, node.left, around.scope) } : {}),
    ...(comparison === undefined ? {} : { comparison }),
    ...(node.right ? { right: linkExpression(linker, node.right, around.scope) } : {}),
    origin: linker.origin,
    properties: new Map(),
    node,
  });
}

/** `relation Event 1--* Ticket "has"` */
export function linkRelation(linker: Linker, node: RelationStatement, around: Surrounding): void {
  const from = node.from ? linker.refer(node.from, around.scope, ["entity"]) : undefined;
  const to = node.to ? linker.refer(node.to, around.scope, ["entity"]) : undefined;
  for (const side of [node.fromCardinality, node.toCardinality]) {
    if (side?.max === undefined || side.min <= side.max) continue;
    const text = `${side.max}..${side.min}`;
    linker.problem("value/range", side, `This runs backwards: write \`${text}\`.`, {
      fixes: [{ title: `Change to \`${text}\``, start: side.start, end: side.end, text }],
    });
  }
  const written = (path: RelationStatement["from"]): string => path?.names.map((name) => name.text).join(".") ?? "";
  const id = `${written(node.from)} -- ${written(node.to)}${node.title ? ` "${node.title.value}"` : ""}`;
  linker.elements.push({
    class: "relation",
    key: `${linker.origin.uri}#${id}`,
    id,
    name: "",
    ...documented(node),
    ...(around.parent === undefined ? {} : { parent: around.parent }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    origin: linker.origin,
    properties: linkProperties(linker, node.body, { owner: "relation", scope: around.scope }),
    node,
  });
}
