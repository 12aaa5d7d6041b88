import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { whoamiText } from "../../src/report/identity-text.ts";
import { home, providerOf } from "../aws/situation.ts";
import type { Situation } from "../aws/situation.ts";
import { reportsOf } from "./reports.ts";

const env = { AWS_ACCESS_KEY_ID: "AKIATCH6YDSYTEMTNCP5", AWS_SECRET_ACCESS_KEY: "s" };
const pair = "aws_access_key_id = AKIATCH6YDSYTEMTNCP5\naws_secret_access_key = s\n";
const role = "role_arn = arn:aws:iam::111122223333:role/dns\nsource_profile = base\n";

function whoami(situation: Situation): string[] {
  const { reports, machine } = reportsOf(situation);
  return whoamiText(reports, machine, picocolors.createColors(false)).split("\n");
}

describe("whoami", () => {
  it("names the winner first, then who was looked at, then the AWS CLI", () => {
    expect(whoami({ env: { ...env, AWS_PROFILE: "p" }, config: "[profile p]\ncredential_process = x\n" })).toEqual([
      'provider "aws"                                                                      main.tf:12',
      "● AKIA…NCP5, account 2109-8765-4321, eu-west-1",
      "  ├ arguments                 —         none of access_key, secret_key, token is set",
      "  ├ profile argument          —         the block names no profile",
      "  ├ environment               used      AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY (AKIA…NCP5)",
      '  ├ AWS_PROFILE               shadowed  profile "p", credential_process; keys of the environment come first (~/.aws/config:2)',
      "  └ …                         not reached: web identity environment, container, instance metadata",
      "",
      "AWS CLI in this shell",
      '● the same as provider "aws"',
      "",
    ]);
  });

  it("says of what an earlier init was told otherwise, by name alone", () => {
    const { reports, machine } = reportsOf({ env });
    const difference = {
      name: "secret_key",
      here: "new-secret",
      there: "old-secret",
      places: [],
      cachedPlace: undefined,
    };
    const cached = {
      program: "OpenTofu",
      init: "tofu init",
      type: "s3",
      file: ".terraform/terraform.tfstate:9",
      differences: [difference],
    } as const;
    const text = whoamiText(
      reports.map((report) => ({ ...report, cached })),
      machine,
      picocolors.createColors(false),
    );
    expect(text).toContain(
      "⚠ an earlier init (.terraform/terraform.tfstate:9) was told another secret_key → tofu init -reconfigure",
    );
    expect(text).not.toMatch(/new-secret|old-secret/u);
  });

  it("says who assumes a role, and where both are written", () => {
    const situation: Situation = {
      arguments: { profile: "dns" },
      config: `[profile dns]\n${role}`,
      credentials: `[base]\n${pair}`,
    };
    expect(whoami(situation)).toEqual(
      expect.arrayContaining([
        '● role dns in 1111-2222-3333, assumed by AKIA…NCP5, account 2109-8765-4321, profile "base", eu-west-1',
        '  ├ source profile            used      profile "base", key AKIA…NCP5 (~/.aws/config:3, ~/.aws/credentials:2)',
      ]),
    );
  });

  it.each<readonly [title: string, situation: Situation, line: string]>([
    [
      "the AWS CLI when it is somebody else",
      { env: { AWS_ACCESS_KEY: env.AWS_ACCESS_KEY_ID, AWS_SECRET_KEY: "s" }, credentials: `[default]\n${pair}` },
      '● AKIA…NCP5, account 2109-8765-4321, profile "default" — not who provider "aws" is',
    ],
    [
      "that an instance has not answered yet",
      { env: { AWS_PROFILE: "p" }, config: "[profile p]\nregion = eu-west-1\n" },
      "  ? if the instance can't answer: No valid credential sources found",
    ],
    [
      "that the AWS CLI works all the same",
      { env, arguments: { region: "eu-west-9" } },
      '● AKIA…NCP5, account 2109-8765-4321 — works where provider "aws" fails',
    ],
  ])("tells %s", (_, situation, line) => {
    expect(whoami(situation)).toContain(line);
  });

  it("ends a failure with what to do, and tells its cause once", () => {
    const lines = whoami({
      arguments: { profile: "p" },
      config:
        "[profile p]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n" +
        "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n",
    });
    const block = lines.slice(0, lines.indexOf("AWS CLI in this shell") - 1);
    expect(block.at(-1)).toBe("  → aws sso login --profile p.");
    expect(block.filter((line) => line.includes("failed to read cached SSO token file"))).toHaveLength(1);
  });

  it("can be pasted: the home folder is ~, in the texts of Terraform, too", () => {
    const text = whoami({
      env: { AWS_WEB_IDENTITY_TOKEN_FILE: `${home}/token`, AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r" },
    }).join("\n");
    expect(text).toContain("unable to read file at ~/token");
    expect(text).not.toContain(home);
  });

  it("writes paths as Windows does", () => {
    const machine = memoryMachine({
      platform: "win32",
      environment: { USERPROFILE: "C:\\Users\\me", aws_profile: "p" },
      currentDirectory: "C:\\Users\\me\\infra",
      files: {
        "C:\\Users\\me\\.aws\\credentials": `[p]\r\n${pair.replaceAll("\n", "\r\n")}`,
        "C:\\Users\\me\\.aws\\config": "[profile p]\r\nregion = eu-west-1\r\n",
      },
    });
    const consumer = providerOf({});
    const report = {
      consumer,
      place: null,
      version: null,
      trace: resolveIdentity(consumer, machine),
      oldest: null,
      live: null,
    };
    const text = whoamiText([report], machine, picocolors.createColors(false));
    expect(text).toContain(
      '  ├ AWS_PROFILE               used      profile "p", key AKIA…NCP5 (~\\.aws\\credentials:2)\n',
    );
    expect(text).not.toContain("C:\\Users");
  });
});
