import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const role = "role_arn = arn:aws:iam::111122223333:role/r\n";

function findings(config: string, environment: Record<string, string> = {}, block = ""): string[] {
  return lintFolder("profile-role-without-source", {
    environment: { HOME: "/home/me", AWS_PROFILE: "p", ...environment },
    files: { "main.tf": `provider "aws" {\n  region = "eu-west-1"\n${block}}\n`, "/home/me/.aws/config": config },
  });
}

describe("profile-role-without-source", () => {
  it("says who will be asked instead", () => {
    expect(findings(`[profile p]\n${role}`)).toEqual([
      'main.tf:1:1 Profile "p" has role_arn (~/.aws/config:2), but nothing to assume the role with: provider "aws" will ask the EC2 instance, and no key of the environment or of another profile is used. Add source_profile, or credential_source where that is meant.',
    ]);
  });

  it("knows the container", () => {
    expect(findings(`[profile p]\n${role}`, { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/x" })).toEqual([
      expect.stringContaining("will ask the container"),
    ]);
  });

  it.each<[string, string, Record<string, string>?, string?]>([
    [
      "of a role with a source",
      `[profile p]\n${role}source_profile = q\n[profile q]\naws_access_key_id = a\naws_secret_access_key = b\n`,
    ],
    ["of a role that means the instance", `[profile p]\n${role}credential_source = Ec2InstanceMetadata\n`],
    [
      "when the environment's keys sign",
      `[profile p]\n${role}`,
      { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "s" },
    ],
    [
      "of the block's role",
      "[profile p]\nregion = x\n",
      {},
      '  assume_role {\n    role_arn = "arn:aws:iam::111122223333:role/r"\n  }\n',
    ],
  ])("is silent %s", (_, config, environment, block) => {
    expect(findings(config, environment, block)).toEqual([]);
  });
});
