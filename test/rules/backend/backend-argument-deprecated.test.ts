import { describe, expect, it } from "vitest";
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
});
