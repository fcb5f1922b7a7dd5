/** The extension as the page sees it: messages to and from it, and a memory over reloads of the window. */

import {
  type ExtensionMessage,
  type PageMessage,
  type PageState,
  pageMessage,
  pageState,
} from "../../../server/src/service/protocol.ts";

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Host {
  send(message: ExtensionMessage): void;
  listen(handler: (message: PageMessage) => void): void;
  readonly state: PageState | undefined;
  remember(state: PageState): void;
}

/** Connects to the extension; messages that are not of the protocol are dropped. */
export function connect(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    listen: (handler) =>
      window.addEventListener("message", (event) => {
        const message = pageMessage(event.data);
        if (message) handler(message);
      }),
    get state() {
      return pageState(api.getState());
    },
    remember: (state) => api.setState(state),
  };
}
