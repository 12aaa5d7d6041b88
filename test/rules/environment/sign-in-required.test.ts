import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const provider = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
const account = "sso_account_id = 111122223333\nsso_role_name = admin\n";
const startUrl = "https://example.awsapps.com/start";
const withSession = `[profile dev]\nsso_session = corp\n${account}[sso-session corp]\nsso_start_url = ${startUrl}\nsso_region = eu-west-1\n`;
const withUrl = `[profile dev]\nsso_start_url = ${startUrl}\nsso_region = eu-west-1\n${account}`;
// SHA-1 of the name of the session, and of the start URL.
const ofSession = "/home/me/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
const ofUrl = "/home/me/.aws/sso/cache/e8be5486177c5b5392bd9aa76563515b29358e6e.json";

const token = (expiresAt: string, more: object = {}): string =>
  JSON.stringify({ accessToken: "made-up", startUrl: `${startUrl}/#/`, expiresAt, ...more });
const open = token("2026-09-10T00:00:00Z");
const ended = token("2026-09-08T12:30:00Z");

function findings(config: string, files: Record<string, string> = {}): string[] {
  return lintFolder("sign-in-required", {
    command: "check",
    environment: { HOME: "/home/me", AWS_PROFILE: "dev", TZ: "UTC" },
    files: { "main.tf": provider, "/home/me/.aws/config": config, ...files },
  });
}

describe("sign-in-required", () => {
  it("names the profile, where it stands and the command", () => {
    expect(findings(withSession)).toEqual([
      `main.tf:1:1 Nobody has signed in for profile "dev" (~/.aws/config:2): provider "aws" will fail with "failed to read cached SSO token file, open ~/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json: no such file or directory". aws sso login --profile dev.`,
    ]);
  });

  it.each([
    ["a session by name", withSession, ofSession],
    ["a session by start URL", withUrl, ofUrl],
  ])("says when %s ended", (_, config, file) => {
    expect(findings(config, { [file]: ended })).toEqual([
      expect.stringMatching(
        /^main\.tf:1:1 The session of profile "dev" \(~\/\.aws\/config:2\) ended \(2026-09-08 \d\d:\d\d\): .* aws sso login --profile dev\.$/u,
      ),
    ]);
  });

  it.each([
    ["by start URL, where the profile has a session", withSession, ofUrl, "ee0bfd2552fbd840c02cc48b6e823320543c450f"],
    ["by name, where the profile has a start URL", withUrl, ofSession, "e8be5486177c5b5392bd9aa76563515b29358e6e"],
  ])("finds the session that another tool has opened %s", (_, config, file, expected) => {
    expect(findings(config, { [file]: open })).toEqual([
      expect.stringContaining(
        `will look for it (~/.aws/sso/cache/${expected}.json), though ${file.replace("/home/me", "~")} holds one of the same start URL`,
      ),
    ]);
  });

  it("doesn't take another start URL or an ended session for it", () => {
    const other = token("2026-09-10T00:00:00Z", { startUrl: "https://other.awsapps.com/start" });
    expect(findings(withSession, { [ofUrl]: ended, "/home/me/.aws/sso/cache/x.json": other })).toEqual([
      expect.stringContaining("Nobody has signed in"),
    ]);
  });

  it("knows the sessions of aws login", () => {
    expect(findings("[profile dev]\nlogin_session = arn:aws:iam::111122223333:user/me\n")).toEqual([
      expect.stringMatching(
        /Nobody has signed in .* "load login token: token file not found, please reauthenticate"\. aws login --profile dev\.$/u,
      ),
    ]);
  });

  it("shows paths as Windows writes them", () => {
    const found = lintFolder("sign-in-required", {
      command: "check",
      platform: "win32",
      environment: { USERPROFILE: "C:\\Users\\me", aws_profile: "dev" },
      files: { "main.tf": provider, "C:\\Users\\me\\.aws\\config": withSession },
    });
    expect(found).toEqual([
      expect.stringMatching(
        /^main\.tf:1:1 Nobody has signed in for profile "dev" \(~\\\.aws\\config:2\): .* open ~\\\.aws\\sso\\cache\\[0-9a-f]{40}\.json: The system cannot find the file specified\."/u,
      ),
    ]);
  });

  it("never shows a token", () => {
    expect(findings(withSession, { [ofSession]: ended, [ofUrl]: open }).join()).not.toContain("made-up");
  });

  it.each<[string, string, Record<string, string>]>([
    ["while a session is open", withSession, { [ofSession]: open }],
    [
      "when an ended session can be renewed",
      withSession,
      { [ofSession]: token("2026-09-08T12:30:00Z", { refreshToken: "r", clientId: "c", clientSecret: "s" }) },
    ],
    [
      "of a profile with keys",
      "[profile dev]\naws_access_key_id = AKIAQ3EGSIE5R7QWMDXJ\naws_secret_access_key = m\n",
      {},
    ],
  ])("is silent %s", (_, config, files) => {
    expect(findings(config, files)).toEqual([]);
  });
});
