/**
 * Patterns of file paths: `**` any folders, `*` any part of a name, `?` one character, `{a,b}` either. A configuration
 * may come from anybody, so a pattern is run on all its paths at once, in time proportional to pattern times path;
 * a regular expression would try them one after the other.
 */

type Step =
  | { readonly type: "literal"; readonly char: string }
  /** Any character but a slash, or any at all. */
  | { readonly type: "any"; readonly slash: boolean }
  /** Go on at each of these. */
  | { readonly type: "fork"; readonly to: number[] };

/**
 * Whether a path with forward slashes, relative to the configuration's folder, fits a pattern. A pattern without a
 * slash is matched against the file's name in any folder.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const anchored = pattern.startsWith("./") ? pattern.slice(2) : pattern.includes("/") ? pattern : `**/${pattern}`;
  const steps = compile([...anchored]);
  return (path) => {
    let at = reach(steps, [0]);
    for (const char of path) {
      const next: number[] = [];
      for (const index of at) {
        const step = steps[index];
        if (step?.type === "literal" ? step.char === char : step?.type === "any" && (step.slash || char !== "/")) {
          next.push(index + 1);
        }
      }
      if (next.length === 0) return false;
      at = reach(steps, next);
    }
    return at.has(steps.length);
  };
}

/** The steps from which some steps go on, forks followed. */
function reach(steps: readonly Step[], from: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const waiting = [...from];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    const step = steps[index];
    if (step?.type === "fork") waiting.push(...step.to);
  }
  return found;
}

function compile(chars: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  const fork = (...to: number[]): { readonly type: "fork"; readonly to: number[] } => {
    const step = { type: "fork" as const, to };
    steps.push(step);
    return step;
  };
  /** The alternatives of each open brace: where it begins, and the ends of those before. */
  const braces: { readonly start: { readonly to: number[] }; readonly ends: { readonly to: number[] }[] }[] = [];
  const close = (): void => {
    const brace = braces.pop();
    for (const end of brace?.ends ?? []) end.to.push(steps.length);
  };
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? "";
    const brace = braces.at(-1);
    if (char === "*" && chars[at + 1] === "*") {
      at++;
      const loop = steps.length;
      const enter = fork(loop + 1);
      steps.push({ type: "any", slash: true });
      if (chars[at + 1] === "/") {
        // Whole folders: what was taken ends in a slash.
        at++;
        fork(loop + 1, loop + 3);
        steps.push({ type: "literal", char: "/" });
      } else fork(loop);
      enter.to.push(steps.length);
    } else if (char === "*") {
      const loop = steps.length;
      const enter = fork(loop + 1);
      steps.push({ type: "any", slash: false });
      fork(loop);
      enter.to.push(steps.length);
    } else if (char === "?") steps.push({ type: "any", slash: false });
    else if (char === "{" && chars.includes("}", at)) {
      braces.push({ start: fork(steps.length + 1), ends: [] });
    } else if (char === "," && brace) {
      brace.ends.push(fork());
      brace.start.to.push(steps.length);
    } else if (char === "}" && brace) close();
    else steps.push({ type: "literal", char });
  }
  while (braces.length > 0) close();
  return steps;
}
