/**
 * The kinds of components, actors and places: what the tool knows of each. Diagrams draw their shapes and colours
 * from here, the analysis its defaults, the linter its classes, hovers and docs their words.
 */

export type KindGroup = "people" | "edge" | "compute" | "data" | "messaging" | "other" | "place";

/** The families that share a colour in diagrams. */
export type KindFamily = "people" | "edge" | "compute" | "data" | "messaging" | "external" | "place";

/** A figure that is assumed where the design states none; always shown as an assumption, with its source. */
export interface Assumption {
  /** As an exact decimal literal in base units (a ratio, requests per second, seconds). */
  readonly value: string;
  readonly source: string;
}

export interface KindEntry {
  readonly name: string;
  readonly group: KindGroup;
  readonly family: KindFamily;
  /** The kind in words, for the second line of a card. */
  readonly label: string;
  readonly doc: string;
  /** Passes requests on by itself: balancers, gateways, DNS, … */
  readonly routing?: boolean;
  /** Its instances hold state: the loss of one is survived only with failover, a quorum, or when managed. */
  readonly stateful?: boolean;
  /** Survives the loss of an instance and of a zone unless the design says otherwise. */
  readonly redundant?: boolean;
  /** Hands messages over: what is behind it is asynchronous. */
  readonly buffer?: boolean;
  /** Keeps no state between requests, so that replicas are interchangeable behind a balancer. */
  readonly stateless?: boolean;
  /** The published level of a common managed offering, used with `managed: true` or when redundant by nature. */
  readonly managedAvailability: Assumption;
  /** Requests per second of one instance (or of the whole, with `wholeCapacity`). */
  readonly capacity?: Assumption;
  /** Writes per second of one instance where they cost more than reads. */
  readonly writeCapacity?: Assumption;
  /** The capacity is that of the whole component, however many replicas it has. */
  readonly wholeCapacity?: boolean;
  /** The longest synchronous answer that it waits for, in seconds. */
  readonly timeout?: Assumption;
}

const managed = (value: string, source: string): Assumption => ({
  value,
  source,
});
const ANY_MANAGED = managed("0.999", "the published level of common managed services");
const MANAGED_DATABASE = managed("0.9995", "the published level of common managed databases");
const MANAGED_QUEUE = managed("0.999", "the published level of common managed queues");

const ORDERS_OF_MAGNITUDE = "orders of magnitude";

const ENTRIES: readonly KindEntry[] = [
  {
    name: "actor",
    group: "people",
    family: "people",
    label: "actor",
    doc: "A person or a party that uses the system",
    managedAvailability: ANY_MANAGED,
  },

  {
    name: "client",
    group: "edge",
    family: "edge",
    label: "client",
    doc: "An application on a person's device: a browser, a phone, a headset",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "dns",
    group: "edge",
    family: "edge",
    label: "DNS",
    doc: "Resolves names, and steers clients to a region that is up",
    routing: true,
    redundant: true,
    managedAvailability: managed("1", "the published level of common managed DNS"),
  },
  {
    name: "cdn",
    group: "edge",
    family: "edge",
    label: "content delivery",
    doc: "Caches content at edge locations close to the people who ask for it",
    routing: true,
    redundant: true,
    managedAvailability: managed("0.999", "the published level of common content delivery networks"),
  },
  {
    name: "load_balancer",
    group: "edge",
    family: "edge",
    label: "load balancer",
    doc: "Spreads requests over the instances behind it. It scales itself; no capacity is assumed",
    routing: true,
    stateless: true,
    managedAvailability: managed("0.9999", "the published level of common managed balancers"),
  },
  {
    name: "api_gateway",
    group: "edge",
    family: "edge",
    label: "API gateway",
    doc: "Validates, authenticates, throttles and routes the requests of an API",
    routing: true,
    stateless: true,
    managedAvailability: managed("0.9995", "the published level of common managed gateways"),
    capacity: managed("10000", "the soft limit of a managed gateway, as in the notes"),
    wholeCapacity: true,
    timeout: managed("30", "the longest integration time of a managed gateway, as in the notes"),
  },
  {
    name: "reverse_proxy",
    group: "edge",
    family: "edge",
    label: "reverse proxy",
    doc: "Terminates connections and forwards requests",
    routing: true,
    stateless: true,
    managedAvailability: ANY_MANAGED,
    capacity: managed("40000", "nginx's published test: 1 KB responses over TLS, one core (74,000 without TLS)"),
  },
  {
    name: "firewall",
    group: "edge",
    family: "edge",
    label: "firewall",
    doc: "Lets in what the rules allow",
    routing: true,
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },

  {
    name: "service",
    group: "compute",
    family: "compute",
    label: "service",
    doc: "Answers requests. One that calls a database usually manages 1k to 5k requests/s an instance; state `capacity`",
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "worker",
    group: "compute",
    family: "compute",
    label: "worker",
    doc: "Takes work from a queue or a stream",
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "function",
    group: "compute",
    family: "compute",
    label: "function",
    doc: "Code that runs on demand, without a server of its own",
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "scheduler",
    group: "compute",
    family: "compute",
    label: "scheduler",
    doc: "Starts work at given times",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "batch_job",
    group: "compute",
    family: "compute",
    label: "batch job",
    doc: "Works through collected data from time to time",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "stream_processor",
    group: "compute",
    family: "compute",
    label: "stream processor",
    doc: "Works on events as they arrive, in windows or one by one",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "rate_limiter",
    group: "compute",
    family: "compute",
    label: "rate limiter",
    doc: "Turns away requests above a rate",
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "id_generator",
    group: "compute",
    family: "compute",
    label: "id generator",
    doc: "Hands out unique identifiers",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "coordinator",
    group: "compute",
    family: "compute",
    label: "coordinator",
    doc: "Agrees on leaders, locks and membership by a quorum",
    stateful: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "cluster_proxy",
    group: "compute",
    family: "compute",
    label: "cluster proxy",
    doc: "Knows the shards of a database and routes each query to its own",
    routing: true,
    stateless: true,
    managedAvailability: ANY_MANAGED,
  },

  {
    name: "sql_database",
    group: "data",
    family: "data",
    label: "SQL database",
    doc: "Tables, joins and transactions",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
    capacity: managed("10000", "reads; public pgbench results on 8 cores"),
    writeCapacity: managed("5000", "writes; public pgbench results on 8 cores"),
  },
  {
    name: "document_database",
    group: "data",
    family: "data",
    label: "document database",
    doc: "Documents without a fixed schema",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
  },
  {
    name: "wide_column_database",
    group: "data",
    family: "data",
    label: "wide-column database",
    doc: "Rows partitioned by a key over many nodes; writes scale with the nodes",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
    capacity: managed(
      "11500",
      "replica writes; Netflix's Cassandra test: 1.1M client writes/s on 288 nodes at replication 3",
    ),
  },
  {
    name: "key_value_store",
    group: "data",
    family: "data",
    label: "key-value store",
    doc: "Values by their key",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
    capacity: managed("100000", "operations; redis-benchmark without pipelining"),
  },
  {
    name: "graph_database",
    group: "data",
    family: "data",
    label: "graph database",
    doc: "Nodes and edges, queried by traversal",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
  },
  {
    name: "time_series_database",
    group: "data",
    family: "data",
    label: "time-series database",
    doc: "Measurements over time, rolled up and aged",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
  },
  {
    name: "cache",
    group: "data",
    family: "data",
    label: "cache",
    doc: "Copies of what is asked often, in memory",
    managedAvailability: ANY_MANAGED,
    capacity: managed("100000", "operations; redis-benchmark without pipelining"),
  },
  {
    name: "blob_storage",
    group: "data",
    family: "data",
    label: "blob storage",
    doc: "Large objects by their key: images, videos, backups",
    redundant: true,
    managedAvailability: managed("0.999", "the published level of common object storage"),
    capacity: managed("5500", "reads a prefix; AWS S3's published figure"),
    writeCapacity: managed("3500", "writes a prefix; AWS S3's published figure"),
    wholeCapacity: true,
  },
  {
    name: "file_storage",
    group: "data",
    family: "data",
    label: "file storage",
    doc: "A file system that many machines share",
    stateful: true,
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "search_index",
    group: "data",
    family: "data",
    label: "search index",
    doc: "Finds documents by their words",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
    capacity: managed("1000", `searches, the low end of 1k to 10k; ${ORDERS_OF_MAGNITUDE}`),
  },
  {
    name: "data_warehouse",
    group: "data",
    family: "data",
    label: "data warehouse",
    doc: "Columns of history for analysis",
    stateful: true,
    managedAvailability: MANAGED_DATABASE,
  },

  {
    name: "queue",
    group: "messaging",
    family: "messaging",
    label: "queue",
    doc: "Holds messages until one consumer has taken each",
    stateful: true,
    buffer: true,
    managedAvailability: MANAGED_QUEUE,
    capacity: managed("20000", `messages; RabbitMQ, ${ORDERS_OF_MAGNITUDE}`),
  },
  {
    name: "stream",
    group: "messaging",
    family: "messaging",
    label: "stream",
    doc: "An ordered, partitioned log that many consumers read at their own pace",
    stateful: true,
    buffer: true,
    managedAvailability: MANAGED_QUEUE,
    capacity: managed("100000", "messages; LinkedIn's Kafka test reached 675k of 100 bytes a broker"),
  },
  {
    name: "pubsub",
    group: "messaging",
    family: "messaging",
    label: "publish/subscribe",
    doc: "Hands each message to every subscriber",
    buffer: true,
    managedAvailability: MANAGED_QUEUE,
  },

  {
    name: "auth_provider",
    group: "other",
    family: "external",
    label: "auth provider",
    doc: "Proves who somebody is",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "notification_service",
    group: "other",
    family: "external",
    label: "notification service",
    doc: "Pushes notices to devices, mail or text messages",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "monitoring",
    group: "other",
    family: "external",
    label: "monitoring",
    doc: "Collects metrics, logs and traces, and raises alerts",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "external",
    group: "other",
    family: "external",
    label: "external system",
    doc: "A third party's system: you can neither change nor repair it",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "component",
    group: "other",
    family: "compute",
    label: "component",
    doc: "A part of no particular kind",
    managedAvailability: ANY_MANAGED,
  },

  {
    name: "region",
    group: "place",
    family: "place",
    label: "region",
    doc: "A geographic region: its zones fail together only with it",
    managedAvailability: ANY_MANAGED,
  },
  {
    name: "zone",
    group: "place",
    family: "place",
    label: "zone",
    doc: "An availability zone: what stands in it fails with it",
    managedAvailability: ANY_MANAGED,
  },
];

/** Every kind by its keyword: actors, components and places. */
export const kinds: ReadonlyMap<string, KindEntry> = new Map(ENTRIES.map((entry) => [entry.name, entry]));

/** The kinds of components alone. */
export const componentKinds: ReadonlyMap<string, KindEntry> = new Map(
  ENTRIES.filter((entry) => entry.group !== "people" && entry.group !== "place").map((entry) => [entry.name, entry]),
);

/** Whether a word is the keyword of a component kind (custom kinds aside). */
export function isComponentKind(name: string): boolean {
  return componentKinds.has(name);
}

/** Availability of one instance of anything that states none. */
export const DEFAULT_INSTANCE_AVAILABILITY: Assumption = {
  value: "0.995",
  source: "the published level of one virtual machine",
};
