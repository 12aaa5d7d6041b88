import { describe, expect, it } from "vitest";
import { lintFolder } from "../../lint-folder.ts";

const backend = (type: string, ...lines: string[]): string =>
  `terraform {\n  backend "${type}" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const whole = backend("s3", 'bucket = "b"', 'key = "k"', 'region = "eu-west-1"', "encrypt = true");
const findings = (files: Record<string, string>, environment: Record<string, string> = {}): string[] =>
  lintFolder("backend-override-incomplete", { files, environment });

describe("backend-override-incomplete", () => {
  it.each(["override.tf", "me_override.tf"])("says what %s loses", (name) => {
    expect(findings({ "backend.tf": whole, [name]: backend("s3", 'profile = "me"', 'key = "x"') })).toEqual([
      `${name}:2:3 This backend "s3" replaces the one of backend.tf:2 as a whole; they are not merged: bucket, region and encrypt are gone. Repeat them here, or give init a file of differences with -backend-config.`,
    ]);
  });

  it("reads JSON", () => {
    const files = {
      "backend.tf": whole,
      "override.tf.json": '{"terraform": {"backend": {"s3": {"bucket": "x", "key": "k"}}}}',
    };
    expect(findings(files)).toEqual([expect.stringContaining("region and encrypt are gone")]);
  });

  it.each([
    [
      "a complete one",
      { "backend.tf": whole, "override.tf": backend("s3", 'bucket = "x"', 'key = "k"', 'region = "r"') },
    ],
    ["another type", { "backend.tf": whole, "override.tf": backend("local") }],
    ["an override of another type", { "backend.tf": backend("gcs", 'bucket = "b"'), "override.tf": backend("s3") }],
    ["nothing to override", { "override.tf": backend("s3", 'profile = "me"') }],
    ["a file that only sounds like it", { "backend.tf": whole, "overrides.tf": 'variable "a" {}\n' }],
  ])("is silent about %s", (_, files) => {
    expect(findings(files)).toEqual([]);
  });

  it("counts what -backend-config says", () => {
    const environment = {
      TF_CLI_ARGS_init: "-backend-config=bucket=b -backend-config=key=k -backend-config=region=eu-west-1",
    };
    expect(findings({ "backend.tf": whole, "override.tf": backend("s3", 'profile = "me"') }, environment)).toEqual([]);
  });
});
