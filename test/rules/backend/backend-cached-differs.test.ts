import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const cache = (type: string, config: object): string =>
  JSON.stringify({ version: 3, backend: { type, config, hash: 1 } }, null, 2);
const findings = (config: object | null, lines: readonly string[], more: Partial<FolderInit> = {}): string[] =>
  lintFolder("backend-cached-differs", {
    environment: { HOME: "/home/me" },
    ...more,
    files: {
      "main.tf": `terraform {\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`,
      ...(config && { ".terraform/terraform.tfstate": cache("s3", config) }),
      ...more.files,
    },
  });
const goesOn = 'Terraform goes on with that, or stops with "Backend initialization required".';

describe("backend-cached-differs", () => {
  it("names what signs for the state otherwise", () => {
    expect(findings({ bucket: "b", profile: "old", role_arn: null }, ['bucket = "b"', 'profile = "new"'])).toEqual([
      `main.tf:4:16 An earlier init (.terraform/terraform.tfstate:7) was told otherwise than backend "s3" says: profile was "old", not "new". ${goesOn} Run \`terraform init -reconfigure\`.`,
    ]);
  });

  it("names what was not set", () => {
    expect(findings({ bucket: "b", profile: null }, ['bucket = "b"', 'profile = "new"'])).toEqual([
      `main.tf:4:16 An earlier init (.terraform/terraform.tfstate:3) was told otherwise than backend "s3" says: profile was not set, not "new". ${goesOn} Run \`terraform init -reconfigure\`.`,
    ]);
  });

  it("looks into objects", () => {
    const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
    const lines = [`assume_role = { role_arn = "${role("b")}" }`];
    expect(findings({ assume_role: { role_arn: role("a"), duration: null } }, lines)).toEqual([
      expect.stringMatching(/^main\.tf:3:33 .*assume_role\.role_arn was ".*role\/a", not ".*role\/b"\./u),
    ]);
    expect(findings({ assume_role: { role_arn: role("b"), duration: null } }, lines)).toEqual([]);
  });

  it("speaks of moving the state where it is another place", () => {
    expect(findings({ bucket: "a" }, ['bucket = "b"'])).toEqual([
      expect.stringContaining(
        "Run `terraform init -migrate-state`, or `terraform init -reconfigure` where the state is there already.",
      ),
    ]);
  });

  it("never shows a secret", () => {
    const [finding] = findings({ access_key: "OLDKEY", secret_key: "oldsecret" }, [
      'access_key = "NEWKEY"',
      'secret_key = "newsecret"',
      'token = "newtoken"',
    ]);
    expect(finding).toContain("access_key was another, secret_key was another and token was not set.");
    expect(finding).not.toMatch(/OLDKEY|NEWKEY|oldsecret|newsecret|newtoken/u);
  });

  it("sees another type of backend", () => {
    const files = { ".terraform/terraform.tfstate": cache("local", { path: "x" }) };
    expect(findings(null, ['bucket = "b"'], { files })).toEqual([
      'main.tf:2:3 An earlier init (.terraform/terraform.tfstate:3) was told backend "local": Terraform will stop with "Backend initialization required". Run `terraform init -migrate-state`, or `terraform init -reconfigure` where the state is there already.',
    ]);
  });

  it("counts -backend-config of this run and of the environment", () => {
    const environment = { HOME: "/home/me", TF_CLI_ARGS_init: "-backend-config=profile=ci" };
    expect(findings({ profile: "ci" }, ['profile = "dev"'], { environment })).toEqual([]);
    expect(findings({ profile: "dev" }, ['profile = "dev"'], { environment })).toEqual([
      expect.stringMatching(/^main\.tf:3:15 .*profile was "dev", not "ci"/u),
    ]);
  });

  it.each([
    ["what only -backend-config said", { bucket: "b", profile: "state" }, ['bucket = "b"']],
    ["values of another spelling", { encrypt: true, max_retries: 5 }, ['encrypt = "true"', 'max_retries = "5"']],
    ["sets in another order", { allowed_account_ids: ["1", "2"] }, ['allowed_account_ids = ["2", "1"]']],
    ["empty values", { profile: null }, ['profile = ""']],
    ["arguments that are refused anyway", { bucket: "b" }, ['bucket = "b"', 'session_token = "x"']],
    ["a folder without init", null, ['profile = "x"']],
  ])("is silent about %s", (_, config, lines) => {
    expect(findings(config, lines)).toEqual([]);
  });

  it("is silent without the environment", () => {
    expect(findings({ profile: "old" }, ['profile = "new"'], { useEnvironment: false })).toEqual([]);
  });
});
