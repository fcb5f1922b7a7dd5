/** The page of the preview. */

import "./main.css";
import { pageState } from "../../../server/src/service/protocol.ts";
import { App } from "./app.ts";
import { connect } from "./host.ts";
import { fitType } from "./type.ts";

const root = document.getElementById("preview");
if (root) {
  fitType();
  const host = connect();
  const given: unknown = JSON.parse(root.getAttribute("data-state") ?? "null");
  const state = { ...host.state, ...(pageState(given) ?? { uri: "" }) };
  new App(root, host, state);
  host.remember(state);
  host.send({ type: "ready" });
}
