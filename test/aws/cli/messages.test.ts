import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { describe, expect, it } from "vitest";
import { answer, cli, home } from "../situation.ts";
import type { Situation } from "../situation.ts";

/** What AWS CLI 1.45.11 printed in these situations. */

const profile = { arguments: { profile: "p" } };
const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`, AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r" };
const cacheKey = bytesToHex(sha1(utf8ToBytes("corp")));
const sso = (cached: string): Situation => ({
  ...profile,
  config:
    "[profile p]\nsso_account_id = 111122223333\nsso_role_name = R\nsso_session = corp\n" +
    "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n",
  files: { [`.aws/sso/cache/${cacheKey}.json`]: cached },
});
const role = (lines: string): Situation => ({
  ...profile,
  config: `[profile p]\nsource_profile = p\naws_access_key_id = AKIAP\naws_secret_access_key = s\n${lines}\n`,
});
const arn = "role_arn = arn:aws:iam::111122223333:role/r";
const invalid = "error: Parameter validation failed:";

describe("the AWS CLI's own words", () => {
  it.each<readonly [title: string, situation: Situation, expected: string]>([
    [
      "SSO cache without an expiry",
      sso('{"accessToken": "x"}'),
      "error: Error loading SSO Token: Token for https://x.awsapps.com/start is invalid",
    ],
    ["SSO cache that isn't JSON", sso("no"), `error: '${cacheKey}'`],
    [
      "an empty credential_process",
      { ...profile, config: "[profile p]\ncredential_process =\n" },
      "error: list index out of range",
    ],
    [
      "a web identity token that is too short",
      { env: web, files: { token: "x" } },
      `${invalid}\nInvalid length for parameter WebIdentityToken, value: 1, valid min length: 4`,
    ],
    [
      "role_arn and role_session_name that are too short",
      role("role_arn = r\nrole_session_name = s"),
      `${invalid}\nInvalid length for parameter RoleSessionName, value: 1, valid min length: 2\nInvalid length for parameter RoleArn, value: 1, valid min length: 20`,
    ],
    [
      "duration_seconds below 900",
      role(`${arn}\nduration_seconds = 60`),
      `${invalid}\nInvalid value for parameter DurationSeconds, value: 60, valid min value: 900`,
    ],
    [
      "a compression size in words",
      { env: { ...env, AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES: "1k" } },
      `error: Invalid value "1k" for request_min_compression_size_bytes. Value must be an integer. Received <class 'str'> instead.`,
    ],
    [
      "a container elsewhere over HTTP",
      { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://198.18.0.1/x" } },
      "error: Unsupported host '198.18.0.1'.  Can only retrieve metadata from a loopback address or one of these hosts: 169.254.170.2, 169.254.170.23, fd00:ec2::23, localhost",
    ],
    [
      "a container elsewhere over HTTPS",
      { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "https://198.18.0.1/x" } },
      "container",
    ],
  ])("%s", (_, situation, expected) => {
    expect(answer(cli(situation))).toBe(expected);
  });
});
