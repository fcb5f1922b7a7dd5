import { describe, expect, it } from "vitest";
import { recognise } from "../../server/src/convert/convert.ts";
import { connectionId, nothingAround } from "../../server/src/convert/surroundings.ts";
import { dedent } from "../service/refactor/dedent.ts";
import { converted, expectSound } from "./converted.ts";

describe("what a text is", () => {
  it.each<[string, string | undefined]>([
    ["digraph G { a -> b }", "Graphviz graph"],
    ["strict digraph { a }", "Graphviz graph"],
    ['// a\n/* b */\n# c\ngraph "x y" {}', "Graphviz graph"],
    ["graph TD\n  A --> B", "Mermaid flowchart"],
    ["graph LR;A-->B;", "Mermaid flowchart"],
    ["%%{init: {}}%%\n%% a\nflowchart\n  A", "Mermaid flowchart"],
    ["---\ntitle: x\n---\nflowchart-elk TB\nA", "Mermaid flowchart"],
    ["erDiagram\n A ||--o{ B : has", "Mermaid ER diagram"],
    ["```mermaid\nflowchart TD\nA --> B\n```", "Mermaid flowchart"],
    [
      "Two:\n```mermaid\nflowchart TD\nA --> B\n```\n~~~sql\ncreate table t (id int)\n~~~",
      "Mermaid flowchart and SQL schema",
    ],
    ["CREATE TABLE t (id int);", "SQL schema"],
    ["-- a\n/*!40101 SET NAMES utf8 */;\ncreate temporary table if not exists `a`.`b` (`id` int)", "SQL schema"],
    ["SET x = 1; CREATE UNLOGGED TABLE [dbo].[t] ([id] int)", "SQL schema"],
    ["", undefined],
    ["service A\nA -> B", undefined],
    ["graph of calls { }", undefined],
    ["graph\u0020TD of something", undefined],
    ["digraph", undefined],
    ["erDiagrams are nice", undefined],
    ["We create table reservations by phone.", undefined],
    ["CREATE TABLE", undefined],
    ["select 1", undefined],
    ["entity Digraph { graph text }", undefined],
    [`${"A long page about something. ".repeat(20)}\n\`\`\`mermaid\ngraph TD\nA-->B\n\`\`\``, undefined],
    [`flowchart TD\n${"A --> B\n".repeat(200_000)}`, undefined],
  ])("%j", (text, name) => {
    expect(recognise(text)?.name).toBe(name);
  });
});

const cases: readonly (readonly [what: string, source: string, expected: string])[] = [
  [
    "a flowchart: shapes, words, groups, arrows",
    `
    ---
    title: Web shop
    ---
    graph TD
      U((User)) -->|HTTPS| LB[Load Balancer]
      LB --> A[Order Service] & B["Search service"]
      subgraph us-east-1 [AWS us-east-1]
        subgraph az1[Availability zone 1a]
          A --> DB[(PostgreSQL)]
        end
        B -.->|index| ES[(Elasticsearch)]
      end
      A -. "order created" .-> Q[[Kafka]] --> W[Email worker]
      A <--> S{{Stripe}}
      classDef db fill:#f00;
      click A href "https://example.com/a" "Takes orders"
      X@{ shape: cyl, label: "Sessions" }
      A --- X
      foo bar
    `,
    `
    system WebShop "Web shop"

    actor User

    load_balancer LB          "Load Balancer"
    stream        Kafka
    worker        EmailWorker "Email worker"
    external      Stripe
    sql_database  Sessions

    region UsEast1 "AWS us-east-1" {
      service      SearchService "Search service"
      search_index ES            "Elasticsearch"

      zone Az1 "Availability zone 1a" {
        service      OrderService "Order Service" { link: "https://example.com/a", note: "Takes orders" }
        sql_database DB           "PostgreSQL"
      }
    }

    // Lines without a direction are read as calls from the left to the right.
    User -> LB            "HTTPS"
    LB -> OrderService, SearchService
    OrderService -> DB
    SearchService ~> ES   "index"
    OrderService ~> Kafka "order created"
    Kafka -> EmailWorker
    OrderService <-> Stripe
    OrderService -> Sessions

    // foo bar
    `,
  ],
  [
    "a box that is called becomes a component",
    `
    flowchart LR
      Client[Client app] --> Backend
      subgraph Backend
        API --> Users[User Service]
      end
    `,
    `
    client Client "Client app"

    component Backend {
      service API
      service Users "User Service"
    }

    Client -> Backend
    API -> Users
    `,
  ],
  [
    "labels of several lines: a title that was broken, a stereotype, the rest",
    `
    flowchart LR
      A["Order<br/>processing"] --> B["Browser<br/><i>[Container: React]</i><br/>Shows what is for sale"]
      C["fa:fa-database Things"]:::cache
      D["\`**Bold** _Redis_\`"]
      E["a #quot;b#quot; #35;1"]
    `,
    `
    service OrderProcessing "Order processing"
    client  Browser      { technology: "React", note: "Shows what is for sale" }
    cache   Things
    cache   BoldRedis    "Bold Redis"
    service AB1          "a \\"b\\" #1"

    OrderProcessing -> Browser
    `,
  ],
  [
    "products, pictures in titles, classes",
    `
    graph TD
      PG[("Orders<br/>PostgreSQL")] --> LB["⚖️ Load<br/>balancer"]
      N["Nginx<br/>0.30 CPU / 50MB<br/>:9999"]
      W["5 workers<br/>take from the queue"]
      S["Stripe API"]:::external
      T["Things"]
      class T cache
    `,
    `
    sql_database  Orders    { technology: "PostgreSQL" }
    load_balancer LB        "Load balancer"
    reverse_proxy Nginx     { note: "0.30 CPU / 50MB; :9999" }
    worker        Workers5  "5 workers"     { note: "take from the queue" }
    external      StripeAPI "Stripe API"
    cache         Things

    Orders -> LB
    `,
  ],
  [
    "a graph of Graphviz: defaults, clusters, both ways, backward, to a cluster",
    `
    digraph architecture {
      rankdir=LR; node [shape=box];
      user [label="User", shape=circle];
      subgraph cluster_vpc {
        label = "VPC";
        web [label="Web\\nserver"]; web2;
        subgraph cluster_data { label="Data tier"; node [shape=cylinder]; db; cache [label="Redis"]; }
      }
      user -> {web web2} [label="HTTPS"];
      web -> db -> replica [style=dashed];
      web2 -> cache [dir=both];
      // the way back
      db -> web2 [dir=back, style=dotted];
      "Payment gateway" [style=dashed, tooltip="Takes cards", URL="https://pay.example"];
      web -> "Payment gateway":n [headlabel="1..*"];
      web -> db [lhead=cluster_data];
    }
    `,
    `
    system Architecture

    actor User

    sql_database Replica
    external     PaymentGateway "Payment gateway" { link: "https://pay.example", note: "Takes cards" }

    domain VPC {
      service Web "Web server"
      service Web2

      component Data "Data tier" {
        sql_database Db
        cache        Cache "Redis"
      }
    }

    User -> Web, Web2     "HTTPS"
    Web ~> Db ~> Replica
    Web2 <-> Cache
    // the way back
    Web2 -> Db            { optional: true }
    Web -> PaymentGateway { note: "1..*" }
    Web -> Data
    `,
  ],
  [
    "tables and records of Graphviz are entities",
    `
    digraph {
      user [shape=record, label="{User|+ id: int\\l+ name: varchar(80)\\l}"];
      order [shape=plain, label=<<table><tr><td>Order</td></tr><tr><td>PK</td><td>id</td><td>uuid</td></tr><tr><td>FK</td><td>user_id</td><td>int?</td></tr></table>>];
      user -> order [arrowtail=tee, arrowhead=crow, label="user_id"];
      user -> tag [arrowtail=crow, arrowhead=crowodot, label="has"];
    }
    `,
    `
    entity User {
      id   int
      name string(80)
    }

    entity Order {
      id      uuid [pk]
      user_id int? -> User
    }

    entity Tag

    relation User *--* Tag "has"
    `,
  ],
  [
    "tables and records that call somebody are components; lines between entities are kept as comments",
    `
    digraph {
      node [shape=record];
      lb [label="{LB|port: int}"]; app [shape=box]; app -> lb;
      a [label="{A|id: int}"]; b [label="{B|id: int}"]; a -> b [label="has"];
    }
    `,
    `
    load_balancer LB  { note: "port: int" }
    client        App

    entity A {
      id int
    }

    entity B {
      id int
    }

    App -> LB
    // A -> B has
    `,
  ],
  [
    "an ER diagram",
    `
    erDiagram
      CUSTOMER ||--o{ ORDER : places
      CUSTOMER {
        string custNumber PK
        string email UK "where receipts go"
      }
      o["ORDER"] {
        int orderNumber PK
        int customer_id FK
        geometry place
      }
      ORDER ||..|{ LINE-ITEM : contains
      CAR 1 to zero or more ORDER : ""
      what is this
    `,
    `
    entity Customer {
      custNumber string [pk]
      email      string [unique] "where receipts go"
    }

    entity Order

    entity Order2 {
      orderNumber int  [pk]
      customer_id int  -> Customer
      place       blob // geometry
    }

    entity LineItem

    entity Car

    relation Customer 1--*    Order    "places"
    relation Order    1--1..* LineItem "contains"
    relation Car      1--*    Order

    // what is this
    `,
  ],
  [
    "PostgreSQL as pg_dump writes it",
    `
    SET statement_timeout = 0;
    SET client_encoding = 'UTF8';
    CREATE TYPE public.order_status AS ENUM (
        'new',
        'in progress'
    );
    ALTER TYPE public.order_status OWNER TO shop;
    --
    -- Name: orders; Type: TABLE; Schema: public; Owner: shop
    --
    CREATE TABLE public.orders (
        id bigint NOT NULL,
        customer_id integer,
        status public.order_status DEFAULT 'new'::public.order_status NOT NULL,
        total numeric(10,2) NOT NULL,
        placed_at timestamp with time zone DEFAULT now(),
        tags text[],
        kind character varying,
        CONSTRAINT total_positive CHECK ((total > (0)::numeric)),
        CONSTRAINT kind_ok CHECK (((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))
    );
    ALTER TABLE ONLY public.orders ALTER COLUMN id SET DEFAULT nextval('public.orders_id_seq'::regclass);
    CREATE TABLE public.customers (id integer NOT NULL, email character varying(255) NOT NULL);
    COMMENT ON TABLE public.customers IS 'People who buy';
    COMMENT ON COLUMN public.customers.email IS 'Where receipts go';
    ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
    ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);
    ALTER TABLE ONLY public.orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES public.customers(id) ON DELETE CASCADE;
    CREATE UNIQUE INDEX customers_email ON public.customers USING btree (lower((email)::text));
    CREATE INDEX orders_placed ON public.orders (placed_at);
    CREATE VIEW public.recent AS SELECT * FROM public.orders;
    `,
    `
    entity Orders {
      id          bigint [pk]
      customer_id int? -> Customers      // ON DELETE CASCADE
      status      enum(new, "in progress")  // DEFAULT 'new'::public.order_status
      total       decimal                // numeric(10,2)
      placed_at   timestamp? [index]     // DEFAULT now()
      tags        text[]?
      kind        enum(a, b)?
      // CHECK ((total > (0)::numeric))
    }

    entity Customers "People who buy" {
      id    int         [pk]
      email string(255) "Where receipts go"
      // unique index (lower((email)::text))
    }

    // CREATE VIEW public.recent AS SELECT * FROM public.orders
    // Left out: 2 × SET, ALTER
    `,
  ],
  [
    "MySQL as mysqldump writes it",
    `
    /*!40101 SET NAMES utf8 */;
    DROP TABLE IF EXISTS \`order_items\`;
    CREATE TABLE \`order_items\` (
      \`id\` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the key',
      \`order_id\` bigint(20) DEFAULT NULL,
      \`sku\` char(12) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL,
      \`is_gift\` tinyint(1) NOT NULL DEFAULT '0',
      \`size\` enum('S','M','L') DEFAULT 'M',
      \`note\` varchar(200) DEFAULT 'it\\'s, fine',
      \`key\` varchar(10) DEFAULT NULL,
      PRIMARY KEY (\`id\`),
      UNIQUE KEY \`uk_sku\` (\`sku\`),
      UNIQUE KEY \`uk_two\` (\`sku\`,\`order_id\`),
      KEY \`idx_order\` (\`order_id\`),
      CONSTRAINT \`fk_order\` FOREIGN KEY (\`order_id\`) REFERENCES \`orders\` (\`id\`) ON DELETE CASCADE ON UPDATE NO ACTION
    ) ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4 COMMENT='Lines of an order';
    INSERT INTO \`order_items\` VALUES (1,2,'a;b'),(2,3,'c');
    CREATE TABLE orders (id bigint primary key, a int, b int, foreign key (a, b) references pair (a, b))
    `,
    `
    entity OrderItems "Lines of an order" {
      id       int        [pk] "the key"     // AUTO_INCREMENT
      order_id bigint?    [index] -> Orders  // ON DELETE CASCADE
      sku      string(12) [unique]
      is_gift  bool                          // DEFAULT '0'
      size     enum(S, M, L)?                // DEFAULT 'M'
      note     string(200)?                  // DEFAULT 'it\\'s, fine'
      key      string(10)?
      // UNIQUE KEY \`uk_two\` (\`sku\`,\`order_id\`)
    }

    entity Orders {
      id bigint [pk]
      a  int?  // references pair.a
      b  int?  // references pair.b
    }

    // Left out: DROP TABLE, INSERT INTO
    `,
  ],
  [
    "SQL Server and SQLite, schemas, comments, no semicolons",
    `
    CREATE TABLE IF NOT EXISTS [dbo].[Users](
      [UserId] [int] IDENTITY(1,1) NOT NULL,
      [Name] [nvarchar](50) NULL,
      [Bio] nvarchar(max),
     CONSTRAINT [PK_Users] PRIMARY KEY CLUSTERED ([UserId] ASC) WITH (PAD_INDEX = OFF) ON [PRIMARY]
    ) ON [PRIMARY]
    GO
    -- What is to be paid
    create table sales.invoices (
      id uuid default gen_random_uuid() primary key, -- the key
      -- who pays
      user_id int references users(UserId) on delete set null,
      amount decimal(12,2) check (amount > 0),
      state text check (state in ('open','paid')) not null,
      parent uuid references sales.invoices
    )
    create table billing.invoices (id integer primary key autoincrement, data)
    `,
    `
    domain Sales {
      entity Invoices "What is to be paid" {
        id      uuid [pk] "the key"        // default gen_random_uuid()
        user_id int? -> Users   "who pays"  // on delete set null
        amount  decimal?                   // decimal(12,2); check (amount > 0)
        state   enum(open, paid)
        parent  uuid? -> Invoices
      }
    }

    domain Billing {
      entity Invoices2 {
        id   int [pk]  // autoincrement
        data text?
      }
    }

    entity Users {
      UserId int [pk]  // IDENTITY(1,1)
      Name   string(50)?
      Bio    text?
    }
    `,
  ],
];

describe("what becomes of a text", () => {
  it.each(cases)("%s", (_, source, expected) => {
    const text = converted(dedent(source));
    expectSound(text, source);
    // Columns of comments are the formatter's business.
    const spaced = (some: string): string => some.replace(/(?<=\S) {2,}/g, " ");
    expect(spaced(text)).toBe(spaced(dedent(expected)));
  });
});

describe("however a text is written", () => {
  it.each(cases)("line ends, indentation and fences change nothing: %s", (_, source) => {
    const plain = dedent(source);
    const expected = converted(plain);
    expect(converted(plain.replaceAll("\n", "\r\n"))).toBe(expected);
    // Front matter stands at the start of its lines.
    if (!plain.startsWith("---")) expect(converted(plain.replace(/^(?=.)/gm, "\t"))).toBe(expected);
    const fence = /^(?:create|set|\/\*)/i.test(plain) ? "sql" : plain.includes("digraph") ? "dot" : "mermaid";
    expect(converted(`\`\`\`${fence}\n${plain}\n\`\`\`\n`)).toBe(expected);
    expect(converted(`\ufeff\n\n${plain}\n\n`)).toBe(expected);
  });
});

describe("what is there already", () => {
  const around = {
    ...nothingAround,
    existing: [
      { class: "component", name: "Backend", path: "Shop.Backend", kind: "service", title: "Order service" },
      { class: "component", name: "Orders", path: "Orders", kind: "sql_database" },
      { class: "actor", name: "Buyer", path: "Buyer", kind: "actor" },
      { class: "entity", name: "Customers", path: "Customers", fields: new Set(["id"]) },
    ],
    taken: ["Backend", "Orders", "Buyer", "Customers", "Worker"],
    connections: new Set([connectionId("Shop.Backend", "Orders", "sync", "")]),
    system: false,
  } as const;

  it("is spoken of, and not declared again", () => {
    const source = "graph TD\nBuyer --> x[Order service] --> y[(Orders)]\nx -.-> w[Worker]";
    expect(converted(source, around)).toBe(
      dedent(`
        // Declared already: Buyer, Shop.Backend (Order service), Orders

        worker Worker2 "Worker"

        Buyer -> Shop.Backend
        Shop.Backend ~> Worker2
      `),
    );
  });

  it("is another thing where its kind does not fit", () => {
    expect(converted("graph TD\nOrders{{Orders queue}} --> Buyer[(Buyer)]", around)).toBe(
      dedent(`
        queue        Orders2 "Orders queue"
        sql_database Buyer2  "Buyer"

        Orders2 -> Buyer2
      `),
    );
  });

  it("is another entity where a field would be lost", () => {
    expect(converted("create table customers (id int)", around)).toBe("// Declared already: Customers\n");
    expect(converted("create table t (c int references customers)", around)).toContain("c int? -> Customers");
    expect(converted("create table customers (id int, name text)", around)).toMatch(/^entity Customers2 \{/);
  });
});
