import { propertyOf } from "../../../model/access.ts";
import type { Design, EndpointElement } from "../../../model/design.ts";
import { endpointProperty, readsByVerb } from "../../detect/apis.ts";
import { persistence } from "../../detect/needs.ts";
import { anyStates, isDesigned, qualitiesOf } from "../../detect/requirements.ts";
import { addProperties } from "../../edits.ts";
import { snippetFix } from "../../fixes.ts";
import { named, quote } from "../../messages.ts";
import { placeOf } from "../../places.ts";
import { type RequirementsHome, reportMissing } from "../../requirements-home.ts";
import type { Rule, RuleContext } from "../../rule.ts";

export const missingReadWriteRatio: Rule = {
  id: "nfr/missing-read-write-ratio",
  severity: "information",
  fixable: true,
  graph: false,
  absence: true,
  documentation: {
    summary: "Endpoints carry loads, data is kept, and nothing says which of the load reads and which writes.",
    rationale: `With a hundred reads to a write one caches and copies; with as many writes as reads neither helps, and data has to be divided.
Where endpoints say what they \`reads\` and \`writes\`, the load on every store is computed; else at least their ratio is needed.`,
    failing: `system Chat
actor Friend
entity Message { id uuid [pk] }
api ChatApi { rpc exchange(message) { load: 2k req/s, peak: 3x } }
service Backend { serves: ChatApi, replicas: 4 }
document_database Messages { stores: Message, managed: true }
Friend -> Backend -> Messages`,
    passing: `system Chat
requirements { throughput Traffic >= 2k req/s { ratio: 5:1, peak: 3x } }
actor Friend
entity Message { id uuid [pk] }
api ChatApi { rpc exchange(message) { load: 2k req/s, peak: 3x } }
service Backend { serves: ChatApi, replicas: 4 }
document_database Messages { stores: Message, managed: true }
Friend -> Backend -> Messages`,
    exception: `Where the methods tell reads from writes, as GET and POST do, and both carry loads, nothing is asked.`,
  },
  check(context) {
    const { design, facts } = context;
    if (!isDesigned(design) || !persistence(design) || anyStates(design, "ratio")) return;
    const loaded = design.all("endpoint").filter((endpoint) => (facts.load.endpoint(endpoint.key)?.average ?? 0) > 0);
    const [first] = loaded;
    if (!first || loaded.some((endpoint) => saysAccess(design, endpoint)) || methodsTell(loaded)) return;
    reportMissing(
      context,
      `${named(first)}${loaded.length > 1 ? " and others carry" : " carries"} load, and nothing says how much of it reads and how much writes, so neither a cache nor the stores can be sized. State what endpoints \`reads\` and \`writes\`, or a \`ratio\` such as \`10:1\` on a throughput requirement.`,
      (home) => fixes(context, home),
      loaded.slice(0, 3).map((endpoint) => ({
        place: placeOf(endpoint),
        message: `${quote(endpoint.id)} says neither what it reads nor what it writes`,
      })),
    );
  },
};

function saysAccess(design: Design, endpoint: EndpointElement): boolean {
  return ["reads", "writes"].some((name) => endpointProperty(design, endpoint, name) !== undefined);
}

/** Whether the methods of HTTP already tell how much reads and how much writes. */
function methodsTell(loaded: readonly EndpointElement[]): boolean {
  const http = loaded.every(({ route }) => route !== undefined);
  return http && loaded.some(readsByVerb) && !loaded.every(readsByVerb);
}

function fixes({ design, author }: RuleContext, home: RequirementsHome) {
  const [throughput] = qualitiesOf(design, "throughput");
  const edits =
    throughput && !propertyOf(design, throughput, "ratio")
      ? addProperties(author, throughput.origin, throughput.node, ["ratio: ${1:10:1}"])
      : home.add("throughput ${1:Traffic} >= ${2:1k req/s} { ratio: ${3:10:1} }");
  return snippetFix(author, "State the ratio of reads to writes", edits);
}
