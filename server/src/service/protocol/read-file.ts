/** Files that only the editor can read: in a browser, the server asks the extension for them. */

/** Request of the server: the text of a file. Answered with `text`, or with why there is none: `does not exist`. */
export const readFileRequest = "sdesign/readFile";

export interface ReadFileParams {
  readonly uri: string;
}

export interface ReadFileResult {
  readonly text?: string;
  /** Words that follow the file's name. */
  readonly refused?: string;
}

/** Request of the server: which designs there are in a folder of the editor's. Answered with their URIs. */
export const findDesignsRequest = "sdesign/findDesigns";

export interface FindDesignsParams {
  /** The folder's URI. */
  readonly folder: string;
}
