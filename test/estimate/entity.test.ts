import { describe, expect, it } from "vitest";
import { numbersOf } from "./numbers-of.ts";

const KEYS = `
entity Person { id uuid [pk] }
entity Seat { venue bigint [pk]; row int [pk]; note string(10) }
entity Keyless { name string(10) }`;

describe("the size of a field", () => {
  it.each([
    ["char", 2],
    ["bool", 1],
    ["int", 4],
    ["bigint", 8],
    ["timestamp", 8],
    ["date", 4],
    ["decimal", 16],
    ["latitude", 8],
    ["uuid", 16],
    ["uuid?", 16],
    ["ipv6", 16],
    ["enum(open, closed)", 1],
    ["string(120)", 240],
    ["string(120)?", 240],
    ["bytes(7)", 7],
    ["blob(200 KB)", 200_000],
    ["text(1 KiB)", 1024],
    ["int[20]", 80],
    ["string(8)[10]", 160],
    ["Person", 16],
    ["Person[3]", 48],
    ["-> Person", 16],
    ["-> Person.id", 16],
    ["-> Seat", 12],
    ["-> Seat.note", 20],
    ["bigint -> Person", 8],
    ["string", undefined],
    ["text", undefined],
    ["json", undefined],
    ["int[]", undefined],
    ["Keyless", undefined],
    ["-> Keyless", undefined],
    ["string(n)", 30],
    ["string(2 * n)", 60],
    ["blob(nobody)", undefined],
    ["blob(5 s)", undefined],
  ])("%s is %s bytes", (type, bytes) => {
    const numbers = numbersOf(`${KEYS}\nestimates { n = 15 }\nentity E { field ${type} }`);
    expect(numbers.evaluation.fieldSize(numbers.element("field", "E.field"))?.value.toNumber()).toBe(bytes);
    const size = numbers.evaluation.entitySize(numbers.element("entity", "E").key);
    expect([size?.bytes, size?.lowerBound]).toEqual([bytes ?? 0, bytes === undefined]);
    expect(size?.blocking.map((field) => field.name)).toEqual(bytes === undefined ? ["field"] : []);
  });
});

describe("the size of an entity", () => {
  it("is the sum of its fields", () => {
    const numbers = numbersOf(
      `${KEYS}\nentity E { id -> Seat [pk]; name string(10); at timestamp }\nentity F { e -> E }`,
    );
    const size = (id: string) => numbers.evaluation.entitySize(numbers.element("entity", id).key)?.bytes;
    expect([size("E"), size("F"), size("Seat")]).toEqual([12 + 20 + 8, 12, 32]);
  });

  it("is a lower bound where a field has no size, and where there are no fields", () => {
    const numbers = numbersOf("entity E { id uuid [pk]; name string }\nentity F { }\nestimates { x = 2 * size(E) }");
    const size = (id: string) => numbers.evaluation.entitySize(numbers.element("entity", id).key);
    expect([size("E")?.bytes, size("E")?.lowerBound, size("F")?.lowerBound]).toEqual([16, true, true]);
    expect(numbers.result("x").steps.map((step) => step.text)).toEqual([
      "size(`E`) ≥ 16 B",
      "`name` of `E` count for nothing: no size is stated",
    ]);
  });

  it("is unknown where keys refer to each other in a circle", () => {
    const numbers = numbersOf("entity A { id -> B [pk] }\nentity B { id -> A [pk] }\nentity C { a -> A; n int }");
    const size = (id: string) => numbers.evaluation.entitySize(numbers.element("entity", id).key);
    expect([size("A")?.lowerBound, size("B")?.lowerBound, size("C")?.bytes]).toEqual([true, true, 4]);
    expect(numbers.problems()).toEqual([]);
  });

  it("may be a range", () => {
    const numbers = numbersOf("entity E { body blob(1 to 4 KB) }\nestimates { x = size(E) * 1M/day }");
    expect(numbers.shown("x")).toBe("2 GB/day (1 to 4)");
  });
});

describe("rows", () => {
  it.each([
    ["rows: 5M", "5M tickets"],
    ["grows: 75k/day, retention: 5 years", "136.88M tickets"],
    ["rows: 5M, grows: 75k/day", "5M tickets"],
    ["grows: 1k/day", "1.825M tickets"],
    ["grows: 1k to 2k tickets/day, retention: 100 days", "141.42k tickets (100k to 200k)"],
    ["retention: 5 years", undefined],
    ["grows: 5 GB", undefined],
  ])("with %s are %s", (properties, shown) => {
    const numbers = numbersOf(`entity Ticket { ${properties} }\nestimates { x = rows(Ticket) }`);
    if (shown === undefined) expect(numbers.result("x").quantity).toBeUndefined();
    else expect(numbers.shown("x")).toBe(shown);
  });
});
