import type { Picture, PictureEdge, PictureNode } from "../../server/src/diagram/picture.ts";

/** Texts that have broken other programs. */
export const attacks: readonly string[] = [
  "</script><script>alert(1)</script>",
  '"]; x [label="y',
  "'); DROP TABLE seats; --",
  "a\\",
  'a\\"b',
  "\\N \\G \\E \\T \\L \\l \\r \\n",
  "<b>bold</b> & <i>",
  "&amp; &lt; &#0; &bogus; &",
  "]]> <!-- --> <![CDATA[ ?>",
  "<TABLE><TR><TD>",
  "javascript:alert(1)",
  '" onload="alert(1)',
  "${x} {{y}} `z` %s",
  "\u0000\u0001\u0008\u000b\u000c\u001b\u007f\u0085",
  "line one\nline two\r\nline three\ttab\u2028x\u2029y",
  "\ud800 lone \udfff surrogates \ud83d",
  "\ufffe\uffff\ufdd0\ufeff",
  "\u202eright to left override\u202c \u2066isolate\u2069",
  "مرحبا بالعالم",
  "שלום עולם",
  "订票服务 チケット 티켓",
  "👩‍👩‍👧‍👦 🎟️ 🏳️‍🌈 🇪🇺",
  "Z͑ͫa̴͓l̡͖g͔o͎",
  "e\u0301".repeat(500),
  "x".repeat(2000),
  "word ".repeat(400),
  "👍".repeat(1000),
  "",
  " ",
  "__proto__",
  "constructor",
  "node",
  "graph",
  "-0",
  "n0",
];

const at = (i: number): string => attacks[i % attacks.length] ?? "";

/** A picture with a hostile text in every place that takes one. */
export function hostile(offset: number): Picture {
  const t = (i: number): string => at(offset + i);
  const nodes: PictureNode[] = [
    {
      id: t(0),
      shape: "card",
      family: "compute",
      icon: t(1),
      title: t(2),
      subtitle: t(3),
      facts: t(4),
      stack: true,
      spof: true,
      parent: t(5),
      anchor: t(6),
      spoken: t(7),
      tooltip: t(8),
      folded: Number.NaN,
      bar: { value: Number.POSITIVE_INFINITY, limit: 0, text: t(9), level: "over" },
    },
    {
      id: `${t(0)}2`,
      shape: "pill",
      family: "people",
      icon: t(2),
      title: t(3),
      subtitle: t(4),
      facts: t(5),
      parent: t(6),
    },
    {
      id: `${t(0)}3`,
      shape: "table",
      family: "data",
      title: t(4),
      subtitle: t(5),
      facts: t(6),
      parent: t(5),
      rows: [0, 1, 2].map((i) => ({
        name: t(i),
        type: t(i + 1),
        marks: ["pk", "fk", "pii"] as const,
        nullable: true,
        anchor: t(i),
        tooltip: t(i + 2),
      })),
    },
    { id: `${t(0)}4`, shape: "sticky", role: "hotspot", title: t(5) },
    { id: `${t(0)}5`, shape: "trace", family: "edge", icon: t(3), title: t(6), subtitle: t(7), verdict: "warn" },
    { id: t(0), shape: "card", family: "data", icon: "cache", title: "a second one with the same id" },
  ];
  const edges: PictureEdge[] = nodes.slice(1).map((node, i) => ({
    id: t(i),
    from: nodes[i]?.id ?? "",
    to: node.id,
    style: i % 2 === 0 ? "async" : "sync",
    label: [t(i), t(i + 1)],
    facts: t(i + 2),
    steps: [Number.NaN, 1e21, -1],
    share: Number.NaN,
    spoken: t(i + 3),
    tooltip: t(i),
    bothWays: i === 2,
  }));
  edges.push(
    { id: "loop", from: t(0), to: t(0), style: "sync", label: [t(3)] },
    { id: "dangling", from: t(0), to: "nothing", style: "sync" },
    {
      id: "relation",
      from: `${t(0)}3`,
      to: `${t(0)}2`,
      style: "relation",
      ends: ["zero-or-many", "one"],
      label: [t(9)],
    },
    { id: "to a box", from: `${t(0)}5`, to: t(5), style: "optional" },
  );
  return {
    title: t(0),
    description: t(1),
    direction: offset % 2 === 0 ? "TB" : "LR",
    nodes,
    clusters: [
      { id: t(5), kind: "domain", title: t(6), subtitle: t(7), parent: t(6), spof: true, spoken: t(1), tooltip: t(2) },
      { id: t(6), kind: "zone", title: t(8), parent: t(5) },
      { id: "empty", kind: "group", title: t(9) },
    ],
    edges,
  };
}
