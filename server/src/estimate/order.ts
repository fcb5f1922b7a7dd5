/** The order in which values that depend on each other are computed. */

/** What to compute, and how it hangs together. */
export interface Dependencies<T> {
  /** Whether it is computed already. */
  isDone(task: T): boolean;
  /** What its computation needs. */
  needs(task: T): readonly T[];
  identity(task: T): unknown;
}

interface Visit<T> {
  readonly task: T;
  readonly needs: readonly T[];
  readonly index: number;
  next: number;
  /** The smallest index that can be reached from it. */
  low: number;
}

/**
 * Groups of tasks, each after all that it needs; a group of several, or one that needs itself, is a cycle. Tarjan's
 * strongly connected components, without recursion: a chain of estimates may be long, and a cycle found is the same
 * wherever one starts.
 */
export function* inOrder<T>(
  root: T,
  dependencies: Dependencies<T>,
): Iterable<{ tasks: readonly T[]; cyclic: boolean }> {
  if (dependencies.isDone(root)) return;
  const visits = new Map<unknown, Visit<T>>();
  const open: Visit<T>[] = [];
  const waiting = new Set<unknown>();
  const trail: Visit<T>[] = [];

  const enter = (task: T): void => {
    const index = visits.size;
    const visit: Visit<T> = { task, needs: dependencies.needs(task), index, next: 0, low: index };
    visits.set(dependencies.identity(task), visit);
    open.push(visit);
    waiting.add(dependencies.identity(task));
    trail.push(visit);
  };

  enter(root);
  for (let visit = trail.at(-1); visit; visit = trail.at(-1)) {
    const need = visit.needs[visit.next];
    if (need !== undefined) {
      visit.next++;
      if (dependencies.isDone(need)) continue;
      const seen = visits.get(dependencies.identity(need));
      if (!seen) enter(need);
      else if (waiting.has(dependencies.identity(need))) visit.low = Math.min(visit.low, seen.index);
      continue;
    }
    trail.pop();
    const parent = trail.at(-1);
    if (parent) parent.low = Math.min(parent.low, visit.low);
    if (visit.low !== visit.index) continue;
    const from = open.lastIndexOf(visit);
    const tasks = open.splice(from).map((member) => member.task);
    for (const task of tasks) waiting.delete(dependencies.identity(task));
    const identity = dependencies.identity(visit.task);
    yield { tasks, cyclic: tasks.length > 1 || visit.needs.some((other) => dependencies.identity(other) === identity) };
  }
}
