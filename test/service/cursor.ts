/** Sources with the cursor drawn in them as `¦`. */

import { Service } from "../../server/src/service/service.ts";
import { mainUri, workspaceOf } from "../model/design-of.ts";

export interface Marked {
  readonly service: Service;
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
}

/** A service over a source, and where the cursor is in it. Other files by their names, `lib.sdesign`. */
export function marked(source: string, others: Readonly<Record<string, string>> = {}): Marked {
  const offset = source.indexOf("¦");
  const text = source.replace("¦", "");
  return {
    service: new Service(workspaceOf(text, others)),
    uri: mainUri,
    text,
    offset: offset < 0 ? text.length : offset,
  };
}

/** The labels that completion offers at the cursor, in order. */
export function offers(source: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const { service, uri, offset } = marked(source, others);
  return service.completion(uri, offset).map((item) => item.label);
}
