import { describe, expect, it } from "vitest";
import { lintAndFix } from "../../../src/lint/fix.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";

const backend = (required: string, ...lines: string[]): string =>
  `terraform {\n  required_version = "${required}"\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const deprecatedIn = (main: string): string[] =>
  lintFolder("backend-argument-deprecated", { files: { "main.tf": main } });

describe("backend-argument-deprecated", () => {
  it("says what init says only beside an error", () => {
    expect(deprecatedIn(backend("~> 1.9.0", 'role_arn = "arn:aws:iam::123456789012:role/a"'))).toEqual([
      'main.tf:4:5 backend "s3": Deprecated Parameters. The following parameters have been deprecated. Replace them as follows: * role_arn -> assume_role.role_arn. A successful init doesn\'t print this.',
    ]);
    expect(deprecatedIn(backend(">= 1.11", 'dynamodb_table = "lock"'))).toEqual([
      'main.tf:4:5 backend "s3": Deprecated Parameter. The parameter "dynamodb_table" is deprecated. Use parameter "use_lockfile" instead. A successful init doesn\'t print this.',
    ]);
  });

  it("is silent before the deprecation", () => {
    expect(deprecatedIn(backend("~> 1.10.0", 'dynamodb_table = "lock"'))).toEqual([]);
  });

  it("leaves hosts without a scheme to the rule that says what comes of them", () => {
    expect(deprecatedIn(backend("~> 1.9.0", 'endpoints = { s3 = "a.example.com" }'))).toEqual([]);
  });
});

describe("the fix of backend-argument-deprecated", () => {
  it.each([
    [
      "moves the arguments of a role into one object",
      "~> 1.9.0",
      [
        'role_arn = "arn:aws:iam::123456789012:role/a" # who',
        'key = "k"',
        'external_id = "4711"',
        "assume_role_duration_seconds = 5400",
        'region = "eu-west-1"',
      ],
      [
        "assume_role = {",
        '  role_arn    = "arn:aws:iam::123456789012:role/a"',
        '  external_id = "4711"',
        '  duration    = "90m"',
        "} # who",
        'key = "k"',
        'region = "eu-west-1"',
      ],
    ],
    [
      "moves endpoints",
      "~> 1.11",
      ['endpoint = "https://s3"', 'sts_endpoint = "https://sts"'],
      ["endpoints = {", '  s3  = "https://s3"', '  sts = "https://sts"', "}"],
    ],
    [
      "names a list of files",
      "~> 1.11",
      ['shared_credentials_file = "~/.aws/c"', "force_path_style = true"],
      ['shared_credentials_files = ["~/.aws/c"]', "use_path_style = true"],
    ],
    ["leaves what is there already", "~> 1.11", ["endpoints = {}", 'endpoint = "https://s3"'], null],
    ["leaves what the oldest release doesn't know", ">= 1.5, < 1.10", ['role_arn = "r"'], null],
    ["leaves what takes a human", "~> 1.11", ['dynamodb_table = "lock"'], null],
    ["leaves half a role", "~> 1.9.0", ['external_id = "4711"'], null],
    ["leaves heredocs", "~> 1.9.0", ['role_arn = "r"', "assume_role_policy = <<EOT", "{}", "EOT"], null],
  ])("%s", (_, required, before, after) => {
    const main = backend(required, ...before);
    const request = { paths: ["."], choices: [{ id: "backend-argument-deprecated", level: "info" as const }] };
    const { results } = lintAndFix(request, "dry-run", memoryMachine({ files: { "main.tf": main } }));
    expect(results[0]?.source).toBe(backend(required, ...(after ?? before)));
  });
});
