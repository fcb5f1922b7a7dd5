import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "../../server/src/estimate/decimal.ts";
import { baseUnit, exact, format } from "../../server/src/estimate/display.ts";
import {
  add,
  amount,
  convert,
  divide,
  multiply,
  type Outcome,
  power,
  type Quantity,
} from "../../server/src/estimate/quantity.ts";
import { units } from "../../server/src/language/units.ts";

/** Decimals of up to twelve digits, as people write them, and the same number as an integer of millionths. */
const written = fc
  .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
  .map((millionths) => ({ millionths, value: amount(new Decimal(millionths.toString()).div(1_000_000)) }));

function quantityOf(outcome: Outcome): Quantity {
  if ("failure" in outcome) throw new Error(outcome.failure);
  return outcome.quantity;
}

describe("arithmetic", () => {
  it("adds and subtracts without error", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const sum = new Decimal((a.millionths + b.millionths).toString()).div(1_000_000);
        expect(quantityOf(add(a.value, b.value)).value.eq(sum)).toBe(true);
        expect(quantityOf(add(quantityOf(add(a.value, b.value)), b.value, -1)).value.eq(a.value.value)).toBe(true);
      }),
    );
  });

  it("multiplies without error", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const product = new Decimal((a.millionths * b.millionths).toString()).div("1e12");
        expect(quantityOf(multiply(a.value, b.value)).value.eq(product)).toBe(true);
      }),
    );
  });

  it("divides what it multiplied", () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        fc.pre(b.millionths !== 0n);
        const back = quantityOf(divide(quantityOf(multiply(a.value, b.value)), b.value));
        expect(back.value.toSignificantDigits(30).eq(a.value.value)).toBe(true);
      }),
    );
  });

  it("takes a value to any unit of its dimension and back", () => {
    const names = fc.constantFrom(
      ...[...units.values()].filter((unit) => unit.per === undefined).map(({ name }) => name),
    );
    fc.assert(
      fc.property(written, names, names, (number, from, to) => {
        const [one, other] = [amount(number.value.value, from), amount(1, to)];
        const there = convert(one, [{ name: to, power: 1 }], "exact");
        if ("failure" in there) {
          expect([...one.dimensions]).not.toEqual([...other.dimensions]);
          return;
        }
        expect(there.quantity.value.eq(one.value)).toBe(true);
        const back = quantityOf(convert(there.quantity, [{ name: from, power: 1 }], "exact"));
        expect(back.value.div(amount(1, from).value).toSignificantDigits(30).eq(number.value.value)).toBe(true);
      }),
    );
  });

  it("adds the exponents of dimensions and labels, and cancels them", () => {
    const rate = quantityOf(divide(amount(10, "requests"), amount(2, "s")));
    expect([...rate.dimensions]).toEqual([["time", -1]]);
    expect([...rate.labels]).toEqual([["request", 1]]);
    const count = quantityOf(multiply(rate, amount(3, "s")));
    expect([count.dimensions.size, count.value.toNumber()]).toEqual([0, 15]);
    expect(quantityOf(divide(count, amount(3, "requests"))).labels.size).toBe(0);
    expect([...quantityOf(power(amount(2, "s"), amount(3))).dimensions]).toEqual([["time", 3]]);
  });
});

describe("display", () => {
  it.each([
    [1271, "B", "1.271 KB"],
    ["12.71e9", "B/month", "12.71 GB/month"],
    [166.6666667, "requests/s", "166.67 requests/s"],
    [3.8580247, "1/s", "3.858/s"],
    [3472.222, "1/s", "3,472/s"],
    [14971.3, "1/s", "14.97k/s"],
    [9999.7, "", "10k"],
    [999999.9, "users", "1M users"],
    ["1.5e15", "", "1,500T"],
    ["1e20", "", "1e20"],
    [0.1 + 0.2, "", "0.3"],
    [0.02674, "", "0.02674"],
    ["9.4039e-14", "", "9.404e-14"],
    [1, "users", "1 user"],
    [-1.5, "KB", "-1.5 KB"],
    [0, "B", "0 B"],
    [999.9996, "KB", "1 MB"],
    [100, "Mbps", "12.5 MB/s"],
    [12, "GiB", "12.88 GB"],
    [20, "x", "20x"],
    [1.5, "x", "1.5x"],
    [99.9, "%", "99.9%"],
    ["99.999999999", "%", "99.999999999%"],
    [140, "%", "140%"],
    [0, "%", "0%"],
    ["0.001", "%", "0.001%"],
    [200, "$/month", "$200/month"],
    [-200, "$/month", "-$200/month"],
    [12500, "EUR/month", "€12.5k/month"],
    [3, "CHF", "CHF 3"],
    ["0.02", "$/GB/month", "$0.02/GB/month"],
    // downtime in 30 days
    [2592000 * 0.01, "s", "7.2 h"],
    [2592000 * 0.001, "s", "43.2 min"],
    [2592000 * 0.0005, "s", "21.6 min"],
    [2592000 * 0.0001, "s", "4.32 min"],
    [2592000 * 0.00001, "s", "25.92 s"],
    [0.5, "ms", "500 µs"],
    [90, "days", "90 days"],
    [400, "days", "1.096 years"],
    [1, "day", "1 day"],
    [5, "requests/user/day", "5 requests/user/day"],
    [1, "s*s", "1 s²"],
  ])("%s %s is %s", (value, unit, shown) => {
    expect(format(amount(value, unit))).toBe(shown);
  });

  it.each([
    ["12.71e9", "B/month", "12,710,000,000 B/month"],
    [0.1 + 0.2, "", "0.30000000000000004"],
    [1, "month", "2,592,000 s"],
    ["1234567.891", "", "1,234,567.891"],
    ["9.4039e-14", "", "9.4039e-14"],
    ["99.95", "%", "99.95%"],
    [1, "user", "1 user"],
  ])("%s %s is exactly %s", (value, unit, shown) => {
    expect(exact(amount(value, unit))).toBe(shown);
  });

  it.each([
    [1, "GB/month", "B/s"],
    [1, "requests/user/day", "requests/user/s"],
    [1, "1/day", "1/s"],
    [1, "$/month", "USD/s"],
    [1, "", ""],
  ])("the base unit of %s %s is %s", (value, unit, base) => {
    expect(baseUnit(amount(value, unit))).toBe(base);
  });

  it("says where an exact value does not end", () => {
    expect(exact(quantityOf(divide(amount(1), amount(3))))).toBe("0.333333333333333…");
    expect(exact(quantityOf(multiply(quantityOf(divide(amount(1), amount(3))), amount(3))))).toBe("1");
  });

  it("always leaves 1 to 999 before the point, or writes a small number out", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e17, noNaN: true }),
        fc.constantFrom("B", "s", "users", "B/day"),
        (value, unit) => {
          const shown = format(amount(value, unit));
          const number = Number(shown.replaceAll(",", "").replace(/[^\d.e-].*$/, ""));
          expect(number, shown).toBeGreaterThanOrEqual(0);
          if (unit === "B" && value >= 1 && value < 999e15) expect(number, shown).toBeLessThan(1000);
          if (unit === "s" && value >= 1e-6 && value < 3e10) expect(number, shown).toBeLessThan(1000);
          expect(shown).not.toMatch(/\d{6}\.|\.\d{7}/);
        },
      ),
    );
  });
});
