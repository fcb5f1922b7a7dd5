/** Files that only the editor can read: in a browser, the server asks the extension for those that a design imports. */

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
