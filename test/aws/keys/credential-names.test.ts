import { expect, it } from "vitest";
import { isNameOf, isNamedBefore } from "../../../src/aws/keys/credential-names.ts";

it.each([
  "secret_key",
  "secretKey",
  "SECRET_ACCESS_KEY",
  "aws_secret_access_key",
  "AWS_SECRET",
  "awsSecret",
  "s3-secret",
  "S3_SECRET_KEY",
  "MINIO_SECRET_KEY",
  "spaces_secret_key",
  "prod.aws.secret.key",
  "/prod/aws_secret_access_key",
  "aws secret access key",
  "access-key-secret",
  "accessSecret",
  "aws_secret_value",
])("%s names a secret access key", (name) => {
  expect(isNameOf("secret-access-key", name)).toBe(true);
});

it.each([
  "secret",
  "secret_name",
  "aws_secret_name",
  "aws_secret_arn",
  "aws_secret_key_id",
  "secretsmanager_name",
  "secret_key_sha1",
  "kms_key",
  "client_secret",
  "access_key",
  "key",
  "",
])("%j does not", (name) => {
  expect(isNameOf("secret-access-key", name)).toBe(false);
});

it.each(["AWS_SESSION_TOKEN", "aws_session_token", "sessionToken", "security_token", "sts token"])(
  "%s names a session token",
  (name) => {
    expect(isNameOf("session-token", name)).toBe(true);
  },
);

it.each(["aws_token_file", "token", "tokens"])("%s does not", (name) => {
  expect(isNameOf("session-token", name)).toBe(false);
});

it.each([
  'secret_key = "',
  "secret_key: '",
  'secretKey": "',
  '\\"SecretAccessKey\\": \\"',
  "AWS_SECRET_ACCESS_KEY=",
  '--secret-key="',
  'name = "AWS_SECRET_ACCESS_KEY", value = "',
  'name = "AWS_SECRET_ACCESS_KEY"\n    value = "',
  "aws configure set aws_secret_access_key ",
  "the AWS secret key is `",
])("%j is followed by a secret", (text) => {
  expect(isNamedBefore("secret-access-key", text, text.length)).toBe(true);
});

it.each(['secret_key = var.x, etag = "', "secret_key and then something else: "])("%j is not", (text) => {
  expect(isNamedBefore("secret-access-key", text, text.length)).toBe(false);
});
