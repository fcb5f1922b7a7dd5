/** Which nodes lead in a circle. */

/** Strongly connected nodes, those that others lead to first. Tarjan (1972), without recursion. */
export function circles(
  nodes: readonly number[],
  next: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const order = new Map<number, number>();
  const lowest = new Map<number, number>();
  const held = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];
  const within = new Set(nodes);
  for (const start of nodes) {
    if (order.has(start)) continue;
    const calls: { node: number; successors: readonly number[]; at: number }[] = [];
    const enter = (node: number): void => {
      order.set(node, order.size);
      lowest.set(node, order.size - 1);
      held.add(node);
      stack.push(node);
      calls.push({ node, successors: next(node), at: 0 });
    };
    enter(start);
    for (let call = calls.at(-1); call; call = calls.at(-1)) {
      const successor = call.successors[call.at++];
      if (successor !== undefined) {
        if (!within.has(successor)) continue;
        if (!order.has(successor)) enter(successor);
        else if (held.has(successor)) lower(lowest, call.node, order.get(successor) ?? 0);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller) lower(lowest, caller.node, lowest.get(call.node) ?? 0);
      if (lowest.get(call.node) !== order.get(call.node)) continue;
      const members: number[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        held.delete(member);
        members.push(member);
        if (member === call.node) break;
      }
      found.push(members);
    }
  }
  return found;
}

function lower(lowest: Map<number, number>, node: number, value: number): void {
  if (value < (lowest.get(node) ?? Number.POSITIVE_INFINITY)) lowest.set(node, value);
}
