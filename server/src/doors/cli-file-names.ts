/** Names of files for things that people have named. */

/** Windows keeps these for devices, with any ending. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 80;

/**
 * A name for each, without an ending, that every system takes and that stays in its folder; no two are the same, not
 * even where upper and lower case are.
 */
export function fileNames(of: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return of.map((given) => {
    const plain = safe(given);
    for (let number = 1; ; number++) {
      const name = number === 1 ? plain : `${plain}-${number}`;
      const folded = name.normalize("NFC").toLowerCase();
      if (taken.has(folded)) continue;
      taken.add(folded);
      return name;
    }
  });
}

function safe(given: string): string {
  const words = given.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, "-").replace(/^[.-]+|[.-]+$/g, "");
  const short = [...words].slice(0, LONGEST).join("");
  return short === "" || RESERVED.test(short) ? `view-${short}`.replace(/-$/, "") : short;
}
