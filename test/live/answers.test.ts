import { afterEach, describe, expect, test } from "vitest";
import { confirmKeys, type ConfirmOptions, type FoundKeys } from "../../src/live/confirm.ts";
import type { LiveAnswer } from "../../src/live/live-answer.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { ask as askIdentity, base, keysSource, sts, target } from "./identity-harness.ts";
import type { Reply } from "./local-server.ts";
import { startSts, type Sts, type StsOptions } from "./sts-server.ts";
import { keyIdOf, testKeys } from "./test-keys.ts";

const keys = testKeys();
const temporary = {
  accessKeyId: keyIdOf("111122223333", "ASIA"),
  secretAccessKey: keys.secretAccessKey,
  sessionToken: "IQoJb3JpZ2luX2Vj-token",
};

let running: Sts[] = [];
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
});

async function ask(options: StsOptions, pair: FoundKeys = keys, more: Partial<ConfirmOptions> = {}) {
  const server = await startSts({ keys: [keys], ...options });
  running.push(server);
  const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: server.url } });
  const [answer] = await confirmKeys([pair], { machine, ...more });
  if (!answer) throw new Error("no answer");
  expectNoSecret(answer, pair);
  return { answer, server };
}

function expectNoSecret(answer: LiveAnswer, pair: FoundKeys): void {
  const text = JSON.stringify(answer);
  for (const secret of [pair.secretAccessKey, pair.sessionToken, pair.accessKeyId]) {
    if (secret !== undefined) expect(text).not.toContain(secret);
  }
}

const refuse = (status: number, code: string, message = "") => ({ fault: () => ({ status, code, message }) });

describe("what STS refuses", () => {
  const refusals: [
    status: number,
    code: string,
    message: string,
    cause: string | undefined,
    keys: LiveAnswer["status"],
  ][] = [
    [
      403,
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      "invalid-access-key-generic",
      "rejected",
    ],
    [
      403,
      "SignatureDoesNotMatch",
      "The request signature we calculated does not match the signature you provided.",
      "wrong-secret-key",
      "rejected",
    ],
    [
      403,
      "SignatureDoesNotMatch",
      "Signature expired: 20210112T071125Z is now earlier than 20210112T072625Z",
      "clock-skew",
      "unknown",
    ],
    [403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region.", undefined, "unknown"],
    [
      403,
      "ExpiredToken",
      "The security token included in the request is expired",
      "expired-session-credentials",
      "rejected",
    ],
    [
      403,
      "RegionDisabledException",
      "STS is not activated in this region for account:1.",
      "region-not-enabled",
      "unknown",
    ],
    [403, "OptInRequired", "You are not subscribed", "region-not-enabled", "unknown"],
    [
      403,
      "AccessDenied",
      "User: arn:aws:iam::111122223333:user/a is not authorized with an explicit deny in a service control policy",
      "authorization-denied-scp",
      "confirmed",
    ],
    [
      403,
      "AccessDenied",
      "User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:GetCallerIdentity",
      undefined,
      "confirmed",
    ],
    [400, "IncompleteSignature", "'x' not a valid key=value pair", "whitespace-in-credential", "unknown"],
    [403, "SomethingNew", "Never heard of it.", undefined, "unknown"],
  ];

  test.each(refusals)("%i %s: %s", async (status, code, message, cause) => {
    const server = await sts(refuse(status, code, message));
    const plan = { source: keysSource(base), hops: [], sts: target(server) };
    const answer = await askIdentity(plan);
    expect(answer).toMatchObject({ status: "rejected", code });
    expect(answer.cause).toBe(cause);
    expect(answer.message).toContain(code);
  });

  test.each(refusals)("%i %s: %s – %s; the keys are %s", async (status, code, message, cause, verdict) => {
    const { answer } = await ask(refuse(status, code, message));
    expect(answer).toMatchObject({ status: verdict, code });
    expect(answer.cause).toBe(cause);
  });

  test("a key that may not ask who it is, is somebody's", async () => {
    const message = "User: arn:aws:iam::111122223333:user/a is not authorized to perform: sts:GetCallerIdentity";
    const { answer } = await ask(refuse(403, "AccessDenied", message));
    expect(answer).toMatchObject({
      status: "confirmed",
      account: "111122223333",
      arn: "arn:aws:iam::111122223333:user/a",
    });
  });

  test.each<[string, Partial<FoundKeys>, string | null, string]>([
    [
      "a session token beside a long-term key",
      { sessionToken: "left-over" },
      "InvalidClientTokenId",
      "stale-session-token-env",
    ],
    [
      "a temporary key without its token",
      { accessKeyId: temporary.accessKeyId },
      "InvalidClientTokenId",
      "temp-key-missing-session-token",
    ],
    [
      "a blank behind the key id",
      { accessKeyId: `${keys.accessKeyId} ` },
      "IncompleteSignature",
      "whitespace-in-credential",
    ],
    [
      "quotes around the secret",
      { secretAccessKey: `"${keys.secretAccessKey}"` },
      "SignatureDoesNotMatch",
      "whitespace-in-credential",
    ],
    [
      "a line break, which can't even be sent",
      { accessKeyId: `${keys.accessKeyId}\n` },
      null,
      "whitespace-in-credential",
    ],
    [
      "swapped halves",
      { accessKeyId: keys.secretAccessKey, secretAccessKey: keys.accessKeyId },
      "IncompleteSignature",
      "invalid-access-key-generic",
    ],
  ])("%s: Terraform fails, but the keys may be alive", async (_, change, code, cause) => {
    const pair: FoundKeys = { ...keys, ...change };
    const found = await ask({ keys: [keys, temporary] }, pair);
    expect(found.answer).toMatchObject({ status: "unknown", cause });
    expect(found.server.calls).toHaveLength(code === null ? 0 : 1);
    const server = await sts({ keys: [keys, temporary] });
    const plan = { source: keysSource(pair), hops: [], sts: target(server) };
    const answer = await askIdentity(plan);
    expectNoSecret(answer, pair);
    expect(answer).toMatchObject({ status: "rejected", cause, ...(code !== null && { code }) });
  });

  test("a temporary key that has ended, and one that hasn't", async () => {
    const ended = await ask({ keys: [{ ...temporary, expired: true }] }, temporary);
    expect(ended.answer).toMatchObject({ status: "rejected", code: "ExpiredToken" });
    const alive = await ask(
      { keys: [{ ...temporary, arn: "arn:aws:sts::111122223333:assumed-role/dev/anna" }] },
      temporary,
    );
    expect(alive.answer).toMatchObject({ status: "confirmed", principal: "role session" });
  });
});

describe("what says nothing about the keys", () => {
  const page: Reply = {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<html><body>Log in to the guest network</body></html>",
  };
  test.each<[string, Reply, string | undefined]>([
    ["a login page", page, "HTTP 200"],
    [
      "a proxy's 403",
      { status: 403, headers: { "content-type": "text/html" }, body: "<html>Blocked</html>" },
      "HTTP 403",
    ],
    ["a 404", { status: 404, body: "not here" }, "HTTP 404"],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, "HTTP 302"],
    ["a redirect that keeps the method", { status: 307, headers: { location: "http://127.0.0.1:1/" } }, "HTTP 307"],
    ["an empty 200", { status: 200 }, "HTTP 200"],
    [
      "broken XML",
      { status: 200, headers: { "content-type": "text/xml" }, body: "<GetCallerIdentityResponse><a>" },
      "HTTP 200",
    ],
    [
      "an account that is none",
      {
        status: 200,
        body: "<R><GetCallerIdentityResult><Account>x</Account><Arn>arn:aws:iam::x:user/y</Arn></GetCallerIdentityResult></R>",
      },
      "HTTP 200",
    ],
    [
      "an identity without an account",
      {
        status: 200,
        body: "<GetCallerIdentityResponse><GetCallerIdentityResult></GetCallerIdentityResult></GetCallerIdentityResponse>",
      },
      "HTTP 200",
    ],
  ])("%s", async (_, reply, code) => {
    const { answer } = await ask({ fault: () => reply });
    expect(answer.status).toBe("unknown");
    expect(answer.code).toBe(code);
  });

  test("throttled, for as long as the time limit allows", async () => {
    const { answer, server } = await ask(refuse(400, "Throttling", "Rate exceeded"), keys, { timeLimit: 1500 });
    expect(answer).toMatchObject({ status: "unknown", code: "Throttling" });
    expect(answer.cause).toBeUndefined();
    expect(server.calls.length).toBeGreaterThan(1);
  });

  test("throttled once, then answered", async () => {
    const { answer, server } = await ask({
      fault: (_, count) => (count === 1 ? { status: 400, code: "Throttling", message: "Rate exceeded" } : undefined),
    });
    expect(answer.status).toBe("confirmed");
    expect(server.calls).toHaveLength(2);
  });

  test("a failing service", async () => {
    const { answer } = await ask(refuse(503, "ServiceUnavailable"), keys, { timeLimit: 1000 });
    expect(answer.status).toBe("unknown");
  });

  test("silence ends at the time limit", async () => {
    const started = performance.now();
    const { answer } = await ask({ fault: () => ({ fault: "hang" }) }, keys, { timeLimit: 300 });
    expect(answer).toMatchObject({ status: "unknown", code: "TimeoutError", cause: "network-sts-unreachable" });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test("broken off, then silent: what was seen is told", async () => {
    const fault = (_: unknown, count: number): Reply => ({ fault: count === 1 ? "reset" : "hang" });
    const { answer } = await ask({ fault }, keys, { timeLimit: 600 });
    expect(answer).toMatchObject({ status: "unknown", code: "ECONNRESET" });
  });

  test("slow is not silent", async () => {
    const { answer } = await ask({
      fault: (_, count) => (count === 1 ? { fault: "slow", milliseconds: 300, then: { status: 503 } } : undefined),
    });
    expect(answer.status).toBe("confirmed");
  });

  test.each(["cut", "reset"] as const)("the connection is broken off (%s)", async (fault) => {
    const { answer } = await ask({ fault: () => ({ fault }) }, keys, { timeLimit: 1000 });
    expect(answer).toMatchObject({ status: "unknown", code: "ECONNRESET", cause: "network-sts-unreachable" });
  });

  test("broken off once, then answered", async () => {
    const { answer } = await ask({ fault: (_, count) => (count === 1 ? { fault: "cut" } : undefined) });
    expect(answer.status).toBe("confirmed");
  });

  test("nobody listens", async () => {
    const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" } });
    const [answer] = await confirmKeys([keys], { machine });
    expect(answer).toMatchObject({ status: "unknown", code: "ECONNREFUSED", cause: "network-sts-unreachable" });
  });

  test("a name that nobody knows", async () => {
    const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: "http://sts.invalid" } });
    const [answer] = await confirmKeys([keys], { machine, timeLimit: 5000 });
    expect(answer?.status).toBe("unknown");
    expect(["ENOTFOUND", "EAI_AGAIN"]).toContain(answer?.code);
  });

  test("the user stops the run", async () => {
    const stop = new AbortController();
    const started = performance.now();
    setTimeout(() => {
      stop.abort();
    }, 100);
    const { answer } = await ask({ fault: () => ({ fault: "hang" }) }, keys, { signal: stop.signal });
    expect(answer).toMatchObject({ status: "unknown", code: "AbortError" });
    expect(performance.now() - started).toBeLessThan(1500);
  });
});

describe("the clock", () => {
  test.each([
    ["behind", 40 * 60_000],
    ["ahead of", -40 * 60_000],
  ])("this machine is %s AWS: the SDK corrects it, the answer says so", async (side, clockOffset) => {
    const { answer, server } = await ask({ clockOffset });
    expect(answer).toMatchObject({ status: "confirmed", cause: "clock-skew" });
    expect(answer.message).toContain(`40 minutes ${side}`);
    expect(server.calls).toHaveLength(2);
  });

  test("a minute is nothing", async () => {
    const { answer } = await ask({ clockOffset: 60_000 });
    expect(answer.cause).toBeUndefined();
  });
});
