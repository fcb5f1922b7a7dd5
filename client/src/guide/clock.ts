/** An interview's clock: what is left of it, and where one should be by now. Pure: the time is handed in. */

/** When it was started, and for how long it has stood still. All in milliseconds. */
export interface Clock {
  readonly started: number;
  readonly length: number;
  /** How long it has been paused before. */
  readonly paused: number;
  /** Since when it is paused. */
  readonly since?: number;
}

/** A step and how long it may take. */
export interface Budget {
  readonly id: string;
  readonly title: string;
  /** Minutes; the steps share the interview's length in these proportions. */
  readonly minutes: number;
}

export interface Reading {
  /** Milliseconds that are left, 0 when time is up. */
  readonly left: number;
  readonly isPaused: boolean;
  readonly isOver: boolean;
  /** The step that one should be at. */
  readonly step?: { readonly id: string; readonly title: string; readonly left: number };
}

export function start(now: number, minutes: number): Clock {
  return { started: now, length: Math.max(1, minutes) * 60_000, paused: 0 };
}

/** Stops a clock that runs, and lets one run that is stopped. */
export function toggle(clock: Clock, now: number): Clock {
  const { since, ...rest } = clock;
  return since === undefined ? { ...clock, since: now } : { ...rest, paused: clock.paused + Math.max(0, now - since) };
}

export function read(clock: Clock, now: number, budgets: readonly Budget[]): Reading {
  const isPaused = clock.since !== undefined;
  const passed = Math.max(0, (clock.since ?? now) - clock.started - clock.paused);
  const left = Math.max(0, clock.length - passed);
  const step = stepAt(passed, clock.length, budgets);
  return { left, isPaused, isOver: left === 0, ...(step && left > 0 ? { step } : {}) };
}

function stepAt(passed: number, length: number, budgets: readonly Budget[]): Reading["step"] {
  const wanted = budgets.filter(({ minutes }) => minutes > 0);
  const sum = wanted.reduce((total, { minutes }) => total + minutes, 0);
  let end = 0;
  for (const { id, title, minutes } of wanted) {
    end += (minutes / sum) * length;
    if (passed < end) return { id, title, left: end - passed };
  }
  return undefined;
}

/** `38:12`, `1:05:00`. */
export function text(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (number: number): string => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** `38 minutes and 12 seconds`, for a screen reader. */
export function spoken(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [
    ...(minutes > 0 ? [`${minutes} minute${minutes === 1 ? "" : "s"}`] : []),
    ...(rest > 0 || minutes === 0 ? [`${rest} second${rest === 1 ? "" : "s"}`] : []),
  ];
  return parts.join(" and ");
}

/** A clock that was written down before, if it is one. */
export function remembered(value: unknown): Clock | undefined {
  const { started, length, paused, since } = (value ?? {}) as Record<string, unknown>;
  if (typeof started !== "number" || typeof length !== "number" || typeof paused !== "number") return undefined;
  return { started, length, paused, ...(typeof since === "number" ? { since } : {}) };
}
