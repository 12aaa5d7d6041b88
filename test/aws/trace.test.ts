import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { Place } from "../../src/aws/place.ts";
import { cli, home, machineOf, provider, providerOf } from "./situation.ts";
import type { Situation } from "./situation.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";

const secret = "uDsLF8NRzBBkz6Z9jWkh2VRaGsc3NMGWzSUGsBDK";
const token = "FwoGZXIvYXdzEDEXAMPLETOKEN";
const keys = (id: string): string =>
  `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\naws_session_token = ${token}\n`;
const env = { AWS_ACCESS_KEY_ID: "AKIATCH6YDSYTEMTNCP5", AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token };
const role = "arn:aws:iam::111122223333:role/r";

const shown = (places: readonly Place[]): string[] =>
  places.map((place) => (place.kind === "file" ? `${place.path.replace(home, "~")}:${place.line}` : place.name));

const stepsOf = (situation: Situation): string[] =>
  provider(situation).steps.map(({ source, status, where }) => [source, status, ...shown(where)].join(" "));

describe("the steps of a trace", () => {
  it("name the winner, those without anything before it, and those that came too late", () => {
    const situation: Situation = {
      env: { ...env, AWS_PROFILE: "prod", AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" },
      credentials: `[prod]\n${keys("AKIAPROD")}`,
    };
    expect(stepsOf(situation)).toEqual([
      "arguments absent",
      "profile argument absent",
      "environment used AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
      "web identity environment not reached",
      "AWS_PROFILE shadowed AWS_PROFILE ~/.aws/credentials:2",
      "container shadowed AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
      "instance metadata not reached",
    ]);
  });

  it("follow source profiles and roles to the line that says so", () => {
    const situation: Situation = {
      arguments: { profile: "dns" },
      credentials: `[base]\n${keys("AKIABASE")}`,
      config: `[profile dns]\nrole_arn = ${role}\nsource_profile = base\n`,
      blocks: { assume_role: { role_arn: "arn:aws:iam::444455556666:role/top" } },
    };
    expect(stepsOf(situation).filter((step) => step.includes("used"))).toEqual([
      "profile argument used ~/.aws/config:1",
      "source profile used ~/.aws/config:3 ~/.aws/credentials:2",
      "role used ~/.aws/config:2",
      "role used",
    ]);
    expect(provider(situation).plan?.hops.map(({ roleArn }) => roleArn)).toEqual([
      role,
      "arn:aws:iam::444455556666:role/top",
    ]);
  });

  it("say that keys of the environment lose against a profile argument that has nothing itself", () => {
    const situation: Situation = { env, arguments: { profile: "p" }, config: "[profile p]\noutput = json\n" };
    expect(stepsOf(situation).slice(1, 3)).toEqual([
      "profile argument absent ~/.aws/config:1",
      "environment shadowed AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
    ]);
  });

  it("blame the profile that stops loading, not the keys that would have won", () => {
    const situation: Situation = { env: { ...env, AWS_PROFILE: "p" }, config: "[profile p]\nsso_session = gone\n" };
    const trace = provider(situation);
    expect(shown(trace.error?.where ?? [])).toEqual(["AWS_PROFILE", "~/.aws/config:2"]);
    expect(stepsOf(situation).filter((step) => step.includes("invalid"))).toEqual([
      "AWS_PROFILE invalid AWS_PROFILE ~/.aws/config:2",
    ]);
  });

  it("say of half a pair that it is ignored", () => {
    const situation: Situation = { env: { AWS_ACCESS_KEY_ID: "AKIATCH6YDSYTEMTNCP5" } };
    expect(stepsOf(situation)).toContain("environment invalid AWS_ACCESS_KEY_ID");
  });
});

describe("what a trace tells without a call", () => {
  it("the account behind a key", () => {
    expect(provider({ env }).account).toBe("210987654321");
  });

  it("the account of the last role", () => {
    expect(provider({ env, blocks: { assume_role: { role_arn: role } } }).account).toBe("111122223333");
  });

  it("the end of an SSO session, and that it has ended", () => {
    const situation = (expiresAt: string): Situation => ({
      arguments: { profile: "p" },
      config:
        "[profile p]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n",
      files: {
        ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json": JSON.stringify({ accessToken: "t", expiresAt }),
      },
    });
    const now = Date.UTC(2026, 8, 9);
    const at = (text: string) => resolveIdentity(providerOf(situation(text)), machineOf(situation(text), { now }));
    expect(at("2026-09-09T00:00:01Z")).toMatchObject({ expires: now + 1000, error: null, account: "111122223333" });
    expect(at("2026-09-08T23:59:59Z").error?.detail).toContain("cached SSO token is expired");
    expect(at("2026-09-09T02:00:00+02:30").error?.detail).toContain("cached SSO token is expired");
  });
});

describe("secrets", () => {
  const situations: Readonly<Record<string, Situation>> = {
    arguments: { arguments: { access_key: "AKIASTATIC", secret_key: secret, token } },
    "half of the arguments": { arguments: { secret_key: secret, token } },
    environment: { env },
    "credentials file": { credentials: `[default]\n${keys("AKIAFILE")}` },
    "web identity block": { blocks: { assume_role_with_web_identity: { role_arn: role, web_identity_token: secret } } },
    "a token that is too short": {
      blocks: {
        assume_role_with_web_identity: {
          role_arn: role,
          web_identity_token: `${secret}x`,
          web_identity_token_file: "x",
        },
      },
    },
    container: { env: { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x", AWS_CONTAINER_AUTHORIZATION_TOKEN: secret } },
    "SSO cache": {
      arguments: { profile: "p" },
      config:
        "[profile p]\nsso_start_url = https://x\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = R\n",
      files: {
        ".aws/sso/cache/5d5a8e2f1a8ab4b4a8b0c8f8d5f6a2a9d1b6a0d4.json": JSON.stringify({ accessToken: secret }),
      },
    },
  };

  it.each(Object.entries(situations))("never show in a trace: %s", (_, situation) => {
    for (const trace of [provider(situation), cli(situation)]) {
      const text = `${JSON.stringify(trace)} ${inspect(trace, { depth: null })}`;
      expect(text).not.toContain(secret);
      expect(text).not.toContain(token);
    }
  });

  it("are there for whoever signs", () => {
    const source = provider({ env }).plan?.source;
    const keysFound = source?.via === "environment" ? source.keys : undefined;
    expect(keysFound?.secretAccessKey.reveal()).toBe(secret);
    expect(keysFound?.sessionToken?.reveal()).toBe(token);
  });
});
