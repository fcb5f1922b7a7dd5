import * as vscode from "vscode";

/**
 * Runs a task one at a time; of all that is asked for meanwhile, once more. So a fast typist gets as many answers as can
 * be given, the last one in any case, and never a queue of them.
 */
export class Latest {
  readonly #run: (token: vscode.CancellationToken) => Promise<void>;
  readonly #failed: (error: unknown) => void;
  #running: vscode.CancellationTokenSource | undefined;
  #again = false;

  constructor(run: (token: vscode.CancellationToken) => Promise<void>, failed: (error: unknown) => void) {
    this.#run = run;
    this.#failed = failed;
  }

  request(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    this.#run(running.token)
      .catch(this.#failed)
      .finally(() => {
        running.dispose();
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.request();
      });
  }

  /** Gives up what runs; what it would have answered is not wanted any more. */
  cancel(): void {
    this.#again = false;
    this.#running?.cancel();
  }
}
