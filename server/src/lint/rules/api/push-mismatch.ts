import { end, word, words } from "../../../model/access.ts";
import type { Design, FunctionalElement } from "../../../model/design.ts";
import { perElements } from "../../detect/per-design.ts";
import { named } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import type { Rule } from "../../rule.ts";

const SPEAKS_OF_PUSH =
  /\bpush(es|ed)?\b(?! (back|through|forward|(a|an|the|her|his|their) (button|commit|branch|change|tag)))|\bnotif(y|ies|ied)\b|\bnotifications?\b(?! (preferences|settings|options))|\b(is|are|be|gets?) (told|alerted|informed)\b|\blive updates?\b/i;
/** Protocols over which a server speaks first. */
const PUSHING: ReadonlySet<string> = new Set(["websocket", "wss", "sse", "webrtc", "mqtt", "mqtts"]);
const SENDS = /mail|sms|push|notif|messag|alert|webhook/i;

export const pushMismatch: Rule = {
  id: "api/push-mismatch",
  severity: "warning",
  fixable: false,
  graph: false,
  documentation: {
    summary: "A requirement speaks of push or notification, and nothing in the design can push.",
    rationale: `A request and its answer tell a client what it asks for. To tell it something by itself, a server needs a channel that stays
open (\`<->\`, a web socket, server-sent events) or somebody who delivers: a notification service, mail, a webhook.`,
    failing: `actor Buyer
requirements { functional Alert "A person is notified when tickets go on sale" { actor: Buyer } }
service Backend { satisfies: Alert, replicas: 2 }
Buyer -> Backend`,
    passing: `actor Buyer
requirements { functional Alert "A person is notified when tickets go on sale" { actor: Buyer } }
service Backend { satisfies: Alert, replicas: 2 }
notification_service Push { managed: true }
Buyer -> Backend ~> Push`,
    exception: `Clients that ask from time to time (polling) need no push: say “sees” rather than “is notified”.`,
  },
  check({ design, report }) {
    const pushed = wanted(design);
    if (pushed.length === 0 || design.all("component").length === 0 || canPush(design)) return;
    for (const requirement of pushed) {
      report({
        message: `${named(requirement)} speaks of a push, and nothing in the design can push: there is no \`<->\` connection, no web socket, no \`notification_service\`. Add the channel by which people are told.`,
        place: placeOf(requirement),
      });
    }
  },
};

/** The requirements that speak of a push. */
const wanted: (design: Design) => readonly FunctionalElement[] = perElements(["requirement"], (design) =>
  design
    .all("requirement")
    .filter(
      (requirement) =>
        word(design, requirement, "priority") !== "wont" &&
        (SPEAKS_OF_PUSH.test(requirement.title ?? "") || /^(Notify|Push)/.test(requirement.name)),
    ),
);

function canPush(design: Design): boolean {
  return (
    design.all("connection").some((connection) => {
      if (connection.style === "both" || end(design, connection.to)?.class === "actor") return true;
      return words(design, connection, "protocol").some((protocol) => PUSHING.has(protocol));
    }) ||
    design.all("endpoint").some(({ verb }) => verb === "subscribe" || verb === "publish") ||
    design.all("api").some((api) => words(design, api, "protocol").some((protocol) => PUSHING.has(protocol))) ||
    design
      .all("component")
      .some(
        (component) =>
          component.kind.base.name === "notification_service" ||
          SENDS.test(`${component.name} ${component.title ?? ""}`),
      )
  );
}
