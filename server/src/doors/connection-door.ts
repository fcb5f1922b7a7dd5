/** What every feature of a connection needs. */

import type { ClientCapabilities, Connection, Position } from "vscode-languageserver";
import type { Service } from "../service/service.ts";
import { canonical, type Files } from "./connection-files.ts";
import type { Guard } from "./connection-guard.ts";

/** A place in a text, as requests name it. */
export interface At {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export interface FeatureDoor {
  readonly connection: Connection;
  readonly service: Service;
  readonly files: Files;
  readonly guard: Guard;
  readonly client: ClientCapabilities;
  /** The URI and the offset of a place. */
  at(place: At): readonly [uri: string, offset: number];
}

export function placeFinder(files: Files): FeatureDoor["at"] {
  return ({ textDocument, position }) => {
    const uri = canonical(textDocument.uri);
    return [uri, files.offset(uri, position)];
  };
}
