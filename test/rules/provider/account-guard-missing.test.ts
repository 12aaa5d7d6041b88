import { describe, expect, it } from "vitest";
import { lintFolder, type FolderInit } from "../../lint-folder.ts";

const findings = (main: string, more: Partial<FolderInit> = {}): string[] =>
  lintFolder("account-guard-missing", { ...more, files: { "main.tf": main, ...more.files } });
const provider = (...lines: string[]): string => `provider "aws" {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

describe("account-guard-missing", () => {
  it("misses a list", () => {
    expect(findings(provider('region = "eu-west-1"'))).toEqual([
      'main.tf:1:1 provider "aws" works in whatever account its credentials lead to: allowed_account_ids would stop it in a wrong one. Write allowed_account_ids = ["…"].',
    ]);
  });

  it("looks where the option says", () => {
    const files = { "live/prod/main.tf": provider(), "live/dev/main.tf": provider() };
    const found = (...requireIn: string[]): string[] =>
      findings("", { files, options: { requireIn } }).map((finding) => finding.split(":")[0] ?? "");
    expect(found("prod/")).toEqual(["live/prod/main.tf"]);
    expect(found("/prod/")).toEqual([]);
    expect(found("live/**/main.tf", "!live/dev/main.tf")).toEqual(["live/prod/main.tf"]);
    expect(found()).toEqual(["live/dev/main.tf", "live/prod/main.tf"]);
  });

  it.each([
    ["allowed accounts", provider('allowed_account_ids = ["123456789012"]')],
    ["forbidden accounts", provider('forbidden_account_ids = ["123456789012"]')],
    ["a list that nobody knows", `variable "a" {}\n${provider("allowed_account_ids = var.a")}`],
    ["an emulator", provider('endpoints {\n    s3 = "http://localhost:4566"\n  }')],
    [
      "a provider that doesn't ask",
      provider("skip_credentials_validation = true", "skip_requesting_account_id = true"),
    ],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });
});
