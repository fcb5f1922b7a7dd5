import type { Picture, PictureEdge, PictureNode, TableRow } from "../../server/src/diagram/picture.ts";

/** Pictures for the tests, as views would make them. */

const ticketNodes: PictureNode[] = [
  { id: "Buyer", shape: "pill", family: "people", icon: "actor", title: "Buyer", subtitle: "actor" },
  { id: "Organizer", shape: "pill", family: "people", icon: "actor", title: "Organizer", subtitle: "actor" },
  {
    id: "LoadBalancer",
    shape: "card",
    family: "edge",
    icon: "load_balancer",
    title: "Load balancer",
    facts: "×2 · 2 zones",
    stack: true,
  },
  {
    id: "Edge",
    shape: "card",
    family: "edge",
    icon: "cdn",
    title: "CDN",
    subtitle: "content delivery",
    facts: "managed",
  },
  {
    id: "Backend",
    shape: "card",
    family: "compute",
    icon: "service",
    title: "Ticket service",
    subtitle: "service",
    facts: "×6 · 3 zones",
    stack: true,
    parent: "Booking",
    bar: { value: 6200, limit: 12000, text: "6.2k of 12k req/s", level: "ok" },
  },
  {
    id: "Tickets",
    shape: "card",
    family: "data",
    icon: "sql_database",
    title: "PostgreSQL",
    subtitle: "SQL database",
    facts: "×1",
    spof: true,
    parent: "ZoneA",
    bar: { value: 6200, limit: 8000, text: "6.2k of 8k req/s", level: "warn" },
  },
  {
    id: "SeatMap",
    shape: "card",
    family: "data",
    icon: "cache",
    title: "Seats held",
    subtitle: "cache",
    facts: "×2",
    stack: true,
    parent: "Booking",
    bar: { value: 167, limit: 200000, text: "167 of 200k req/s", level: "ok" },
  },
  {
    id: "Posters",
    shape: "card",
    family: "data",
    icon: "blob_storage",
    title: "Event images",
    subtitle: "blob storage",
    facts: "managed",
  },
  {
    id: "Mails",
    shape: "card",
    family: "messaging",
    icon: "queue",
    title: "Receipts",
    subtitle: "queue",
    facts: "managed",
  },
  {
    id: "Mailer",
    shape: "card",
    family: "compute",
    icon: "worker",
    title: "Sends mail",
    subtitle: "worker",
    facts: "×2",
    stack: true,
  },
  {
    id: "MailProvider",
    shape: "card",
    family: "external",
    icon: "external",
    title: "Mail provider",
    subtitle: "external",
    external: true,
  },
];

const ticketEdges: PictureEdge[] = [
  { id: "Buyer->LoadBalancer", from: "Buyer", to: "LoadBalancer", style: "sync", share: 0.9 },
  { id: "Organizer->LoadBalancer", from: "Organizer", to: "LoadBalancer", style: "sync", share: 0.05 },
  {
    id: "LoadBalancer->Backend",
    from: "LoadBalancer",
    to: "Backend",
    style: "sync",
    facts: "2.0k/s · peak 6.2k/s",
    share: 1,
  },
  { id: "Buyer->Edge", from: "Buyer", to: "Edge", style: "sync", share: 0.3 },
  { id: "Edge->Posters", from: "Edge", to: "Posters", style: "sync", share: 0.1 },
  { id: "Backend->Posters", from: "Backend", to: "Posters", style: "sync", label: ["upload"] },
  { id: "Backend->SeatMap", from: "Backend", to: "SeatMap", style: "optional", label: ["is the seat held?"] },
  {
    id: "Backend->Tickets",
    from: "Backend",
    to: "Tickets",
    style: "sync",
    label: ["reserve, then buy"],
    share: 1,
    spof: true,
  },
  { id: "Backend~>Mails", from: "Backend", to: "Mails", style: "async", label: ["receipt"] },
  { id: "Mails~>Mailer", from: "Mails", to: "Mailer", style: "async" },
  { id: "Mailer->MailProvider", from: "Mailer", to: "MailProvider", style: "sync" },
];

/** The design of the language's page: people, edge, one domain, a zone in it. */
export const architecture: Picture = {
  title: "Ticket sales for live events",
  description: "Architecture with 11 components. PostgreSQL is a single point of failure.",
  direction: "TB",
  nodes: ticketNodes,
  clusters: [
    { id: "Booking", kind: "domain", title: "Booking", subtitle: "core" },
    { id: "ZoneA", kind: "zone", title: "Zone 1", parent: "Booking" },
  ],
  edges: ticketEdges,
};

const steps = new Map<string, { steps: number[]; label: string[] }>([
  ["Buyer->LoadBalancer", { steps: [1], label: [] }],
  ["LoadBalancer->Backend", { steps: [1], label: ["POST ticket"] }],
  ["Backend->SeatMap", { steps: [2], label: ["is the seat free?"] }],
  ["Backend->Tickets", { steps: [3, 5], label: ["reserve the seat"] }],
  ["Backend~>Mails", { steps: [4], label: ["send the receipt"] }],
]);

const onFlow = new Set(["Buyer", "LoadBalancer", "Backend", "SeatMap", "Tickets", "Mails"]);

/** A flow with numbered steps; what it does not use is faint. */
export const flow: Picture = {
  ...architecture,
  title: "Buy a ticket",
  nodes: ticketNodes.map((node) => (onFlow.has(node.id) ? node : { ...node, muted: true })),
  edges: ticketEdges.map(({ facts: _, ...edge }): PictureEdge => {
    const step = steps.get(edge.id);
    return step === undefined ? { ...edge, muted: true } : { ...edge, ...step };
  }),
};

const row = (text: string): TableRow => {
  const [name = "", type = "", ...marks] = text.split(" ");
  return { name, type, marks: marks as NonNullable<TableRow["marks"]> };
};

/** Entities with crow's feet. */
export const dataModel: Picture = {
  title: "Data model",
  direction: "LR",
  nodes: [
    {
      id: "Event",
      shape: "table",
      family: "data",
      title: "Event",
      facts: "≈ 320 B",
      parent: "Sales",
      rows: [
        "id uuid pk",
        "name string(120)",
        "starts_at timestamp index",
        "venue string(80)",
        "venue_id uuid fk",
        "poster blob(200KB)",
      ].map(row),
    },
    {
      id: "Ticket",
      shape: "table",
      family: "data",
      title: "Ticket",
      facts: "75k/day",
      parent: "Sales",
      rows: [
        ...["id uuid pk", "event_id uuid fk", "seat string(8)", "status enum(…) index"].map(row),
        { name: "reserved_by", type: "uuid", nullable: true, marks: ["fk"] },
        row("price decimal"),
      ],
    },
    {
      id: "Person",
      shape: "table",
      family: "data",
      title: "Person",
      facts: "100M rows",
      rows: ["id uuid pk", "email string(80) unique pii", "name string(80) pii"].map(row),
    },
    {
      id: "Venue",
      shape: "table",
      family: "data",
      title: "Venue",
      rows: ["id uuid pk", "name string(80)", "plan json(40KB)"].map(row),
    },
    {
      id: "Seat",
      shape: "table",
      family: "data",
      title: "Seat",
      rows: ["id uuid pk", "venue_id uuid pk fk", "row char", "number int"].map(row),
    },
  ],
  clusters: [{ id: "Sales", kind: "domain", title: "Sales", subtitle: "core" }],
  edges: [
    { id: "r1", from: "Event", to: "Ticket", style: "relation", label: ["has"], ends: ["one", "zero-or-many"] },
    {
      id: "r2",
      from: "Ticket",
      to: "Person",
      style: "relation",
      label: ["reserves, then buys"],
      ends: ["many", "zero-or-one"],
    },
    { id: "r3", from: "Venue", to: "Event", style: "relation", label: ["hosts"], ends: ["one", "zero-or-many"] },
    { id: "r4", from: "Venue", to: "Seat", style: "relation", ends: ["one", "one-or-many"] },
  ],
};

/** A data model in which seats know the seat beside them. */
export const selfRelated: Picture = {
  ...dataModel,
  edges: [
    ...dataModel.edges,
    {
      id: "r5",
      from: "Seat",
      to: "Seat",
      style: "relation",
      label: ["beside"],
      ends: ["zero-or-one", "zero-or-many"],
    },
  ],
};

const note = (
  id: string,
  role: "actor" | "command" | "system" | "event" | "hotspot" | "policy",
  title: string,
  rowIndex: number,
  column: number,
): PictureNode => ({
  id,
  shape: "sticky",
  role,
  title,
  row: rowIndex,
  column,
});

const stormRows = [
  [
    note("a1", "actor", "Host", 0, 0),
    note("a2", "command", "Create dinner", 0, 1),
    note("a3", "system", "Dinner service", 0, 2),
    note("a4", "event", "Dinner created", 0, 3),
    note("a5", "hotspot", "Confirm the number of guests", 0, 4),
  ],
  [
    note("b1", "actor", "Guest", 1, 0),
    note("b2", "command", "Reserve a seat", 1, 1),
    note("b3", "system", "Reservations", 1, 2),
    note("b4", "event", "Seat reserved", 1, 3),
    note("b5", "policy", "Whenever a seat is reserved, charge the guest's card", 1, 4),
  ],
];

/** A board of event storming. */
export const storming: Picture = {
  title: "Dinner booking",
  direction: "LR",
  arrangement: "rows",
  nodes: stormRows.flat(),
  clusters: [],
  edges: stormRows.flatMap((cells) =>
    cells.slice(1).map(
      (to, i): PictureEdge => ({
        id: `${cells[i]?.id}>${to.id}`,
        from: cells[i]?.id ?? "",
        to: to.id,
        style: "sync",
      }),
    ),
  ),
};

/** From requirement to endpoint to component to entity. */
export const trace: Picture = {
  title: "Trace",
  direction: "LR",
  nodes: [
    {
      id: "BuyTicket",
      shape: "trace",
      family: "people",
      icon: "requirement",
      title: "A person can purchase a ticket",
      subtitle: "BuyTicket · must",
      verdict: "ok",
      column: 0,
    },
    {
      id: "FindEvents",
      shape: "trace",
      family: "people",
      icon: "requirement",
      title: "A person can list, filter and search events",
      subtitle: "FindEvents · must",
      verdict: "warn",
      column: 0,
    },
    {
      id: "Refund",
      shape: "trace",
      family: "people",
      icon: "requirement",
      title: "A person can return a ticket",
      subtitle: "Refund · wont",
      column: 0,
      muted: true,
    },
    {
      id: "Uptime",
      shape: "trace",
      family: "people",
      icon: "quality",
      title: "Uptime",
      subtitle: "99.41 % of 99.9 %",
      verdict: "over",
      column: 0,
    },
    {
      id: "Buy",
      shape: "trace",
      family: "edge",
      icon: "endpoint",
      title: "POST /event/{event_id}/ticket/{ticket_id}",
      column: 1,
    },
    { id: "search", shape: "trace", family: "edge", icon: "endpoint", title: "GET /search/event", column: 1 },
    { id: "Backend", shape: "trace", family: "compute", icon: "service", title: "Ticket service", column: 2 },
    { id: "Tickets", shape: "trace", family: "data", icon: "sql_database", title: "PostgreSQL", column: 2 },
    { id: "Ticket", shape: "trace", family: "data", icon: "entity", title: "Ticket", column: 3 },
    { id: "Event", shape: "trace", family: "data", icon: "entity", title: "Event", column: 3 },
  ],
  clusters: [],
  edges: [
    ["BuyTicket", "Buy"],
    ["FindEvents", "search"],
    ["Buy", "Backend"],
    ["search", "Backend"],
    ["Backend", "Ticket"],
    ["Backend", "Event"],
    ["Uptime", "Tickets"],
    ["Tickets", "Ticket"],
    ["Tickets", "Event"],
  ].map(([from = "", to = ""]): PictureEdge => ({ id: `${from}>${to}`, from, to, style: "sync" })),
};

/** A seeded graph: `count` components in layers, one and a half connections each, every sixth group a domain. */
export function generated(count: number, labelled = true): Picture {
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const kinds = [
    ["service", "compute"],
    ["sql_database", "data"],
    ["cache", "data"],
    ["queue", "messaging"],
    ["worker", "compute"],
    ["api_gateway", "edge"],
  ] as const;
  const nodes: PictureNode[] = [];
  const edges: PictureEdge[] = [];
  for (let i = 0; i < count; i++) {
    const [icon, family] = kinds[random(kinds.length)] ?? kinds[0];
    const bar =
      i % 3 === 0
        ? { value: random(1000), limit: 1000, text: `${random(900)} of 1k req/s`, level: "ok" as const }
        : undefined;
    nodes.push({
      id: `n${i}`,
      shape: "card",
      family,
      icon,
      title: `Component ${i}`,
      subtitle: icon.replaceAll("_", " "),
      facts: `×${1 + random(6)}`,
      stack: random(2) === 0,
      ...(bar === undefined ? {} : { bar }),
      parent: `d${Math.floor(i / 8)}`,
    });
    for (let k = 0; k < (i % 2) + 1 && i > 0; k++) {
      const from = Math.max(0, i - 1 - random(k === 0 ? 6 : 20));
      edges.push({
        id: `e${i}.${k}`,
        from: `n${from}`,
        to: `n${i}`,
        style: i % 5 === 0 ? "async" : "sync",
        ...(labelled ? { label: [`call ${i}`] } : {}),
      });
    }
  }
  const clusters = Array.from({ length: Math.ceil(count / 8) }, (_, i) => ({
    id: `d${i}`,
    kind: "domain" as const,
    title: `Domain ${i}`,
  }));
  return { title: `${count} components`, direction: "TB", nodes, clusters, edges };
}

/** The architecture from left to right. */
export const sideways: Picture = { ...architecture, direction: "LR" };

const plain = (id: string): PictureNode => ({
  id,
  shape: "card",
  family: "compute",
  icon: "service",
  title: `Component ${id}`,
});

/** Components that nothing connects yet, some of them in a domain, as in a first draft. */
export const loose = (count: number): Picture => ({
  title: "A draft",
  direction: "TB",
  nodes: Array.from({ length: count }, (_, i) => ({ ...plain(`n${i}`), ...(i % 3 === 0 ? { parent: "d" } : {}) })),
  clusters: [{ id: "d", kind: "domain", title: "Domain" }],
  edges: [],
});

/** One component that calls many others, which call nobody. */
export const hub = (leaves: number): Picture => ({
  title: "A hub",
  direction: "TB",
  nodes: [plain("hub"), ...Array.from({ length: leaves }, (_, i) => plain(`n${i}`))],
  clusters: [],
  edges: Array.from({ length: leaves }, (_, i) => ({
    id: `e${i}`,
    from: "hub",
    to: `n${i}`,
    style: "sync",
    label: [`call ${i}`],
  })),
});

/** Systems that have nothing to do with each other. */
export const islands = (count: number): Picture => ({
  title: "Islands",
  direction: "TB",
  nodes: Array.from({ length: count * 2 }, (_, i) => plain(`n${i}`)),
  clusters: [],
  edges: Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    from: `n${i * 2}`,
    to: `n${i * 2 + 1}`,
    style: "sync",
  })),
});
