import { describe, expect, it } from "vitest";
import { lintAndFix } from "../../../src/lint/fix.ts";
import { lint } from "../../../src/lint/lint.ts";
import { memoryMachine } from "../../../src/machine/memory.ts";
import { lintFolder } from "../../lint-folder.ts";

const findings = (main: string, file = "main.tf"): string[] =>
  lintFolder("backend-argument-invalid", { files: { [file]: main }, environment: { HOME: "/home/me" } });

const backend = (...lines: string[]): string =>
  `terraform {\n  backend "s3" {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
const role = 'role_arn = "arn:aws:iam::123456789012:role/state"';

describe("backend-argument-invalid", () => {
  it.each([
    [
      backend("assume_role {", `  ${role}`, "}"),
      'main.tf:3:5 backend "s3" will be refused: Unsupported block type. Blocks of type "assume_role" are not expected here. Did you mean to define argument "assume_role"? If so, use the equals sign to assign it a value. Write assume_role = { … }: a backend takes it as an argument, only a provider as a block.',
    ],
    [
      backend('session_token = "x"'),
      'main.tf:3:5 backend "s3" will be refused: Unsupported argument. An argument named "session_token" is not expected here. The argument is called token.',
    ],
    [
      backend('provider = "aws.state"'),
      'main.tf:3:5 backend "s3" will be refused: Unsupported argument. An argument named "provider" is not expected here. A backend never takes the credentials of a provider: name profile or assume_role here.',
    ],
    [
      backend("assume_role = {}"),
      'main.tf:3:19 backend "s3" will be refused: Incorrect attribute value type. Inappropriate value for attribute "assume_role": attribute "role_arn" is required. Add it.',
    ],
    [
      backend('assume_role = { role_arn = "" }'),
      'main.tf:3:32 backend "s3" will be refused: Invalid Value. The value cannot be empty or all whitespace. Correct the value.',
    ],
    [
      backend('key = "/state"'),
      'main.tf:3:11 backend "s3" will be refused: Invalid Value. The value must not start or end with "/". Correct the value.',
    ],
    [
      'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = { bucket = "b" }\n}\n',
      'main.tf:1:1 data.terraform_remote_state.n will be refused: Invalid backend configuration. The given configuration is not valid for backend "s3": attribute "key" is required. Add it.',
    ],
  ])("%s", (main, message) => {
    expect(findings(main)).toEqual([message]);
  });

  it.each([
    ["what -backend-config may still supply", backend()],
    ["a region that the environment may supply", backend('bucket = "b"', 'key = "k"')],
    ["arguments of other releases: the rules about versions speak", backend(role)],
    ["a good role", backend("assume_role = {", `  ${role}`, "}")],
    ["other backends", 'terraform {\n  backend "gcs" {\n    bukket = "x"\n  }\n}\n'],
    [
      "a remote state whose config isn't known",
      'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = var.c\n}\nvariable "c" {}\n',
    ],
  ])("is silent about %s", (_, main) => {
    expect(findings(main)).toEqual([]);
  });

  it("finds the argument of a remote state that only older releases have", () => {
    const main =
      'data "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n    bucket   = "b"\n    key      = "k"\n    role_arn = "r"\n  }\n}\n';
    expect(findings(main)).toEqual([
      'main.tf:6:5 data.terraform_remote_state.n will be refused: Invalid backend configuration. The given configuration is not valid for backend "s3": unexpected attribute "role_arn". Write assume_role = { … }; Terraform 1.10 has it no more.',
    ]);
  });

  it("writes the equals sign", () => {
    const main = backend("assume_role {", `  ${role}`, "}");
    const machine = memoryMachine({ files: { "main.tf": main } });
    const { results } = lint({ paths: ["."], choices: [{ id: "backend-argument-invalid", level: "error" }] }, machine);
    const fix = results[0]?.findings.find(({ ruleId }) => ruleId === "backend-argument-invalid")?.fix;
    const [start = 0, end = 0] = fix?.range ?? [];
    expect(main.slice(0, start) + (fix?.text ?? "") + main.slice(end)).toBe(
      backend("assume_role = {", `  ${role}`, "}"),
    );
  });

  it.each([
    ["session_token", "token"],
    ["access_key_id", "access_key"],
    ["aws_secret_access_key", "secret_key"],
    ["AWS_PROFILE", "profile"],
    ["profil", "profile"],
  ])("suggests what %s is called", (name, meant) => {
    const main = backend(`${name} = ""`);
    const suggested = (text: string): readonly { desc: string }[] | undefined =>
      lint({ paths: ["."], choices: [] }, memoryMachine({ files: { "main.tf": text } }))
        .results[0]?.findings.find(({ ruleId }) => ruleId === "backend-argument-invalid")
        ?.suggestions?.map(({ desc, fix: { range, text: written } }) => ({ desc, range, written }));
    const start = main.indexOf(name);
    expect(suggested(main)).toEqual([{ desc: `Write ${meant}.`, range: [start, start + name.length], written: meant }]);
    expect(suggested(backend(`${name} = ""`, `${meant} = ""`))).toBeUndefined();
  });

  it.each([
    [
      ['bucket = "b"', 'key = "k"', "role_arn = local.role", 'acl = "private"', 'session_name = "me"'],
      [
        'bucket = "b"',
        'key = "k"',
        "assume_role = {",
        "  role_arn     = local.role",
        '  session_name = "me"',
        "}",
        'acl = "private"',
      ],
    ],
    [['bucket = "b",', 'key = "k",', 'role_arn = "r",', 'session_name = "me"'], null],
  ])("moves the role of a remote state: %s", (before, after) => {
    const state = (lines: readonly string[]): string =>
      `locals {\n  role = "r"\n}\ndata "terraform_remote_state" "n" {\n  backend = "s3"\n  config = {\n${lines.map((line) => `    ${line}\n`).join("")}  }\n}\n`;
    const machine = memoryMachine({ files: { "main.tf": state(before) } });
    const { results } = lintAndFix({ paths: ["."], choices: [] }, "dry-run", machine);
    expect(results[0]?.source).toBe(state(after ?? before));
  });
});
