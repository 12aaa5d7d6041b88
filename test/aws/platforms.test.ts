import { describe, expect, it } from "vitest";
import { noArguments } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import type { MemoryMachineInit } from "../../src/machine/memory.ts";
import { argumentsOf } from "./situation.ts";

const keys = "aws_access_key_id = AKIAFILE\r\naws_secret_access_key = s\r\n";

function onMachine(init: MemoryMachineInit, given: Readonly<Record<string, string | readonly string[]>> = {}) {
  const machine = memoryMachine(init);
  const args = Object.keys(given).length === 0 ? noArguments : argumentsOf({ arguments: given });
  return resolveIdentity(
    {
      kind: "provider",
      address: "provider.aws",
      arguments: args,
      directory: machine.currentDirectory,
      version: "6.61.0",
    },
    machine,
  );
}

describe("Windows", () => {
  const windows = {
    platform: "win32",
    environment: { UserProfile: "C:\\Users\\me", aws_region: "eu-west-1" },
    currentDirectory: "C:\\work",
  } as const;

  it("has its home in USERPROFILE, and names of variables without case", () => {
    const trace = onMachine({ ...windows, files: { "C:\\Users\\me\\.aws\\credentials": `[default]\r\n${keys}` } });
    expect(trace).toMatchObject({
      identity: { via: "shared-credentials", accessKeyId: "AKIAFILE" },
      region: "eu-west-1",
    });
  });

  it("ignores HOME", () => {
    const trace = onMachine({
      ...windows,
      environment: { ...windows.environment, HOME: "C:\\other" },
      files: { "C:\\other\\.aws\\credentials": `[default]\r\n${keys}` },
    });
    expect(trace.identity?.via).toBe("imds");
  });

  it("expands ~ with both slashes", () => {
    const files = { "C:\\Users\\me\\keys": `[default]\r\n${keys}` };
    for (const path of ["~/keys", "~\\keys"]) {
      expect(onMachine({ ...windows, files }, { shared_credentials_files: [path] }).identity?.accessKeyId).toBe(
        "AKIAFILE",
      );
    }
  });

  it("names files in its own way, and says so in its own words", () => {
    const trace = onMachine({
      ...windows,
      environment: {
        ...windows.environment,
        AWS_WEB_IDENTITY_TOKEN_FILE: "C:\\gone",
        AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/r",
      },
    });
    expect(trace.error?.detail).toContain(
      "unable to read file at C:\\gone: open C:\\gone: The system cannot find the file specified.",
    );
  });

  it("keeps the SSO cache under its home", () => {
    const config =
      "[profile p]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = R\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://x\n";
    const cache = "C:\\Users\\me\\.aws\\sso\\cache\\ee0bfd2552fbd840c02cc48b6e823320543c450f.json";
    const files = {
      "C:\\Users\\me\\.aws\\config": config,
      [cache]: '{"accessToken":"t","expiresAt":"2099-01-01T00:00:00Z"}',
    };
    const trace = onMachine({ ...windows, files }, { profile: "p" });
    expect(trace).toMatchObject({ error: null, expires: Date.UTC(2099, 0, 1), plan: { source: { cacheFile: cache } } });
  });
});

describe("macOS", () => {
  it("has its home in HOME, and names of variables with case", () => {
    const files = { "/Users/me/.aws/credentials": `[default]\n${keys}` };
    const environment = { HOME: "/Users/me", aws_region: "us-east-1", AWS_REGION: "eu-west-1" };
    expect(onMachine({ platform: "darwin", environment, files })).toMatchObject({
      identity: { via: "shared-credentials" },
      region: "eu-west-1",
    });
  });
});

describe("a machine that hides things", () => {
  it("reads a file that may not be opened as an empty one", () => {
    const denied = { ok: false, reason: "denied", message: "permission denied" } as const;
    const environment = { HOME: "/h", AWS_REGION: "eu-west-1" };
    expect(onMachine({ environment, files: { "/h/.aws/credentials": denied } }).identity?.via).toBe("imds");
  });

  it("reads UTF-16 as what it is to the SDK: nothing", () => {
    const text = `[default]\n${keys}`;
    const bytes = new Uint8Array([0xff, 0xfe, ...Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0])]);
    const environment = { HOME: "/h", AWS_REGION: "eu-west-1" };
    expect(onMachine({ environment, files: { "/h/.aws/credentials": bytes } }).identity?.via).toBe("imds");
  });

  it("works without a home", () => {
    expect(onMachine({ environment: { AWS_REGION: "eu-west-1" } }).identity?.via).toBe("imds");
  });
});
