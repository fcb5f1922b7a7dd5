/** Which key does what. Pure: a key and its modifiers to a command. */

export type Command =
  | "fit"
  | "actual-size"
  | "zoom-in"
  | "zoom-out"
  | "zoom-selection"
  | "search"
  | "outline"
  | "next-step"
  | "previous-step"
  | "pick-view"
  | "next-view"
  | "previous-view"
  | "next-connection"
  | "previous-connection"
  | "leave"
  | "overlay"
  | "fold"
  | "take-down"
  | "take-one-down"
  | "open"
  | "open-beside"
  | "select"
  | "left"
  | "right"
  | "up"
  | "down"
  | "pan-left"
  | "pan-right"
  | "pan-up"
  | "pan-down";

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const plain: ReadonlyMap<string, Command> = new Map([
  ["0", "fit"],
  ["f", "fit"],
  ["1", "actual-size"],
  ["+", "zoom-in"],
  ["=", "zoom-in"],
  ["-", "zoom-out"],
  ["z", "zoom-selection"],
  ["/", "search"],
  ["o", "outline"],
  ["v", "pick-view"],
  [",", "previous-view"],
  [".", "next-view"],
  ["n", "next-step"],
  ["p", "previous-step"],
  ["]", "next-connection"],
  ["[", "previous-connection"],
  ["Escape", "leave"],
  ["c", "overlay"],
  ["e", "fold"],
  ["x", "take-down"],
  ["Enter", "open"],
  [" ", "select"],
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
]);

const shifted: ReadonlyMap<string, Command> = new Map([
  ["+", "zoom-in"],
  ["_", "zoom-out"],
  ["Enter", "open-beside"],
  ["X", "take-one-down"],
  ["ArrowLeft", "pan-left"],
  ["ArrowRight", "pan-right"],
  ["ArrowUp", "pan-up"],
  ["ArrowDown", "pan-down"],
]);

const withControl: ReadonlyMap<string, Command> = new Map([
  ["f", "search"],
  ["=", "zoom-in"],
  ["+", "zoom-in"],
  ["-", "zoom-out"],
  ["0", "fit"],
  ["Enter", "open-beside"],
  ["PageDown", "next-view"],
  ["PageUp", "previous-view"],
]);

/** The command of a key, or undefined for one that is left to the editor. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): Command | undefined {
  if (altKey) return undefined;
  if (ctrlKey || metaKey) return shiftKey ? undefined : withControl.get(key);
  return shiftKey ? (shifted.get(key) ?? (key.length === 1 ? plain.get(key) : undefined)) : plain.get(key);
}
