import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf } from "../../../src/aws/keys/access-key.ts";
import { findKeys, type FoundKey } from "../../../src/aws/keys/find-keys.ts";
import {
  bedrockKey,
  bedrockSession,
  exportLines,
  longTermId,
  olderSessionToken,
  otherSecret,
  secret,
  sessionToken,
  temporaryId,
} from "./made-up.ts";

function shapes(text: string): string[] {
  return findKeys(text).map(({ shape, encoding }) => (encoding === "plain" ? shape : `${shape} in base64`));
}

const pair = ["access-key-id", "secret-access-key"];
const encodedPair = ["access-key-id in base64", "secret-access-key in base64"];
const base64 = (text: string): string => Buffer.from(text).toString("base64");

describe("findKeys finds", () => {
  it.each([
    ["an id alone", longTermId, ["access-key-id"]],
    ["a temporary id", `# ${temporaryId}`, ["access-key-id"]],
    ["a service bearer id", `ABIA${longTermId.slice(4)}`, ["access-key-id"]],
    ["a context-specific id", `ACCA${longTermId.slice(4)}`, ["access-key-id"]],
    ["an id in quotes and brackets", `coalesce(var.x, "${longTermId}")`, ["access-key-id"]],
    ["an id after a line feed that is escaped", `"aws configure\\n${longTermId}\\n"`, ["access-key-id"]],
    ["an id after an escaped code point", `"\\u0041\\u000a${longTermId}"`, ["access-key-id"]],
    ["an id after an escaped backslash", `"C:\\\\${longTermId}"`, ["access-key-id"]],
    ["an id between underscores", `key_${longTermId}_old`, ["access-key-id"]],
    ["an id in a credential scope", `Credential=${longTermId}/20260101/us-east-1/s3/aws4_request`, ["access-key-id"]],
    ["shell exports", exportLines, pair],
    ["an inline environment", `AWS_ACCESS_KEY_ID=${longTermId} AWS_SECRET_ACCESS_KEY='${secret}' aws s3 ls`, pair],
    ["a pair in a URL", `s3://${longTermId}:${secret}@bucket`, pair],
    [
      "a shared credentials file",
      `[default]\naws_access_key_id = ${longTermId}\naws_secret_access_key = ${secret}\n`,
      pair,
    ],
    ["JSON", `{"AccessKeyId":"${longTermId}","SecretAccessKey":"${secret}"}`, pair],
    ["JSON in a string", `"{\\"AccessKeyId\\":\\"${longTermId}\\",\\"SecretAccessKey\\":\\"${secret}\\"}"`, pair],
    ["name and value of a container", `{ name = "AWS_SECRET_ACCESS_KEY", value = "${secret}" }`, ["secret-access-key"]],
    ["the same in JSON", `{"name": "AWS_SECRET_ACCESS_KEY", "value": "${secret}"}`, ["secret-access-key"]],
    ["aws configure set", `aws configure set aws_secret_access_key ${secret}`, ["secret-access-key"]],
    ["a flag", `minio --secret-key=${secret}`, ["secret-access-key"]],
    ["an argument of a backend", `secret_key = "${secret}"`, ["secret-access-key"]],
    ["camel case", `secretKey: ${secret}`, ["secret-access-key"]],
    ["an element", `<secretKey>${secret}</secretKey>`, ["secret-access-key"]],
    ["a sentence", `AWS secret access key is "${secret}"`, ["secret-access-key"]],
    ["a secret beside an id, unnamed", `creds = ["${longTermId}", "${secret}"]`, pair],
    ["a secret before its id", `${secret}\n${longTermId}`, ["secret-access-key", "access-key-id"]],
    ["two pairs", `${longTermId} ${secret}\n${temporaryId} ${otherSecret}`, [...pair, ...pair]],
    ["a session token", `token = "${sessionToken}"`, ["session-token"]],
    ["an older session token", `export X=${olderSessionToken}`, ["session-token"]],
    ["a token by its name", `AWS_SESSION_TOKEN=${"Qx7b+Lp2".repeat(16)}`, ["session-token"]],
    ["a Bedrock key", bedrockKey, ["bedrock-api-key"]],
    ["a short-term Bedrock key", bedrockSession, ["bedrock-api-key"]],
    ["an example of the documentation", "AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", pair],
    ["user data in base64", base64(exportLines), encodedPair],
    ["an id in base64", base64(longTermId), ["access-key-id in base64"]],
    ["base64 in an assignment", `user_data = "${base64(exportLines)}"`, encodedPair],
    [
      "base64 in lines",
      `${base64(exportLines.repeat(2)).replace(/.{76}/gu, "$&\n    ")}\n`,
      [...encodedPair, ...encodedPair],
    ],
    ["an encoded command of PowerShell", Buffer.from(exportLines, "utf16le").toString("base64"), encodedPair],
    ["text after a byte order mark in base64", base64(`\uFEFF${exportLines}`), encodedPair],
  ])("%s", (_what, text, expected) => {
    expect(shapes(text)).toEqual(expected);
  });
});

describe("findKeys leaves alone", () => {
  it.each([
    ["AIDA", "AROA", "AIPA", "ANPA", "ANVA", "AGPA", "APKA", "ASCA"].map((p) => p + longTermId.slice(4)).join(" "),
    `X${longTermId}`,
    `${longTermId}7`,
    longTermId.toLowerCase(),
    longTermId.slice(0, 19),
    "AKIA1809180918091809",
    "TODAYINASIAASACKOFRICEFELLOVER",
    "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "secret_key_sha1 = da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "aws_secret_access_key = da39a3ee5e6b4b0d3255bfef95601890afd80709",
    secret,
    `etag = "${secret}"`,
    `name_prefix = "${secret}"`,
    `"sha512-${"x3Kp9LmQ2vT7wYbN".repeat(5)}=="`,
    `h1:${"x3Kp9LmQ2v".repeat(4)}x3K=`,
    `ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${"x3Kp9LmQ2vT7wY".repeat(20)} user@host`,
    `secret_key = "${secret}AB"`,
    `secret_key = "${secret.slice(1)}"`,
    'secret_name = "TF_TEAM_TOKEN"',
    'sm_name_secrets = "my-custom-resource-name"',
    'secretsmanager_name = "dev/api/env-main/with/a/long/path/in/it"',
    "aws_secret_access_key = your+secret+access+key+goes+here+please1",
    "arn:aws:iam::123456789012:role/service-role/AmazonEC2RoleforSSMManagedInstances",
    base64("a perfectly harmless script that installs nginx and nothing else"),
    base64(base64(exportLines)),
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ\n-----END CERTIFICATE-----",
    "",
  ])("%s", (text) => {
    expect(shapes(text)).toEqual([]);
  });

  it.each([
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709",
    "modules/aws/Network/TransitGateway/v12ab",
    "arn/aws/iam/123456789012/role/AdminRoleX",
    "TerraformStateBucketForProductionInUsEas",
    "0123456789012345678901234567890123456789",
  ])("%s beside an id", (word) => {
    expect(shapes(`${longTermId} ${word}`)).toEqual(["access-key-id"]);
  });

  it("a secret that is too far from the id", () => {
    expect(shapes(`${longTermId}${"\n".repeat(500)}${secret}`)).toEqual(["access-key-id"]);
  });

  it("a random word next to a placeholder id", () => {
    expect(shapes(`AKIAXXXXXXXXXXXXXXXX ${secret}`)).toEqual(["access-key-id"]);
  });
});

describe("findKeys tells where", () => {
  it("plain text stands", () => {
    const text = `a = "${longTermId}"\nb = "${secret}"\n`;
    expect(findKeys(text).map(({ start, end }) => text.slice(start, end))).toEqual([longTermId, secret]);
  });

  it("the base64 of a key stands, line breaks included", () => {
    const text = `x = <<E\n${base64(exportLines.repeat(3)).replace(/.{76}/gu, "$&\n")}\nE\n`;
    const found = findKeys(text);
    expect(found).toHaveLength(6);
    for (const { start, end, value } of found) {
      const group = Buffer.from(text.slice(start, end).replace(/\s/gu, ""), "base64").toString();
      expect(group).toContain(value);
      expect(group.length - value.length).toBeLessThanOrEqual(4);
    }
  });

  it("the token ends: its padding belongs to it", () => {
    const [found] = findKeys(`t=${olderSessionToken} `) as [FoundKey];
    expect(found.value).toBe(olderSessionToken);
  });
});

it("asks for the name of forty characters only where the text gives none", () => {
  const asked: number[] = [];
  const named = (offset: number): string => (asked.push(offset), "aws_secret_key");
  expect(findKeys(`default = "${secret}"`, named)).toHaveLength(1);
  expect(asked).toEqual([11]);
});

it("never throws, keeps its ranges inside the text, and finds what was planted", () => {
  const noise = fc.string({ unit: fc.constantFrom(...Array.from("\\\n\t \"'=:/+-_.{}$AKISaz09é\0")) });
  fc.assert(
    fc.property(noise, noise, (before, after) => {
      const text = `${before} ${longTermId} ${after}`;
      const found = findKeys(text);
      expect(found.map(({ value }) => value)).toContain(longTermId);
      for (const { start, end } of found) expect(0 <= start && start < end && end <= text.length).toBe(true);
    }),
  );
});

it("takes time in proportion to the text, whatever is in it", () => {
  const hostile = [
    "A",
    "AKIA",
    "AKIARZPUZDIKJ4OUWQ7N ",
    `${secret} `,
    `secret_key = "${secret}" `,
    "secret".repeat(3) + " ",
    `${base64("aws ".repeat(30))}\n`,
    "\\",
    "xxxxxxxxxxxxxxxxxxx ",
  ];
  for (const unit of hostile) {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    const begin = performance.now();
    findKeys(text);
    expect(performance.now() - begin).toBeLessThan(5_000);
  }
});

it("knows the account of the made-up keys", () => {
  expect([longTermId, temporaryId].map(accountOf)).toEqual(["123456789012", "123456789012"]);
});
