import type { Palette } from "./palettes.ts";
import { palettes } from "./palettes.ts";

/**
 * The stylesheet of pictures. Drawn elements carry classes only; colours, type and line styles are written here once.
 * `variablesCss` takes the colours from CSS variables (for a webview, which can change theme without a new picture),
 * `literalCss` from a palette (for files, and for renderers that know no variables).
 */

/** Inter is what PNG and PDF are drawn with; the rest have widths like it or like Arial. */
export const fontFamily =
  "Inter, 'Segoe UI', -apple-system, BlinkMacSystemFont, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', sans-serif";

type ColourOf = (name: keyof Palette) => string;

const families = ["people", "edge", "compute", "data", "messaging", "external", "place"] as const;
const notes = [
  ["actor", "noteActor"],
  ["command", "noteCommand"],
  ["system", "noteSystem"],
  ["event", "noteEvent"],
  ["hotspot", "noteHotspot"],
  ["policy", "notePolicy"],
] as const;

function rules(colour: ColourOf, font: string): string {
  return `
.sd-picture{font-family:${font};font-size:11px;font-weight:400;fill:${colour("text")}}
.sd-canvas{fill:${colour("canvas")}}
.sd-title{font-size:13px;font-weight:600;fill:${colour("text")}}
.sd-second{font-size:11px;fill:${colour("secondary")}}
.sd-end{text-anchor:end}
.sd-middle{text-anchor:middle}
.sd-figure{font-size:10px;fill:${colour("secondary")}}
.sd-strong{font-weight:600}
.sd-card{fill:${colour("card")};stroke:${colour("cardBorder")};stroke-width:1}
.sd-shadow{fill:${colour("shadow")};fill-opacity:.05;stroke:none}
.sd-header{fill:${colour("header")};stroke:none}
.sd-rule{fill:none;stroke:${colour("rule")};stroke-width:1}
.sd-chip{fill:${colour("header")};stroke:${colour("cardBorder")};stroke-width:1}
.sd-icon{fill:none;stroke:${colour("secondary")};stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.sd-dot{stroke-width:2}
${families.map((family) => `.sd-of-${family} .sd-icon{stroke:${colour(family)}}.sd-of-${family} .sd-accent{fill:${colour(family)}}`).join("\n")}
.sd-outside .sd-card{stroke:${colour("external")};stroke-dasharray:5 3}
.sd-track{fill:${colour("track")}}
.sd-ok .sd-bar{fill:${colour("ok")}}
.sd-warn .sd-bar{fill:${colour("warn")}}
.sd-over .sd-bar{fill:${colour("danger")}}
.sd-ok .sd-verdict{fill:${colour("ok")};stroke:none}
.sd-warn .sd-verdict{fill:${colour("warn")};stroke:none}
.sd-over .sd-verdict{fill:${colour("danger")};stroke:none}
.sd-sign{fill:none;stroke:${colour("card")};stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}
.sd-spof .sd-card{fill:${colour("dangerTint")};stroke:${colour("danger")};stroke-width:2}
.sd-spof .sd-track{fill:${colour("danger")};fill-opacity:.18}
.sd-spof .sd-facts{fill:${colour("danger")};font-weight:600}
.sd-badge{fill:${colour("danger")};stroke:${colour("canvas")};stroke-width:1.5}
.sd-badge-sign{fill:none;stroke:${colour("onDanger")};stroke-width:2;stroke-linecap:round}
.sd-quiet .sd-badge{fill:${colour("card")};stroke:${colour("secondary")};stroke-width:1.25}
.sd-quiet .sd-badge-sign{stroke:${colour("secondary")};stroke-width:1.75}
.sd-box{stroke:${colour("boxBorder")};stroke-width:1}
.sd-on-0{stroke:${colour("canvas")}}.sd-on-1{stroke:${colour("box1")}}.sd-on-2{stroke:${colour("box2")}}.sd-on-3{stroke:${colour("box3")}}
.sd-depth-1 .sd-box{fill:${colour("box1")}}.sd-depth-2 .sd-box{fill:${colour("box2")}}.sd-depth-3 .sd-box{fill:${colour("box3")}}
.sd-kind-zone .sd-box,.sd-kind-region .sd-box{stroke:${colour("line")};stroke-dasharray:2 4;stroke-linecap:round}
.sd-cluster.sd-spof .sd-box{stroke:${colour("danger")};stroke-width:1.5}
.sd-caps{font-size:11px;font-weight:600;letter-spacing:.7px;fill:${colour("secondary")}}
.sd-caps-second{font-size:11px;font-weight:400;letter-spacing:0;fill:${colour("secondary")}}
.sd-halo{paint-order:stroke;stroke-width:4;stroke-linejoin:round}
.sd-line{fill:none;stroke:${colour("line")};stroke-linejoin:round}
.sd-head{fill:${colour("line")};stroke:${colour("line")};stroke-width:1;stroke-linejoin:round}
.sd-open{fill:none;stroke:${colour("line")};stroke-linecap:round;stroke-linejoin:round}
.sd-mark{fill:none;stroke:${colour("line")};stroke-width:1.5;stroke-linecap:round}
.sd-ring{fill:${colour("canvas")};stroke:${colour("line")};stroke-width:1.5}
.sd-async .sd-line{stroke-dasharray:7 4}
.sd-optional .sd-line{stroke-dasharray:1.5 4;stroke-linecap:round}
.sd-edge.sd-spof .sd-line,.sd-edge.sd-spof .sd-open{stroke:${colour("danger")}}
.sd-edge.sd-spof .sd-head{fill:${colour("danger")};stroke:${colour("danger")}}
.sd-hit{fill:none;stroke:none;stroke-width:14;pointer-events:stroke}
.sd-label{font-size:11px;fill:${colour("secondary")}}
.sd-label-facts{font-size:10px;fill:${colour("secondary")}}
.sd-step{fill:${colour("focus")};stroke:none}
.sd-step-number{font-size:10px;font-weight:600;fill:${colour("canvas")};text-anchor:middle}
.sd-name{font-size:12px;fill:${colour("text")}}
.sd-key .sd-name{font-weight:600}
.sd-tag{fill:none;stroke:${colour("cardBorder")};stroke-width:1}
.sd-tag-text{font-size:9px;font-weight:600;letter-spacing:.3px;text-anchor:middle;fill:${colour("secondary")}}
.sd-pii .sd-tag{stroke:${colour("warn")}}.sd-pii .sd-tag-text{fill:${colour("warn")}}
.sd-note{stroke:${colour("noteBorder")};stroke-width:1}
${notes.map(([role, name]) => `.sd-note-${role} .sd-note{fill:${colour(name)}}`).join("\n")}
.sd-note-text{font-size:12px;font-weight:600;text-anchor:middle;fill:${colour("onNote")}}
.sd-note-role{font-size:9px;font-weight:600;letter-spacing:.6px;fill:${colour("onNote")}}
.sd-sticky .sd-icon{stroke:${colour("onNote")};stroke-opacity:.72}
.sd-muted .sd-title,.sd-muted .sd-name,.sd-muted .sd-facts{fill:${colour("secondary")};font-weight:400}
.sd-muted .sd-card{fill:${colour("canvas")};stroke-opacity:.55}
.sd-muted .sd-icon,.sd-muted .sd-bar,.sd-muted .sd-verdict,.sd-muted .sd-accent,.sd-muted .sd-shadow,.sd-muted .sd-header,.sd-muted .sd-spof-badge{opacity:.45}
.sd-muted .sd-line,.sd-muted .sd-head,.sd-muted .sd-open,.sd-muted .sd-mark,.sd-muted .sd-ring,.sd-muted .sd-step,.sd-muted .sd-note{opacity:.45}
`.trim();
}

const kebab = (name: string): string => name.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`);

/** The CSS variable of a colour: `--sd-card-border`. */
function variableName(name: keyof Palette): string {
  return `--sd-${kebab(name)}`;
}

/** Rules with a palette's own values. */
export function literalCss(palette: Palette): string {
  return rules((name) => palette[name], fontFamily);
}

/** Rules that take every colour from a CSS variable, for `variablesFor` or a stylesheet of one's own to set. */
export const variablesCss: string = `${rules((name) => `var(${variableName(name)})`, "var(--sd-font)")}
.sd-picture [tabindex]{outline:none}
.sd-node:focus-visible .sd-card,.sd-node:focus-visible .sd-note,.sd-cluster:focus-visible>.sd-box{stroke:var(--sd-focus);stroke-width:2.5;stroke-dasharray:none}
.sd-edge:focus-visible .sd-line{stroke:var(--sd-focus);stroke-width:3}
`;

const assignments = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]) => `${variableName(name as keyof Palette)}:${value}`)
    .join(";");

/** The editor's own colour is at times too faint for the numbers of steps, which are written on it. */
const focus = "color-mix(in srgb,var(--vscode-focusBorder) 70%,var(--vscode-editor-foreground))";

/**
 * The variables' values for a VS Code webview: a palette for each kind of theme, with what the theme itself says
 * (canvas, text, borders) above it.
 */
export const vscodeVariablesCss: string = `
body{${assignments(palettes.light)};--sd-font:var(--vscode-font-family, ${fontFamily})}
body.vscode-dark{${assignments(palettes.dark)}}
body.vscode-light,body.vscode-dark{
--sd-canvas:var(--vscode-editor-background);
--sd-text:var(--vscode-editor-foreground);
--sd-secondary:color-mix(in srgb,var(--vscode-editor-foreground) 74%,var(--vscode-editor-background));
--sd-line:color-mix(in srgb,var(--vscode-editor-foreground) 52%,var(--vscode-editor-background));
--sd-card-border:color-mix(in srgb,var(--vscode-editor-foreground) 20%,var(--vscode-editor-background));
--sd-box-border:color-mix(in srgb,var(--vscode-editor-foreground) 15%,var(--vscode-editor-background));
--sd-rule:color-mix(in srgb,var(--vscode-editor-foreground) 11%,var(--vscode-editor-background));
--sd-track:color-mix(in srgb,var(--vscode-editor-foreground) 13%,var(--vscode-editor-background));
--sd-box-1:color-mix(in srgb,var(--vscode-editor-foreground) 3.5%,var(--vscode-editor-background));
--sd-box-2:color-mix(in srgb,var(--vscode-editor-foreground) 7%,var(--vscode-editor-background));
--sd-box-3:color-mix(in srgb,var(--vscode-editor-foreground) 10%,var(--vscode-editor-background));
--sd-header:color-mix(in srgb,var(--vscode-editor-foreground) 6%,var(--vscode-editor-background));
--sd-danger-tint:color-mix(in srgb,var(--sd-danger) 11%,var(--vscode-editor-background));--sd-focus:${focus}}
body.vscode-light{--sd-card:var(--vscode-editor-background)}
body.vscode-dark{--sd-card:color-mix(in srgb,var(--vscode-editor-foreground) 6%,var(--vscode-editor-background))}
body.vscode-high-contrast{${assignments(palettes["high-contrast-dark"])}}
body.vscode-high-contrast-light{${assignments(palettes["high-contrast-light"])}}
body.vscode-high-contrast,body.vscode-high-contrast-light{
--sd-canvas:var(--vscode-editor-background);--sd-card:var(--vscode-editor-background);--sd-text:var(--vscode-editor-foreground);
--sd-card-border:var(--vscode-contrastBorder);--sd-box-border:var(--vscode-contrastBorder);--sd-focus:${focus}}
`.trim();
