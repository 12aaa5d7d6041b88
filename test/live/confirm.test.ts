import { afterEach, expect, test } from "vitest";
import { confirmKeys, type ConfirmOptions, type FoundKeys } from "../../src/live/confirm.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { startSts, type Sts, type StsOptions } from "./sts-server.ts";
import { testKeys } from "./test-keys.ts";

const longTerm = testKeys();

let running: Sts[] = [];
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
});

async function sts(options: StsOptions): Promise<Sts> {
  const server = await startSts(options);
  running.push(server);
  return server;
}

async function confirm(server: Sts, pairs: readonly FoundKeys[], options: Partial<ConfirmOptions> = {}) {
  const machine = memoryMachine({ environment: { AWS_ENDPOINT_URL_STS: server.url } });
  return confirmKeys(pairs, { machine, ...options });
}

test("a living key is confirmed, with account, ARN and kind of principal", async () => {
  const server = await sts({
    keys: [{ ...longTerm, account: "444455556666", arn: "arn:aws:iam::444455556666:user/anna" }],
  });
  const answers = await confirm(server, [longTerm]);
  expect(answers).toEqual([
    {
      status: "confirmed",
      account: "444455556666",
      arn: "arn:aws:iam::444455556666:user/anna",
      userId: "AIDAEXAMPLEUSERID0000",
      principal: "user",
    },
  ]);
  expect(server.calls).toMatchObject([{ action: "GetCallerIdentity", region: "us-east-1" }]);
});

test("a wrong secret is really rejected", async () => {
  const server = await sts({ keys: [longTerm] });
  const [answer] = await confirm(server, [
    { ...longTerm, secretAccessKey: `${longTerm.secretAccessKey.slice(0, -1)}x` },
  ]);
  expect(answer).toMatchObject({ status: "rejected", code: "SignatureDoesNotMatch", cause: "wrong-secret-key" });
});

test("an unknown key id is rejected", async () => {
  const server = await sts({ keys: [] });
  const [answer] = await confirm(server, [longTerm]);
  expect(answer).toMatchObject({
    status: "rejected",
    code: "InvalidClientTokenId",
    cause: "invalid-access-key-generic",
  });
});
