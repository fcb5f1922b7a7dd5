/** Those who decide whether a report is what others read: schemas that are not ours. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { validateXML } from "xmllint-wasm";

const require = createRequire(import.meta.url);
const read = (file: string): string => readFileSync(require.resolve(file), "utf8");

const ajv = new Ajv({ schemaId: "auto", meta: false, allErrors: true });
ajv.addMetaSchema(JSON.parse(read("ajv/lib/refs/json-schema-draft-04.json")));
const fitsSarif = ajv.compile(
  JSON.parse(read("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").replace(/^\ufeff/, "")),
);

/** What the schema of SARIF 2.1.0 has against a log. */
export function sarifMistakes(text: string): readonly string[] {
  fitsSarif(JSON.parse(text));
  return (fitsSarif.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message}`);
}

const jenkins = readFileSync(new URL("jenkins-junit.xsd", import.meta.url), "utf8");

/** What the schema of Jenkins has against a JUnit report. */
export async function junitMistakes(text: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: { fileName: "report.xml", contents: text },
    schema: { fileName: "jenkins-junit.xsd", contents: jenkins },
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

/** What tests look at in a log. */
export interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly suppressions?: readonly unknown[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
    }[];
  }[];
}
