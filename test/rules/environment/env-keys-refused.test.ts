import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const id = "AKIAQ3EGSIE5R7QWMDXJ";
const temporary = "ASIAQ3EGSIE5R7QWMDXJ";
const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';

function findings(environment: Record<string, string>, main = provider, more: Partial<FolderInit> = {}): string[] {
  return lintFolder("env-keys-refused", {
    environment: { HOME: "/home/me", ...environment },
    ...more,
    files: { "main.tf": main, ...more.files },
  });
}

const keys = (AWS_ACCESS_KEY_ID: string, AWS_SECRET_ACCESS_KEY: string): Record<string, string> => ({
  AWS_ACCESS_KEY_ID,
  AWS_SECRET_ACCESS_KEY,
});

describe("env-keys-refused", () => {
  it.each<[string, Record<string, string>, string]>([
    ["a trailing space", keys(`${id} `, secret), "AWS_ACCESS_KEY_ID ends in white space"],
    ["a carriage return", keys(id, `${secret}\r`), "AWS_SECRET_ACCESS_KEY ends in a carriage return"],
    ["a line break", keys(id, `${secret}\n`), "AWS_SECRET_ACCESS_KEY ends in a line break"],
    ["a line break in front", keys(`\n${id}`, secret), "AWS_ACCESS_KEY_ID begins with white space"],
    ["quotes", keys(`"${id}"`, secret), "AWS_ACCESS_KEY_ID is wrapped in quotes"],
    [
      "a token with a line break",
      { ...keys(temporary, secret), AWS_SESSION_TOKEN: "abc\n" },
      "AWS_SESSION_TOKEN ends in a line break",
    ],
    ["nothing but a space", keys(id, " "), "AWS_SECRET_ACCESS_KEY ends in white space"],
    ["halves that are swapped", keys(secret, id), "AWS_SECRET_ACCESS_KEY holds a key id (AKIA…MDXJ)"],
    ["a placeholder", keys("<access-key>", secret), "AWS_ACCESS_KEY_ID holds a placeholder"],
    ["the example of the documentation", keys("AKIAIOSFODNN7EXAMPLE", secret), "AWS_ACCESS_KEY_ID holds a placeholder"],
    [
      "a temporary key without its token",
      keys(temporary, secret),
      "AWS_ACCESS_KEY_ID is the temporary key ASIA…MDXJ, but AWS_SESSION_TOKEN isn't set: AWS",
    ],
    [
      "the token under its old name",
      { ...keys(temporary, secret), AWS_SECURITY_TOKEN: "abc" },
      "isn't set (of AWS_SECURITY_TOKEN, its old name, Terraform knows nothing)",
    ],
    [
      "an empty token",
      { ...keys(temporary, secret), AWS_SESSION_TOKEN: "" },
      "AWS_ACCESS_KEY_ID is the temporary key ASIA…MDXJ",
    ],
    [
      "old names",
      { AWS_ACCESS_KEY: temporary, AWS_SECRET_KEY: secret },
      "AWS_ACCESS_KEY is the temporary key ASIA…MDXJ",
    ],
    [
      "a token beside a long-term key",
      { ...keys(id, secret), AWS_SESSION_TOKEN: "abc" },
      "AWS_SESSION_TOKEN is set beside the long-term key AKIA…MDXJ",
    ],
  ])("reports %s", (_, environment, what) => {
    const found = findings(environment);
    expect(found).toEqual([expect.stringContaining(what)]);
    expect(found[0]).toMatch(/^main\.tf:1:1 /u);
    expect(found[0]).not.toContain(secret);
  });

  it("says it once, for everybody whom it concerns", () => {
    const backend =
      'terraform {\n  backend "s3" {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n  }\n}\n';
    expect(findings({ ...keys(id, secret), AWS_SESSION_TOKEN: "abc" }, provider + backend)).toEqual([
      'main.tf:1:1 AWS_SESSION_TOKEN is set beside the long-term key AKIA…MDXJ: the token is another key\'s, and AWS answers InvalidClientTokenId. Provider "aws" and backend "s3" would sign with it. unset AWS_SESSION_TOKEN, or set the temporary key that it belongs to.',
    ]);
  });

  it("uses the words of PowerShell on Windows", () => {
    const environment = { ...keys(id, secret), AWS_SESSION_TOKEN: "abc", USERPROFILE: "C:\\Users\\me" };
    expect(findings(environment, provider, { platform: "win32" })).toEqual([
      expect.stringContaining("Remove-Item Env:AWS_SESSION_TOKEN"),
    ]);
  });

  it.each<[string, Record<string, string>, string?, Partial<FolderInit>?]>([
    ["of a good pair", keys(id, secret)],
    ["of a temporary key with its token", { ...keys(temporary, secret), AWS_SESSION_TOKEN: "abc" }],
    [
      "when a profile of the block signs",
      keys(temporary, secret),
      'provider "aws" {\n  profile = "p"\n  region = "eu-west-1"\n}\n',
      { files: { "/home/me/.aws/credentials": `[p]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\n` } },
    ],
    [
      "for an emulator",
      keys("<access-key>", "test"),
      'provider "aws" {\n  region = "eu-west-1"\n  endpoints {\n    sts = "http://localhost:4566"\n  }\n}\n',
    ],
    ["for an emulator of the environment", { ...keys(temporary, secret), AWS_ENDPOINT_URL: "http://localhost:4566" }],
    ["of made-up keys, which jobs that never call AWS set", keys("test", "test")],
    ["in a run that leaves the environment out", keys(temporary, secret), provider, { useEnvironment: false }],
  ])("is silent %s", (_, environment, main, more) => {
    expect(findings(environment, main, more)).toEqual([]);
  });
});
