import {
  bedrockKey,
  bedrockSession,
  exportLines,
  longTermId,
  olderSessionToken,
  secret,
  sessionToken,
  temporaryId,
} from "../../aws/keys/made-up.ts";
import { aCase, type CorpusCase } from "./corpus.ts";

const due = "# expect: access-key-in-configuration";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const resource = (type: string, body: string): string => `resource "${type}" "x" {\n${body}\n}\n`;

const script = `#!/bin/bash
export AWS_ACCESS_KEY_ID=${longTermId} ${due}
export AWS_SECRET_ACCESS_KEY=${secret} ${due}
`;

/** Everything besides the arguments of providers and backends where a key can stand. */
export const textPlaces: readonly CorpusCase[] = [
  aCase("user data", resource("aws_instance", `user_data = <<E\n${script}E`)),
  aCase("user data, indented", resource("aws_instance", `user_data = <<-E\n${script.replaceAll(/^/gmu, "    ")}\n  E`)),
  aCase(
    "user data with interpolations",
    resource("aws_instance", `user_data = <<E\necho \${var.x}\n${script}E`) + 'variable "x" {}\n',
  ),
  aCase(
    "user data of a launch template",
    resource("aws_launch_template", `user_data = base64encode(<<E\n${script}E\n)`),
  ),
  aCase("user data in base64", resource("aws_launch_template", `user_data = "${base64(exportLines)}" ${due}`)),
  aCase("user_data_base64", resource("aws_instance", `user_data_base64 = "${base64(exportLines)}" ${due}`)),
  aCase(
    "user data of a launch configuration",
    resource("aws_launch_configuration", `user_data = "export AWS_ACCESS_KEY_ID=${longTermId}" ${due}`),
  ),
  aCase(
    "an escaped line feed before the key",
    resource("aws_instance", `user_data = "aws configure set aws_access_key_id\\n${longTermId}\\n" ${due}`),
  ),
  aCase(
    "the environment of a function",
    resource(
      "aws_lambda_function",
      `environment {\nvariables = {\nKEY_ID = "${longTermId}" ${due}\nSECRET_KEY = "${secret}" ${due}\n}\n}`,
    ),
  ),
  aCase(
    "a function's environment through a local",
    `locals {\n  key = "${longTermId}" ${due}\n}\n${resource("aws_lambda_function", "environment {\nvariables = {\nKEY = local.key\n}\n}")}`,
  ),
  aCase(
    "container definitions by jsonencode",
    resource(
      "aws_ecs_task_definition",
      `container_definitions = jsonencode([{\nenvironment = [\n{ name = "AWS_ACCESS_KEY_ID", value = "${longTermId}" }, ${due}\n{ name = "AWS_SECRET_ACCESS_KEY", value = "${secret}" }, ${due}\n]\n}])`,
    ),
  ),
  aCase(
    "container definitions as a heredoc",
    resource(
      "aws_ecs_task_definition",
      `container_definitions = <<E\n[{"environment": [\n{"name": "AWS_SECRET_ACCESS_KEY", "value": "${secret}", "//": "${due}"}\n]}]\nE`,
    ),
  ),
  aCase(
    "a local-exec provisioner",
    resource(
      "null_resource",
      `provisioner "local-exec" {\ncommand = "AWS_ACCESS_KEY_ID=${longTermId} AWS_SECRET_ACCESS_KEY=${secret} aws s3 ls" ${due}\n}`,
    ),
  ),
  aCase(
    "the environment of a provisioner",
    resource(
      "null_resource",
      `provisioner "local-exec" {\ncommand = "aws s3 ls"\nenvironment = {\nAWS_ACCESS_KEY_ID = "${longTermId}" ${due}\nAWS_SECRET_ACCESS_KEY = "${secret}" ${due}\n}\n}`,
    ),
  ),
  aCase(
    "a remote-exec provisioner",
    resource(
      "null_resource",
      `provisioner "remote-exec" {\ninline = [\n"aws configure set aws_secret_access_key ${secret}", ${due}\n]\n}`,
    ),
  ),
  aCase(
    "a file provisioner",
    resource(
      "null_resource",
      `provisioner "file" {\ncontent = "[default]\\naws_access_key_id = ${longTermId}\\naws_secret_access_key = ${secret}\\n" ${due}\ndestination = "~/.aws/credentials"\n}`,
    ),
  ),
  aCase("an output", `output "aws_secret_key" {\n  value = "${secret}" ${due}\n}\n`),
  aCase("an output of an id", `output "id" {\n  value = "${longTermId}" ${due}\n}\n`),
  aCase(
    "a parameter",
    resource(
      "aws_ssm_parameter",
      `name = "/prod/aws_secret_access_key"\ntype = "SecureString"\nvalue = "${secret}" ${due}`,
    ),
  ),
  aCase(
    "a secret",
    resource(
      "aws_secretsmanager_secret_version",
      `secret_id = "x"\nsecret_string = jsonencode({ AWS_ACCESS_KEY_ID = "${longTermId}", AWS_SECRET_ACCESS_KEY = "${secret}" }) ${due}`,
    ),
  ),
  aCase("a tag", resource("aws_instance", `tags = {\nkey = "${longTermId}" ${due}\n}`)),
  aCase("the key of a tag", resource("aws_instance", `tags = {\n"${longTermId}" = "x" ${due}\n}`)),
  aCase("a description", `variable "x" {\n  description = "For example ${longTermId}" ${due}\n}\n`),
  aCase(
    "the default of a variable that feeds no provider",
    `variable "backup_secret_key" {\n  default = "${secret}" ${due}\n}\n`,
  ),
  aCase("a name", `resource "aws_iam_user" "key_${longTermId}" { ${due}\n}\n`),
  aCase("a line comment", `# ${longTermId} ${due}\n`),
  aCase("a comment with slashes", `// access_key = "${longTermId}" ${due}\n`),
  aCase("a block comment", `/*\n  secret_key = "${secret}" ${due}\n*/\n`),
  aCase(
    "a provider that is commented out",
    `# provider "aws" {\n#   access_key = "${longTermId}" ${due}\n#   secret_key = "${secret}" ${due}\n# }\n`,
  ),
  aCase("a comment behind an argument", `locals {\n  x = 1 # was ${longTermId} ${due}\n}\n`),
  aCase(
    "a temporary key",
    `locals {\n  id = "${temporaryId}" ${due}\n  key = "${secret}" ${due}\n  token = "${sessionToken}" ${due}\n}\n`,
  ),
  aCase("an older session token", `locals {\n  x = "${olderSessionToken}" ${due}\n}\n`),
  aCase("a session token by its name", `locals {\n  aws_session_token = "${"Qx7b+Lp2".repeat(16)}" ${due}\n}\n`),
  aCase("a key of Bedrock", `locals {\n  x = "${bedrockKey}" ${due}\n}\n`),
  aCase("a short-term key of Bedrock", `locals {\n  x = "${bedrockSession}" ${due}\n}\n`),
  aCase("a service bearer token", `locals {\n  x = "ABIA${longTermId.slice(4)}" ${due}\n}\n`),
  aCase("a context-specific credential", `locals {\n  x = "ACCA${longTermId.slice(4)}" ${due}\n}\n`),
  aCase("a secret beside its id, unnamed", `locals {\n  pair = ["${longTermId}", "${secret}"] ${due}\n}\n`),
  aCase("a canary", `locals {\n  x = "AKIASP2TPHJSQH3FJRUX" ${due}\n}\n`),
  aCase("an example of the documentation", `locals {\n  x = "AKIAIOSFODNN7EXAMPLE" ${due}\n}\n`),
  aCase("a URL", `locals {\n  x = "s3://${longTermId}:${secret}@bucket/key" ${due}\n}\n`),
  aCase("a variables file without a module", { "x.tfvars": `aws_secret_key = "${secret}" ${due}\n` }),
  aCase(
    "the input of a module from elsewhere",
    `module "m" {\n  source     = "terraform-aws-modules/x/aws"\n  access_key = "${longTermId}" ${due}\n  secret_key = "${secret}" ${due}\n}\n`,
  ),
  aCase("inputs of Terragrunt", {
    "terragrunt.hcl": `inputs = {\n  access_key = "${longTermId}" ${due}\n  secret_key = "${secret}" ${due}\n}\n`,
  }),
  aCase("a provider that Terragrunt generates", {
    "terragrunt.hcl": `generate "provider" {\n  path = "provider.tf"\n  contents = <<E\nprovider "aws" {\n  access_key = "${longTermId}" ${due}\n  secret_key = "${secret}" ${due}\n}\nE\n}\n`,
  }),
  aCase("JSON", {
    "main.tf.json": `{"resource": {"aws_instance": {"x": {\n"user_data": "export AWS_ACCESS_KEY_ID=${longTermId}", "//": "${due}"\n}}}}\n`,
  }),
  aCase("OpenTofu's files", { "main.tofu": `locals {\n  x = "${longTermId}" ${due}\n}\n` }),
  aCase("a file in Windows' way", `locals {\r\n  x = "${longTermId}" ${due}\r\n}\r\n`),
  aCase("a file with a byte order mark", `\uFEFFlocals {\n  x = "${longTermId}" ${due}\n}\n`),
  aCase("a template file", {
    "main.tf": resource("aws_instance", `user_data = templatefile("\${path.module}/init.sh", {}) ${due}`),
    "init.sh": exportLines,
  }),
  aCase("a file that is read", {
    "main.tf": resource("aws_instance", `user_data = file("init.sh") ${due}`),
    "init.sh": exportLines,
  }),
  aCase("a file that is read in base64", {
    "main.tf": resource("aws_instance", `user_data_base64 = filebase64("files/init.sh") ${due}`),
    "files/init.sh": exportLines,
  }),
  aCase("a shared credentials file in the repository", {
    "main.tf": `provider "aws" {\n  shared_credentials_files = ["\${path.module}/creds"] ${due}\n}\n`,
    creds: `[default]\naws_access_key_id = ${longTermId}\naws_secret_access_key = ${secret}\n`,
  }),
];
