import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Fonts of the machine for scripts that the bundled Inter lacks. Latin, Greek and Cyrillic always look the same; for
 * the rest a picture looks as this machine writes it, which is better than boxes.
 */

interface Script {
  readonly characters: RegExp;
  /** File names, the best first. */
  readonly files: readonly string[];
}

const scripts: readonly Script[] = [
  {
    characters: /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u30ff]/,
    files: [
      "NotoSansCJK-Regular.ttc",
      "NotoSansCJKsc-Regular.otf",
      "PingFang.ttc",
      "Hiragino Sans GB.ttc",
      "msyh.ttc",
      "wqy-microhei.ttc",
      "wqy-zenhei.ttc",
      "DroidSansFallbackFull.ttf",
      "DroidSansFallback.ttf",
      "Arial Unicode.ttf",
    ],
  },
  {
    characters: /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/,
    files: ["NotoSansCJK-Regular.ttc", "AppleSDGothicNeo.ttc", "malgun.ttf", "NanumGothic.ttf", "Arial Unicode.ttf"],
  },
  {
    characters: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/,
    files: ["NotoSansArabic-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "DejaVuSans.ttf"],
  },
  {
    characters: /[\u0590-\u05ff]/,
    files: ["NotoSansHebrew-Regular.ttf", "Arial Unicode.ttf", "arial.ttf", "DejaVuSans.ttf"],
  },
  {
    characters: /[\u0900-\u0dff]/,
    files: ["NotoSansDevanagari-Regular.ttf", "Kohinoor.ttc", "Nirmala.ttf", "Nirmala.ttc", "Arial Unicode.ttf"],
  },
  {
    characters: /[\u0e00-\u0e7f]/,
    files: ["NotoSansThai-Regular.ttf", "Thonburi.ttc", "leelawui.ttf", "Arial Unicode.ttf"],
  },
  {
    characters: /[\u2190-\u2bff]|\p{Extended_Pictographic}/u,
    files: ["NotoEmoji-Regular.ttf", "seguisym.ttf", "Symbola.ttf", "Apple Symbols.ttf", "DejaVuSans.ttf"],
  },
];

const folders = (): readonly string[] => [
  "/usr/share/fonts/opentype/noto",
  "/usr/share/fonts/truetype/noto",
  "/usr/share/fonts/noto",
  "/usr/share/fonts/noto-cjk",
  "/usr/share/fonts/google-noto",
  "/usr/share/fonts/google-noto-cjk",
  "/usr/share/fonts/truetype/droid",
  "/usr/share/fonts/truetype/wqy",
  "/usr/share/fonts/truetype/nanum",
  "/usr/share/fonts/truetype/ancient-scripts",
  "/usr/share/fonts/truetype/dejavu",
  "/usr/share/fonts/dejavu",
  "/usr/share/fonts/TTF",
  "/System/Library/Fonts",
  "/System/Library/Fonts/Supplemental",
  "/Library/Fonts",
  path.join(process.env.SystemRoot ?? "C:\\Windows", "Fonts"),
];

async function firstOf(files: readonly string[]): Promise<Uint8Array | undefined> {
  for (const file of files) {
    for (const folder of folders()) {
      try {
        return await readFile(path.join(folder, file));
      } catch {
        // Not here; the next place.
      }
    }
  }
  return undefined;
}

/** The machine's fonts for what a text (an SVG, say) needs beyond Latin, Greek and Cyrillic; none where it has none. */
export async function fallbackFonts(text: string): Promise<Uint8Array[]> {
  const needed = scripts.filter(({ characters }) => characters.test(text));
  const found = await Promise.all(needed.map(({ files }) => firstOf(files)));
  return found.filter((font) => font !== undefined);
}
