import { describe, expect, it } from "vitest";
import { backendSecrets, providerSecrets, type SecretArgument } from "../../../src/aws/keys/secret-arguments.ts";
import { longTermId, secret } from "../../aws/keys/made-up.ts";
import { aCase, expected, found, type CorpusCase } from "./corpus.ts";
import { textPlaces } from "./text-places.ts";
import { ways, type Way } from "./ways.ts";

const due = "# expect: hardcoded-credentials";

/** Blocks that take the three arguments, around the line of one of them. */
const blocks: Readonly<Record<string, (line: string) => string>> = {
  'provider "aws"': (line) => `provider "aws" {\n  region = "eu-west-1"\n${line}\n}\n`,
  'provider "aws" with an alias': (line) => `provider "aws" {\n  alias  = "west"\n  region = "eu-west-1"\n${line}\n}\n`,
  terraform_remote_state: (line) =>
    `data "terraform_remote_state" "net" {\n  backend = "s3"\n  config = {\n    bucket = "b"\n    key = "k"\n    region = "eu-west-1"\n${line}\n  }\n}\n`,
};

function inBlock(way: Way, argument: string, block: (line: string) => string): CorpusCase["files"] {
  const { above = "", expression, beside = "", files = {} } = way;
  // The other half comes from outside, so that only the literal is due.
  const [other, variable] = argument === "secret_key" ? ["access_key", "id"] : ["secret_key", "key"];
  const line = `${above}  ${argument} = ${expression}\n  ${other} = var.${variable}`;
  const declared = `variable "${variable}" {\n  sensitive = true\n}\n`;
  return { "main.tf": block(line) + beside + declared, ...files };
}

const throughValues = Object.entries(blocks).flatMap(([blockName, block]) =>
  [["secret_key", secret] as const, ["access_key", longTermId] as const].flatMap(([argument, value]) =>
    ways(value).map((way) => aCase(`${argument} of ${blockName} ${way.name}`, inBlock(way, argument, block))),
  ),
);

function nested(path: readonly string[], value: string): string {
  const [name = "", ...rest] = path;
  return rest.length === 0 ? `${name} = ${value}` : `${name} {\n${nested(rest, value)}\n}`;
}

/** A literal that is a secret in an argument of this form. */
const literals = {
  secret: '"hunter2-Zq9"',
  "key-material": '"-----BEGIN PRIVATE KEY-----"',
  connection: '"postgres://me:hunter2@db.example.com/x"',
} as const;

function secretsOf(argumentsOf: readonly SecretArgument[]): readonly { path: readonly string[]; literal: string }[] {
  return argumentsOf.flatMap(({ path, form }) => (form === "key-id" ? [] : [{ path, literal: literals[form] }]));
}

const providerTypes =
  `alicloud auth0 azurerm azuread cloudflare consul databricks datadog digitalocean fastly github gitlab google grafana
  hcloud helm kubernetes linode mongodbatlas mysql newrelic nomad okta pagerduty postgresql scaleway snowflake tfe vault vsphere`.split(
    /\s+/u,
  );

const otherProviders = providerTypes.flatMap((type) =>
  secretsOf(providerSecrets(type)?.arguments ?? []).map(({ path, literal }) =>
    aCase(`${path.join(".")} of provider ${type}`, `provider "${type}" {\n${nested(path, `${literal} ${due}`)}\n}\n`),
  ),
);

const backends = ["azurerm", "gcs", "consul", "http", "pg", "cos", "oss", "kubernetes"].flatMap((type) =>
  secretsOf(backendSecrets(type)?.arguments ?? []).map(({ path, literal }) =>
    aCase(
      `${path.join(".")} of backend ${type}`,
      `terraform {\nbackend "${type}" {\n${nested(path, `${literal} ${due}`)}\n}\n}\n`,
    ),
  ),
);

const chosen = aCase(
  "a password that people choose",
  `provider "mysql" {\nendpoint = "db.example.com"\npassword = "admin" ${due}\n}\n`,
);

describe("positives", () => {
  it("are as many as were promised", () => {
    expect(throughValues.length + otherProviders.length + backends.length).toBeGreaterThan(300);
    expect(textPlaces.length).toBeGreaterThan(50);
  });

  it.each([...throughValues, ...otherProviders, ...backends, ...textPlaces, chosen])("$name", ({ files }) => {
    expect(expected(files)).not.toEqual([]);
    expect(found(files, ["hardcoded-credentials", "access-key-in-configuration"])).toEqual(expected(files));
  });
});
