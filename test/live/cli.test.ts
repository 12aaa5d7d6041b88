import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { LiveAnswer } from "../../src/live/live-answer.ts";
import { folderWith } from "../cli/folder.ts";
import { started, sts } from "./identity-harness.ts";
import { runLive, type LiveRun } from "./live-cli.ts";
import { ssoCacheName, startSso } from "./sso-server.ts";
import type { Sts, StsKey } from "./sts-server.ts";
import { keyIdOf, testKeys } from "./test-keys.ts";

const written: StsKey = { ...testKeys("111122223333"), arn: "arn:aws:iam::111122223333:user/written" };
const shell: StsKey = {
  ...testKeys("444455556666"),
  account: "444455556666",
  arn: "arn:aws:iam::444455556666:user/shell",
};
const session: StsKey = {
  accessKeyId: keyIdOf("777788889999", "ASIA"),
  secretAccessKey: "sEsSiOn/sEcReT+0123456789abcdefghijklmno",
  sessionToken: "sEsSiOn-token-0123456789",
  account: "777788889999",
  arn: "arn:aws:sts::777788889999:assumed-role/admin/anna",
};
const secrets = [written, shell, session]
  .flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [accessKeyId, secretAccessKey, sessionToken])
  .filter((text) => text !== undefined);

const hardcoded = (key: StsKey): string => `
  provider "aws" {
    region     = "eu-west-1"
    access_key = "${key.accessKeyId}"
    secret_key = "${key.secretAccessKey}"
  }
`;

const shellKeys = { AWS_ACCESS_KEY_ID: shell.accessKeyId, AWS_SECRET_ACCESS_KEY: shell.secretAccessKey };

/** Whatever the outcome: no run prints a secret or a whole key id. */
async function run(
  args: readonly string[],
  main: string,
  server: Sts,
  more: { readonly files?: Record<string, string>; readonly environment?: Record<string, string> } = {},
): Promise<LiveRun & { readonly cwd: string }> {
  const cwd = folderWith({ "main.tf": main, ...more.files });
  const environment = { HOME: path.join(cwd, "home"), AWS_ENDPOINT_URL_STS: server.url, ...more.environment };
  const result = await runLive(args, { cwd, environment });
  for (const secret of secrets) expect(result.stdout + result.stderr).not.toContain(secret);
  return { ...result, cwd };
}

interface Message {
  readonly ruleId: string;
  readonly live?: LiveAnswer;
}

describe("lint --live", () => {
  const livesOf = ({ stdout }: LiveRun): (LiveAnswer | undefined)[] =>
    (JSON.parse(stdout) as { messages: Message[] }[])
      .flatMap(({ messages }) => messages)
      .filter(({ ruleId }) => ruleId === "hardcoded-credentials")
      .map(({ live }) => live);

  test("a living key", async () => {
    const result = await run(["--live", "--format", "json"], hardcoded(written), await sts({ keys: [written] }));
    const lives = livesOf(result).filter((live) => live !== undefined);
    expect(lives.length).toBeGreaterThan(0);
    expect(lives[0]).toMatchObject({ status: "confirmed", account: "111122223333", arn: written.arn });
    expect(result).toMatchObject({ status: 1, stderr: "" });
  });

  test.each([
    ['provider "aws" {', "}"],
    ['terraform {\n backend "s3" {', "}\n}"],
    ['data "terraform_remote_state" "x" {\n backend = "s3"\n config = {', "}\n}"],
  ])("is asked about in the partition of its block: %s", async (head, tail) => {
    const server = await sts({ keys: [written] });
    const pair = `access_key = "${written.accessKeyId}"\n secret_key = "${written.secretAccessKey}"`;
    const region = 'variable "region" {\n default = "us-gov-west-1"\n}\n';
    const given = head.startsWith("terraform") ? '"us-gov-west-1"' : "var.region";
    await run(["--live"], `${region}${head}\n region = ${given}\n ${pair}\n${tail}\n`, server);
    expect(server.calls).toMatchObject([{ region: "us-gov-west-1" }]);
  });

  test("a dead one stays a finding", async () => {
    const result = await run(["--live", "--format", "json"], hardcoded(written), await sts({ keys: [] }));
    expect(livesOf(result).find(Boolean)).toMatchObject({ status: "rejected", code: "InvalidClientTokenId" });
    expect(result.status).toBe(1);
  });

  test("in text", async () => {
    const { stdout } = await run(["--live"], hardcoded(written), await sts({ keys: [written] }));
    expect(stdout).toContain("confirmed");
    expect(stdout).toContain(written.arn);
  });

  test("without a network: unknown, and the run is as good as without --live", async () => {
    const server = await sts({ keys: [written] });
    const result = await run(["--live", "--format", "json"], hardcoded(written), server, {
      environment: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" },
    });
    expect(livesOf(result).find(Boolean)).toMatchObject({ status: "unknown", code: "ECONNREFUSED" });
    expect(result.status).toBe(1);
  });

  test("--live-cache asks once", async () => {
    const server = await sts({ keys: [written] });
    const cache = folderWith({});
    const environment = { XDG_CACHE_HOME: cache };
    const args = ["--live", "--live-cache", "--format", "json"];
    const first = await run(args, hardcoded(written), server, { environment });
    const second = await run(args, hardcoded(written), server, { environment });
    expect(second.stdout).toBe(first.stdout);
    expect(server.calls).toHaveLength(1);
    const text = readFileSync(path.join(cache, "tf-preflight", "live.json"), "utf8");
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

describe("whoami --live and check --live", () => {
  const liveOf = ({ stdout }: LiveRun, address: string): LiveAnswer | undefined =>
    (JSON.parse(stdout) as { consumers: { address: string; live?: LiveAnswer }[] }).consumers.find(
      (consumer) => consumer.address === address,
    )?.live;

  test("the environment's keys", async () => {
    const server = await sts({ keys: [shell] });
    const main = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    const result = await run(["whoami", "--live", "--format", "json"], main, server, { environment: shellKeys });
    expect(liveOf(result, "provider.aws")).toMatchObject({
      status: "confirmed",
      arn: shell.arn,
      account: "444455556666",
    });
    expect(result).toMatchObject({ status: 0, stderr: "" });
    const checked = await run(["check", "--live"], main, server, { environment: shellKeys });
    expect(checked.status).toBe(0);
    expect(checked.stdout).toContain("ready");
  });

  test("a rejected identity fails the check", async () => {
    const main = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
    const result = await run(["check", "--live"], main, await sts({ keys: [] }), { environment: shellKeys });
    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/will fail.*InvalidClientTokenId/);
  });

  test("an account that isn't allowed fails the check", async () => {
    const main = 'provider "aws" {\n  region = "eu-west-1"\n  allowed_account_ids = ["111122223333"]\n}\n';
    const result = await run(["check", "--live"], main, await sts({ keys: [shell] }), { environment: shellKeys });
    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/will fail/);
  });

  test("an SSO session is renewed, and stays the user's", async () => {
    const server = await sts({ keys: [session] });
    const sso = await started(
      startSso({ accessToken: "fresh", refreshToken: "refresh-0", roles: { "777788889999/admin": session } }),
    );
    const cacheFile = `home/.aws/sso/cache/${ssoCacheName("corp")}`;
    const files = {
      "home/.aws/config": [
        "[profile work]",
        "sso_session = corp",
        "sso_account_id = 777788889999",
        "sso_role_name = admin",
        "[sso-session corp]",
        "sso_region = eu-west-1",
        "sso_start_url = https://corp.awsapps.com/start",
      ].join("\n"),
      [cacheFile]: JSON.stringify({
        accessToken: "old",
        expiresAt: "2020-01-01T00:00:00Z",
        clientId: "c",
        clientSecret: "s",
        refreshToken: "refresh-0",
      }),
    };
    const environment = { AWS_ENDPOINT_URL_SSO: sso.url, AWS_ENDPOINT_URL_SSO_OIDC: sso.url };
    const main = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "work"\n}\n';
    const result = await run(["whoami", "--live", "--format", "json"], main, server, { files, environment });
    expect(liveOf(result, "provider.aws")).toMatchObject({ status: "confirmed", arn: session.arn });
    const cached: unknown = JSON.parse(readFileSync(path.join(result.cwd, cacheFile), "utf8"));
    expect(cached).toMatchObject({ accessToken: "fresh", refreshToken: "refresh-0-next", clientId: "c" });
  });

  test("a credential_process is run only with --live-process", async () => {
    const server = await sts({ keys: [shell] });
    const main = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "run"\n}\n';
    const files = {
      "home/.aws/config": "[profile run]\ncredential_process = sh ./helper.sh\n",
      "helper.sh": `touch executed; printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' "$ID" "$SECRET"`,
    };
    const environment = { ID: shell.accessKeyId, SECRET: shell.secretAccessKey };
    const asked = await run(["whoami", "--live", "--format", "json"], main, server, { files, environment });
    expect(liveOf(asked, "provider.aws")).toMatchObject({ status: "unknown", code: "ProcessNotRun" });
    expect(existsSync(path.join(asked.cwd, "executed"))).toBe(false);
    const args = ["check", "--live", "--live-process", "--format", "json"];
    const allowed = await run(args, main, server, { files, environment });
    expect(liveOf(allowed, "provider.aws")).toMatchObject({ status: "confirmed", arn: shell.arn });
    expect(existsSync(path.join(allowed.cwd, "executed"))).toBe(true);
  });

  test("three identities take about the time of one", async () => {
    const roles = ["a", "b", "c"].map((name) => `arn:aws:iam::444455556666:role/${name}`);
    const reply = { status: 403, body: "<E><Error><Code>AccessDenied</Code><Message>no</Message></Error></E>" };
    const server = await sts({
      keys: [shell],
      fault: () => ({ fault: "slow", milliseconds: 1000, then: reply }),
    });
    const block = (role: string): string =>
      `provider "aws" {\n  alias = "${role.at(-1) ?? ""}"\n  region = "eu-west-1"\n  assume_role {\n    role_arn = "${role}"\n  }\n}\n`;
    const one = await run(["check", "--live"], block(roles[0] ?? ""), server, { environment: shellKeys });
    const three = await run(["check", "--live"], roles.map(block).join(""), server, { environment: shellKeys });
    expect(server.calls).toHaveLength(4);
    expect(three.elapsed).toBeLessThan(one.elapsed + 900);
  });
});

test("nothing secret with --debug, whatever STS sends", async () => {
  const mirror = `<E><Error><Code>IncompleteSignature</Code><Message>got '${written.secretAccessKey}' and ${written.accessKeyId}</Message></Error></E>`;
  const server = await sts({ keys: [written], fault: () => ({ status: 400, body: mirror }) });
  for (const args of [["--live"], ["check", "--live"], ["whoami", "--live"]]) {
    for (const format of ["stylish", "json"]) {
      await run([...args, "--debug", "--format", format], hardcoded(written), server);
    }
  }
  expect(server.calls.length).toBeGreaterThan(3);
});

test("Ctrl-C ends at once", async () => {
  const server = await sts({ keys: [shell], fault: () => ({ fault: "hang" }) });
  const cwd = folderWith({ "main.tf": hardcoded(written) });
  const environment = { HOME: cwd, AWS_ENDPOINT_URL_STS: server.url };
  const result = await runLive(["check", "--live"], { cwd, environment }, (child) => {
    const watch = setInterval(() => {
      if (server.calls.length === 0) return;
      clearInterval(watch);
      child.kill("SIGINT");
    }, 20);
  });
  expect(result.elapsed).toBeLessThan(5000);
  expect(result.signal ?? result.status).not.toBe(0);
});
