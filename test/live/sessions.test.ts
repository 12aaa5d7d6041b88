import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { CredentialSource } from "../../src/aws/trace.ts";
import { confirmIdentities } from "../../src/live/identities.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { ask, delivered, now, provider, started, sts, target, traceOf } from "./identity-harness.ts";
import { ssoCacheName, startSso } from "./sso-server.ts";
import { keyIdOf } from "./test-keys.ts";

describe("SSO", () => {
  const cacheFile = `/home/anna/.aws/sso/cache/${ssoCacheName("work")}`;
  const token = {
    startUrl: "https://x.awsapps.com/start",
    accessToken: "sso-access-token",
    expiresAt: "2026-09-09T18:00:00Z",
  };
  const renewable = { ...token, clientId: "client", clientSecret: "client-secret-0", refreshToken: "refresh-token-0" };
  const ended = { ...renewable, expiresAt: "2026-09-09T11:00:00Z" };
  const source = (endpoint: string, session: string | null = "work"): CredentialSource => ({
    via: "sso",
    session,
    startUrl: "https://x.awsapps.com/start",
    region: "eu-west-1",
    accountId: "444455556666",
    roleName: "admin",
    cacheFile,
    endpoint,
  });
  const portal = { accessToken: "sso-access-token", roles: { "444455556666/admin": delivered } };

  test("a living session", async () => {
    const [server, sso] = [await sts(), await started(startSso(portal))];
    const machine = { files: { [cacheFile]: JSON.stringify(token) } };
    const answer = await ask({ source: source(sso.url), hops: [], sts: target(server) }, { machine });
    expect(answer).toMatchObject({ status: "confirmed", arn: delivered.arn, expires: Date.UTC(2030, 0, 1) });
    expect(sso.requests.map(({ target: path }) => path)).toEqual([
      "/federation/credentials?account_id=444455556666&role_name=admin",
    ]);
  });

  test("an ended session is renewed once for all, and the new one is kept", async () => {
    const [server, sso] = [
      await sts(),
      await started(startSso({ ...portal, accessToken: "fresh-token", refreshToken: "refresh-token-0" })),
    ];
    const machine = memoryMachine({
      now,
      files: { [cacheFile]: JSON.stringify(ended) },
      environment: { AWS_ENDPOINT_URL_SSO_OIDC: sso.url },
    });
    const kept: [string, string][] = [];
    const plan = { source: source(sso.url), hops: [], sts: target(server) };
    const subject = { consumer: provider(), trace: traceOf(plan) };
    const answers = await confirmIdentities([subject, subject, subject], {
      machine,
      store: (path, text) => kept.push([path, text]),
    });
    expect(answers.map(({ status }) => status)).toEqual(["confirmed", "confirmed", "confirmed"]);
    expect(sso.requests.map(({ target: path }) => path.split("?")[0])).toEqual(["/token", "/federation/credentials"]);
    expect(kept).toHaveLength(1);
    expect(kept[0]?.[0]).toBe(cacheFile);
    expect(JSON.parse(kept[0]?.[1] ?? "")).toEqual({
      ...ended,
      accessToken: "fresh-token",
      refreshToken: "refresh-token-0-next",
      expiresAt: "2026-09-09T13:00:00Z",
    });
    expect(server.calls).toHaveLength(1);
  });

  test("a session that can't be renewed any more", async () => {
    const sso = await started(startSso({ ...portal, refreshToken: "another" }));
    const machine = {
      files: { [cacheFile]: JSON.stringify(ended) },
      environment: { AWS_ENDPOINT_URL_SSO_OIDC: sso.url },
    };
    const answer = await ask({ source: source(sso.url), hops: [], sts: target(await sts()) }, { machine });
    expect(answer).toMatchObject({ status: "rejected", code: "InvalidGrantException", cause: "sso-token-expired" });
    expect(answer.remedy).toContain("aws sso login --sso-session work");
    expect(JSON.stringify(answer)).not.toMatch(/client-secret|refresh-token/);
  });

  test.each<[string, string | null, string | null, string]>([
    ["never logged in", null, "work", "sso-never-logged-in"],
    ["a broken cache", "{", "work", "sso-never-logged-in"],
    [
      "ended, without a refresh token",
      JSON.stringify({ ...token, expiresAt: ended.expiresAt }),
      "work",
      "sso-token-expired",
    ],
    ["ended, in the older form", JSON.stringify(ended), null, "sso-token-expired"],
  ])("%s: nobody is asked", async (_, cached, session, cause) => {
    const sso = await started(startSso(portal));
    const machine = cached === null ? {} : { files: { [cacheFile]: cached } };
    const answer = await ask({ source: source(sso.url, session), hops: [], sts: target(await sts()) }, { machine });
    expect(answer).toMatchObject({ status: "rejected", cause });
    expect(sso.requests).toEqual([]);
  });

  test("revoked, and a role that isn't assigned", async () => {
    const server = await sts();
    const machine = { files: { [cacheFile]: JSON.stringify(token) } };
    const revoked = await started(startSso({ ...portal, accessToken: "another" }));
    expect(await ask({ source: source(revoked.url), hops: [], sts: target(server) }, { machine })).toMatchObject({
      status: "rejected",
      code: "UnauthorizedException",
      cause: "sso-token-expired",
    });
    const unassigned = await started(startSso({ ...portal, roles: {} }));
    expect(await ask({ source: source(unassigned.url), hops: [], sts: target(server) }, { machine })).toMatchObject({
      status: "rejected",
      code: "ForbiddenException",
      cause: "sso-role-no-access",
    });
  });

  test("a portal that fails, and one that isn't there", async () => {
    const server = await sts();
    const machine = { files: { [cacheFile]: JSON.stringify(token) } };
    const failing = await started(startSso({ refusal: { status: 500, code: "InternalServerError", message: "" } }));
    const answer = await ask({ source: source(failing.url), hops: [], sts: target(server) }, { machine });
    expect(answer).toMatchObject({ status: "unknown", code: "InternalServerError" });
    expect(failing.requests).toHaveLength(3);
    const absent = await ask({ source: source("http://127.0.0.1:1"), hops: [], sts: target(server) }, { machine });
    expect(absent).toMatchObject({ status: "unknown", code: "ECONNREFUSED" });
  });
});

describe("aws login", () => {
  const cacheFile = "/home/anna/.aws/login/cache/x.json";
  const dpopKey = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    privateKeyEncoding: { type: "sec1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  }).privateKey;
  const { accessKeyId, secretAccessKey, sessionToken } = delivered;
  const cache = (expiresAt: string) => ({
    accessToken: { accessKeyId, secretAccessKey, sessionToken, accountId: "444455556666", expiresAt },
    clientId: "arn:aws:signin:::devtools/same-device",
    refreshToken: "login-refresh-0",
    dpopKey,
  });
  const source: CredentialSource = {
    via: "login",
    session: "arn:aws:iam::444455556666:user/x",
    cacheFile,
    region: "eu-west-1",
  };

  test("living keys are used as they are", async () => {
    const server = await sts();
    const machine = { files: { [cacheFile]: JSON.stringify(cache("2026-09-09T13:00:00Z")) } };
    const answer = await ask({ source, hops: [], sts: target(server) }, { machine });
    expect(answer).toMatchObject({ status: "confirmed", expires: Date.UTC(2026, 8, 9, 13) });
  });

  test("ended keys are renewed with a proof of possession, and kept", async () => {
    const fresh = { ...delivered, accessKeyId: keyIdOf("444455556666", "ASIA") };
    const [server, signIn] = [
      await sts({ keys: [fresh] }),
      await started(startSso({ refreshToken: "login-refresh-0", loginKey: fresh })),
    ];
    const machine = {
      files: { [cacheFile]: JSON.stringify(cache("2026-09-09T11:00:00Z")) },
      environment: { AWS_ENDPOINT_URL_SIGNIN: signIn.url },
    };
    const kept: string[] = [];
    const options = { store: (_: string, text: string) => kept.push(text) };
    const answer = await ask({ source, hops: [], sts: target(server) }, { machine, options });
    expect(answer).toMatchObject({ status: "confirmed", arn: delivered.arn });
    expect(JSON.parse(kept[0] ?? "")).toMatchObject({
      accessToken: { accessKeyId: fresh.accessKeyId, accountId: "444455556666", expiresAt: "2026-09-09T12:15:00Z" },
      refreshToken: "login-refresh-0-next",
      dpopKey,
    });
  });

  test("a login that has ended for good", async () => {
    const signIn = await started(startSso({ refreshToken: "another" }));
    const machine = {
      files: { [cacheFile]: JSON.stringify(cache("2026-09-09T11:00:00Z")) },
      environment: { AWS_ENDPOINT_URL_SIGNIN: signIn.url },
    };
    const answer = await ask({ source, hops: [], sts: target(await sts()) }, { machine });
    expect(answer).toMatchObject({ status: "rejected", cause: "sso-token-expired" });
    expect(JSON.stringify(answer)).not.toContain("login-refresh");
  });
});
