/**
 * What words tell of a kind: in the names and titles that people give to the parts of a system, and in those of
 * products. Written in lower case with single spaces; a space may be missing, and a plural `s` may follow. A word with a
 * mark behind it counts only where it stands alone.
 */
const WORDS: readonly (readonly [kind: string, words: string])[] = [
  [
    "actor",
    "user|end user|customer|buyer|seller|shopper|admin|administrator|operator|visitor|guest|host!|organi[sz]er",
  ],
  ["actor", "person|people|actor|driver|rider|passenger|merchant|employee|staff|patient|doctor|student|teacher|player"],
  ["actor", "reader!|viewer!|follower|analyst|developer|member!|human|author!"],
  [
    "client",
    "client|browser|app|web app|mobile|mobile app|phone|ios|android|spa|front ?end|website|web page|ui|web ui",
  ],
  [
    "client",
    "desktop|device|sensor|headset|react|react app|angular|vue|svelte|next js|flutter|single page application|web application|smart tv|cli",
  ],
  ["dns", "dns|route 53|name server|domain name system"],
  [
    "cdn",
    "cdn|cloud front|cloudflare|akamai|fastly|content delivery network|content delivery|edge!|edge cache|edge network",
  ],
  ["load_balancer", "load balancer|balancer|lb|alb|elb|nlb|slb|ha proxy|f5|gslb"],
  ["api_gateway", "gateway|api gateway|apigee|kong|api management"],
  ["reverse_proxy", "proxy|reverse proxy|nginx|envoy|traefik|ingress|ingress controller|caddy|varnish|side ?car"],
  ["firewall", "firewall|waf|web application firewall"],
  ["service", "service|micro ?service|server|web server|app server|application server|api|backend|svc|engine|manager"],
  ["service", "handler|controller|resolver|orchestrator|aggregator|monolith"],
  [
    "worker",
    "worker|consumer|mailer|daemon|crawler|processor|indexer|poller|sender|transcoder|encoder|uploader|fetcher",
  ],
  ["worker", "listener|subscriber|dispatcher|relay|ingester|importer|exporter"],
  ["function", "function|lambda|aws lambda|cloud function|azure function|faas"],
  ["scheduler", "scheduler|cron|cron job|airflow|timer!"],
  ["batch_job", "batch|batch job|etl|etl job|map reduce|hadoop|spark|spark job|nightly job"],
  ["stream_processor", "flink|stream processor|stream processing|kafka streams|storm|spark streaming|beam|dataflow"],
  ["rate_limiter", "rate limiter|rate limiting|throttler|throttling"],
  ["id_generator", "id generator|id generation|id generation service|snowflake id|key generation service|id service"],
  ["coordinator", "coordinator|zoo ?keeper|etcd|consul|service discovery|service registry|lock service|config service"],
  ["cluster_proxy", "cluster proxy|vitess|pg bouncer|twemproxy|mcrouter|proxy ?sql|mongos"],
  [
    "sql_database",
    "sql database|database|db|data base|rdbms|sql|relational database|postgres|postgre sql|my sql|maria db",
  ],
  ["sql_database", "oracle|sql server|ms sql|sqlite|aurora|rds|cockroach db|spanner|tidb|read replica|replica|store"],
  ["sql_database", "data store|primary db|master db|slave db|persistence|repository"],
  [
    "document_database",
    "document database|document store|document db|mongo|mongo db|couch db|couchbase|firestore|no sql|no sql db",
  ],
  ["wide_column_database", "wide column database|wide column store|cassandra|h ?base|big ?table|scylla|scylla db"],
  [
    "key_value_store",
    "key value store|key value database|kv store|dynamo|dynamo db|rocks db|riak|leveldb|session store",
  ],
  ["graph_database", "graph database|graph db|neo ?4 ?j|neptune|janus ?graph|d ?graph"],
  [
    "time_series_database",
    "time series database|time series db|tsdb|influx|influx db|timescale|timescale db|victoria metrics",
  ],
  ["cache", "cache|caching|redis|redis cache|memcached|memcache|elasti ?cache|hazelcast"],
  [
    "blob_storage",
    "blob storage|blob store|object store|object storage|s3|s3 bucket|bucket|gcs|min ?io|blob|files|images|photos",
  ],
  [
    "blob_storage",
    "media|media storage|media store|file store|azure blob|cloud storage|image storage|video storage|image store",
  ],
  ["file_storage", "file storage|file system|file server|nfs|efs|hdfs|shared disk|disk"],
  ["search_index", "search|search index|search engine|index|elastic ?search|elastic|open ?search|solr|algolia|lucene"],
  [
    "data_warehouse",
    "data warehouse|warehouse|dwh|olap|snowflake|big query|redshift|click ?house|druid|hive|data lake|data mart",
  ],
  [
    "queue",
    "queue|message queue|task queue|job queue|rabbit ?mq|rabbit|sqs|active ?mq|mq|celery|mails|jobs|dead letter queue|dlq",
  ],
  [
    "stream",
    "stream|event stream|kafka|kinesis|pulsar|event hub|red ?panda|log|event log|message broker|broker|event store",
  ],
  [
    "pubsub",
    "pub ?sub|publish subscribe|publish/subscribe|topic|sns|event bus|bus|message bus|event bridge|nats|mqtt|events",
  ],
  [
    "auth_provider",
    "auth|auth provider|auth service|auth server|authentication|authentication service|authorization service",
  ],
  [
    "auth_provider",
    "identity provider|idp|identity|identity service|sso|login|o ?auth|keycloak|okta|auth0|cognito|ldap|active directory",
  ],
  [
    "notification_service",
    "notification service|notification|notifier|push|push notification|push service|fcm|apns|twilio|send ?grid",
  ],
  ["notification_service", "sms|sms gateway|email provider|mail provider|smtp|ses|mail ?gun|email service|mail server"],
  [
    "monitoring",
    "monitoring|monitor|metrics|prometheus|grafana|datadog|alert|alerting|alert manager|logging|jaeger|zipkin|kibana",
  ],
  ["monitoring", "splunk|sentry|new relic|cloud ?watch|tracing|observability|elk"],
  [
    "external",
    "external|external system|third party|external service|external api|stripe|paypal|payment provider|payment gateway",
  ],
  ["external", "bank|partner|vendor|provider|legacy system|mainframe|adyen|google maps|facebook|psp|saas"],
  [
    "region",
    "region|aws region|data ?cent(?:er|re)|(?:us|eu|ap|sa|ca|me|af) (?:east|west|north|south|central|northeast|southeast) \\d",
  ],
  [
    "zone",
    "zone|availability zone|az|az \\d|az[abc]|zone [a-d\\d]|(?:us|eu|ap|sa|ca) (?:east|west|north|south|central) \\d[a-f]",
  ],
];

interface KindPattern {
  readonly kind: string;
  /** In a name or a title. */
  readonly part: RegExp;
  /** As all of it. */
  readonly whole: RegExp;
}

const PATTERNS: readonly KindPattern[] = WORDS.map(([kind, words]) => ({
  kind,
  part: new RegExp(`(?<=^| )(?:${alternatives(words.replace(/[^|]*!/g, ""))})s?(?= |$)`, "g"),
  whole: new RegExp(`^(?:${alternatives(words.replaceAll("!", ""))})s?$`),
}));

/** The longest first: of those that begin at one place, an expression takes the first that fits. */
function alternatives(words: string): string {
  return (
    words
      // A bar inside of a group separates no words.
      .split(/\|(?![^(]*\))/)
      .filter((word) => word !== "")
      .sort((a, b) => b.length - a.length)
      .join("|")
      .replaceAll(" ", " ?")
  );
}

/** Where the thing itself ends and what it is for begins: `Database of users`, `Cache (Redis)`. */
const PARTS = /[()[\]{}:;,|/–—]|\s-\s|\b(?:of|for|to|from|with|by|in|on|at|and|via|using)\b/i;

/**
 * The kind that a name or a title in words tells, or undefined. What a thing is stands last in English: a `Search
 * service` is a service, a `Queue worker` a worker.
 *
 * @param accepts the kinds that are asked for; all but places unless stated.
 */
export function kindInWords(text: string, accepts: (kind: string) => boolean = isNoPlace): string | undefined {
  const begun = text.slice(0, LONGEST);
  const words = inLowerWords(begun);
  const whole = PATTERNS.find(({ kind, whole: pattern }) => accepts(kind) && pattern.test(words));
  if (whole) return whole.kind;
  for (const part of begun.split(PARTS)) {
    const kind = kindOfPart(inLowerWords(part), accepts);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** A title says what it is near its start. */
const LONGEST = 200;

const isNoPlace = (kind: string): boolean => kind !== "region" && kind !== "zone";

function kindOfPart(words: string, accepts: (kind: string) => boolean): string | undefined {
  let best: { readonly kind: string; readonly end: number; readonly length: number } | undefined;
  for (const { kind, part: pattern } of PATTERNS) {
    if (!accepts(kind)) continue;
    for (const match of words.matchAll(pattern)) {
      const length = match[0].length;
      const end = match.index + length;
      if (best && (best.end > end || (best.end === end && best.length >= length))) continue;
      best = { kind, end, length };
    }
  }
  return best?.kind;
}

/** `OrderDB`, `order_db`, `order-db` → `order db`. */
function inLowerWords(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .toLowerCase();
}
