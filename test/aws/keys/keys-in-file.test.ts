import { describe, expect, it } from "vitest";
import { keysInFile } from "../../../src/aws/keys/keys-in-file.ts";
import { parse } from "../../../src/hcl/parse.ts";
import { exportLines, longTermId, secret, sessionToken } from "./made-up.ts";

function found(text: string): string[] {
  return keysInFile(parse(text, "main.tf")).map(({ shape, place, standIn }) => `${standIn ?? shape} in ${place}`);
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("keysInFile", () => {
  it.each([
    [`# ${longTermId}\n`, ["access-key-id in a comment"]],
    [`/* old: ${longTermId} */\n`, ["access-key-id in a comment"]],
    [
      `resource "aws_instance" "web" {\n user_data = <<-E\n${exportLines}E\n}\n`,
      ["access-key-id in user_data of aws_instance.web", "secret-access-key in user_data of aws_instance.web"],
    ],
    [
      `resource "aws_launch_template" "a" {\n user_data = base64encode("k=${longTermId}")\n}\n`,
      ["access-key-id in user_data of aws_launch_template.a"],
    ],
    [
      `resource "aws_launch_template" "a" {\n user_data = "${base64(exportLines)}"\n}\n`,
      [
        "access-key-id in user_data of aws_launch_template.a",
        "secret-access-key in user_data of aws_launch_template.a",
      ],
    ],
    [
      `resource "aws_lambda_function" "f" {\n environment {\n variables = {\n SECRET_KEY = "${secret}"\n }\n }\n}\n`,
      ["secret-access-key in environment.variables of aws_lambda_function.f"],
    ],
    [
      `resource "aws_ecs_task_definition" "t" {\n container_definitions = jsonencode([{ environment = [{ name = "AWS_SECRET_ACCESS_KEY", value = "${secret}" }] }])\n}\n`,
      ["secret-access-key in container_definitions of aws_ecs_task_definition.t"],
    ],
    [
      `resource "aws_ssm_parameter" "p" {\n name = "/prod/aws_secret_access_key"\n type = "SecureString"\n value = "${secret}"\n}\n`,
      ["secret-access-key in value of aws_ssm_parameter.p"],
    ],
    [
      `variable "aws_secret_key" {\n type = string\n default = "${secret}"\n}\n`,
      ['secret-access-key in default of variable "aws_secret_key"'],
    ],
    [`output "aws_secret_key" {\n value = "${secret}"\n}\n`, ['secret-access-key in value of output "aws_secret_key"']],
    [
      `locals {\n creds = { id = "${longTermId}", token = "${sessionToken}" }\n}\n`,
      ["access-key-id in local.creds", "session-token in local.creds"],
    ],
    [
      `resource "null_resource" "x" {\n provisioner "local-exec" {\n environment = {\n AWS_ACCESS_KEY_ID = "${longTermId}"\n }\n }\n}\n`,
      ["access-key-id in provisioner.environment of null_resource.x"],
    ],
    [
      `resource "aws_instance" "web" {\n tags = {\n "${longTermId}" = "x"\n }\n}\n`,
      ["access-key-id in tags of aws_instance.web"],
    ],
    [
      `module "x" {\n source = "./x"\n secret = "${secret}"\n id = "${longTermId}"\n}\n`,
      ['secret-access-key in secret of module "x"', 'access-key-id in id of module "x"'],
    ],
    ["# the documentation has AKIAIOSFODNN7EXAMPLE\n", ["example in a comment"]],
    ["# write AKIAXXXXXXXXXXXXXXXX here\n", []],
    [`resource "aws_x" "y" {\n description = "AROA${longTermId.slice(4)}"\n}\n`, []],
    [`resource "aws_x" "y" {\n secret_name = "${secret}"\n}\n`, []],
    [`output "digest" {\n value = "${secret}"\n}\n`, []],
    ['resource "x" "y" {\n source_hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n}\n', []],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("takes time in proportion to the file, however many keys there are", () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `a${i} = "${longTermId}" # ${longTermId}\n`).join("");
    const begin = performance.now();
    expect(found(lines)).toHaveLength(40_000);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
