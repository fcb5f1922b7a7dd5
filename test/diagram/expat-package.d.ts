// `@hpcc-js/wasm` re-exports the types of a package that it bundles but does not install.
declare module "@hpcc-js/wasm-expat" {
  export interface IParser {
    startElement(tag: string, attributes: Readonly<Record<string, string>>): void;
    endElement(tag: string): void;
    characterData(content: string): void;
  }
  export class Expat {
    static load(): Promise<Expat>;
    /** Whether the text is well-formed XML. */
    parse(xml: string, callback: IParser): boolean;
  }
}
