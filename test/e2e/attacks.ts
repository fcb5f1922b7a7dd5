import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { PreviewPage } from "./preview-page.ts";

/** What somebody might put into a title to get out of it; each would leave a mark if it ran. */
export const attacks = [
  "</script><script>window.hacked = 1</script>",
  '"]; x [label="</title><svg onload=window.hacked=2>',
  "<img src=x onerror='window.hacked = 3'>",
  "[click](javascript:window.hacked=4) ![x](javascript:window.hacked=4)",
  "javascript:window.hacked=5",
  "\u202egpj.exe\u202c \u2066\u200f",
  "]]> --> <!-- <![CDATA[ */ '; </style><style>*{display:none}</style>",
  "&lt;b&gt; &#60;script&#62; &amp;quot;",
  "' onmouseover='window.hacked = 6' x='",
  "data:text/html,<script>window.hacked=7</script>",
  `${"W".repeat(3000)} ${"\u202e".repeat(50)}`,
  // Short enough to stand on a card.
  '"]; x [y="',
  "</text><b>",
] as const;

/** A design that has each attack as the title of everything that can have one. */
export function attackDesign(chosen: readonly string[] = attacks): string {
  const parts = chosen.map((attack, index) => {
    const title = JSON.stringify(attack);
    const [line] = attack.split("\n");
    return `
/// ${line}
actor A${index} ${title}
functional R${index} ${title} { actor: A${index}, priority: must }
domain D${index} ${title} { queue Q${index} ${title} }
service S${index} ${title}
A${index} -> S${index} ${title}
S${index} ~> D${index}.Q${index} ${title}
entity E${index} ${title} { id uuid [pk]  name string(20) }
flow F${index} ${title} { A${index} -> S${index} ${title} }
process P${index} ${title} { A${index} => ${title} => S${index} => ${title} }
view V${index} ${title} { include: S${index}, A${index} }
`;
  });
  return `system Attacks ${JSON.stringify(attacks[0])}\n${parts.join("")}`;
}

/** Notes what a page would do when an attack worked; begins before anything is opened. */
export function watchForHarm(page: Page): readonly string[] {
  const harm: string[] = [];
  page.on("dialog", (dialog) => {
    harm.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) harm.push(message.text());
  });
  page.on("request", (request) => {
    if (/\/x$|^javascript:/.test(request.url())) harm.push(`a request: ${request.url()}`);
  });
  return harm;
}

/** Goes through every view, panel and menu of an attacked design. */
export async function expectHarmless(preview: PreviewPage, titles: number = attacks.length): Promise<void> {
  const { frame } = preview;
  const check = async (where: string): Promise<void> => {
    const found = await frame.evaluate(() => ({
      hacked: (window as { hacked?: number }).hacked,
      foreign: [
        ...document.querySelectorAll(
          "#preview script, #preview iframe, #preview object, foreignObject, #preview a, #preview style, #preview img:not(.picker img)",
        ),
      ].map(({ outerHTML }) => outerHTML.slice(0, 100)),
      handlers: [...document.querySelectorAll("#preview *")].flatMap(({ attributes }) =>
        [...attributes]
          .filter(
            ({ name, value }) =>
              name.startsWith("on") ||
              (/^\s*javascript:/i.test(value) &&
                name !== "aria-label" &&
                name !== "title" &&
                !name.startsWith("data-")),
          )
          .map(({ name }) => name),
      ),
    }));
    expect(found, where).toEqual({ hacked: undefined, foreign: [], handlers: [] });
  };
  await preview.focus();
  const tabs = frame.locator(".tabs [role=tab]");
  const count = await tabs.count();
  expect(count).toBeGreaterThan(3 * titles);
  for (let view = 0; view < count; view++) {
    const shown = await frame.locator('.tabs [aria-selected="true"]').getAttribute("data-view");
    await check(`the view ${shown}`);
    // What a page shows is well-formed: it came in as XML, and its copy can be read as such.
    const problem = await frame
      .locator("svg.sd-picture")
      .evaluate(
        (svg) =>
          new DOMParser()
            .parseFromString(new XMLSerializer().serializeToString(svg), "image/svg+xml")
            .querySelector("parsererror")?.textContent,
      );
    expect(problem, `the view ${shown}`).toBeUndefined();
    await preview.press(".");
    await expect
      .poll(() => frame.locator('.tabs [aria-selected="true"]').getAttribute("data-view"), { timeout: 30_000 })
      .not.toBe(shown);
  }
  await preview.press("v");
  await expect.poll(() => frame.locator(".picker img").count(), { timeout: 60_000 }).toBeGreaterThan(5);
  await check("the views at a glance");
  await preview.press("Escape");
  for (const page of ["Outline", "Numbers", "Requirements", "Findings"]) {
    if (page === "Outline") await preview.button("Outline").click();
    await frame.locator(".side-tab", { hasText: page }).click();
    await preview.workbench.page.waitForTimeout(300);
    await check(`the panel ${page}`);
  }
  await frame.locator('.side-head button[aria-label="Close"]').click();
  await preview.view("Architecture");
  for (const index of [0, 2, 3, 8].filter((one) => one < titles)) {
    await preview.node(`S${index}`).hover();
    await frame.locator(".hover-card").waitFor();
    await check(`the hover card of S${index}`);
    await preview.workbench.page.mouse.move(5, 5);
    await expect.poll(() => frame.locator(".hover-card").isVisible()).toBe(false);
  }
  await preview.node("S1").focus();
  await preview.press("x");
  await frame.locator(".what-scopes li").first().waitFor();
  await check("what if");
  await preview.press("Escape");
}
