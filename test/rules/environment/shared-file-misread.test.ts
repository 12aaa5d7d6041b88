import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const id = "AKIAQ3EGSIE5R7QWMDXJ";
const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const keys = `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const named = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "p"\n}\n';

interface Home {
  readonly config?: string | Uint8Array;
  readonly credentials?: string | Uint8Array;
}

function findings(home: Home, main = provider, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("shared-file-misread", {
    environment: { HOME: "/home/me" },
    ...more,
    files: {
      "main.tf": main,
      ...(home.config !== undefined && { "/home/me/.aws/config": home.config }),
      ...(home.credentials !== undefined && { "/home/me/.aws/credentials": home.credentials }),
      ...more.files,
    },
  });
}

const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\uFEFF${text}`, "utf16le"));

describe("shared-file-misread", () => {
  it("names the file, the line, what is written, what becomes of it, and the remedy", () => {
    expect(
      findings({ config: `[default]\nregion = x\n[p]\nrole_arn = r\n`, credentials: `[p]\n${keys}` }, named),
    ).toEqual([
      'main.tf:1:1 config:3: in a config file [p] is no profile, and Terraform ignores it. It concerns provider "aws" with profile "p". Write [profile p].',
    ]);
  });

  it.each<[string, Home, string, string?]>([
    ["UTF-16", { credentials: utf16(`[default]\n${keys}`) }, "credentials:1: the file is UTF-16"],
    [
      "carriage returns only",
      { credentials: `[default]\r${keys.replaceAll("\n", "\r")}` },
      "credentials:1: the file ends",
    ],
    [
      "a byte order mark",
      { credentials: `\uFEFF[default]\n${keys}` },
      "credentials:1: the byte order mark before [default]",
    ],
    [
      "a superfluous prefix",
      { credentials: `[profile p]\n${keys}` },
      "credentials:1: in a credentials file [profile p]",
      named,
    ],
    [
      "quotes in a config file",
      { config: `[profile "p"]\n${keys}` },
      'config:1: Terraform takes the quotes in [profile "p"]',
      named,
    ],
    [
      "quotes in a credentials file",
      { credentials: `["p"]\n${keys}` },
      'credentials:1: Terraform takes the quotes in ["p"]',
      named,
    ],
    ["a capital prefix", { config: `[Profile p]\n${keys}` }, "config:1: Terraform tells capitals", named],
    ["[DEFAULT]", { credentials: `[DEFAULT]\n${keys}` }, "credentials:1: Terraform tells capitals"],
    ["an unclosed header", { credentials: `[default\n${keys}` }, "credentials:1: [default is no section header"],
    [
      "text after a header",
      { credentials: `[p] mine\n${keys}` },
      "credentials:1: [p] mine is no section header",
      named,
    ],
    [
      "keys without a section",
      { credentials: keys },
      "credentials:1: aws_access_key_id stands before the first section",
    ],
    [
      "shell syntax",
      { credentials: `[default]\nexport AWS_ACCESS_KEY_ID=${id}\n` },
      "credentials:2: Terraform takes export aws_access_key_id for",
    ],
    [
      "another name of a key",
      { credentials: `[default]\naccess_key=${id}\n` },
      "credentials:2: Terraform knows no setting access_key, and ignores it",
    ],
    [
      "a misspelt setting",
      { config: `[profile p]\nrole_arn = r\nsource-profle = q\n` },
      "config:3: Terraform knows no setting source-profle, and ignores it",
      named,
    ],
    [
      "keys indented under another",
      { config: `[default]\ns3 =\n  aws_access_key_id = ${id}\n` },
      "config:3: aws_access_key_id is indented under s3",
    ],
    [
      "an empty half",
      { credentials: `[default]\naws_access_key_id = ${id}\naws_secret_access_key =\n` },
      "credentials:3: aws_secret_access_key is empty",
    ],
    [
      "[profile default] beside [default]",
      { config: `[profile default]\nregion = x\n[default]\n${keys}` },
      "config:3: Terraform drops the whole section [default] (aws_access_key_id, aws_secret_access_key)",
    ],
    [
      "half a pair that a section without keys hides",
      { config: `[profile p]\naws_access_key_id = ${id}\n`, credentials: "[p]\nregion = x\n" },
      "config:2: aws_access_key_id stands without aws_secret_access_key, and a section of the same name",
      named,
    ],
    [
      "a section that stands twice",
      { credentials: `[default]\n${keys}[other]\n[default]\nregion = x\n` },
      "credentials:5: [default] stands there twice",
    ],
    [
      "a value in quotes",
      { credentials: `[default]\naws_access_key_id = "${id}"\naws_secret_access_key = ${secret}\n` },
      "credentials:2: the value of aws_access_key_id is in quotes",
    ],
    [
      "a comment behind a value",
      { config: "[profile p]\nregion = eu-west-1 ; home\n", credentials: `[p]\n${keys}` },
      "config:2: the value of region has a comment behind it",
      named,
    ],
  ])("reports %s", (_, home, text, main) => {
    const found = findings(home, main);
    expect(found).toContainEqual(expect.stringContaining(text));
    expect(found.join("\n")).not.toContain(secret);
    expect(found.join("\n")).not.toContain(id);
  });

  it("looks at the source profile, too", () => {
    const config = `[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n[base]\n${keys}`;
    expect(findings({ config }, named)).toEqual([expect.stringContaining("config:4: in a config file [base]")]);
  });

  it("follows AWS_PROFILE and the variables of the files", () => {
    const environment = { HOME: "/home/me", AWS_PROFILE: "q", AWS_CONFIG_FILE: "/etc/aws" };
    const files = { "/etc/aws": `[q]\n${keys}` };
    expect(findings({ config: "[q]\n" }, provider, { environment, files })).toEqual([
      expect.stringContaining(
        'aws:1: in a config file [q] is no profile, and Terraform ignores it. It concerns provider "aws" with profile "q"',
      ),
    ]);
  });

  it("looks where the block sends it", () => {
    const main = 'provider "aws" {\n  region = "eu-west-1"\n  shared_credentials_files = ["~/own"]\n}\n';
    expect(findings({ credentials: keys }, main, { files: { "/home/me/own": `[default]\n${keys}` } })).toEqual([]);
    expect(findings({ credentials: `[default]\n${keys}` }, main, { files: { "/home/me/own": keys } })).toContainEqual(
      expect.stringContaining("own:1: aws_access_key_id stands before the first section"),
    );
  });

  it.each<[string, Home, string?, Partial<FolderInit>?]>([
    [
      "of files as they should be",
      { config: "[default]\nregion = x\n[profile p]\n", credentials: `[default]\n${keys}` },
    ],
    [
      "of odd profiles that nobody uses",
      { config: "[other]\n[profile 'x y']\n", credentials: `[default]\n${keys}[profile z]\n${keys}` },
    ],
    [
      "of sections that are no profiles",
      { config: "[preview]\n[plugins]\n[services x]\n[sso-session y]\n[default]\n" },
    ],
    ["where the right header is there as well", { config: `[p]\n[profile p]\n`, credentials: `[p]\n${keys}` }, named],
    ["of Windows line ends", { credentials: `[default]\r\n${keys.replaceAll("\n", "\r\n")}` }],
    ["of a byte order mark before a comment", { credentials: `\uFEFF# mine\n[default]\n${keys}` }],
    ["of a # inside a value", { credentials: `[default]\n${keys.replace("n0t", "n#t")}` }],
    ["of quotes in a profile that nobody uses", { credentials: `[default]\n${keys}[x]\nregion = "y"\n` }],
    ["of capitals in keys", { credentials: `[default]\n${keys.replace("aws_access_key_id", "AWS_ACCESS_KEY_ID")}` }],
    ["of an old token beside a long-term key", { credentials: `[default]\n${keys}aws_security_token = a\n` }],
    [
      "of an old name beside the new one",
      { credentials: `[default]\n${keys}aws_session_token = a\naws_security_token = a\n` },
    ],
    [
      "when the environment's keys sign",
      { credentials: keys },
      provider,
      { environment: { HOME: "/home/me", AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } },
    ],
    [
      "when the block has keys of its own",
      { credentials: keys },
      'provider "aws" {\n  region = "eu-west-1"\n  access_key = "a"\n  secret_key = "b"\n}\n',
    ],
    [
      "for providers before 4.0, which read the files another way",
      { credentials: `[profile p]\n${keys}` },
      `terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws", version = "~> 3.0" }\n  }\n}\n${named}`,
    ],
    [
      "when an argument isn't known",
      { credentials: keys },
      'variable "p" {}\nprovider "aws" {\n  region = "eu-west-1"\n  profile = var.p\n}\n',
    ],
    ["in a run that leaves the environment out", { credentials: keys }, provider, { useEnvironment: false }],
  ])("is silent %s", (_, home, main, more) => {
    expect(findings(home, main, more)).toEqual([]);
  });
});
