import { describe, expect, test } from "vitest";
import {
  noArguments,
  type Argument,
  type ArgumentValue,
  type Consumer,
  type NestedBlock,
} from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { confirmIdentities, type IdentityOptions } from "../../src/live/identities.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { base, delivered, now, started, sts } from "./identity-harness.ts";
import { startProxy } from "./forward-proxy.ts";
import { startContainer, startMetadata } from "./metadata-server.ts";
import { ssoCacheName, startSso } from "./sso-server.ts";
import type { Sts } from "./sts-server.ts";
import { localTls } from "./tls.ts";

const known = (value: ArgumentValue): Argument => ({ known: true, value, places: [] });
const attributes = (values: Readonly<Record<string, ArgumentValue>>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, known(value)]));

interface Block {
  readonly values?: Readonly<Record<string, ArgumentValue>>;
  readonly blocks?: readonly [kind: string, values: Readonly<Record<string, ArgumentValue>>][];
}

function provider({ values = {}, blocks = [] }: Block): Consumer {
  const nested = blocks.map(([kind, inner]): NestedBlock => ({
    kind,
    arguments: { ...noArguments, attributes: attributes(inner) },
    place: null,
  }));
  return {
    kind: "provider",
    address: "provider.aws",
    directory: "/work",
    version: "6.58.0",
    arguments: { place: null, attributes: attributes({ region: "eu-west-1", ...values }), blocks: nested },
  };
}

function backend(values: Readonly<Record<string, ArgumentValue>>): Consumer {
  return {
    kind: "backend",
    address: "backend.s3",
    directory: "/work",
    program: { name: "terraform", version: "1.11.4" },
    arguments: {
      place: null,
      attributes: attributes({ bucket: "state", key: "k", region: "eu-west-1", ...values }),
      blocks: [],
    },
  };
}

interface Situation {
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly options?: Partial<IdentityOptions>;
}

/** From the configuration and the machine to STS's answer, as `check --live` goes. */
async function live(consumer: Consumer, server: Sts, { files = {}, environment = {}, options }: Situation) {
  const machine = memoryMachine({
    now,
    files,
    environment: { HOME: "/home/anna", AWS_ENDPOINT_URL_STS: server.url, ...environment },
  });
  const trace = resolveIdentity(consumer, machine);
  const [answer] = await confirmIdentities([{ consumer, trace }], { machine, ...options });
  return { answer: answer!, trace };
}

const environmentKeys = { AWS_ACCESS_KEY_ID: base.accessKeyId, AWS_SECRET_ACCESS_KEY: base.secretAccessKey };
const credentials = `[base]\naws_access_key_id = ${base.accessKeyId}\naws_secret_access_key = ${base.secretAccessKey}\n`;
const role = "arn:aws:iam::111122223333:role/first";
const second = "arn:aws:iam::777788889999:role/second";

describe("a provider", () => {
  test("with the environment's keys", async () => {
    const server = await sts();
    const { answer } = await live(provider({}), server, { environment: environmentKeys });
    expect(answer).toMatchObject({ status: "confirmed", arn: base.arn });
    expect(server.calls).toMatchObject([{ action: "GetCallerIdentity", region: "eu-west-1" }]);
  });

  test("with literal keys and an account list that doesn't have theirs", async () => {
    const values = { access_key: base.accessKeyId, secret_key: base.secretAccessKey };
    const { answer } = await live(
      provider({ values: { ...values, allowed_account_ids: [known("999999999999")] } }),
      await sts(),
      {},
    );
    expect(answer).toMatchObject({ status: "confirmed", account: "111122223333", cause: "account-not-allowed" });
  });

  test("with a profile whose role stands on another, and a role block on top", async () => {
    const server = await sts({ roles: [{ arn: role, externalId: "x-1" }, { arn: second }] });
    const config = `[profile top]\nrole_arn = ${role}\nsource_profile = base\nexternal_id = x-1\nregion = eu-west-3\n`;
    const block = provider({
      values: { profile: "top" },
      blocks: [["assume_role", { role_arn: second, session_name: "deploy", duration: "30m" }]],
    });
    const { answer } = await live(block, server, {
      files: { "/home/anna/.aws/config": config, "/home/anna/.aws/credentials": credentials },
      environment: environmentKeys,
    });
    expect(answer).toMatchObject({
      status: "confirmed",
      account: "777788889999",
      arn: "arn:aws:sts::777788889999:assumed-role/second/deploy",
    });
    expect(
      server.calls.map(({ action, parameters }) => [action, parameters.RoleArn, parameters.DurationSeconds]),
    ).toEqual([
      ["AssumeRole", role, "900"],
      ["AssumeRole", second, "1800"],
      ["GetCallerIdentity", undefined, undefined],
    ]);
  });

  test("with sts_region and an endpoint of its own", async () => {
    const server = await sts();
    const block = provider({
      values: { sts_region: "us-west-2" },
      blocks: [["endpoints", { sts: server.url }]],
    });
    const environment = { ...environmentKeys, AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" };
    const { answer } = await live(block, server, { environment });
    expect(answer.status).toBe("confirmed");
    expect(server.calls).toMatchObject([{ region: "us-west-2" }]);
  });

  test("with a profile that names the authority", async () => {
    const server = await sts({ tls: localTls });
    const files = {
      "/home/anna/.aws/config": "[profile base]\nca_bundle = /ca.pem\n",
      "/home/anna/.aws/credentials": credentials,
      "/ca.pem": localTls.cert,
    };
    const { answer } = await live(provider({ values: { profile: "base" } }), server, { files });
    expect(answer.status).toBe("confirmed");
  });

  test("with a profile that asks for FIPS endpoints", async () => {
    const proxy = await started(startProxy(1, 503));
    const files = {
      "/home/anna/.aws/config": "[profile base]\nuse_fips_endpoint = true\n",
      "/home/anna/.aws/credentials": credentials,
    };
    await live(provider({ values: { profile: "base", region: "us-east-1" } }), await sts(), {
      files,
      environment: { AWS_ENDPOINT_URL_STS: "", HTTPS_PROXY: proxy.url },
    });
    expect(proxy.requests).toEqual(["CONNECT sts-fips.us-east-1.amazonaws.com:443"]);
  });

  test("with an SSO session that has to be renewed", async () => {
    const server = await sts();
    const sso = await started(
      startSso({ accessToken: "fresh", refreshToken: "refresh-0", roles: { "444455556666/admin": delivered } }),
    );
    const config = [
      "[profile work]",
      "sso_session = corp",
      "sso_account_id = 444455556666",
      "sso_role_name = admin",
      "[sso-session corp]",
      "sso_region = eu-west-1",
      "sso_start_url = https://corp.awsapps.com/start",
    ].join("\n");
    const cached = {
      accessToken: "old",
      expiresAt: "2026-09-09T11:00:00Z",
      clientId: "c",
      clientSecret: "s",
      refreshToken: "refresh-0",
    };
    const kept: string[] = [];
    const { answer } = await live(provider({}), server, {
      files: {
        "/home/anna/.aws/config": config,
        [`/home/anna/.aws/sso/cache/${ssoCacheName("corp")}`]: JSON.stringify(cached),
      },
      environment: { AWS_PROFILE: "work", AWS_ENDPOINT_URL_SSO: sso.url, AWS_ENDPOINT_URL_SSO_OIDC: sso.url },
      options: { store: (path) => kept.push(path) },
    });
    expect(answer).toMatchObject({ status: "confirmed", arn: delivered.arn });
    expect(kept).toEqual([`/home/anna/.aws/sso/cache/${ssoCacheName("corp")}`]);
  });

  test("with the environment's web identity", async () => {
    const server = await sts({ roles: [{ arn: role, tokens: ["a.b.c"] }] });
    const { answer } = await live(provider({}), server, {
      files: { "/var/token": "a.b.c" },
      environment: { AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token", AWS_ROLE_ARN: role, AWS_ROLE_SESSION_NAME: "ci" },
    });
    expect(answer).toMatchObject({ status: "confirmed", arn: "arn:aws:sts::111122223333:assumed-role/first/ci" });
  });

  test("with a web identity block and a role on top", async () => {
    const server = await sts({ roles: [{ arn: role, tokens: ["a.b.c"] }, { arn: second }] });
    const block = provider({
      blocks: [
        ["assume_role_with_web_identity", { role_arn: role, session_name: "ci", web_identity_token: "a.b.c" }],
        ["assume_role", { role_arn: second, session_name: "deploy" }],
      ],
    });
    const { answer } = await live(block, server, { environment: environmentKeys });
    expect(answer).toMatchObject({ status: "confirmed", arn: "arn:aws:sts::777788889999:assumed-role/second/deploy" });
  });

  test("in a container", async () => {
    const server = await sts();
    const agent = await started(startContainer(delivered, "agent-token"));
    const { answer } = await live(provider({}), server, {
      environment: {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `${agent.url}/v2/credentials/x`,
        AWS_CONTAINER_AUTHORIZATION_TOKEN: "agent-token",
      },
    });
    expect(answer).toMatchObject({ status: "confirmed", arn: delivered.arn });
  });

  test("on an instance that alone knows its region", async () => {
    const server = await sts();
    const metadata = await started(startMetadata({ role: "web", key: delivered, region: "eu-north-1" }));
    const { answer } = await live(provider({ values: { region: null } }), server, {
      environment: { AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url },
    });
    expect(answer).toMatchObject({ status: "confirmed", arn: delivered.arn });
    expect(server.calls).toMatchObject([{ region: "eu-north-1" }]);
  });

  test("with a credential_process, only when it may be run", async () => {
    const server = await sts();
    const { accessKeyId, secretAccessKey, sessionToken } = delivered;
    const output = JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
    });
    const situation = {
      files: { "/home/anna/.aws/config": '[default]\ncredential_process = printf %s "$OUTPUT"\n' },
      environment: { OUTPUT: output, PATH: process.env.PATH ?? "" },
    };
    const refused = await live(provider({}), server, situation);
    expect(refused.answer).toMatchObject({ status: "unknown", code: "ProcessNotRun" });
    const allowed = await live(provider({}), server, { ...situation, options: { processes: true } });
    expect(allowed.answer).toMatchObject({ status: "confirmed", arn: delivered.arn });
  });

  test("whose profile is missing: nobody is asked", async () => {
    const server = await sts();
    const { answer, trace } = await live(provider({ values: { profile: "gone" } }), server, {
      environment: environmentKeys,
    });
    expect(trace.error).not.toBeNull();
    expect(answer.status).toBe("unknown");
    expect(server.calls).toEqual([]);
  });
});

describe("a backend", () => {
  test("with keys and a role of its own", async () => {
    const server = await sts({ roles: [{ arn: second }] });
    const { answer } = await live(
      backend({
        access_key: base.accessKeyId,
        secret_key: base.secretAccessKey,
        assume_role: { role_arn: known(second), session_name: known("state") },
      }),
      server,
      {},
    );
    expect(answer).toMatchObject({ status: "confirmed", arn: "arn:aws:sts::777788889999:assumed-role/second/state" });
  });

  test("whose key is dead", async () => {
    const values = { access_key: base.accessKeyId, secret_key: base.secretAccessKey };
    const { answer } = await live(backend(values), await sts({ keys: [] }), {});
    expect(answer).toMatchObject({ status: "rejected", code: "InvalidClientTokenId" });
  });
});
