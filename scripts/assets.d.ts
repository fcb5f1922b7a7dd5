// What the bundler makes of files that are not code: bytes for binaries, nothing for style sheets (they become files).
declare module "*.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module "*.ttf" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module "*.css" {}
