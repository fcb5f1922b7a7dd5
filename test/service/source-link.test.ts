import { describe, expect, it } from "vitest";
import { sourceLink, sourceLinkBelow } from "../../server/src/service/protocol/source-link.ts";

describe("a link to a line", () => {
  it.each([
    ["file:///plans/designs", "file:///plans/designs/shop.sdesign", "shop.sdesign#L7"],
    ["file:///plans/designs/", "file:///plans/designs/parts/a.sdesign", "parts/a.sdesign#L7"],
    ["file:///plans/out/pictures", "file:///plans/designs/shop.sdesign", "../../designs/shop.sdesign#L7"],
    ["file:///", "file:///shop.sdesign", "shop.sdesign#L7"],
    ["file:///a", "file:///a/%E6%97%A5%20%23.sdesign", "%E6%97%A5%20%23.sdesign#L7"],
    ["file:///a", "file:///a/javascript:alert(1).sdesign", "javascript%3Aalert(1).sdesign#L7"],
    ["file:///a", 'file:///a/"><script>.sdesign', "%22%3E%3Cscript%3E.sdesign#L7"],
    ["file:///c%3A/designs", "file:///C:/designs/shop.sdesign", "shop.sdesign#L7"],
    ["file:///c%3A/designs", "file:///d%3A/shop.sdesign", undefined],
    ["vscode-vfs://github/me/shop", "vscode-vfs://github/me/shop/a.sdesign", "a.sdesign#L7"],
    ["file:///a", "vscode-vfs://github/a/b.sdesign", undefined],
    ["file:///a", "untitled:Untitled-1", undefined],
    ["file:///a", "file:///a/%ZZ.sdesign", undefined],
    ["nonsense", "file:///a/b.sdesign", undefined],
  ])("leads from %s to %s by %s", (folder, file, link) => {
    expect(sourceLink(folder, file, 7)).toBe(link);
  });

  it.each([
    ["https://example.org/a", "b.sdesign#L1", "https://example.org/a/b.sdesign#L1"],
    ["https://example.org/a//", "b.sdesign#L1", "https://example.org/a/b.sdesign#L1"],
    ["https://example.org/a", "../b.sdesign#L1", undefined],
  ])("below %s, %s is %s", (base, link, address) => {
    expect(sourceLinkBelow(base, link)).toBe(address);
  });
});
