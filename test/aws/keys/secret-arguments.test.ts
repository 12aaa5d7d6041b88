import { describe, expect, it } from "vitest";
import {
  backendSecrets,
  holdsSecret,
  providerSecrets,
  type SecretArguments,
} from "../../../src/aws/keys/secret-arguments.ts";

function paths(secrets: SecretArguments | null): string[] {
  return (secrets?.arguments ?? []).map(({ path, form }) => `${path.join(".")} ${form}`);
}

describe("providerSecrets", () => {
  it("knows the three of aws", () => {
    expect(paths(providerSecrets("aws"))).toEqual(
      expect.arrayContaining(["access_key key-id", "secret_key secret", "token secret"]),
    );
  });

  it("knows nested blocks", () => {
    expect(paths(providerSecrets("helm"))).toContain("kubernetes.token secret");
  });

  it.each(
    `azurerm google kubernetes helm vault github gitlab cloudflare datadog newrelic pagerduty okta auth0 snowflake mongodbatlas
     postgresql mysql digitalocean hcloud tfe consul nomad grafana`.split(/\s+/u),
  )("knows %s and where that is written", (type) => {
    const secrets = providerSecrets(type);
    expect(secrets?.arguments.some(({ form }) => form === "secret")).toBe(true);
    expect(secrets?.documentation).toMatch(
      new RegExp(`^https://registry\\.terraform\\.io/providers/[^/]+/${type}/latest/docs$`, "u"),
    );
  });

  it.each(["random", "null", "constructor", "toString", ""])("knows nothing of %j", (type) => {
    expect(providerSecrets(type)).toBeNull();
    expect(backendSecrets(type)).toBeNull();
  });
});

it("names every argument once", () => {
  for (const type of ["aws", "grafana", "vault", "snowflake", "mongodbatlas"]) {
    const all = paths(providerSecrets(type)).map((path) => path.split(" ")[0]);
    expect(new Set(all).size).toBe(all.length);
  }
});

it("knows the arguments of backends", () => {
  expect(paths(backendSecrets("s3"))).toEqual(
    expect.arrayContaining(["access_key key-id", "secret_key secret", "token secret"]),
  );
  expect(paths(backendSecrets("azurerm"))).toContain("sas_token secret");
});

describe("holdsSecret", () => {
  it.each([
    ["secret", "anything"],
    ["key-material", "-----BEGIN PRIVATE KEY-----\nMIIE…"],
    ["key-material", '{"type": "service_account", "private_key": "…"}'],
    ["connection", "postgres://user:pa55@db.example.com/terraform"],
    ["connection", "host=db user=me password=pa55"],
    ["connection", "user:pa55"],
  ] as const)("%s: %s", (form, text) => {
    expect(holdsSecret(form, text)).toBe(true);
  });

  it.each([
    ["secret", ""],
    ["key-material", "~/.config/gcloud/key.json"],
    ["key-material", "keys/app.pem"],
    ["connection", "postgres://db.example.com:5432/terraform"],
    ["connection", "postgres://user@db.example.com/terraform"],
    ["connection", "https://example.com:8443/state"],
    ["connection", "user"],
    ["connection", "host=db user=me"],
  ] as const)("%s does not: %s", (form, text) => {
    expect(holdsSecret(form, text)).toBe(false);
  });
});
