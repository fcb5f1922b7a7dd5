import { describe, expect, it } from "vitest";
import {
  type GuideEdit,
  type GuideResult,
  guideChanged,
  guideClosed,
  guideRequest,
  guideSkeletonRequest,
} from "../../server/src/service/protocol/guide.ts";
import { Client } from "./client.ts";

const uri = "untitled:Design-1";

/** Resolves after so many milliseconds, longer than the server waits for a pause. */
const pause = (milliseconds = 400): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function started(text: string): Promise<{ client: Client; told: string[]; guide: () => Promise<GuideResult> }> {
  const client = await Client.start({ capabilities: { textDocument: { diagnostic: {} } } });
  const told: string[] = [];
  client.connection.onNotification(guideChanged, (params: { uri: string }) => void told.push(params.uri));
  await client.open(uri, text);
  return { client, told, guide: () => client.request<GuideResult>(guideRequest, { uri }) };
}

const item = (guide: GuideResult, id: string) => guide.steps.flatMap(({ items }) => items).find((one) => one.id === id);

describe("the guide over a connection", () => {
  it("is told of once, and only as long as somebody looks", async () => {
    const { client, told, guide } = await started("system Shop\n");
    await client.change(uri, "system Shop\n// nobody asked yet");
    await pause();
    expect(told).toEqual([]);
    expect(item(await guide(), "requirements:latency")?.state).toBe("open");
    for (const letter of "latency Fast p99 <= 500 ms") {
      const lines = client.at(uri, 1, 0).position;
      await client.change(uri, letter, { start: lines, end: lines });
    }
    await expect.poll(() => told, { timeout: 60_000 }).toEqual([uri]);
    await pause();
    expect(told, "once").toEqual([uri]);
    await client.change(uri, "system Shop\nlatency Fast p99 <= 500 ms\n");
    await pause();
    expect(told, "who has not asked again knows already").toEqual([uri]);
    const after = await guide();
    expect(item(after, "requirements:latency")).toMatchObject({
      state: "done",
      detail: "p99 ≤ 500 ms",
      place: { uri, range: { start: { line: 1, character: 8 }, end: { line: 1, character: 12 } } },
    });
    expect(after.files).toEqual([uri]);
    await client.connection.sendNotification(guideClosed, { uri });
    await client.change(uri, "system Other\n");
    await pause();
    expect(told).toEqual([uri]);
    await client.stop();
    expect(client.log).toEqual([]);
    expect(client.misshapen).toEqual([]);
  });

  it("gives skeletons for the text as it is", async () => {
    const { client } = await started("system Shop\n");
    const skeleton = (id: string, note = false) =>
      client.request<{ edits: GuideEdit[] }>(guideSkeletonRequest, { uri, id, note });
    expect(await skeleton("requirements:actors")).toEqual({
      edits: [
        {
          uri,
          version: 1,
          range: { start: { line: 0, character: 11 }, end: { line: 0, character: 11 } },
          text: expect.stringContaining("actor ${1:User}"),
        },
      ],
    });
    await client.change(uri, "system Shop\n\nactor A\n");
    expect((await skeleton("HotUsers", true)).edits[0]).toMatchObject({ version: 2, range: { start: { line: 2 } } });
    expect(await skeleton("nothing:like:that")).toEqual({ edits: [] });
    await client.stop();
    expect(client.misshapen).toEqual([]);
  });

  it("refuses what the protocol does not say", async () => {
    const { client } = await started("");
    await expect(client.request(guideRequest, { uri: 5 })).rejects.toThrow("not what the protocol says");
    await expect(client.request(guideSkeletonRequest, { uri })).rejects.toThrow("not what the protocol says");
    await expect(client.request(guideRequest, { uri: "file:///nowhere.sdesign" })).rejects.toThrow("not open");
    await client.connection.sendNotification(guideClosed, null);
    await client.stop();
    expect(client.log).toEqual([]);
  });

  it("waits for a large design to be checked, and lets others through meanwhile", async () => {
    const many = Array.from({ length: 1500 }, (_, index) => `service S${index} "Service ${index}" { replicas: 2 }`);
    const { client, guide } = await started(`system Large\nactor A\n${many.join("\n")}\nA -> S0 -> S1\n`);
    const asked = guide();
    const hover = client.request("textDocument/hover", client.at(uri, 5, 9));
    expect(await Promise.race([asked.then(() => "guide"), hover.then(() => "hover")])).toBe("hover");
    await client.request("textDocument/diagnostic", { textDocument: { uri } });
    expect(item(await asked, "drawing:components")?.detail).toContain("1500");
    await client.stop();
    expect(client.log).toEqual([]);
  });
});
