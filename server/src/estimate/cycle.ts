/** Estimates that depend on themselves. */

import type { LinkedExpression } from "../model/design.ts";
import type { Calculated } from "./calculate.ts";
import { problem } from "./problem.ts";
import type { Owner } from "./stated.ts";

/** One expression of a cycle. */
export interface Member {
  readonly of: LinkedExpression;
  readonly owner: Owner;
}

/** Beyond this many members the way around is not spelled out. */
const SPELLED_OUT = 40;

/** The result of an expression that depends on itself: no value, and a finding on the word that closes the circle. */
export function cycleResult(
  self: Member,
  members: readonly Member[],
  needs: (member: Member) => readonly unknown[],
): Calculated {
  const way = members.length > SPELLED_OUT ? [] : wayAround(self, members, needs);
  const names = [self, ...way, self].map((member) => `\`${member.owner.name}\``).join(" → ");
  const around = way.length || members.length === 1 ? `: ${names}` : "";
  const message = `\`${self.owner.name}\` depends on itself${around}. Break the circle: state one of them as a number.`;
  const { expression, origin } = self.of;
  const found = problem("estimate/cycle", origin, closing(self, way[0] ?? self, members), message);
  return { problems: [found], steps: [], part: { start: expression.start, end: expression.end } };
}

/** The shortest way from a member back to itself, itself left out. */
function wayAround(self: Member, members: readonly Member[], needs: (member: Member) => readonly unknown[]): Member[] {
  const from = new Map<Member, Member>();
  const queue: Member[] = [self];
  for (const member of queue) {
    const needed = new Set(needs(member));
    if (member !== self && needed.has(self.of)) {
      const way: Member[] = [];
      for (let step: Member | undefined = member; step && step !== self; step = from.get(step)) way.unshift(step);
      return way;
    }
    for (const next of members) {
      if (next === self || from.has(next) || !needed.has(next.of)) continue;
      from.set(next, member);
      queue.push(next);
    }
  }
  return [];
}

/** The word of an expression that leads on around the cycle; the whole expression where it is not to be seen. */
function closing(self: Member, next: Member, members: readonly Member[]): { start: number; end: number } {
  const { expression, resolutions } = self.of;
  const leads = (name: string, among: readonly Member[]) => among.some((member) => member.owner.id === name);
  for (const among of [[next], members]) {
    for (const [path, resolution] of resolutions) {
      if (resolution.type === "element" && leads(resolution.key, among)) return path;
      if (resolution.type === "property" && leads(`${resolution.key}.${resolution.property}`, among)) return path;
    }
  }
  return expression;
}
