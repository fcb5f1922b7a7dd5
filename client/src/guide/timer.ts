import * as vscode from "vscode";
import { type Budget, type Clock, read, remembered, spoken, start, text, toggle } from "./clock.ts";

const memory = "interviewTimer";
/** What `when` clauses know of it: `running`, `paused`. */
const context = "sdesign.interviewTimer";
/** For so many milliseconds, the status bar says that the next step is due. */
const announced = 8000;
/** From here on the end is near. */
const soon = 5 * 60_000;
/** A clock that ended longer ago than this says nothing when the window comes back. */
const forgotten = 5 * 60_000;

/** The steps as the setting names them, with what people call them. */
const titles: readonly (readonly [id: string, title: string, minutes: number])[] = [
  ["requirements", "Requirements", 7],
  ["interface", "Interface", 5],
  ["estimates", "Estimates", 5],
  ["data", "Data model", 5],
  ["drawing", "High-level design", 10],
  ["details", "Detailed design", 8],
  ["bottlenecks", "Bottlenecks", 5],
];

/** The interview's clock in the status bar. There only when somebody has switched it on. */
export class InterviewTimer implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #disposables: vscode.Disposable[] = [];
  #item: vscode.StatusBarItem | undefined;
  #clock: Clock | undefined;
  #tick: ReturnType<typeof setInterval> | undefined;
  #step: string | undefined;
  #announcedUntil = 0;

  constructor(state: vscode.Memento) {
    this.#state = state;
    this.#disposables.push(
      vscode.commands.registerCommand("sdesign.startInterviewTimer", () => this.#start()),
      vscode.commands.registerCommand("sdesign.pauseInterviewTimer", () => this.#pause()),
      vscode.commands.registerCommand("sdesign.stopInterviewTimer", () => this.#stop()),
      vscode.commands.registerCommand("sdesign.interviewTimer", () => this.#choose()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration("sdesign.interview")) this.#show();
      }),
    );
    const before = remembered(state.get(memory));
    if (!before) return;
    const { isOver } = read(before, Date.now(), []);
    if (isOver && Date.now() - before.started - before.paused > before.length + forgotten) this.#stop();
    else this.#run(before);
  }

  #start(): void {
    const minutes = vscode.workspace.getConfiguration("sdesign").get<number>("interview.minutes", 45);
    this.#run(start(Date.now(), minutes));
  }

  #pause(): void {
    if (this.#clock) this.#run(toggle(this.#clock, Date.now()));
  }

  #stop(): void {
    this.#clock = undefined;
    this.#halt();
    this.#item?.dispose();
    this.#item = undefined;
    this.#step = undefined;
    this.#state.update(memory, undefined);
    vscode.commands.executeCommand("setContext", context, undefined);
  }

  #run(clock: Clock): void {
    this.#clock = clock;
    this.#state.update(memory, clock);
    this.#halt();
    const isPaused = clock.since !== undefined;
    vscode.commands.executeCommand("setContext", context, isPaused ? "paused" : "running");
    if (!isPaused) this.#tick = setInterval(() => this.#show(), 1000);
    if (!this.#item) {
      this.#item = vscode.window.createStatusBarItem("sdesign.interviewTimer", vscode.StatusBarAlignment.Left, -1);
      this.#item.name = "Interview Timer";
      this.#item.command = "sdesign.interviewTimer";
    }
    this.#item.show();
    this.#show();
  }

  #halt(): void {
    clearInterval(this.#tick);
    this.#tick = undefined;
  }

  #show(): void {
    const item = this.#item;
    if (!item || !this.#clock) return;
    const now = Date.now();
    const { left, isPaused, isOver, step } = read(this.#clock, now, budgets());
    if (step && step.id !== this.#step) {
      if (this.#step !== undefined) this.#announcedUntil = now + announced;
      this.#step = step.id;
    }
    const due = now < this.#announcedUntil && step !== undefined;
    const place = step ? `${step.title} ${text(step.left)}` : "";
    const icon = isPaused ? "$(debug-pause)" : isOver ? "$(bell)" : "$(watch)";
    item.text = due
      ? `$(bell) ${text(left)}  Now: ${step.title}`
      : `${icon} ${[text(left), place].filter(Boolean).join("  ")}`;
    const colour = isOver ? "error" : due || (left < soon && !isPaused) ? "warning" : undefined;
    item.backgroundColor = colour && new vscode.ThemeColor(`statusBarItem.${colour}Background`);
    item.tooltip = isPaused ? "Interview timer, paused" : "Interview timer: what is left, and of the step that is due";
    const sentence = step ? ` ${step.title}: ${spoken(step.left)}.` : "";
    item.accessibilityInformation = {
      label: `Interview timer${isPaused ? ", paused" : ""}: ${spoken(left)} left.${sentence}`,
    };
    if (isOver && this.#tick !== undefined) this.#end();
  }

  #end(): void {
    this.#halt();
    const minutes = Math.round((this.#clock?.length ?? 0) / 60_000);
    vscode.window
      .showInformationMessage(`The interview's ${minutes} minutes are over.`, "Start Again", "Stop the Timer")
      .then((choice) => {
        if (choice === "Start Again") this.#start();
        else if (choice === "Stop the Timer") this.#stop();
      });
  }

  async #choose(): Promise<void> {
    if (!this.#clock) return this.#start();
    const { isPaused, isOver } = read(this.#clock, Date.now(), []);
    const choices = [
      ...(isOver ? [] : [isPaused ? "$(debug-continue) Go On" : "$(debug-pause) Pause"]),
      "$(debug-restart) Start Again",
      "$(debug-stop) Stop",
      "$(checklist) Show the Guide",
    ];
    const choice = await vscode.window.showQuickPick(choices, { title: "Interview Timer" });
    if (choice === undefined) return;
    if (/Go On|Pause/.test(choice)) this.#pause();
    else if (choice.includes("Again")) this.#start();
    else if (choice.includes("Stop")) this.#stop();
    else await vscode.commands.executeCommand("sdesign.guide.focus");
  }

  dispose(): void {
    this.#halt();
    this.#item?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The steps' budgets: the setting's, where it states some that make sense. */
function budgets(): readonly Budget[] {
  const stated = vscode.workspace.getConfiguration("sdesign").get<Record<string, unknown>>("interview.steps", {});
  return titles.map(([id, title, usual]) => {
    const own = Object.hasOwn(stated, id) ? stated[id] : undefined;
    return { id, title, minutes: typeof own === "number" && own >= 0 ? own : usual };
  });
}
