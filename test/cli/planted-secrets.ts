import { backendSecrets, providerSecrets, type SecretArguments } from "../../src/aws/keys/secret-arguments.ts";

/** A made-up credential, and the files in which it stands. */
export interface Planted {
  readonly what: string;
  readonly secret: string;
}

/** A folder full of secrets, the home folder and the environment that go with it. Nothing of it may ever be printed. */
export interface PlantedWorld {
  readonly secrets: readonly Planted[];
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The same world every time: numbers of a linear congruential generator instead of random ones. */
function letters(): (count: number, from: string) => string {
  let state = 20_261_124;
  return (count, from) => {
    let text = "";
    while (text.length < count) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      text += from.charAt(Math.floor((state / 2_147_483_648) * from.length));
    }
    return text;
  };
}

export function plantedWorld(): PlantedWorld {
  const draw = letters();
  const secrets: Planted[] = [];
  const plant = (what: string, secret: string): string => {
    secrets.push({ what, secret });
    return secret;
  };
  const id = (what: string, prefix = "AKIA"): string => plant(`${what}: id`, `${prefix}Z${draw(15, base32)}`);
  const key = (what: string): string => plant(`${what}: secret`, draw(40, alphabet));
  const token = (what: string): string => plant(`${what}: token`, `IQoJb3JpZ2luX2Vj${draw(200, alphabet)}`);
  const word = (what: string): string => plant(what, `planted-${draw(12, alphabet.slice(0, 52))}`);
  const pair = (what: string): string => `access_key = "${id(what)}"\n  secret_key = "${key(what)}"`;

  const others = [
    "azurerm",
    "google",
    "kubernetes",
    "helm",
    "vault",
    "github",
    "gitlab",
    "cloudflare",
    "datadog",
    "newrelic",
  ]
    .concat([
      "pagerduty",
      "okta",
      "auth0",
      "snowflake",
      "mongodbatlas",
      "postgresql",
      "mysql",
      "digitalocean",
      "hcloud",
      "tfe",
    ])
    .concat(["consul", "nomad", "grafana"])
    .map(
      (type) =>
        `provider "${type}" {\n${body(providerSecrets(type), (argument) => word(`${argument} of ${type}`))}\n}\n`,
    );

  const files: Record<string, string> = {
    "main.tf": `
provider "aws" {
  region = "eu-west-1"
  ${pair("a provider")}
  token = "${token("a provider")}"
}
provider "aws" {
  alias  = "variables"
  region = "eu-west-1"
  access_key = var.access_key
  secret_key = var.secret_key
}
provider "aws" {
  alias  = "locals"
  region = "eu-west-1"
  access_key = local.a
  secret_key = coalesce(var.secret_key, local.b, "${key("a fallback")}")
}
provider "aws" {
  alias   = "partial"
  region  = "eu-west-1"
  access_key = "${id("half a pair", "ASIA")}"
}
provider "aws" {
  alias   = "wrong type"
  region  = "eu-west-1"
  secret_key = { wrong = "${word("an object where a string is due")}" }
}
locals {
  a = "${id("a local")}"
  b = "${word("a word that looks like nothing")} with spaces in it"
  c = tonumber("${word("an argument that can't be converted")}")
  d = regex("${word("a regular expression")}[", "${word("a subject")}")
  e = jsondecode("{${word("broken JSON")}")
  f = { a = "${word("the value of an attribute that isn't there")}" }.b
}
terraform {
  backend "s3" {
    bucket = "state"
    key    = "k"
    region = "eu-west-1"
    ${pair("a backend")}
  }
}
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "state"
    key    = "n"
    region = "eu-west-1"
    ${pair("a remote state")}
  }
}
`,
    "variables.tf": `
variable "access_key" {
  default = "${id("a default")}"
}
variable "secret_key" {
  default = "${key("a default")}"
}
variable "number" {
  type = number
  default = "${word("a default of the wrong type")}"
}
`,
    "text.tf": `
# ${id("a comment")} ${key("a comment")}
resource "aws_instance" "web" {
  user_data = <<-E
    export AWS_ACCESS_KEY_ID=${id("user data")}
    export AWS_SECRET_ACCESS_KEY=${key("user data")}
    export AWS_SESSION_TOKEN=${token("user data")}
  E
  user_data_base64 = "${Buffer.from(`aws_access_key_id = ${id("base64")}\naws_secret_access_key = ${key("base64")}\n`).toString("base64")}"
  tags = { key = "${id("a tag")}" }
}
output "bedrock" {
  value = "${plant("Bedrock", `ABSKQmVkcm9ja0FQSUtleS${draw(110, alphabet)}`)}"
}
resource "aws_instance" "file" {
  user_data = file("init.sh")
}
`,
    "init.sh": `export AWS_ACCESS_KEY_ID=${id("a script")}\nexport AWS_SECRET_ACCESS_KEY=${key("a script")}\n`,
    "others.tf": others.join(""),
    "prod.auto.tfvars": `access_key = "${id("a variables file")}"\nsecret_key = "${key("a variables file")}"\n`,
    "terraform.tfvars.json": JSON.stringify({ secret_key: key("a variables file in JSON") }),
    "prod.tfbackend": `access_key = "${id("backend arguments")}"\nsecret_key = "${key("backend arguments")}"\n`,
    "backend/main.tf": `terraform {\nbackend "azurerm" {\n${body(backendSecrets("azurerm"), (argument) => word(`${argument} of a backend`))}\n}\n}\n`,
    "broken/main.tf": `provider "aws" {\n  secret_key = "${key("an unfinished string")}\n  token = "${word("a broken line")}" "again"\n}\n`,
    "broken/x.tf.json": `{"provider": {"aws": {"secret_key": "${key("broken JSON")}", }}`,
    "terragrunt/terragrunt.hcl": `inputs = {\n  secret_key = "${key("Terragrunt")}"\n}\n`,
    ".terraform/terraform.tfstate": JSON.stringify({
      version: 3,
      backend: {
        type: "s3",
        config: { access_key: id("a cached backend"), secret_key: key("a cached backend") },
        hash: 1,
      },
    }),
    "terraform.tfstate": JSON.stringify({ resources: [{ id: id("state"), secret: key("state") }] }),
    "home/.aws/credentials": `[default]\naws_access_key_id = ${id("a shared file")}\naws_secret_access_key = ${key("a shared file")}\n[half]\naws_secret_access_key = ${key("half a profile")}\n`,
    "home/.aws/config": `[profile p]\ncredential_process = /bin/keys --password ${word("a credential process")}\n`,
  };
  const environment = {
    HOME: "home",
    AWS_ACCESS_KEY_ID: id("the environment"),
    AWS_SECRET_ACCESS_KEY: key("the environment"),
    AWS_SESSION_TOKEN: token("the environment"),
    TF_VAR_secret_key: key("TF_VAR"),
    TF_VAR_number: word("TF_VAR of the wrong type"),
    TF_CLI_ARGS_init: `-backend-config=secret_key=${key("TF_CLI_ARGS")}`,
  };
  return { secrets, files, environment };
}

function body(secrets: SecretArguments | null, value: (argument: string) => string): string {
  const nested = ([name = "", ...rest]: readonly string[], text: string): string =>
    rest.length === 0 ? `${name} = ${text}` : `${name} {\n${nested(rest, text)}\n}`;
  return (secrets?.arguments ?? [])
    .filter(({ form }) => form === "secret")
    .map(({ path }) => nested(path, `"${value(path.join("."))}"`))
    .join("\n");
}
