/** Makes designs of any size, the same ones for the same seed: what every measurement is taken on. */

/** Mulberry32: small, quick, and the same on every machine. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const COMPUTE = ["service", "service", "worker", "function", "stream_processor"] as const;
const STORES = ["sql_database", "document_database", "cache", "key_value_store", "search_index"] as const;
const BUFFERS = ["queue", "stream"] as const;
const LABELS = ["asks", "reads", "writes", "sends", "looks up", "tells", "reports to"] as const;
/** Few enough that loads fade out behind the first components instead of adding up without end. */
const CALLS = 0.3;
const FIELD_TYPES = ["string(80)", "timestamp", "int", "decimal", "bool", "text(2 KB)"] as const;

export interface GeneratedDesign {
  readonly text: string;
  /** The last character of a reference in mid-file, and another one that makes it the name of something else. */
  readonly keystroke: { readonly offset: number; readonly from: string; readonly to: string };
}

/**
 * A design of `components` components, one and a half times as many labelled connections, half as many entities of six
 * fields, an API and a flow for every hundred, and a handful of requirements. Connections lead onward only, from a lower
 * to a higher number, most of them not far, as in systems that people draw. The requests of every other API take the
 * route of its flow; those of the others spread along all connections.
 */
export function generateDesign(components: number, seed = 1): GeneratedDesign {
  const random = randomOf(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(items: readonly [T, ...T[]] | readonly T[]): T => items[below(items.length)] as T;
  const lines: string[] = [];
  const entities = Math.max(1, Math.floor(components / 2));
  const apis = Math.max(1, Math.floor(components / 100));

  lines.push("/// Made to measure.", 'system Generated "A generated design"', "", 'actor User "Somebody"', "");
  lines.push("requirements {");
  for (let api = 0; api < apis; api++) {
    lines.push(`  functional Use${api} "A person can use part ${api}" { actor: User, priority: must }`);
  }
  lines.push(
    "  availability Uptime >= 99.9%",
    "  latency Fast p99 <= 2 s for Use0",
    "  throughput Rate >= 1k req/s for Use0",
    "  consistency Fresh = eventual for E0",
    "  durability Safe >= 99.999999% for E0",
    '  security Closed "Everything encrypted" for Use0',
    "}",
    "",
    "estimates {",
    "  users = 10M users",
    "  requests_each = 20 requests/user/day",
    "  rate = users * requests_each in req/s",
    "  stored = rows(E0) * size(E0) in GB",
    "}",
    "",
  );

  for (let entity = 0; entity < entities; entity++) {
    lines.push(`entity E${entity} "Record ${entity}" {`, "  id uuid [pk]");
    const other = below(entity + 1);
    lines.push(`  parent_id uuid -> E${other}`);
    for (let field = 0; field < 4; field++) lines.push(`  f${field} ${pick(FIELD_TYPES)}`);
    lines.push(`  rows: ${1 + below(90)}k, retention: ${1 + below(5)} years`, "}", "");
  }

  for (let api = 0; api < apis; api++) {
    lines.push(
      `api Api${api} "Interface ${api}" {`,
      `  GET /part${api}/{id} as Read${api} -> E${below(entities)} { satisfies: Use${api}, reads: E${below(entities)}, load: ${1 + below(900)} req/s, auth: User }`,
      `  POST /part${api} as Write${api} -> E${below(entities)} { satisfies: Use${api}, writes: E${below(entities)}, load: ${1 + below(90)} req/s, auth: User, idempotent: true }`,
      "}",
      "",
    );
  }

  const kindOf = Array.from({ length: components }, (_, component): "compute" | "store" | "buffer" => {
    const share = random();
    return component < apis || share < 0.6 ? "compute" : share < 0.9 ? "store" : "buffer";
  });
  for (let api = 0; api < apis; api++) lines.push(`User -> C${api} { protocol: https }`);
  const reach = Math.max(10, Math.floor(Math.sqrt(components) * 3));
  const kept: string[] = [];
  let stored = 0;
  let keystroke: GeneratedDesign["keystroke"] = { offset: 0, from: "", to: "" };
  for (let component = 0, connection = 0; component < components; component++) {
    const type = kindOf[component];
    const kind =
      component < apis ? "service" : pick(type === "compute" ? COMPUTE : type === "store" ? STORES : BUFFERS);
    const properties = [`replicas: ${3 + 2 * below(2)}, zones: 3`];
    if (component < apis) properties.push(`serves: Api${component}, balancing: round_robin, rate_limit: 10k req/s`);
    if (type === "store") {
      // Every entity is kept somewhere.
      for (; stored < entities && stored < ((component + 1) * entities) / components; stored++) kept.push(`E${stored}`);
      if (kept.length > 0) properties.push(`stores: ${kept.splice(0).join(", ")}`);
      properties.push("backup: true, failover: automatic, encryption: at_rest");
    }
    if (kind === "cache") properties.push("ttl: 5 min");
    if (kind === "queue") properties.push("dead_letter: true");
    if (kind === "queue" || kind === "stream") properties.push("failover: automatic");
    if (kind === "stream_processor") properties.push("checkpoint: true");
    properties.push(`capacity: ${20 + below(80)}k req/s, latency: ${1 + below(4)} ms`);
    properties.push("monitors: latency, errors; alerts: true");
    lines.push("", `${kind} C${component} "Component ${component}" {`, ...properties.map((line) => `  ${line}`), "}");
    for (; connection < (component + 1) * 1.5 && component > 0; connection++) {
      // Something leads to every component, from not far before it.
      const from = Math.max(0, component - 1 - below(Math.min(reach, component)));
      const ends = `C${from} ${type === "buffer" || kindOf[from] === "buffer" ? "~>" : "->"} C${component}`;
      // The only thing that leads to it: without it a rule has something to say.
      const only = connection >= Math.ceil((component + 1) * 1.5) - 1 && connection <= Math.ceil(component * 1.5);
      if (only && kind === "service" && component >= components / 2 && keystroke.from === "") {
        const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
        const last = String(component).slice(-1);
        keystroke = { offset: length + ends.length - 1, from: last, to: last === "1" ? "2" : "1" };
      }
      lines.push(`${ends} "${pick(LABELS)} ${connection}" { timeout: 1 s, encryption: in_transit, calls: ${CALLS} }`);
    }
  }

  for (let flow = 0; flow < apis; flow++) {
    lines.push(
      "",
      `flow Flow${flow} "Flow ${flow}" {`,
      ...(flow % 2 === 0 ? [`  satisfies: Use${flow}`] : []),
      `  User -> C${flow} "asks"`,
      "}",
    );
  }
  return { text: `${lines.join("\n")}\n`, keystroke };
}
