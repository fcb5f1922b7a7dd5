import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { scratch } from "./places.ts";

/** The processes of the language servers of all windows, by Linux' list of processes. */
export function serverProcesses(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        const line = readFileSync(`/proc/${id}/cmdline`, "utf8");
        return line.includes(path.join(scratch, "extensions")) && line.includes("server.cjs");
      } catch {
        return false;
      }
    })
    .map(Number);
}
