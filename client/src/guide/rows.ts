/** The rows of the guide, as they are shown and as they are spoken. Pure: a view puts them on the screen. */

import type {
  GuideItemShown,
  GuidePartShown,
  GuidePlace,
  GuideQuestionShown,
  GuideResult,
  GuideStepShown,
} from "../../../server/src/service/protocol/guide.ts";

type State = GuideItemShown["state"];

export interface Row {
  /** The same for the same thing, so that what is folded stays so. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  /** Paragraphs; the first one is the heading. */
  readonly tooltip: readonly string[];
  /** What a screen reader says. */
  readonly spoken: string;
  readonly children: readonly Row[];
  readonly expanded: boolean;
  /** What can be done with it. */
  readonly place?: GuidePlace;
  readonly skeleton?: Offer;
  /** A question that can be written down without answering it. */
  readonly note?: Offer;
  /** What happens when it is chosen. */
  readonly act?: "go" | "insert" | "note";
}

/** What can be inserted, in words for a button. */
export interface Offer {
  readonly id: string;
  readonly title: string;
}

/** A codicon and the theme's colour for it. */
export interface Icon {
  readonly name: string;
  readonly colour?: string;
}

const ICONS: Readonly<Record<State, Icon>> = {
  done: { name: "pass-filled", colour: "testing.iconPassed" },
  open: { name: "circle-large-outline" },
  questionable: { name: "question", colour: "list.warningForeground" },
};
const AT_HAND: Icon = { name: "arrow-circle-right", colour: "charts.blue" };
const SPOKEN: Readonly<Record<State, string>> = { done: "done", open: "open", questionable: "to be looked at" };

/** The rows of a guide: what cannot be read, if anything, then the steps. */
export function rowsOf(guide: GuideResult): readonly Row[] {
  const steps = guide.steps.map((step, index) => stepRow(step, index + 1, step.id === guide.current));
  return guide.mistakes.length > 0 ? [mistakesRow(guide.mistakes), ...steps] : steps;
}

/** `3 of 7`, and how much of it is questionable. */
function progress({ done, open, questionable }: GuideStepShown): string {
  const all = done + open + questionable;
  if (all === 0) return "";
  const answered = `${done + questionable} of ${all}`;
  return questionable > 0 ? `${answered} · ${questionable} to look at` : answered;
}

function stepRow(step: GuideStepShown, number: number, isCurrent: boolean): Row {
  const { id, title, purpose, items, questions, open, questionable, done } = step;
  const state: State = open > 0 || done + questionable === 0 ? "open" : questionable > 0 ? "questionable" : "done";
  const asked = questions.length > 0 ? [questionsRow(id, questions, isCurrent)] : [];
  const shown = progress(step);
  const atHand = isCurrent && open > 0;
  return {
    id,
    label: `${number} ${title}`,
    description: shown,
    icon: atHand ? AT_HAND : ICONS[state],
    tooltip: [title, purpose, shown === "" ? "" : `${shown}.`],
    spoken: `Step ${number}, ${title}${atHand ? ", at hand" : ""}: ${shown || "nothing to do yet"}`,
    children: [...items.map(itemRow), ...asked],
    expanded: isCurrent,
  };
}

function itemRow(item: GuideItemShown): Row {
  const { id, state, title, detail, why, place, skeleton } = item;
  const offer = skeleton === undefined ? undefined : { id, title: skeleton };
  const inserts = state === "open" && offer !== undefined;
  const act = inserts ? "insert" : place ? "go" : undefined;
  const chosen = inserts ? `${offer.title}.` : place ? "Goes there." : "";
  return {
    id,
    label: title,
    description: detail,
    icon: ICONS[state],
    tooltip: [title, detail, why, ...(inserts ? [chosen] : [])],
    spoken: [sentence(`${title}, ${SPOKEN[state]}: ${detail}`), chosen].filter(Boolean).join(" "),
    children: item.parts.map((part, index) => partRow(`${id} ${index}`, part)),
    expanded: false,
    ...(place ? { place } : {}),
    ...(offer ? { skeleton: offer } : {}),
    ...(act ? { act } : {}),
  };
}

function partRow(id: string, { title, detail, place }: GuidePartShown): Row {
  return {
    id,
    label: title,
    description: plain(detail),
    icon: { name: "arrow-small-right" },
    tooltip: [title, plain(detail)],
    spoken: `${title}. ${plain(detail)}`.trim(),
    children: [],
    expanded: false,
    place,
    act: "go",
  };
}

function questionsRow(step: string, questions: readonly GuideQuestionShown[], isCurrent: boolean): Row {
  const amount = `${questions.length}`;
  return {
    id: `questions ${step}`,
    label: "Questions to ask",
    description: amount,
    icon: { name: "comment-discussion" },
    tooltip: ["Questions to ask", "What the design does not answer yet. Choosing one begins the answer."],
    spoken: `Questions to ask: ${amount}`,
    children: questions.map(questionRow),
    expanded: isCurrent,
  };
}

function questionRow({ id, ask, why, skeleton }: GuideQuestionShown): Row {
  const offer = skeleton === undefined ? undefined : { id, title: skeleton };
  const note = { id, title: "Note It as an Open Question" };
  const chosen = `${offer?.title ?? "Note it as an open question"}.`;
  return {
    id: `question ${id}`,
    label: ask,
    description: "",
    icon: { name: "comment" },
    tooltip: [ask, why, chosen],
    spoken: `${ask} ${why} ${chosen}`,
    children: [],
    expanded: false,
    note,
    ...(offer ? { skeleton: offer } : {}),
    act: offer ? "insert" : "note",
  };
}

function mistakesRow(mistakes: readonly GuidePartShown[]): Row {
  const amount = mistakes.length === 1 ? "1 mistake in the text" : `${mistakes.length} mistakes in the text`;
  const [first] = mistakes;
  return {
    id: "mistakes",
    label: amount,
    description: "",
    icon: { name: "error", colour: "list.errorForeground" },
    tooltip: [amount, "What cannot be read is missing from all of this."],
    spoken: `${amount}. What cannot be read is missing from all of this.`,
    children: mistakes.map((part, index) => partRow(`mistakes ${index}`, part)),
    expanded: false,
    ...(first ? { place: first.place, act: "go" as const } : {}),
  };
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** A finding's message without the signs around names. */
function plain(text: string): string {
  return text.replaceAll("`", "");
}

/** Every row with the one that it stands below. */
export function parentsOf(rows: readonly Row[]): ReadonlyMap<string, Row | undefined> {
  const parents = new Map<string, Row | undefined>();
  const walk = (list: readonly Row[], parent: Row | undefined): void => {
    for (const row of list) {
      parents.set(row.id, parent);
      walk(row.children, row);
    }
  };
  walk(rows, undefined);
  return parents;
}
