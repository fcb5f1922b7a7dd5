/** The colours of a picture. Every value is a literal colour, so that renderers without CSS variables can draw it. */
export interface Palette {
  readonly canvas: string;
  /** Fills of boxes, outermost first; deeper ones use the last. */
  readonly box1: string;
  readonly box2: string;
  readonly box3: string;
  readonly boxBorder: string;
  readonly card: string;
  readonly cardBorder: string;
  readonly header: string;
  readonly rule: string;
  readonly shadow: string;
  readonly text: string;
  readonly secondary: string;
  readonly line: string;
  readonly track: string;
  readonly ok: string;
  readonly warn: string;
  readonly danger: string;
  readonly dangerTint: string;
  /** Text on `danger`. */
  readonly onDanger: string;
  readonly focus: string;
  readonly people: string;
  readonly edge: string;
  readonly compute: string;
  readonly data: string;
  readonly messaging: string;
  readonly external: string;
  readonly place: string;
  readonly noteActor: string;
  readonly noteCommand: string;
  readonly noteSystem: string;
  readonly noteEvent: string;
  readonly noteHotspot: string;
  readonly notePolicy: string;
  readonly onNote: string;
  readonly noteBorder: string;
}

export type ThemeName = "light" | "dark" | "high-contrast-light" | "high-contrast-dark";

const light: Palette = {
  canvas: "#ffffff",
  box1: "#f6f8fa",
  box2: "#eef1f5",
  box3: "#e7ebf0",
  boxBorder: "#dde2e8",
  card: "#ffffff",
  cardBorder: "#d5dae1",
  header: "#f3f5f8",
  rule: "#e9ecf0",
  shadow: "#1b2733",
  text: "#1c2128",
  secondary: "#59616c",
  line: "#7d8693",
  track: "#e6e9ee",
  ok: "#2a7d4f",
  warn: "#966300",
  danger: "#c9372c",
  dangerTint: "#fff1ef",
  onDanger: "#ffffff",
  focus: "#0969da",
  people: "#3b6fb6",
  edge: "#7a55c0",
  compute: "#14789c",
  data: "#23805a",
  messaging: "#b0651a",
  external: "#6a7280",
  place: "#59616c",
  noteActor: "#fdf2a0",
  noteCommand: "#b3d4fb",
  noteSystem: "#f9cfe0",
  noteEvent: "#ffc078",
  noteHotspot: "#ff9c9c",
  notePolicy: "#d9c2f5",
  onNote: "#23272e",
  noteBorder: "#00000026",
};

const dark: Palette = {
  canvas: "#1f1f1f",
  box1: "#25272a",
  box2: "#2a2d31",
  box3: "#303338",
  boxBorder: "#393d43",
  card: "#2b2b30",
  cardBorder: "#46484f",
  header: "#323238",
  rule: "#3a3b41",
  shadow: "#000000",
  text: "#e6e6e8",
  secondary: "#a9abb2",
  line: "#8d929b",
  track: "#3f4147",
  ok: "#69bd8d",
  warn: "#e3ae4a",
  danger: "#f4776b",
  dangerTint: "#3a2523",
  onDanger: "#2a0f0c",
  focus: "#4daafc",
  people: "#8fb4e8",
  edge: "#b79be6",
  compute: "#6cb8d9",
  data: "#7cc4a0",
  messaging: "#e0a56b",
  external: "#a7adb8",
  place: "#a9abb2",
  noteActor: "#e3d576",
  noteCommand: "#8db8ea",
  noteSystem: "#e0a5be",
  noteEvent: "#e8a353",
  noteHotspot: "#ea7f7f",
  notePolicy: "#bd9fe2",
  onNote: "#1b1d21",
  noteBorder: "#ffffff33",
};

const highContrastLight: Palette = {
  ...light,
  box1: "#ffffff",
  box2: "#ffffff",
  box3: "#ffffff",
  boxBorder: "#0f4a85",
  cardBorder: "#0f4a85",
  header: "#ffffff",
  rule: "#7a94b0",
  shadow: "#ffffff",
  text: "#000000",
  secondary: "#292929",
  line: "#292929",
  track: "#d0d7e0",
  ok: "#0b5a30",
  warn: "#6b4400",
  danger: "#a1160c",
  dangerTint: "#ffffff",
  focus: "#0f4a85",
  people: "#1f4c8c",
  edge: "#57329c",
  compute: "#0a5470",
  data: "#0f5a3b",
  messaging: "#7a4107",
  external: "#3d434d",
  place: "#292929",
  onNote: "#000000",
  noteBorder: "#0f4a85",
};

const highContrastDark: Palette = {
  ...dark,
  canvas: "#000000",
  box1: "#000000",
  box2: "#000000",
  box3: "#000000",
  boxBorder: "#6fc3df",
  card: "#000000",
  cardBorder: "#6fc3df",
  header: "#000000",
  rule: "#3f7182",
  shadow: "#000000",
  text: "#ffffff",
  secondary: "#e0e0e0",
  line: "#d0d0d0",
  track: "#3a3a3a",
  ok: "#7ee0a6",
  warn: "#ffcb5c",
  danger: "#ff9085",
  dangerTint: "#000000",
  onDanger: "#000000",
  focus: "#f38518",
  people: "#b4d0f7",
  edge: "#d3bdf7",
  compute: "#8fd3ef",
  data: "#9be3bf",
  messaging: "#f5c08a",
  external: "#ced3dc",
  place: "#e0e0e0",
  onNote: "#000000",
  noteBorder: "#ffffff",
};

/** The palettes that pictures come with. */
export const palettes: Readonly<Record<ThemeName, Palette>> = {
  light,
  dark,
  "high-contrast-light": highContrastLight,
  "high-contrast-dark": highContrastDark,
};
