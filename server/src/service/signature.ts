/** What belongs at the cursor: a function's arguments, a property's value, a kind's name and title. */

import { functions } from "../language/functions.ts";
import { kinds } from "../language/kinds.ts";
import { properties } from "../language/properties.ts";
import { qualities } from "../language/qualities.ts";
import { statements } from "../language/statements.ts";
import type { Workspace } from "../model/workspace.ts";
import type { Token } from "../syntax/tokens.ts";
import * as t from "../syntax/tokens.ts";
import { placeOf } from "./completion-place.ts";
import { callAround } from "./completion-values.ts";
import { keywordDoc, propertyDoc, qualityDoc } from "./vocabulary.ts";

export interface Signature {
  /** As it is written: `collision(n, bits)`. */
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  /** Parts of the label. */
  readonly parameters: readonly { readonly label: string; readonly documentation: string }[];
  /** Which of the parameters the cursor is at. */
  readonly active: number;
}

/** The signature at an offset, or undefined where none is being written. */
export function signature(workspace: Workspace, uri: string, offset: number): Signature | undefined {
  const file = workspace.linked(uri);
  const text = workspace.text(uri);
  if (!file || text === undefined) return undefined;
  const place = placeOf(file, text, offset);
  if ("prose" in place) return undefined;
  const { before } = place;
  const [first, second] = before;
  const call = callAround(before);
  if (call !== undefined) return callSignature(call, before);
  if (!first || !place.sameLine) return undefined;
  if (second?.tokenType === t.Colon) return propertySignature(first.image);
  return statementSignature(first.image, before);
}

function callSignature(name: string, tokens: readonly Token[]): Signature | undefined {
  const entry = functions.get(name);
  if (!entry) return undefined;
  const most = entry.parameters.length - 1;
  return {
    label: entry.signature,
    documentation: `${entry.doc}.`,
    parameters: entry.parameters.map(({ name: label, doc }) => ({ label, documentation: doc })),
    active: entry.variadic ? 0 : Math.min(most, argumentAt(tokens)),
  };
}

/** How many commas stand between the opening parenthesis around the cursor and the cursor. */
function argumentAt(tokens: readonly Token[]): number {
  let depth = 0;
  let commas = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const type = tokens[index]?.tokenType;
    if (type === t.RightParen) depth++;
    else if (type === t.LeftParen && depth-- === 0) return commas;
    else if (type === t.Comma && depth === 0) commas++;
  }
  return commas;
}

function propertySignature(name: string): Signature | undefined {
  const entry = properties.get(name);
  if (!entry) return undefined;
  const value = entry.example || (entry.value.type === "reference" ? "Name" : "…");
  return {
    label: `${name}: ${value}`,
    documentation: propertyDoc(entry),
    parameters: [{ label: value, documentation: "" }],
    active: 0,
  };
}

function statementSignature(keyword: string, tokens: readonly Token[]): Signature | undefined {
  const quality = qualities.get(keyword);
  if (quality) {
    const target = quality.example ? ` ${quality.percentile ? "p99 " : ""}${quality.operator} ${quality.example}` : "";
    const parameters = ["Name", '"Title"', ...(target ? [target.trim()] : []), "for What"];
    return {
      label: `${keyword} Name "Title"${target} for What`,
      documentation: qualityDoc(quality),
      parameters: parameters.map((label) => ({ label, documentation: "" })),
      active: Math.min(tokens.length - 1, parameters.length - 1),
    };
  }
  const declares = kinds.has(keyword) || statements.get(keyword)?.form === "declaration";
  if (!declares || tokens.length > 3) return undefined;
  return {
    label: `${keyword} Name "Title" { … }`,
    documentation: keywordDoc(keyword) ?? "",
    parameters: ["Name", '"Title"', "{ … }"].map((label) => ({ label, documentation: "" })),
    active: Math.min(tokens.length - 1, 2),
  };
}
