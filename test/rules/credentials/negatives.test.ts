import { describe, expect, it } from "vitest";
import { exportLines, longTermId, secret } from "../../aws/keys/made-up.ts";
import { aCase, found } from "./corpus.ts";

const family = ["hardcoded-credentials", "access-key-in-configuration"];

/** Expressions whose value nobody wrote down: with what has to stand beside them. */
const unknowns: readonly (readonly [expression: string, beside: string])[] = [
  ["var.s", 'variable "s" {}\n'],
  ["var.s", 'variable "s" {\n  default = null\n}\n'],
  ["var.s", 'variable "s" {\n  default = ""\n}\n'],
  ["var.o.secret", 'variable "o" {\n  default = {}\n}\n'],
  ["var.o.secret", 'variable "o" {\n  default = { other = "hunter2-Zq9" }\n}\n'],
  ["var.undeclared", ""],
  ["local.undeclared", ""],
  ["local.a", "locals {\n  a = local.b\n  b = local.a\n}\n"],
  ["null", ""],
  ['""', ""],
  ["data.vault_generic_secret.x.data.secret", 'data "vault_generic_secret" "x" {\n  path = "secret/aws"\n}\n'],
  ['data.vault_generic_secret.x.data["secret"]', 'data "vault_generic_secret" "x" {\n  path = "secret/aws"\n}\n'],
  [
    "data.aws_secretsmanager_secret_version.x.secret_string",
    'data "aws_secretsmanager_secret_version" "x" {\n  secret_id = "prod/aws"\n}\n',
  ],
  [
    'jsondecode(data.aws_secretsmanager_secret_version.x.secret_string)["secret"]',
    'data "aws_secretsmanager_secret_version" "x" {\n  secret_id = "prod/aws"\n}\n',
  ],
  ["data.aws_ssm_parameter.x.value", 'data "aws_ssm_parameter" "x" {\n  name = "/prod/aws_secret_access_key"\n}\n'],
  ["data.external.x.result.secret", 'data "external" "x" {\n  program = ["pass", "show", "aws/secret"]\n}\n'],
  ["aws_iam_access_key.x.secret", 'resource "aws_iam_access_key" "x" {\n  user = "robot"\n}\n'],
  ["random_password.x.result", 'resource "random_password" "x" {\n  length = 40\n}\n'],
  [
    "ephemeral.vault_aws_access_credentials.x.secret_key",
    'ephemeral "vault_aws_access_credentials" "x" {\n  role = "deploy"\n}\n',
  ],
  ["coalesce(var.a, var.b)", 'variable "a" {}\nvariable "b" {}\n'],
  ["try(var.a.secret, null)", 'variable "a" {}\n'],
  ['var.a == "production-account" ? var.b : var.c', 'variable "a" {}\nvariable "b" {}\nvariable "c" {}\n'],
  ['lookup(var.secrets, "production-account", null)', 'variable "secrets" {}\n'],
  ['var.secrets["production-account"]', 'variable "secrets" {}\n'],
  ["var.secrets[var.name]", 'variable "secrets" {}\nvariable "name" {\n  default = "production-account"\n}\n'],
  ['"${var.prefix}-${var.suffix}"', 'variable "prefix" {}\nvariable "suffix" {}\n'],
  ["trimspace(var.s)", 'variable "s" {}\n'],
  ["sensitive(var.s)", 'variable "s" {}\n'],
  ["module.m.secret", 'module "m" {\n  source = "./not-there"\n}\n'],
  ["module.m.secret", 'module "m" {\n  source = "terraform-aws-modules/iam/aws"\n}\n'],
  ["terraform.workspace", ""],
  ["each.value", ""],
];

const sinks: Readonly<Record<string, (expression: string) => string>> = {
  'provider "aws"': (expression) => `provider "aws" {\n  region     = "eu-west-1"\n  secret_key = ${expression}\n}\n`,
  terraform_remote_state: (expression) =>
    `data "terraform_remote_state" "net" {\n  backend = "s3"\n  config = {\n    bucket     = "state"\n    secret_key = ${expression}\n  }\n}\n`,
  'provider "github"': (expression) => `provider "github" {\n  owner = "us"\n  token = ${expression}\n}\n`,
};

const unknownValues = Object.entries(sinks).flatMap(([name, block]) =>
  unknowns.map(([expression, beside]) =>
    aCase(`${expression} in ${name} (${beside.split("\n")[0] ?? ""})`, block(expression) + beside),
  ),
);

const local = (endpoints: string, key = "test", secretKey = key): string =>
  `provider "aws" {\n  region     = "us-east-1"\n  access_key = "${key}"\n  secret_key = "${secretKey}"\n${endpoints}\n}\n`;
const localhost = 'endpoints {\n    s3  = "http://localhost:4566"\n    sts = "http://localhost:4566"\n  }';

const emulators = [
  ...[
    "test",
    "mock_access_key",
    "fake",
    "foo",
    "localstack",
    "dummy",
    "1234",
    "abcd",
    "anaccesskey",
    "AKIAIOSFODNN7EXAMPLE",
    "changeme",
  ].map((key) => aCase(`LocalStack with ${key}`, local(localhost, key))),
  ...[
    "http://localhost:4566",
    "http://127.0.0.1:4566",
    "http://localstack:4566",
    "http://s3.localhost.localstack.cloud:4566",
    "http://host.docker.internal:4566",
  ].map((url) => aCase(`LocalStack at ${url}`, local(`endpoints {\n    s3 = "${url}"\n  }`))),
  aCase(
    "LocalStack by a variable",
    `${local("endpoints {\n    s3 = var.url\n  }")}variable "url" {\n  default = "http://localhost:4566"\n}\n`,
  ),
  aCase(
    "LocalStack at an address that only a run knows",
    `${local("endpoints {\n    s3 = var.url\n  }")}variable "url" {}\n`,
  ),
  aCase(
    "LocalStack in a dynamic block",
    local('dynamic "endpoints" {\n    for_each = ["x"]\n    content {\n      s3 = "http://localhost:4566"\n    }\n  }'),
  ),
  aCase(
    "a backend on MinIO",
    'terraform {\n  backend "s3" {\n    access_key = "minioadmin"\n    secret_key = "minioadmin"\n    endpoints  = { s3 = "http://minio:9000" }\n  }\n}\n',
  ),
  aCase(
    "a backend with the old argument",
    'terraform {\n  backend "s3" {\n    access_key = "test"\n    secret_key = "test"\n    endpoint   = "http://localhost:4566"\n  }\n}\n',
  ),
  aCase("a token that must be given and that nobody looks at", 'provider "fastly" {\n  api_key = "fake"\n}\n'),
  aCase("keys that nothing is to look at", local("skip_credentials_validation = true", "mock_access_key")),
  aCase("Vault for development", 'provider "vault" {\n  address = "http://127.0.0.1:8200"\n  token   = "root"\n}\n'),
  aCase(
    "a local database",
    'provider "postgresql" {\n  host     = "localhost"\n  username = "postgres"\n  password = "password"\n}\n',
  ),
];

/** Arguments of providers that take no secret, or the way to one. */
const harmlessArguments = [
  'provider "aws" {\n  profile = "prod"\n}\n',
  'provider "aws" {\n  shared_credentials_files = ["~/.aws/credentials"]\n}\n',
  'provider "aws" {\n  assume_role {\n    role_arn    = "arn:aws:iam::123456789012:role/deploy"\n    external_id = "hunter2-Zq9"\n  }\n}\n',
  'provider "aws" {\n  allowed_account_ids = ["123456789012"]\n}\n',
  'provider "azurerm" {\n  client_id = "00000000-0000-0000-0000-000000000001"\n  tenant_id = "00000000-0000-0000-0000-000000000002"\n  features {}\n}\n',
  'provider "azurerm" {\n  client_certificate_path = "cert.pfx"\n  features {}\n}\n',
  'provider "google" {\n  credentials = "key.json"\n}\n',
  'provider "google" {\n  credentials = file("key.json")\n}\n',
  'provider "google" {\n  project = "prod-123456"\n}\n',
  'provider "kubernetes" {\n  config_path = "~/.kube/config"\n}\n',
  'provider "kubernetes" {\n  client_key = file("client.key")\n}\n',
  'provider "kubernetes" {\n  exec {\n    command = "aws"\n    args    = ["eks", "get-token"]\n  }\n}\n',
  'provider "helm" {\n  kubernetes {\n    config_path = "~/.kube/config"\n  }\n}\n',
  'provider "vault" {\n  address = "https://vault.example.com"\n}\n',
  'provider "vault" {\n  auth_login_aws {\n    role = "deploy"\n  }\n}\n',
  'provider "github" {\n  owner = "hashicorp"\n}\n',
  'provider "github" {\n  app_auth {\n    id              = "123"\n    installation_id = "456"\n    pem_file        = "app.pem"\n  }\n}\n',
  'provider "cloudflare" {\n  email = "me@example.com"\n}\n',
  'provider "datadog" {\n  api_url = "https://api.datadoghq.eu/"\n}\n',
  'provider "okta" {\n  org_name  = "dev-123456"\n  client_id = "0oa1b2c3d4"\n}\n',
  'provider "snowflake" {\n  user = "terraform"\n}\n',
  'provider "mongodbatlas" {\n  public_key = "abcdefgh"\n}\n',
  'provider "postgresql" {\n  host     = "db.example.com"\n  username = "terraform"\n}\n',
  'provider "digitalocean" {\n  spaces_access_id = "DO00ABCDEF"\n}\n',
  'provider "nomad" {\n  http_auth = "user"\n}\n',
  'provider "unheard_of" {\n  token = "hunter2-Zq9"\n}\n',
  'provider "random" {}\n',
  'terraform {\n  backend "s3" {\n    bucket = "state"\n    key    = "network/terraform.tfstate"\n    region = "eu-west-1"\n  }\n}\n',
  'terraform {\n  backend "azurerm" {\n    key = "prod.terraform.tfstate"\n  }\n}\n',
  'terraform {\n  backend "gcs" {\n    credentials = "key.json"\n  }\n}\n',
  'terraform {\n  backend "pg" {\n    conn_str = "postgres://db.example.com/terraform"\n  }\n}\n',
  'terraform {\n  backend "http" {\n    address = "https://example.com/state"\n  }\n}\n',
  'terraform {\n  backend "local" {\n    path = "terraform.tfstate"\n  }\n}\n',
  'data "terraform_remote_state" "x" {\n  backend = "remote"\n  config = {\n    organization = "us"\n  }\n}\n',
  'resource "github_actions_secret" "x" {\n  secret_name = "AWS_SECRET_ACCESS_KEY"\n}\n',
].map((text) => aCase(text.replaceAll(/\s+/gu, " "), text));

const value = (text: string): string => `resource "x" "y" {\n  z = ${text}\n}\n`;

/** What only looks like a key. */
const lookalikes = [
  ...["AIDA", "AROA", "AIPA", "ANPA", "ANVA", "AGPA", "APKA", "ASCA"].map(
    (prefix) => `# ${prefix}${longTermId.slice(4)}\n`,
  ),
  "# AKIAXXXXXXXXXXXXXXXX\n",
  "# AKIA… \n",
  "# AKIA1234567890123456 has digits that no key has\n",
  `# X${longTermId}\n`,
  `# ${longTermId}X\n`,
  `# ${longTermId.toLowerCase()}\n`,
  "# TODAYINASIAASACKOFRICEFELLOVER\n",
  value(`"${secret}"`),
  `resource "x" "y" {\n  etag = "${secret}"\n}\n`,
  `resource "x" "y" {\n  secret_name = "${secret}"\n}\n`,
  `resource "x" "y" {\n  aws_secret_arn = "${secret}"\n}\n`,
  'resource "x" "y" {\n  aws_secret_key = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n}\n',
  'resource "x" "y" {\n  aws_secret_key = "your+secret+access+key+goes+here+please"\n}\n',
  'module "m" {\n  source = "git::https://example.com/m.git?ref=da39a3ee5e6b4b0d3255bfef95601890afd80709"\n}\n',
  value('"sha512-q7Yd+2mKp0/RwZbT5vXc8NhLsE1gUjA4oFiG6eDkq7Yd+2mKp0/RwZbT5vXc8NhLsE1gUjA4oFiG6eDk3m=="'),
  value('"h1:q7Yd+2mKp0/RwZbT5vXc8NhLsE1gUjA4oFiG6eDkx3K="'),
  value(`"arn:aws:iam::123456789012:role/service-role/AmazonEC2RoleforSSMManagedInstances"`),
  value(`"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${"x3Kp9LmQ2vT7wY".repeat(20)} user@host"`),
  value(`"${Buffer.from("a perfectly harmless script that installs nginx and nothing else").toString("base64")}"`),
  value(`"${Buffer.from(Buffer.from(exportLines).toString("base64")).toString("base64")}"`),
  value(
    "<<E\n-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----\nE",
  ),
  'sm_name_secrets = "my-custom-resource-name"\n',
  'secretsmanager_name = "dev/api/env-main"\n',
  'secret_name = "TF_TEAM_TOKEN"\n',
  'commit = "da39a3ee5e6b4b0d3255bfef95601890afd80709"\n',
].map((text) =>
  aCase(text.replaceAll(/\s+/gu, " "), {
    "x.tfvars": "",
    "main.tf": text.startsWith("s") || text.startsWith("commit") ? `locals {\n${text}}\n` : text,
  }),
);

const others = [
  aCase("a file outside the repository", {
    ".git/HEAD": "",
    "main.tf": value('file("/etc/keys")'),
    "/etc/keys": exportLines,
  }),
  aCase("a file that nothing reads", { "main.tf": "", "init.sh": exportLines }),
  aCase("what stands below .terraform", { ".terraform/modules/x/main.tf": `# ${longTermId}\n`, "main.tf": "" }),
  aCase(
    "a finding that is suppressed",
    `# tf-preflight-disable-next-line access-key-in-configuration -- a test\n# ${longTermId}\n`,
  ),
  aCase("a lock file", {
    ".terraform.lock.hcl":
      'provider "registry.terraform.io/hashicorp/aws" {\n  version = "6.0.0"\n  hashes = [\n    "h1:q7Yd+2mKp0/RwZbT5vXc8NhLsE1gUjA4oFiG6eDkx3K=",\n  ]\n}\n',
    "main.tf": "",
  }),
  aCase("a variables file that sets something else", {
    "main.tf": 'provider "aws" {\n  secret_key = var.s\n}\nvariable "s" {}\n',
    "x.tfvars": 'other = "hunter2-Zq9"\n',
  }),
  aCase("a variables file of another root", {
    "a/main.tf": 'provider "github" {\n  token = var.s\n}\nvariable "s" {}\n',
    "b/main.tf": 'variable "s" {}\n',
    "b/x.tfvars": 's = "hunter2-Zq9"\n',
  }),
  aCase("the variables of a root, in a module of the same names", {
    "main.tf": 'module "m" {\n  source = "./m"\n}\n',
    "m/main.tf": 'provider "github" {\n  token = var.s\n}\nvariable "s" {\n  default = null\n}\n',
    "x.tfvars": 's = "hunter2-Zq9"\n',
  }),
];

const all = [...unknownValues, ...emulators, ...harmlessArguments, ...lookalikes, ...others];

describe("negatives", () => {
  it("are as many as were promised", () => {
    expect(all.length).toBeGreaterThan(150);
  });

  it.each(all)("$name", ({ files }) => {
    expect(found(files, family)).toEqual([]);
  });
});
