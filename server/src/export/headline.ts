/** The first line of a report: which design it is about. */

import type { Design } from "../model/design.ts";
import type { Terminal } from "./table.ts";

/** `Ticketmaster: Ticket sales for live events`, and the file that it begins in. */
export function headline(design: Design, file: string, terminal: Terminal): string {
  const system = design.all("system")[0];
  const name = system ? [system.name, system.title].filter(Boolean).join(": ") : "";
  const where = terminal.paint("dim", file);
  return name === "" ? where : `${terminal.paint("bold", terminal.clean(name))}  ${where}`;
}
