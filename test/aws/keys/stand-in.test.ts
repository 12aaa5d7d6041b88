import { describe, expect, it } from "vitest";
import { standIn } from "../../../src/aws/keys/stand-in.ts";
import { longTermId, secret, sessionToken, temporaryId } from "./made-up.ts";

const examples = [
  "AKIAIOSFODNN7EXAMPLE",
  "ASIAIOSFODNN7EXAMPLE",
  "AKIAI44QH8DHBEXAMPLE",
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
];
const placeholders = [
  "",
  "   ",
  "<access-key>",
  "<YOUR SECRET>",
  "{{ secret }}",
  "${AWS_SECRET_ACCESS_KEY}",
  "$AWS_SECRET_ACCESS_KEY",
  "%SECRET%",
  "__TOKEN__",
  "xxxxxxxx",
  "********",
  "...",
  "AKIAXXXXXXXXXXXXXXXX",
  "AKIAXXXXXXXXXXXXRSVB",
  "ASIA0000000000000000",
  "anaccesskey",
  "asecretkey",
  "my-access-key",
  "my-secret-key",
  "my_oncall_token",
  "your-datadog-api-key",
  "your_secret_key_here",
  "YOUR_ACCESS_KEY_ID",
  "REPLACE_ME",
  "changeme",
  "aws-secret-key",
  "insert your key here",
  "unknown",
  "secret",
];
const dummies = [
  "test",
  "test123",
  "testing",
  "mock_access_key",
  "mock_secret_key",
  "fake",
  "fakeAccessKey",
  "1234",
  "abcd",
  "1234567890",
  "localstack",
  "minio",
  "minioadmin",
  "minio123",
  "foo",
  "foobar",
  "dummy",
  "anything",
  "not-used",
  "admin",
];
const credentials = [
  longTermId,
  temporaryId,
  secret,
  sessionToken,
  "hunter2",
  "correct horse battery staple",
  "Passw0rd!",
  "s3cr3t-p4ss",
  "AKIAIOSFODNN7EXAMAAA",
  "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
  "my-company-prod-7Hq2",
  "supersecretvalue-k7",
];

describe("standIn", () => {
  it.each(examples)("%s stands in the documentation", (text) => {
    expect(standIn(text)).toBe("example");
  });
  it.each(placeholders)("%j is to be replaced", (text) => {
    expect(standIn(text)).toBe("placeholder");
  });
  it.each(dummies)("%s is for an emulator", (text) => {
    expect(standIn(text)).toBe("dummy");
  });
  it.each(credentials)("%s may well be a credential", (text) => {
    expect(standIn(text)).toBeNull();
  });
});
