/** The exported SQL in a real PostgreSQL, on machines that have one. */

import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../server/src/export/sql.ts";
import { root } from "../house/sources.ts";
import { hostile, sourceOf } from "./source-of.ts";

const INSTALLED = "/usr/lib/postgresql";
const bin = (existsSync(INSTALLED) ? readdirSync(INSTALLED) : [])
  .map((version) => path.join(INSTALLED, version, "bin"))
  .findLast((folder) => existsSync(path.join(folder, "initdb")));

/** It refuses to run as root: then it runs as the user that its package has made. */
const isRoot = process.getuid?.() === 0;
const idOf = (flag: string): number | undefined => {
  try {
    return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return undefined;
  }
};
const user = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};
const usable = bin !== undefined && (!isRoot || user.uid !== undefined);

const nasty = `
system Nasty "It's \\"nasty\\" -- */ ; DROP"
entity select "reserved -- words" {
  user uuid [pk] "a -- remark; with 'quotes'"
  table string(80) [unique]
  order int -> Order
  c char; b bool; i int; bi bigint; idd id; ts timestamp; d double; f float; da date; de decimal
  la latitude; lo longitude; ip ipv4; ip6 ipv6
  en enum(a, "b'c", "d\\"e") [index]
  by bytes(20) [index]; te text(2 KB) [index, unique]; bl blob(2 MB); js json(3 KB) [index]
  li string(20)[] [index, unique]; s string; huge string(99999999); none enum(x)?
}
entity Order { id int [pk]; item -> Item; owner uuid -> select }
entity Item { row int [pk]; number int [pk]; order -> Order; other bigint -> Order [unique, index]; parent Item? }
entity Child { id uuid [pk]; item -> Item [unique, index]; second Item? [pii]; name string(10) -> select.table }
entity Mismatch { id uuid [pk]; a int -> select; b string(36) -> select; c uuid -> Order; d bigint -> Item }
entity NoKey { a int; r -> NoKey2 }
entity NoKey2 { a int }
entity ${"N".repeat(70)}1 { id uuid [pk]; ${"c".repeat(70)}1 int [index]; ${"c".repeat(70)}2 int [index] }
entity ${"N".repeat(70)}2 { id uuid [pk]; r -> ${"N".repeat(70)}1 }
entity Ünïcødé { größe int [pk]; 名前 string(20) }
entity event { id uuid [pk] }
entity Event { id uuid [pk]; ID int; Id int }
domain D { entity Event { id uuid [pk]; o -> event } }
entity Self { id uuid [pk]; parent uuid? -> Self; a -> A }
entity A { id uuid [pk]; b -> B }
entity B { id uuid [pk]; a -> A }
entity ListKey { id int [pk]; tags string(5)[] [pk] }
entity OfListKey { id int [pk]; key -> ListKey }
`;

describe.skipIf(!usable)("in PostgreSQL, the data model of", () => {
  let folder = "";
  const run = (program: string, args: readonly string[], input = ""): string =>
    execFileSync(path.join(bin ?? "", program), args, {
      ...user,
      input,
      encoding: "utf8",
      stdio: "pipe",
      cwd: folder,
      env: { ...process.env, LC_ALL: "C" },
    });

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "sdesign-pg-"));
    chmodSync(folder, 0o700);
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
    run("initdb", ["-D", "data", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-U", "tester"]);
    run("pg_ctl", ["-w", "-D", "data", "-l", "log", "-o", `-k ${folder} -c listen_addresses= -c fsync=off`, "start"]);
  }, 60_000);

  afterAll(() => {
    try {
      run("pg_ctl", ["-D", "data", "-m", "immediate", "stop"]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  const samples = readdirSync(path.join(root, "samples"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sdesign"))
    .map((file) => [file, readFileSync(path.join(root, "samples", file), "utf8")] as const);
  it.each([...samples, ["a hostile design", hostile] as const, ["a nasty design", nasty] as const])("%s", (_, text) => {
    const source = sourceOf(text);
    const ddl = sql(source);
    const count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'once'";
    const script = `SET client_min_messages = notice; CREATE SCHEMA once; SET search_path = once; ${ddl} ${count};`;
    const args = ["-h", folder, "-U", "tester", "-qAtX", "-v", "ON_ERROR_STOP=1", "-1", "-f", "-", "postgres"];
    // All in one transaction that is never committed: the next design finds nothing of it.
    const shown = run("psql", args, `${script}\nROLLBACK;\n`);
    const tables = source.facts.design.all("entity").filter(({ fields }) => fields.length > 0);
    expect(Number(shown.trim()), ddl).toBe(tables.length);
  });
});
