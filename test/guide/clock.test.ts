import { describe, expect, it } from "vitest";
import { type Budget, read, remembered, spoken, start, text, toggle } from "../../client/src/guide/clock.ts";

const minute = 60_000;
const budgets: readonly Budget[] = [
  { id: "a", title: "A", minutes: 10 },
  { id: "b", title: "B", minutes: 20 },
  { id: "none", title: "None", minutes: 0 },
  { id: "c", title: "C", minutes: 10 },
];

describe("the interview's clock", () => {
  it.each([
    [0, 40, "a", 10],
    [9.5, 30.5, "a", 0.5],
    [10, 30, "b", 20],
    [29.9, 10.1, "b", 0.1],
    [30, 10, "c", 10],
    [40, 0, undefined, undefined],
    [400, 0, undefined, undefined],
    [-5, 40, "a", 10],
  ])("after %d minutes", (passed, left, id, ofStep) => {
    const reading = read(start(1000, 40), 1000 + passed * minute, budgets);
    expect(reading.left).toBeCloseTo(left * minute);
    expect(reading.isOver).toBe(left === 0);
    expect(reading.step?.id).toBe(id);
    if (ofStep !== undefined) expect(reading.step?.left).toBeCloseTo(ofStep * minute);
  });

  it("shares its length among the steps in their proportions", () => {
    expect(read(start(0, 20), 6 * minute, budgets).step).toEqual({ id: "b", title: "B", left: 9 * minute });
    expect(read(start(0, 20), 0, []).step).toBeUndefined();
  });

  it("stands still while it is paused", () => {
    let clock = start(0, 40);
    clock = toggle(clock, 10 * minute);
    expect(read(clock, 500 * minute, budgets)).toMatchObject({ left: 30 * minute, isPaused: true, isOver: false });
    clock = toggle(clock, 500 * minute);
    expect(read(clock, 505 * minute, budgets)).toMatchObject({ left: 25 * minute, isPaused: false });
    clock = toggle(toggle(clock, 505 * minute), 506 * minute);
    expect(read(clock, 507 * minute, budgets).left).toBe(24 * minute);
  });

  it.each([
    [0, "0:00", "0 seconds"],
    [1, "0:01", "1 second"],
    [61_000, "1:01", "1 minute and 1 second"],
    [45 * minute, "45:00", "45 minutes"],
    [90 * minute, "1:30:00", "90 minutes"],
  ])("%d ms are %s", (milliseconds, shown, said) => {
    expect(text(milliseconds)).toBe(shown);
    expect(spoken(milliseconds)).toBe(said);
  });

  it("is remembered only as what it was", () => {
    const clock = toggle(start(5, 40), 9);
    expect(remembered(JSON.parse(JSON.stringify(clock)))).toEqual(clock);
    for (const odd of [undefined, null, 5, "x", {}, { started: "1", length: 2, paused: 3 }]) {
      expect(remembered(odd)).toBeUndefined();
    }
  });
});
