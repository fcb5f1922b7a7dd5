import type * as vscode from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient";
import { renameCommand } from "./rename-command.ts";
import { showPlacesCommand } from "./show-places-command.ts";

/** What the keeper of the server (server-link.ts) wants to know and decide, without knowing the client library. */
export interface ServerHooks {
  /** The folder of the rules' pages inside the extension. */
  readonly rulePages: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The server ended by itself: whether it is started again. */
  readonly mayRestart: () => boolean;
  /** The connection reports an error. */
  readonly onError: (error: unknown) => void;
  /** The server did not get through its start. */
  readonly onStartFailed: (error: unknown) => void;
}

/** The schemes under which people write designs; old revisions (`git:`) are looked at, not checked. */
const schemes = ["file", "untitled", "vscode-remote", "vscode-vfs", "vscode-test-web", "tmp"] as const;

/** The options that both kinds of client share. */
export function serverOptionsFor(hooks: ServerHooks): LanguageClientOptions {
  return {
    documentSelector: schemes.map((scheme) => ({ language: "sdesign", scheme })),
    outputChannel: hooks.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    progressOnInitialization: false,
    initializationOptions: {
      showPlaces: showPlacesCommand,
      suggest: "editor.action.triggerSuggest",
      rename: renameCommand,
      rulePages: hooks.rulePages.toString(),
    },
    errorHandler: {
      error: (error) => {
        hooks.onError(error);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () =>
        hooks.mayRestart()
          ? { action: CloseAction.Restart, handled: true, message: "The language server ended and is started again." }
          : { action: CloseAction.DoNotRestart, handled: true, message: "The language server stays off." },
    },
    initializationFailedHandler: (error) => {
      hooks.onStartFailed(error);
      return false;
    },
  };
}

/** Keeps the library's own words in the log: what people are told is said by server-link.ts, once and with a way out. */
export function withoutPopups(client: BaseLanguageClient): BaseLanguageClient {
  const { error } = client;
  client.error = (message, data) => error.call(client, message, data, false);
  return client;
}
