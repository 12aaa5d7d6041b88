import { afterEach, expect } from "vitest";
import { noArguments, type Argument, type ArgumentValue, type ProviderConsumer } from "../../src/aws/consumer.ts";
import { Secret } from "../../src/aws/secret.ts";
import type { CredentialSource, RoleHop, SigningPlan, StsTarget, Trace } from "../../src/aws/trace.ts";
import { confirmIdentities, type IdentityOptions } from "../../src/live/identities.ts";
import type { LiveAnswer } from "../../src/live/live-answer.ts";
import { memoryMachine, type MemoryMachineInit } from "../../src/machine/memory.ts";
import type { LocalServer } from "./local-server.ts";
import { startSts, type Sts, type StsKey, type StsOptions } from "./sts-server.ts";
import { keyIdOf, testKeys } from "./test-keys.ts";

export const base: StsKey = { ...testKeys("111122223333"), arn: "arn:aws:iam::111122223333:user/anna" };
export const delivered: StsKey = {
  accessKeyId: keyIdOf("444455556666", "ASIA"),
  secretAccessKey: "dElIvErEd/sEcReT+0123456789abcdefghijklm",
  sessionToken: "dElIvErEd-session-token-0123456789",
  account: "444455556666",
  arn: "arn:aws:sts::444455556666:assumed-role/admin/session",
};
export const now = Date.UTC(2026, 8, 9, 12);

let running: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(running.map((server) => server.close()));
  running = [];
});

export async function started<Server extends LocalServer>(server: Promise<Server>): Promise<Server> {
  running.push(await server);
  return server;
}

export const sts = (options: StsOptions = {}): Promise<Sts> =>
  started(startSts({ keys: [base, delivered], ...options }));

export const target = (server: LocalServer, region = "eu-west-1"): StsTarget => ({ region, endpoint: server.url });

export const hop = (server: LocalServer, roleArn: string, more: Partial<RoleHop> = {}): RoleHop => ({
  roleArn,
  sessionName: null,
  durationSeconds: null,
  externalId: null,
  policy: null,
  policyArns: [],
  tags: {},
  transitiveTagKeys: [],
  sourceIdentity: null,
  sts: target(server),
  where: [],
  ...more,
});

export function traceOf(plan: SigningPlan | null, more: Partial<Trace> = {}): Trace {
  return {
    steps: [],
    identity: null,
    region: "eu-west-1",
    error: null,
    alsoErrors: [],
    ifUnavailable: null,
    warnings: [],
    account: null,
    expires: null,
    unknown: [],
    plan,
    ...more,
  };
}

export function provider(values: Readonly<Record<string, ArgumentValue>> = {}): ProviderConsumer {
  const attributes = new Map<string, Argument>(
    Object.entries(values).map(([name, value]) => [name, { known: true, value, places: [] }]),
  );
  return {
    kind: "provider",
    address: "provider.aws",
    directory: "/work",
    arguments: { ...noArguments, attributes },
    version: "6.61.0",
  };
}

export const known = (value: ArgumentValue): Argument => ({ known: true, value, places: [] });

interface Asked {
  readonly values?: Readonly<Record<string, ArgumentValue>>;
  readonly machine?: MemoryMachineInit;
  readonly options?: Partial<IdentityOptions>;
}

export async function ask(
  plan: SigningPlan,
  { values = {}, machine = {}, options = {} }: Asked = {},
): Promise<LiveAnswer> {
  const [answer] = await confirmIdentities([{ consumer: provider(values), trace: traceOf(plan) }], {
    machine: memoryMachine({ now, ...machine }),
    ...options,
  });
  if (!answer) throw new Error("no answer");
  const shown = JSON.stringify(answer);
  for (const { accessKeyId, secretAccessKey, sessionToken } of [base, delivered]) {
    for (const secret of [accessKeyId, secretAccessKey, sessionToken]) {
      if (secret !== undefined) expect(shown).not.toContain(secret);
    }
  }
  return answer;
}

export const keysSource = (key: StsKey, via: "static" | "environment" = "environment"): CredentialSource => ({
  via,
  keys: {
    accessKeyId: key.accessKeyId,
    secretAccessKey: new Secret(key.secretAccessKey),
    sessionToken: key.sessionToken === undefined ? null : new Secret(key.sessionToken),
  },
});
