import type { Frame } from "playwright-core";

/**
 * The texts of the picture that stand out too little from what is behind them, with the contrast that they have (WCAG
 * 2.2). axe leaves texts in SVG undecided; what is behind one is the last filled shape before it around its middle, or
 * its own halo.
 */
export function faintTexts(frame: Frame, least: number): Promise<readonly string[]> {
  return frame.evaluate((required) => {
    type Colour = readonly [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!canvas) throw new Error("no canvas");
    const colourOf = (written: string): Colour | undefined => {
      if (written === "none" || written === "") return undefined;
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = written;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return alpha === 0 ? undefined : [red, green, blue, alpha / 255];
    };
    const over = (above: Colour, below: Colour): Colour => {
      const mix = (index: 0 | 1 | 2): number => above[index] * above[3] + below[index] * (1 - above[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const luminance = (colour: Colour): number => {
      const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: Colour, other: Colour): number => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const ground = colourOf(getComputedStyle(document.body).backgroundColor) ?? [255, 255, 255, 1];
    const shapes: { readonly box: DOMRect; readonly colour: Colour }[] = [];
    const faint: string[] = [];
    for (const element of document.querySelectorAll<SVGGraphicsElement>("svg.sd-picture *")) {
      const style = getComputedStyle(element);
      const opacity = Number(style.fillOpacity);
      if (/^(rect|path|circle|ellipse)$/.test(element.localName)) {
        const colour = colourOf(style.fill);
        if (colour)
          shapes.push({
            box: element.getBoundingClientRect(),
            colour: [colour[0], colour[1], colour[2], colour[3] * opacity],
          });
      } else if (element.localName === "text") {
        const pieces = element.querySelector("tspan") ? [...element.querySelectorAll("tspan")] : [element];
        for (const piece of pieces) {
          const own = getComputedStyle(piece);
          const { left, top, width, height } = piece.getBoundingClientRect();
          const [x, y] = [left + width / 2, top + height / 2];
          let behind: Colour = ground;
          for (const { box, colour } of shapes) {
            if (box.left <= x && x <= box.right && box.top <= y && y <= box.bottom) behind = over(colour, behind);
          }
          const halo = own.paintOrder.startsWith("stroke") ? colourOf(own.stroke) : undefined;
          if (halo) behind = over(halo, behind);
          const colour = colourOf(own.fill);
          if (!colour || (piece.textContent ?? "").trim() === "") continue;
          const found = contrast(over(colour, behind), behind);
          if (found < required - 0.005) {
            faint.push(
              `${piece.textContent} (${piece.getAttribute("class") ?? ""}): ${found.toFixed(2)} of ${required}`,
            );
          }
        }
      }
    }
    return faint;
  }, least);
}

/** How many texts the picture has, so that a test knows that it has read some. */
export function textsIn(frame: Frame): Promise<number> {
  return frame.locator("svg.sd-picture text").count();
}
