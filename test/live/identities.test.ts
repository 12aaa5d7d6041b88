import { describe, expect, test } from "vitest";
import type { Argument } from "../../src/aws/consumer.ts";
import type { RoleHop, SigningPlan } from "../../src/aws/trace.ts";
import { confirmIdentities } from "../../src/live/identities.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import {
  ask,
  base,
  delivered,
  hop,
  keysSource,
  known,
  now,
  provider,
  sts,
  target,
  traceOf,
} from "./identity-harness.ts";
import { keyIdOf } from "./test-keys.ts";

describe("keys", () => {
  test.each(["static", "environment"] as const)("%s", async (via) => {
    const server = await sts();
    const answer = await ask({ source: keysSource(base, via), hops: [], sts: target(server) });
    expect(answer).toMatchObject({ status: "confirmed", account: "111122223333", arn: base.arn });
    expect(server.calls).toMatchObject([{ action: "GetCallerIdentity", region: "eu-west-1" }]);
  });

  test("of a canary's account aren't used", async () => {
    const server = await sts();
    const canary = { ...base, accessKeyId: keyIdOf("052310077262") };
    const plan = { source: keysSource(canary), hops: [], sts: target(server) };
    expect(await ask(plan)).toMatchObject({ status: "unknown", code: "CanaryAccount" });
    expect(server.calls).toEqual([]);
    expect(await ask(plan, { options: { canaries: true } })).toMatchObject({ status: "rejected" });
  });
});

describe("roles", () => {
  const first = "arn:aws:iam::111122223333:role/first";
  const second = "arn:aws:iam::777788889999:role/path/second";

  test("are walked in order, each with its own conditions", async () => {
    const server = await sts({
      roles: [
        { arn: first, externalId: "ticket-7" },
        { arn: second, maximumDuration: 3600 },
      ],
    });
    const answer = await ask({
      source: keysSource(base),
      hops: [
        hop(server, first, { externalId: "ticket-7", sourceIdentity: "anna" }),
        hop(server, second, {
          sessionName: "deploy",
          durationSeconds: 1800,
          policy: '{"Version":"2012-10-17","Statement":[]}',
          policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
          tags: { team: "x" },
          transitiveTagKeys: ["team"],
          sts: target(server, "us-east-2"),
        }),
      ],
      sts: target(server),
    });
    expect(answer).toMatchObject({
      status: "confirmed",
      account: "777788889999",
      arn: "arn:aws:sts::777788889999:assumed-role/second/deploy",
      principal: "role session",
    });
    expect(answer.expires).toBeGreaterThan(now);
    expect(server.calls.map(({ action, region }) => [action, region])).toEqual([
      ["AssumeRole", "eu-west-1"],
      ["AssumeRole", "us-east-2"],
      ["GetCallerIdentity", "eu-west-1"],
    ]);
    expect(server.calls[0]?.parameters).toMatchObject({
      RoleArn: first,
      RoleSessionName: `aws-go-sdk-${now}000000`,
      DurationSeconds: "900",
      ExternalId: "ticket-7",
      SourceIdentity: "anna",
    });
    expect(server.calls[1]?.parameters).toMatchObject({
      RoleSessionName: "deploy",
      DurationSeconds: "1800",
      "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "Tags.member.1.Key": "team",
      "Tags.member.1.Value": "x",
      "TransitiveTagKeys.member.1": "team",
    });
  });

  test.each<[string, Partial<RoleHop>, string, string | undefined]>([
    ["a wrong external id", { externalId: "wrong" }, "AccessDenied", "assume-role-access-denied"],
    ["too long for the role", { externalId: "ticket-7", durationSeconds: 7200 }, "ValidationError", undefined],
    ["a session name with a blank", { externalId: "ticket-7", sessionName: "a b" }, "ValidationError", undefined],
  ])("%s", async (_, more, code, cause) => {
    const server = await sts({ roles: [{ arn: first, externalId: "ticket-7" }] });
    const answer = await ask({ source: keysSource(base), hops: [hop(server, first, more)], sts: target(server) });
    expect(answer).toMatchObject({ status: "rejected", code });
    expect(answer.cause).toBe(cause);
    expect(answer.message).toContain(first);
    expect(server.calls).toHaveLength(1);
  });

  test("the hop that is refused is named, and the way ends there", async () => {
    const server = await sts({ roles: [{ arn: first }] });
    const hops = [hop(server, first), hop(server, second)];
    const answer = await ask({ source: keysSource(base), hops, sts: target(server) });
    expect(answer).toMatchObject({ status: "rejected", code: "AccessDenied", cause: "assume-role-access-denied" });
    expect(answer.message).toContain(second);
    expect(server.calls.map(({ action }) => action)).toEqual(["AssumeRole", "AssumeRole"]);
  });

  test("a chained role has an hour at most", async () => {
    const server = await sts({ roles: [{ arn: first }, { arn: second, maximumDuration: 43_200 }] });
    const hops = [hop(server, first), hop(server, second, { durationSeconds: 7200 })];
    const answer = await ask({ source: keysSource(base), hops, sts: target(server) });
    expect(answer).toMatchObject({ status: "rejected", code: "ValidationError", cause: "role-chaining-duration" });
  });
});

describe("guards", () => {
  test.each([
    ["allowed_account_ids", "999999999999", "account-not-allowed"],
    ["allowed_account_ids", "111122223333", undefined],
    ["forbidden_account_ids", "111122223333", "account-not-allowed"],
    ["forbidden_account_ids", "999999999999", undefined],
  ])("%s with %s", async (name, account, cause) => {
    const server = await sts();
    const plan = { source: keysSource(base), hops: [], sts: target(server) };
    const answer = await ask(plan, { values: { [name]: [known(account)] } });
    expect(answer.status).toBe("confirmed");
    expect(answer.cause).toBe(cause);
  });

  test("where the block skips the check, nobody is asked who it is", async () => {
    const server = await sts();
    const values = { skip_credentials_validation: true, skip_requesting_account_id: true };
    const answer = await ask({ source: keysSource(base), hops: [], sts: target(server) }, { values });
    expect(answer).toMatchObject({ status: "unknown", code: "NotChecked" });
    expect(server.calls).toEqual([]);
  });

  test("a list that isn't wholly known says nothing", async () => {
    const server = await sts();
    const unknown: Argument = { known: false, because: "var.x isn't set", places: [] };
    const values = { allowed_account_ids: [known("999999999999"), unknown] };
    const answer = await ask({ source: keysSource(base), hops: [], sts: target(server) }, { values });
    expect(answer.cause).toBeUndefined();
  });
});

describe("many at once", () => {
  test("three identities take about the time of one, and what is shared is asked once", async () => {
    const role = "arn:aws:iam::111122223333:role/shared";
    const server = await sts({
      roles: [{ arn: role }],
      fault: ({ action }) => {
        const milliseconds = 400;
        return action === "GetCallerIdentity"
          ? {
              fault: "slow",
              milliseconds,
              then: { status: 403, body: "<E><Error><Code>AccessDenied</Code></Error></E>" },
            }
          : undefined;
      },
    });
    const plans: SigningPlan[] = [
      { source: keysSource(base), hops: [], sts: target(server) },
      { source: keysSource(base), hops: [hop(server, role)], sts: target(server) },
      { source: keysSource(delivered), hops: [], sts: target(server) },
      { source: keysSource(base), hops: [hop(server, role)], sts: target(server) },
    ];
    const begun = performance.now();
    await confirmIdentities(
      plans.map((plan) => ({ consumer: provider(), trace: traceOf(plan) })),
      {
        machine: memoryMachine({ now }),
      },
    );
    expect(performance.now() - begun).toBeLessThan(1100);
    expect(server.calls.map(({ action }) => action).sort()).toEqual([
      "AssumeRole",
      "GetCallerIdentity",
      "GetCallerIdentity",
      "GetCallerIdentity",
    ]);
  });

  test("where the trace has no way to sign, nobody is asked", async () => {
    const error = {
      phase: "config",
      summary: "failed to get shared config profile, x",
      detail: "",
      where: [],
    } as const;
    const [answer] = await confirmIdentities([{ consumer: provider(), trace: traceOf(null, { error }) }], {
      machine: memoryMachine(),
    });
    expect(answer).toEqual({ status: "unknown", message: "Nothing was asked: failed to get shared config profile, x" });
  });
});
