/** Where `translate(x y)` puts a group. */
export function placeOf(element: Element): { readonly x: number; readonly y: number } {
  const [, x = "0", y = "0"] =
    /^translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)$/.exec(element.getAttribute("transform") ?? "") ?? [];
  return { x: Number(x), y: Number(y) };
}
