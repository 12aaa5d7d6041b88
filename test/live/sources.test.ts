import { describe, expect, test } from "vitest";
import { Secret } from "../../src/aws/secret.ts";
import type { CredentialSource, SigningPlan } from "../../src/aws/trace.ts";
import type { IdentityOptions } from "../../src/live/identities.ts";
import type { LiveAnswer } from "../../src/live/live-answer.ts";
import { ask, delivered, hop, started, sts, target } from "./identity-harness.ts";
import { listen, type LocalServer } from "./local-server.ts";
import { startContainer, startMetadata } from "./metadata-server.ts";
import type { Sts } from "./sts-server.ts";

describe("web identity", () => {
  const role = "arn:aws:iam::444455556666:role/ci";
  const plan = (server: Sts, token: { file: string } | { text: Secret }): SigningPlan => ({
    source: { via: "web-identity-env", token, role: hop(server, role, { sessionName: "ci" }) },
    hops: [],
    sts: target(server),
  });

  test("a token from a file", async () => {
    const server = await sts({ roles: [{ arn: role, tokens: ["header.payload.signature"] }] });
    const machine = { files: { "/tokens/ci": "header.payload.signature" } };
    const answer = await ask(plan(server, { file: "/tokens/ci" }), { machine });
    expect(answer).toMatchObject({ status: "confirmed", arn: "arn:aws:sts::444455556666:assumed-role/ci/ci" });
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  test("a token in the block, refused: it isn't shown", async () => {
    const server = await sts({ roles: [{ arn: role, tokens: [] }] });
    const answer = await ask(plan(server, { text: new Secret("very.secret.token") }));
    expect(answer).toMatchObject({ status: "rejected", code: "AccessDenied", cause: "web-identity-trust-mismatch" });
    expect(JSON.stringify(answer)).not.toContain("very.secret");
  });

  test("no such file", async () => {
    const server = await sts();
    const answer = await ask(plan(server, { file: "/tokens/none" }));
    expect(answer).toMatchObject({ status: "rejected", cause: "web-identity-token-file-missing" });
    expect(answer.message).toContain("/tokens/none");
  });

  test.each([
    [
      "ExpiredTokenException",
      "Token expired: current date/time 1700000000 must be before 1699990000",
      "web-identity-token-expired",
    ],
    [
      "InvalidIdentityToken",
      "No OpenIDConnect provider found in your account for https://x",
      "web-identity-provider-missing",
    ],
    ["InvalidIdentityToken", "Incorrect token audience", "web-identity-trust-mismatch"],
  ])("%s: %s", async (code, message, cause) => {
    const server = await sts({ fault: () => ({ status: 400, code, message }) });
    const answer = await ask(plan(server, { text: new Secret("very.secret.token") }), { options: { timeLimit: 2000 } });
    expect(answer).toMatchObject({ status: "rejected", code, cause });
  });

  test("the identity provider doesn't answer AWS", async () => {
    const server = await sts({ fault: () => ({ status: 400, code: "IDPCommunicationError", message: "timeout" }) });
    const answer = await ask(plan(server, { text: new Secret("very.secret.token") }), { options: { timeLimit: 1000 } });
    expect(answer.status).toBe("unknown");
  });
});

describe("container", () => {
  test("with its authorization token", async () => {
    const [server, agent] = [await sts(), await started(startContainer(delivered, "agent-token"))];
    const url = `${agent.url}/v2/credentials/x`;
    const plan = (token: string): SigningPlan => ({
      source: { via: "container", url, authorization: { text: new Secret(token) } },
      hops: [],
      sts: target(server),
    });
    expect(await ask(plan("agent-token"))).toMatchObject({ status: "confirmed", arn: delivered.arn });
    const refused = await ask(plan("wrong-token"));
    expect(refused).toMatchObject({ status: "rejected", code: "Unauthorized" });
    expect(JSON.stringify(refused)).not.toContain("wrong-token");
    expect(await ask(plan("agent-token\n"))).toMatchObject({ status: "rejected" });
    expect(agent.requests).toHaveLength(2);
  });

  test("with a token from a file, and without one", async () => {
    const [server, agent] = [await sts(), await started(startContainer(delivered, "agent-token"))];
    const source = { via: "container", url: agent.url, authorization: { file: "/var/run/token" } } as const;
    const machine = { files: { "/var/run/token": "agent-token" } };
    expect(await ask({ source, hops: [], sts: target(server) }, { machine })).toMatchObject({ status: "confirmed" });
    const missing = await ask({ source, hops: [], sts: target(server) });
    expect(missing).toMatchObject({ status: "rejected", cause: "no-credentials-found" });
    const open = await started(startContainer(delivered, null));
    const plain = { via: "container", url: open.url, authorization: null } as const;
    expect(await ask({ source: plain, hops: [], sts: target(server) })).toMatchObject({ status: "confirmed" });
  });

  test("nobody there", async () => {
    const source = { via: "container", url: "http://127.0.0.1:1/", authorization: null } as const;
    const answer = await ask({ source, hops: [], sts: target(await sts()) });
    expect(answer).toMatchObject({ status: "rejected", code: "ECONNREFUSED", cause: "no-credentials-found" });
  });
});

describe("instance metadata", () => {
  const source = (server: LocalServer): CredentialSource => ({ via: "imds", endpoint: server.url, ipv6: false });

  test("the instance's role, and its region where nothing else tells it", async () => {
    const [server, metadata] = [
      await sts(),
      await started(startMetadata({ role: "web", key: delivered, region: "eu-north-1" })),
    ];
    const plan = { source: source(metadata), hops: [], sts: { region: null, endpoint: server.url } };
    expect(await ask(plan)).toMatchObject({ status: "confirmed", arn: delivered.arn });
    expect(server.calls).toMatchObject([{ region: "eu-north-1" }]);
  });

  test("version 1, unless it is disabled", async () => {
    const [server, metadata] = [
      await sts(),
      await started(startMetadata({ role: "web", key: delivered, older: true })),
    ];
    const plan = { source: source(metadata), hops: [], sts: target(server) };
    expect(await ask(plan)).toMatchObject({ status: "confirmed" });
    const machine = { environment: { AWS_EC2_METADATA_V1_DISABLED: "true" } };
    expect(await ask(plan, { machine })).toMatchObject({ status: "rejected", cause: "no-credentials-found" });
  });

  test("an instance without a role, and no instance at all", async () => {
    const [server, metadata] = [await sts(), await started(startMetadata({ role: null }))];
    expect(await ask({ source: source(metadata), hops: [], sts: target(server) })).toMatchObject({
      status: "rejected",
      cause: "no-credentials-found",
    });
    const silent = await started(listen(() => ({ fault: "hang" })));
    expect(await ask({ source: source(silent), hops: [], sts: target(server) })).toMatchObject({
      status: "rejected",
      code: "TimeoutError",
    });
    const absent = { via: "imds", endpoint: "http://127.0.0.1:1", ipv6: false } as const;
    expect(await ask({ source: absent, hops: [], sts: target(server) })).toMatchObject({
      status: "rejected",
      code: "ECONNREFUSED",
      cause: "no-credentials-found",
    });
  });
});

describe("credential_process", () => {
  const output = JSON.stringify({
    Version: 1,
    AccessKeyId: delivered.accessKeyId,
    SecretAccessKey: delivered.secretAccessKey,
    SessionToken: delivered.sessionToken,
    Expiration: "2030-01-01T00:00:00Z",
  });
  const machine = { environment: { PATH: process.env.PATH ?? "", OUTPUT: output } };
  const run = async (command: string, options: Partial<IdentityOptions> = { processes: true }): Promise<LiveAnswer> =>
    ask({ source: { via: "process", command }, hops: [], sts: target(await sts()) }, { machine, options });

  test("is run only when asked for", async () => {
    expect(await run(`printf %s "$OUTPUT"`, {})).toMatchObject({ status: "unknown", code: "ProcessNotRun" });
    expect(await run(`printf %s "$OUTPUT"`)).toMatchObject({ status: "confirmed", arn: delivered.arn });
  });

  test.each([
    ["exit 3", "exit status 3"],
    ["echo hello", "isn't JSON of version 1"],
    [`printf '{"Version":2}'`, "isn't JSON of version 1"],
    [`printf '{"Version":1,"AccessKeyId":"AKIAX"}'`, "no SecretAccessKey"],
    [`echo "$OUTPUT" >&2; exit 1`, "exit status 1"],
  ])("%s", async (command, says) => {
    const answer = await run(command);
    expect(answer).toMatchObject({ status: "rejected", cause: "credential-process-failed" });
    expect(answer.message).toContain(says);
  });
});
