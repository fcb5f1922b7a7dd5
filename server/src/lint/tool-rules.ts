/** Findings of the tool itself, which no rule module reports: their groups, and whether they can be configured. */

export interface ToolGroup {
  readonly group: string;
  readonly doc: string;
}

export const toolGroups: readonly ToolGroup[] = [
  { group: "syntax", doc: "The text does not have the form of a design: a brace is missing, a string is not closed." },
  { group: "link", doc: "A name is unknown, ambiguous or declared twice, or an import leads nowhere." },
  {
    group: "value",
    doc: "A value is of the wrong type or out of range (`replicas: -3`, `availability: 140%`), or a property stands where it has no use (`value/misplaced`).",
  },
  { group: "config", doc: "A mistake in `sdesign.config.json`." },
];

/** Whether an id belongs to a group of the tool's own findings. */
export function isToolRule(id: string): boolean {
  const [group] = id.split("/", 1);
  return id.includes("/") && toolGroups.some((entry) => entry.group === group);
}
