// What the bundler makes of files that are not code: bytes, texts, and nothing for style sheets (they become files).
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module "*.ttf" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module "*.css" {}
declare module "*.sdesign" {
  const text: string;
  export default text;
}
