import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const secret = "n0tAr3alS3cretn0tAr3alS3cretn0tAr3alS3cr";
const pair = (id: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
const [long, short] = ["AKIAQ3EGSIE5R7QWMDXJ", "ASIAQ3EGSIE5R7QWMDXJ"];
const token = "aws_session_token = t0ken\n";
const main = 'provider "aws" {\n  region  = "eu-west-1"\n  profile = "p"\n}\n';

function findings(credentials: string, config = "", more: Partial<FolderInit> = {}): string[] {
  return lintFolder("profile-keys-refused", {
    environment: { HOME: "/home/me" },
    ...more,
    files: {
      "main.tf": main,
      "/home/me/.aws/config": config,
      "/home/me/.aws/credentials": credentials,
      ...more.files,
    },
  });
}

describe("profile-keys-refused", () => {
  it("reports a temporary key without its token", () => {
    expect(findings(`[p]\n${pair(short)}`)).toEqual([
      'main.tf:1:1 profile "p" has the temporary key ASIA…MDXJ without its aws_session_token: AWS answers InvalidClientTokenId to provider "aws". Add the token; the three belong together.',
    ]);
  });

  it.each([
    ["in one file", `[p]\n${pair(long)}${token}`, ""],
    ["which the other file still has", `[p]\n${pair(long)}`, `[profile p]\n${pair(short)}${token}`],
  ])("reports a token beside a long-term key, %s", (_, credentials, config) => {
    const found = findings(credentials, config);
    expect(found).toEqual([
      expect.stringContaining('profile "p" has an aws_session_token beside the long-term key AKIA…MDXJ'),
    ]);
    expect(found[0]).not.toMatch(/t0ken|n0t/u);
  });

  it("names the source profile whose keys they are", () => {
    const config = "[profile p]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = base\n";
    expect(findings(`[base]\n${pair(short)}`, config)).toEqual([expect.stringContaining('profile "base" has')]);
  });

  it.each<[string, string, Partial<FolderInit>?]>([
    ["of a long-term key", `[p]\n${pair(long)}`],
    ["of a temporary key with its token", `[p]\n${pair(short)}${token}`],
    ["when the token has its old name: another rule says so", `[p]\n${pair(short)}aws_security_token = t0ken\n`],
    ["of profiles that nobody uses", `[p]\n${pair(long)}[q]\n${pair(short)}`],
    [
      "for an emulator",
      `[p]\n${pair(short)}`,
      { environment: { HOME: "/home/me", AWS_ENDPOINT_URL: "http://localhost:4566" } },
    ],
    ["in a run that leaves the environment out", `[p]\n${pair(short)}`, { useEnvironment: false }],
  ])("is silent %s", (_, credentials, more) => {
    expect(findings(credentials, "", more)).toEqual([]);
  });
});
