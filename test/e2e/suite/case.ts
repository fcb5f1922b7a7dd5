/** One test in the extension host. Hosts differ (node, web worker), so nothing here needs node or a test framework. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<void> | void;
}

/** The longest that one case may take, in milliseconds. */
const limit = 60_000;

/** Throws unless two values are equal as JSON; `what` names what was compared. */
export function equal(what: string, actual: unknown, expected: unknown): void {
  const [is, ought] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== ought) throw new Error(`${what}\n  expected ${ought}\n  received ${is}`);
}

/** Throws unless the condition holds. */
export function check(what: string, holds: boolean): void {
  if (!holds) throw new Error(what);
}

/** Waits until `value` gives something that satisfies `holds`, and returns it. The error shows the last value. */
export async function eventually<T>(
  what: string,
  value: () => T | PromiseLike<T>,
  holds: (value: T) => boolean,
  milliseconds = 20_000,
): Promise<T> {
  let last = await value();
  for (const start = Date.now(); !holds(last) && Date.now() - start < milliseconds; last = await value()) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!holds(last)) throw new Error(`${what}\n  last seen ${JSON.stringify(last)}`);
  return last;
}

/** Runs cases in order, printing a line for each that `cases` in host.test.ts reads. Rejects when one has failed. */
export async function runCases(cases: readonly Case[]): Promise<void> {
  const failed: string[] = [];
  for (const { name, run } of cases) {
    const started = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
    });
    try {
      await Promise.race([run(), late]);
      console.log(`suite ok: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed.push(name);
      console.log(`suite failed: ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    } finally {
      clearTimeout(timer);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} of ${cases.length} cases failed: ${failed.join("; ")}`);
}
