import { beforeAll, describe, expect, test } from "vitest";
import type { CommandName } from "../../src/cli/command-names.ts";
import { commands } from "../../src/cli/commands.ts";
import { folderWith } from "../cli/folder.ts";
import { runCli } from "../cli/run-cli.ts";
import { testKeys } from "./test-keys.ts";
import { hasNetworkNamespaces, runWithoutNetwork, trappedCli } from "./trapped-cli.ts";

const keys = testKeys();

/** Everything that could tempt: living keys, profiles that need a call, a registry, a module from elsewhere. */
const files = {
  "main.tf": `
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = "~> 4.0" }
      }
      backend "s3" {
        bucket     = "state"
        key        = "k"
        region     = "eu-west-1"
        access_key = "${keys.accessKeyId}"
        secret_key = "${keys.secretAccessKey}"
      }
    }
    provider "aws" {
      access_key = "${keys.accessKeyId}"
      secret_key = "${keys.secretAccessKey}"
    }
    provider "aws" {
      alias   = "sso"
      profile = "work"
      assume_role {
        role_arn = "arn:aws:iam::111122223333:role/x"
      }
    }
    module "elsewhere" {
      source = "git::https://example.com/module.git"
    }
  `,
  "error.txt":
    "Error: configuring Terraform AWS Provider: validating provider credentials: retrieving caller identity from STS",
  "home/.aws/config": [
    "[profile work]",
    "sso_session = corp",
    "sso_account_id = 444455556666",
    "sso_role_name = admin",
    "[profile run]",
    "credential_process = touch executed",
    "[sso-session corp]",
    "sso_region = eu-west-1",
    "sso_start_url = https://corp.awsapps.com/start",
  ].join("\n"),
};
const environment = {
  HOME: "home",
  AWS_REGION: "eu-west-1",
  AWS_PROFILE: "run",
  AWS_WEB_IDENTITY_TOKEN_FILE: "main.tf",
  AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/ci",
  AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/",
};

/** One run of each command; a command that isn't here fails the test. */
const runs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  lint: [[], ["--preset", "all", "--format", "json"], ["--no-env"]],
  check: [["check"], ["check", "--format", "json"]],
  whoami: [["whoami"], ["whoami", "--format", "json"]],
  explain: [["explain", "error.txt"]],
  json: [["json", "main.tf"]],
  rules: [["rules"], ["rules", "provider-version-outdated"]],
  init: [["init"]],
};
const all = (Object.keys(commands) as CommandName[]).flatMap((name) => runs[name] ?? [[name]]);

let trapped: Awaited<ReturnType<typeof trappedCli>>;
beforeAll(async () => {
  trapped = await trappedCli();
});

test("each command is tried", () => {
  expect(Object.keys(commands).filter((name) => !(name in runs))).toEqual([]);
});

describe("without --live", () => {
  test.each(all.map((args) => [args.join(" "), args] as const))("tf-preflight %s", (_, args) => {
    const { attempts, status } = trapped(args, { cwd: folderWith(files), environment });
    // `null` would mean that the trap wasn't there.
    expect(attempts).toEqual([]);
    expect(status).not.toBe(2);
  });

  test.skipIf(!hasNetworkNamespaces)("where there is no network, the answers are the same", () => {
    for (const args of all.filter(([first]) => first !== "init")) {
      const cwd = folderWith(files);
      const plain = (text: string): string => text.replaceAll(/\d+(?:\.\d+)? m?s\b/g, "TIME");
      const [here, there] = [runCli(args, { cwd, environment }), runWithoutNetwork(args, { cwd, environment })];
      expect({ ...there, stdout: plain(there.stdout) }).toEqual({ ...here, stdout: plain(here.stdout) });
    }
  });
});
