import { expect, it } from "vitest";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { noArguments, type Consumer } from "../../src/aws/consumer.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { failureRemedy } from "../../src/report/failure-remedy.ts";

const consumer: Consumer = {
  kind: "provider",
  address: "provider.aws",
  arguments: noArguments,
  directory: "/work",
  version: "6.61.0",
};

function remedy(environment: Record<string, string>, config = ""): string {
  const machine = memoryMachine({
    environment: { HOME: "/home/me", AWS_REGION: "eu-west-1", ...environment },
    files: { "/home/me/.aws/config": config },
  });
  return failureRemedy(resolveIdentity(consumer, machine), consumer, machine);
}

const sso = `[profile dev]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111122223333
sso_role_name = admin
`;

it.each<[string, Record<string, string>, string, string]>([
  [
    "a missing profile",
    { AWS_PROFILE: "gone" },
    "",
    "create profile gone, or name one of: aws configure list-profiles",
  ],
  ["an SSO session that nobody opened", { AWS_PROFILE: "dev" }, sso, "aws sso login --profile dev"],
  [
    "half a pair in the profile",
    { AWS_PROFILE: "p" },
    "[profile p]\naws_access_key_id = AKIAQ3EGSIE5ZYFVN5GL\n",
    "add the missing half of the pair to profile p",
  ],
  [
    "a role without source",
    { AWS_PROFILE: "p" },
    "[profile p]\nsource_profile = q\n",
    "add role_arn beside source_profile, or remove it",
  ],
  ["a mistyped setting", { AWS_RETRY_MODE: "legacy" }, "", "correct or unset AWS_RETRY_MODE"],
])("knows what to do about %s", (_, environment, config, expected) => {
  expect(remedy(environment, config)).toBe(expected);
});
