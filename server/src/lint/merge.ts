/** Findings of several designs that share files, as one list. */

import type { Finding } from "./finding.ts";
import { rules } from "./rules/index.ts";

export interface DesignFindings {
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Each finding once. That something is missing or unused in a shared file is only said when every design that the
 * file is part of says so: a library holds more than each of its users needs.
 */
export function mergeFindings(designs: readonly DesignFindings[]): readonly Finding[] {
  const [only] = designs;
  if (!only || designs.length === 1) return only?.findings ?? [];
  const users = new Map<string, number>();
  for (const { files } of designs) for (const uri of files) users.set(uri, (users.get(uri) ?? 0) + 1);
  const said = new Map<string, { finding: Finding; times: number }>();
  for (const { findings } of designs) {
    for (const [key, finding] of new Map(findings.map((finding) => [keyOf(finding), finding]))) {
      const entry = said.get(key);
      if (entry) entry.times++;
      else said.set(key, { finding, times: 1 });
    }
  }
  return [...said.values()].flatMap(({ finding, times }) => {
    const absent = rules.get(finding.rule)?.absence && times < (users.get(finding.place.origin.uri) ?? 1);
    return absent ? [] : [finding];
  });
}

function keyOf({ rule, place, message }: Finding): string {
  const start = place.origin.chunk.start + place.span.start;
  const about = rules.get(rule)?.absence ? "" : message;
  return `${rule} ${place.origin.uri} ${start} ${about}`;
}
