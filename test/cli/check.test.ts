import { describe, expect, it } from "vitest";
import { folderWith } from "./folder.ts";
import { runCli, type CliRun } from "./run-cli.ts";

const main = `terraform {
  required_version = ">= 1.10"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}
`;

function check(files: Record<string, string>, environment: Record<string, string>, ...flags: string[]): CliRun {
  const folder = folderWith({ "main.tf": main, ...files });
  return runCli(["check", ...flags], { cwd: folder, environment: { HOME: `${folder}/home`, ...environment } });
}

const keys = { AWS_ACCESS_KEY_ID: "AKIAQ3EGSIE5R7QWMDXJ", AWS_SECRET_ACCESS_KEY: "madeup" };

describe("check", () => {
  it("says what will fail in a line, and in a finding why and what to do", () => {
    const { status, stdout } = check({ "home/.aws/config": "[profile prod]\n" }, { AWS_PROFILE: "prdo" });
    expect(status).toBe(1);
    expect(stdout.split("\n")).toEqual([
      '✗ provider "aws"  will fail    failed to get shared config profile, prdo',
      "1 of 1 will fail.",
      "",
      "main.tf",
      expect.stringMatching(
        /^ {2}11:1 {4}error {2}Profile "prdo" \(AWS_PROFILE\) of provider "aws" .* profile-missing$/u,
      ),
      '               Did you mean "prod"?',
      "",
      "1 file with findings, 0 clean · 1 error, 0 warnings",
      "",
    ]);
  });

  it("keeps the remedy in the line where no rule has it", () => {
    const { stdout } = check({}, { ...keys, AWS_CA_BUNDLE: "/none.pem" });
    expect(stdout).toBe(
      '✗ provider "aws"  will fail    open /none.pem: no such file or directory → Correct the path of the CA bundle: custom_ca_bundle, AWS_CA_BUNDLE, or ca_bundle of the profile.\n1 of 1 will fail.\n',
    );
  });

  it("holds findings back on demand, though the run will fail all the same", () => {
    const comment = "# tf-preflight-disable-next-line profile-missing -- written later";
    const suppressed = main.replace("\nprovider", `\n${comment}\nprovider`);
    for (const result of [
      check({ "main.tf": suppressed }, { AWS_PROFILE: "prdo" }),
      check({}, { AWS_PROFILE: "prdo" }, "--rule", "profile-missing=off"),
    ]) {
      expect(result.stdout).toBe(
        '✗ provider "aws"  will fail    failed to get shared config profile, prdo\n1 of 1 will fail.\n',
      );
      expect(result.status).toBe(1);
    }
  });

  it("has findings in its JSON", () => {
    const { stdout } = check({}, { AWS_PROFILE: "prdo" }, "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      consumers: [{ address: "provider.aws", verdict: "will fail" }, { kind: "cli" }],
      findings: [
        { filePath: "main.tf", messages: [{ ruleId: "profile-missing", level: "error", line: 11, column: 1 }] },
      ],
    });
  });

  it("has findings alone in formats for other programs", () => {
    const { status, stdout } = check({}, { AWS_PROFILE: "prdo" }, "--format", "sarif");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ results: [{ ruleId: "profile-missing", level: "error" }] }] });
  });

  it("doesn't take a session for open that has to be renewed", () => {
    const config =
      "[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = admin\n[sso-session corp]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-west-1\n";
    const token = {
      accessToken: "a",
      expiresAt: "2020-01-01T00:00:00Z",
      refreshToken: "r",
      clientId: "c",
      clientSecret: "s",
    };
    const files = {
      "home/.aws/config": config,
      "home/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json": JSON.stringify(token),
    };
    const { status, stdout } = check(files, { AWS_PROFILE: "dev" });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^\? provider "aws" {2}cannot know {2}SSO role admin.*, session ended 20\d\d-\d\d-\d\d \d\d:\d\d, to be renewed: only SSO can tell \(--live\)\n/u,
    );
  });

  it("is content when somebody signs", () => {
    const { status, stdout } = check({}, keys);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^✓ provider "aws" {2}ready {8}AKIA…MDXJ, account [\d-]+\nNothing will fail\.\n$/u);
  });

  it("looks at the module that is planned and at those it calls, not at what else lies below", () => {
    const files = {
      "main.tf": `${main}module "a" {\n  source = "../a"\n}\n`,
      "examples/x/main.tf": main,
    };
    const folder = folderWith({
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`live/${name}`, text])),
      "a/main.tf": 'provider "aws" {\n  profile = "prdo"\n  region  = "eu-west-1"\n}\n',
    });
    const environment = { HOME: folder, ...keys };
    const { stdout } = runCli(["check", "--format", "json"], { cwd: `${folder}/live`, environment });
    const { findings } = JSON.parse(stdout) as { findings: { filePath: string; messages: { ruleId: string }[] }[] };
    expect(findings.map(({ filePath }) => filePath)).toEqual(["../a/main.tf", "main.tf"]);
    expect(findings[0]?.messages.map(({ ruleId }) => ruleId)).toContain("profile-missing");
  });

  it("marks its rules in the list", () => {
    const { stdout } = runCli(["rules"]);
    expect(stdout).toMatch(/^profile-missing +error +Disallow a profile that no shared file has \(check only\)$/mu);
    expect(stdout).not.toMatch(/^hardcoded-credentials .*\(check only\)$/mu);
  });
});

it("lint has none of them, whatever is asked for", () => {
  const folder = folderWith({ "main.tf": main });
  const environment = { HOME: folder, AWS_PROFILE: "prdo" };
  for (const flags of [
    ["--preset", "all"],
    ["--rule", "profile-missing=error"],
  ]) {
    const { stdout } = runCli([".", ...flags, "--format", "json"], { cwd: folder, environment });
    expect(stdout).not.toContain("profile-missing");
  }
});
