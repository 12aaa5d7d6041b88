import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerCacheFile, answerLifetime } from "../../src/live/answer-cache.ts";
import { confirmKeys } from "../../src/live/confirm.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { startSts, type Sts } from "./sts-server.ts";
import { testKeys } from "./test-keys.ts";

const keys = { ...testKeys(), sessionToken: undefined };
const start = Date.UTC(2026, 8, 9);
let folder = "";
let server: Sts;
let fault: Parameters<typeof startSts>[0] = {};

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tf-preflight-live-"));
  fault = {};
  server = await startSts({ keys: [keys], fault: (call, count) => fault?.fault?.(call, count) });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (): string => path.join(folder, "new", "live.json");

async function ask(pair = keys, now = start) {
  const machine = memoryMachine({ now, environment: { AWS_ENDPOINT_URL_STS: server.url } });
  const [answer] = await confirmKeys([pair], { machine, cacheFile: file(), timeLimit: 2000 });
  return answer;
}

test("the second run asks nobody and says the same; after some minutes it asks again", async () => {
  const first = await ask();
  expect(await ask(keys, start + answerLifetime - 1)).toEqual(first);
  expect(server.calls).toHaveLength(1);
  await ask(keys, start + answerLifetime + 1);
  expect(server.calls).toHaveLength(2);
});

test("a rejected pair is remembered, another secret is another pair", async () => {
  const wrong = { ...keys, secretAccessKey: `${keys.secretAccessKey.slice(0, -1)}x` };
  await ask(wrong);
  expect(await ask(wrong)).toMatchObject({ status: "rejected", code: "SignatureDoesNotMatch" });
  expect(server.calls).toHaveLength(1);
  expect(await ask()).toMatchObject({ status: "confirmed" });
});

test("that nobody answered isn't remembered", async () => {
  fault = { fault: () => ({ status: 302 }) };
  expect(await ask()).toMatchObject({ status: "unknown" });
  fault = {};
  expect(await ask()).toMatchObject({ status: "confirmed" });
});

test("nothing of the keys is in the file", async () => {
  await ask();
  await ask({ ...keys, secretAccessKey: "wRoNg/sEcReT+0123456789abcdefghijklmnopq" });
  const text = readFileSync(file(), "utf8");
  for (const part of [keys.accessKeyId, keys.secretAccessKey, "wRoNg", keys.accessKeyId.slice(4, 12)]) {
    expect(text).not.toContain(part);
  }
  expect(Object.keys((JSON.parse(text) as { entries: object }).entries)).toHaveLength(2);
});

test.runIf(process.platform !== "win32")("only the owner reads it", async () => {
  await ask();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
});

test.runIf(process.platform !== "win32")("a file that others may write is not believed", async () => {
  await ask();
  chmodSync(file(), 0o666);
  await ask();
  expect(server.calls).toHaveLength(2);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test.each([
  "",
  "{",
  "[]",
  '{"version":1}',
  '{"version":2,"salt":"x","entries":{}}',
  '{"version":1,"salt":"x","entries":{"a":1}}',
])("a broken file (%s) is replaced", async (text) => {
  await ask();
  writeFileSync(file(), text, { mode: 0o600 });
  expect(await ask()).toMatchObject({ status: "confirmed" });
  expect(server.calls).toHaveLength(2);
  expect(await ask()).toMatchObject({ status: "confirmed" });
  expect(server.calls).toHaveLength(2);
});

test("without a cache file nothing is written", async () => {
  const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: server.url } });
  await confirmKeys([keys], { machine });
  expect(existsSync(file())).toBe(false);
});

test("a folder that can't be made is no reason to fail", async () => {
  writeFileSync(path.join(folder, "new"), "a file");
  expect(await ask()).toMatchObject({ status: "confirmed" });
});

test("the file's place on each platform", () => {
  const place = (init: Parameters<typeof memoryMachine>[0]) => answerCacheFile(memoryMachine(init));
  expect(place({ home: "/home/anna" })).toBe("/home/anna/.cache/tf-preflight/live.json");
  expect(place({ home: "/home/anna", environment: { XDG_CACHE_HOME: "/c" } })).toBe("/c/tf-preflight/live.json");
  expect(place({ home: "/Users/anna", platform: "darwin" })).toBe("/Users/anna/Library/Caches/tf-preflight/live.json");
  expect(place({ home: "C:\\Users\\anna", platform: "win32" })).toBe(
    "C:\\Users\\anna\\AppData\\Local\\tf-preflight\\live.json",
  );
  expect(place({})).toBeNull();
});
