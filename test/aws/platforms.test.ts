import { describe, expect, it } from "vitest";
import { noArguments, type Consumer } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import type { MemoryMachineInit } from "../../src/machine/memory.ts";
import { argumentsOf } from "./situation.ts";

const keys = "aws_access_key_id = AKIAFILE\r\naws_secret_access_key = s\r\n";

const onBackend = (program: "terraform" | "opentofu", version: string): Consumer => ({
  kind: "backend",
  address: "backend.s3",
  arguments: argumentsOf({ arguments: { bucket: "b", key: "k", region: "eu-west-1" } }),
  directory: "C:\\work",
  program: { name: program, version },
});

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

  it.each<readonly [title: string, consumer: Consumer]>([
    ["Terraform 1.11", onBackend("terraform", "1.11.4")],
    ["Terraform 1.5, with the older SDK", onBackend("terraform", "1.5.7")],
    ["OpenTofu 1.10", onBackend("opentofu", "1.10.6")],
    ["the AWS CLI", { kind: "cli", address: "cli" }],
  ])("has the same home for %s", (_, consumer) => {
    const files = {
      "C:\\Users\\me\\.aws\\credentials": `[ops]\r\n${keys}`,
      "C:\\Users\\me\\.aws\\config": "[profile ops]\r\nregion = eu-north-1\r\n",
    };
    const machine = memoryMachine({
      ...windows,
      environment: { ...windows.environment, aws_profile: "ops", HOME: "C:\\other" },
      files,
    });
    expect(resolveIdentity(consumer, machine).identity).toMatchObject({ accessKeyId: "AKIAFILE", profile: "ops" });
  });

  it("finds the files that variables name, with their drive", () => {
    const files = { "D:\\aws\\keys": `[default]\r\n${keys}` };
    const environment = { ...windows.environment, Aws_Shared_Credentials_File: "D:\\aws\\keys" };
    const machine = memoryMachine({ ...windows, environment, files });
    const consumers: Consumer[] = [onBackend("terraform", "1.11.4"), { kind: "cli", address: "cli" }];
    expect(onMachine({ ...windows, environment, files }).identity?.accessKeyId).toBe("AKIAFILE");
    for (const consumer of consumers) {
      expect(resolveIdentity(consumer, machine).identity?.accessKeyId).toBe("AKIAFILE");
    }
  });

  it("takes the keys of the environment by names in any case", () => {
    const environment = { ...windows.environment, aws_access_key_id: "AKIAENV", Aws_Secret_Access_Key: "s" };
    const { identity, steps } = onMachine({ ...windows, environment });
    expect(identity).toMatchObject({ via: "environment", accessKeyId: "AKIAENV" });
    expect(steps.find(({ status }) => status === "used")?.where).toEqual(
      ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map((name) => ({ kind: "environment", name })),
    );
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

describe("macOS and Linux", () => {
  it("ignore USERPROFILE, and variables in another case", () => {
    const files = { "/Users/me/.aws/credentials": `[default]\n${keys}` };
    for (const platform of ["darwin", "linux"] as const) {
      const environment = { USERPROFILE: "/Users/me", aws_access_key_id: "AKIAENV", aws_secret_access_key: "s" };
      const trace = onMachine({ platform, environment: { ...environment, AWS_REGION: "eu-west-1" }, files });
      expect(trace.identity?.via).toBe("imds");
    }
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
