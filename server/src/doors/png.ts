import interRegular from "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf";
import interSemibold from "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import resvgWasm from "@resvg/resvg-wasm/index_bg.wasm";

let ready: Promise<void> | undefined;

/** The largest side of a PNG, px; beyond it memory runs out before anybody looks. */
const longestSide = 16_384;

export interface PngOptions {
  /** Pixels for each px of the SVG, 0.1…8. Default: 2. A picture that would become too large gets less. */
  readonly scale?: number;
  /** More fonts (TrueType or OpenType) for characters that Inter lacks, such as Chinese ones. */
  readonly fonts?: readonly Uint8Array[];
}

/**
 * Renders an SVG of ours to PNG. The SVG must come with its style (`theme` other than `variables`). Type is set in the
 * bundled Inter, so the picture looks the same everywhere. Rejects when it is no SVG.
 */
export async function renderPng(svg: string, options: PngOptions = {}): Promise<Uint8Array> {
  ready ??= initWasm(resvgWasm);
  await ready;
  const wanted = Math.min(8, Math.max(0.1, options.scale ?? 2));
  const fonts = [interRegular, interSemibold, ...(options.fonts ?? [])];
  const resvg = new Resvg(svg, {
    font: { fontBuffers: fonts, defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
    fitTo: { mode: "original" },
  });
  const scale = Math.min(wanted, longestSide / Math.max(resvg.width, resvg.height, 1));
  if (scale === 1) return take(resvg);
  resvg.free();
  return take(
    new Resvg(svg, {
      font: { fontBuffers: fonts, defaultFontFamily: "Inter", sansSerifFamily: "Inter" },
      fitTo: { mode: "zoom", value: scale },
    }),
  );
}

function take(resvg: InstanceType<typeof Resvg>): Uint8Array {
  const image = resvg.render();
  try {
    return image.asPng();
  } finally {
    image.free();
    resvg.free();
  }
}
