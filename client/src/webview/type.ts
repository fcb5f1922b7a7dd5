/** Keeps words inside of their boxes: the server has measured them in a font that the editor's may be wider than. */

import { fontFamily, fontProbe } from "../../../server/src/service/protocol/picture-style.ts";

/** Words that are wider than expected by more than this spill over. */
const slack = 1.05;

/** Whether a font that writes the probe this wide (px) is too wide for pictures. */
function isTooWide(measured: number): boolean {
  return measured > fontProbe.width * slack;
}

/** Takes a font of the expected widths for pictures where the editor's own is too wide. */
export function fitType(): void {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) return;
  const own = getComputedStyle(document.body).fontFamily;
  context.font = `${fontProbe.font} ${own}`;
  if (isTooWide(context.measureText(fontProbe.text).width)) document.body.style.setProperty("--sd-font", fontFamily);
}
