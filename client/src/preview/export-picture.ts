import * as vscode from "vscode";
import {
  type ExtensionMessage,
  type LinesResult,
  linesRequest,
  linesResult,
  type PreviewResult,
  pdfRequest,
  pdfResult,
} from "../../../server/src/service/protocol.ts";
import type { ServerLink } from "../server-link.ts";
import { withLinks } from "./links.ts";

type PictureFormat = "svg" | "png" | "pdf";

const filters: Readonly<Record<PictureFormat, Record<string, string[]>>> = {
  svg: { "SVG image": ["svg"] },
  png: { "PNG image": ["png"] },
  pdf: { PDF: ["pdf"] },
};

/** Asks where a picture is to be saved, and writes it there. `uri` is a file of its design. */
export async function exportPicture(
  server: ServerLink,
  uri: string,
  shown: PreviewResult | undefined,
  { format, content, leads }: Extract<ExtensionMessage, { readonly type: "save" }>,
): Promise<void> {
  const target = await askWhere(vscode.Uri.parse(uri, true), shown?.view ?? "diagram", format);
  if (!target) return;
  if (format === "png") return writePicture(target, bytesOf(content));
  if (format === "svg") {
    const linesOf = async (ids: readonly string[]): Promise<LinesResult["lines"]> =>
      linesResult(await server.request<unknown>(linesRequest, { uri, ids }))?.lines ?? [];
    const folder = vscode.Uri.joinPath(target, "..").toString();
    const svg = leads ? await withLinks(content, folder, linesOf) : content;
    return writePicture(target, new TextEncoder().encode(svg));
  }
  const params = { svg: content, title: shown?.title ?? "" };
  const progress = { location: vscode.ProgressLocation.Window, title: "Drawing the PDF …" };
  const answer = await vscode.window.withProgress(progress, async () =>
    pdfResult(await server.request<unknown>(pdfRequest, params)),
  );
  if (answer?.pdf !== undefined) return writePicture(target, bytesOf(answer.pdf));
  vscode.window.showErrorMessage(answer?.refused ?? "The diagram could not be drawn as PDF.");
}

/** Asks where a picture of a design is to be saved; undefined when nowhere. */
async function askWhere(source: vscode.Uri, view: string, format: PictureFormat): Promise<vscode.Uri | undefined> {
  const name = source.path.slice(source.path.lastIndexOf("/") + 1).replace(/\.sdesign$/, "");
  const part = view.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const folder =
    source.scheme === "untitled" ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(source, "..");
  return vscode.window.showSaveDialog({
    ...(folder === undefined
      ? {}
      : { defaultUri: vscode.Uri.joinPath(folder, `${name || "design"}-${part}.${format}`) }),
    filters: filters[format],
  });
}

async function writePicture(target: vscode.Uri, content: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(target, content);
  vscode.window.setStatusBarMessage(`$(check) Saved ${target.path.slice(target.path.lastIndexOf("/") + 1)}`, 5000);
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
