// `@hpcc-js/wasm` re-exports the types of a package that it bundles but does not install.
declare module "@hpcc-js/wasm-graphviz" {
  export class Graphviz {
    /** The one instance; a new one after `unload`. */
    static load(): Promise<Graphviz>;
    static unload(): void;
    version(): string;
    layout(dot: string, format: "json0" | "json" | "dot" | "svg", engine: "dot"): string;
  }
}
