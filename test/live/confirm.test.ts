import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { confirmKeys, stsUrl, type ConfirmOptions, type FoundKeys } from "../../src/live/confirm.ts";
import { environmentOf } from "../../src/machine/environment.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { startProxy } from "./forward-proxy.ts";
import { startSts, type Sts, type StsOptions } from "./sts-server.ts";
import { keyIdOf, testKeys } from "./test-keys.ts";

const keys = testKeys("444455556666");

let running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
});

async function sts(options: StsOptions = { keys: [keys] }): Promise<Sts> {
  const server = await startSts(options);
  running.push(server);
  return server;
}

async function confirm(server: Sts, pairs: readonly FoundKeys[], options: Partial<ConfirmOptions> = {}) {
  const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: server.url } });
  return confirmKeys(pairs, { machine, ...options });
}

test("a living key is confirmed, with account, ARN and kind of principal", async () => {
  const arn = "arn:aws:iam::444455556666:user/anna";
  const server = await sts({ keys: [{ ...keys, account: "444455556666", arn }] });
  expect(await confirm(server, [keys])).toEqual([
    { status: "confirmed", account: "444455556666", arn, userId: "AIDAEXAMPLEUSERID0000", principal: "user" },
  ]);
  expect(server.calls).toMatchObject([{ action: "GetCallerIdentity", region: "us-east-1" }]);
});

test.each([
  ["arn:aws:iam::444455556666:root", "root"],
  ["arn:aws:sts::444455556666:assumed-role/r/s", "role session"],
  ["arn:aws-us-gov:iam::444455556666:user/path/anna", "user"],
  ["arn:aws:sts::444455556666:federated-user/bob", "federated user"],
])("%s is a %s", async (arn, principal) => {
  const [answer] = await confirm(await sts({ keys: [{ ...keys, account: "444455556666", arn }] }), [keys]);
  expect(answer).toMatchObject({ status: "confirmed", principal });
});

test("an account that the key id contradicts: an emulator answered", async () => {
  const [answer] = await confirm(await sts({ keys: [{ ...keys, account: "000000000000" }] }), [keys]);
  expect(answer).toMatchObject({ status: "confirmed", account: "000000000000" });
  expect(answer?.message).toContain("isn't AWS");
});

test("a wrong secret is really rejected", async () => {
  const server = await sts();
  const [answer] = await confirm(server, [{ ...keys, secretAccessKey: `${keys.secretAccessKey.slice(0, -1)}x` }]);
  expect(answer).toMatchObject({ status: "rejected", code: "SignatureDoesNotMatch", cause: "wrong-secret-key" });
});

test("an unknown key id is rejected", async () => {
  const [answer] = await confirm(await sts({ keys: [] }), [keys]);
  expect(answer).toMatchObject({ status: "rejected", code: "InvalidClientTokenId" });
});

test("each distinct pair is asked about once, and the answers keep their order", async () => {
  const other = testKeys("777788889999");
  const server = await sts();
  const answers = await confirm(server, [other, keys, other, keys]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "confirmed", "rejected", "confirmed"]);
  expect(server.calls).toHaveLength(2);
});

test("two secrets for one key id: AWS refuses the second for a while, so it is asked later", async () => {
  let lastSecret = 0;
  const server = await sts({
    keys: [keys],
    fault: () => {
      const soon = performance.now() - lastSecret < 5000 && lastSecret !== 0;
      lastSecret = performance.now();
      return soon ? { status: 403, code: "SignatureDoesNotMatch", message: "" } : undefined;
    },
  });
  const wrong = { ...keys, secretAccessKey: `${keys.secretAccessKey.slice(0, -1)}x` };
  expect(await confirm(server, [wrong, keys])).toMatchObject([{ status: "rejected" }, { status: "confirmed" }]);
});

test("two hundred pairs don't open two hundred sockets", async () => {
  let open = 0;
  let most = 0;
  const server = await sts({
    fault: () => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => (open -= 1), 20);
      return { fault: "slow", milliseconds: 20, then: { status: 302 } };
    },
  });
  const answers = await confirm(
    server,
    Array.from({ length: 200 }, () => testKeys()),
  );
  expect(answers).toHaveLength(200);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(32);
});

test("nothing found, nothing asked", async () => {
  const server = await sts();
  expect(await confirm(server, [])).toEqual([]);
  expect(server.calls).toEqual([]);
});

test("a canary's key is left alone, unless the user insists", async () => {
  const canary = { ...keys, accessKeyId: keyIdOf("171436882533") };
  const server = await sts({ keys: [canary] });
  expect(await confirm(server, [canary])).toMatchObject([{ status: "unknown", code: "CanaryAccount" }]);
  expect(server.calls).toEqual([]);
  expect(await confirm(server, [canary], { canaries: true })).toMatchObject([{ status: "confirmed" }]);
});

describe("partitions", () => {
  test("one call in each partition that the configuration is about; one that knows the key is enough", async () => {
    const server = await sts({
      keys: [keys],
      fault: ({ region }) =>
        region === "cn-north-1" ? undefined : { status: 403, code: "InvalidClientTokenId", message: "" },
    });
    const regions = ["eu-west-1", "cn-north-1", "us-east-1", "cn-northwest-1"];
    const [answer] = await confirm(server, [{ ...keys, regions }]);
    expect(answer?.status).toBe("confirmed");
    expect(server.calls.map(({ region }) => region).sort()).toEqual(["cn-north-1", "eu-west-1"]);
  });

  test("one pair in several places is asked about in the partitions of all of them, once", async () => {
    const server = await sts();
    const places = [["eu-west-1"], ["us-gov-west-1"], ["us-east-1"], []].map((regions) => ({ ...keys, regions }));
    expect(await confirm(server, places)).toHaveLength(4);
    expect(server.calls.map(({ region }) => region).sort()).toEqual(["eu-west-1", "us-gov-west-1"]);
  });

  test("without a hint: the environment's region", async () => {
    const server = await sts();
    const environment = { AWS_ENDPOINT_URL_STS: server.url, AWS_DEFAULT_REGION: "cn-north-1" };
    await confirmKeys([keys], { machine: memoryMachine({ environment }) });
    expect(server.calls).toMatchObject([{ region: "cn-north-1" }]);
  });

  test("rejected means: in all of them", async () => {
    const refused = { status: 403, code: "InvalidClientTokenId", message: "" };
    const server = await sts({
      keys: [keys],
      fault: ({ region }) => (region === "us-gov-west-1" ? { status: 302 } : refused),
    });
    expect(await confirm(server, [keys], { regions: ["eu-west-1", "us-gov-west-1"] })).toMatchObject([
      { status: "unknown" },
    ]);
    expect(await confirm(server, [keys], { regions: ["eu-west-1"] })).toMatchObject([{ status: "rejected" }]);
  });

  test.each([
    ["eu-west-1", "sts.eu-west-1.amazonaws.com"],
    ["cn-north-1", "sts.cn-north-1.amazonaws.com.cn"],
    ["us-gov-west-1", "sts.us-gov-west-1.amazonaws.com"],
    ["us-iso-east-1", "sts.us-iso-east-1.c2s.ic.gov"],
    ["eusc-de-east-1", "sts.eusc-de-east-1.amazonaws.eu"],
  ])("%s is asked at %s", async (region, host) => {
    const proxy = await startProxy(1, 503);
    running.push(proxy);
    const machine = memoryMachine({ environment: { HTTPS_PROXY: proxy.url } });
    await confirmKeys([keys], { machine, regions: [region] });
    expect(proxy.requests).toEqual([`CONNECT ${host}:443`]);
  });
});

describe("endpoints of the environment", () => {
  test.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ AWS_ENDPOINT_URL: "http://a" }, "http://a"],
    [{ AWS_ENDPOINT_URL: "http://a", AWS_ENDPOINT_URL_STS: "http://b" }, "http://b"],
    [{ AWS_ENDPOINT_URL_STS: "", AWS_STS_ENDPOINT: "http://c" }, "http://c"],
    [{ TF_AWS_STS_ENDPOINT: "http://d", AWS_STS_ENDPOINT: "http://c" }, "http://d"],
    [{ AWS_ENDPOINT_URL: "http://a", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, null],
    [{ AWS_ENDPOINT_URL_STS: "http://b", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, "http://b"],
  ])("%j: %s", (variables, url) => {
    expect(stsUrl(environmentOf(variables, "linux"))).toBe(url);
  });

  test.each(["localhost:4566", "ftp://x", "nonsense"])("%s is no endpoint", async (url) => {
    const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: url } });
    expect(await confirmKeys([keys], { machine })).toMatchObject([{ status: "unknown", code: "EndpointError" }]);
  });
});

describe("the SDK reads nothing by itself", () => {
  const variables = {
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1",
    AWS_REGION: "mars-north-1",
    AWS_MAX_ATTEMPTS: "none",
    AWS_RETRY_MODE: "nonsense",
    AWS_USE_FIPS_ENDPOINT: "maybe",
    AWS_USE_DUALSTACK_ENDPOINT: "maybe",
    AWS_PROFILE: "gone",
    AWS_ACCESS_KEY_ID: "AKIAOTHER",
    AWS_SECRET_ACCESS_KEY: "other",
    HTTP_PROXY: "http://127.0.0.1:1",
  };
  const before = { ...process.env };
  let home = "";
  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), "tf-preflight-home-"));
    Object.assign(process.env, variables, { HOME: home, USERPROFILE: home });
  });
  afterEach(() => {
    process.env = before;
    rmSync(home, { recursive: true });
  });

  test("the machine decides", async () => {
    const server = await sts();
    expect(await confirm(server, [keys])).toMatchObject([{ status: "confirmed" }]);
    expect(server.calls).toMatchObject([{ accessKeyId: keys.accessKeyId, region: "us-east-1" }]);
  });
});
