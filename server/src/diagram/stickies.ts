import type { Face } from "./face.ts";
import { line } from "./face.ts";
import { drawIcon } from "./icons.ts";
import { characters, element, type Markup, together } from "./markup.ts";
import type { StickyNode, StickyRole } from "./picture.ts";
import type { Room } from "./room.ts";
import { wrap } from "./text.ts";
import { type } from "./typography.ts";

const stickyHeight = 104;

const roles: Readonly<Record<StickyRole, { readonly name: string; readonly icon: string }>> = {
  actor: { name: "ACTOR", icon: "actor" },
  command: { name: "COMMAND", icon: "command" },
  system: { name: "SYSTEM", icon: "component" },
  event: { name: "EVENT", icon: "event" },
  hotspot: { name: "HOT SPOT", icon: "hotspot" },
  policy: { name: "POLICY", icon: "policy" },
};

/** The face of a note of event storming: its colour, and its role in words and as an icon. */
export function stickyFace(node: StickyNode, { sticky: width }: Room): Face {
  const text = wrap(node.title, type.note, width - 20, 4);
  const role = roles[node.role];
  const middle = 24 + (stickyHeight - 28) / 2;
  const start = middle - (text.lines.length * 16) / 2 + 12;
  const rect = (classes: string, dy: number): Markup =>
    element("rect", { class: classes, x: 0.5, y: 0.5 + dy, width: width - 1, height: stickyHeight - 1, rx: 4 });
  return {
    width,
    height: stickyHeight,
    outline: [{ x: 0, y: 0, width, height: stickyHeight, radius: 4 }],
    classes: ["sd-sticky", `sd-note-${node.role}`],
    content: together([
      rect("sd-shadow", 3),
      rect("sd-shadow", 1.5),
      rect("sd-note", 0),
      drawIcon(role.icon, 9, 8, 14),
      line("sd-note-role", 28, 18.5, role.name),
      ...text.lines.map((content, i) =>
        element("text", { class: "sd-note-text", x: width / 2, y: start + i * 16 }, characters(content)),
      ),
    ]),
    shortened: text.shortened,
  };
}
