import { describe, expect, it } from "vitest";
import {
  credentials,
  environmentKeys,
  inIreland,
  resolve,
  state,
  Unknown,
  type Release,
  type Values,
} from "./resolve.ts";

const inShell = "AKIAIOSFODNN7INSHELL";
const inFile = "AKIAIOSFODNN7IN2FILE";
const both = {
  environment: environmentKeys(inShell),
  files: { "/home/ann/.aws/credentials": credentials("ops", inFile) },
};

const steps = (values: Values, release?: Release, machine = {}): readonly string[] =>
  resolve({ ...inIreland, ...values }, release, machine).steps.map(({ source, status }) => `${source}: ${status}`);

describe("a profile argument beside keys of the environment", () => {
  it.each<[Release, Values, string, string]>([
    ["terraform 1.5.7", {}, inShell, "shadowed"],
    ["terraform 1.6.6", {}, inShell, "shadowed"],
    ["terraform 1.6.6", { use_legacy_workflow: false }, inFile, "used"],
    ["terraform 1.7.0", {}, inFile, "used"],
    ["terraform 1.7.0", { use_legacy_workflow: true }, inShell, "shadowed"],
    ["terraform 1.11.4", {}, inFile, "used"],
    ["opentofu 1.6.3", {}, inShell, "shadowed"],
    ["opentofu 1.7.0", {}, inFile, "used"],
    ["opentofu 1.12.6", {}, inFile, "used"],
  ])("of %s with %j: %s, the profile is %s", (release, values, winner, status) => {
    const trace = resolve({ ...inIreland, profile: "ops", ...values }, release, both);
    expect(trace.identity?.accessKeyId).toBe(winner);
    expect(trace.steps.find(({ source }) => source === "profile argument")?.status).toBe(status);
  });

  it("leaves a note at the argument that lost", () => {
    const trace = resolve({ ...inIreland, profile: "ops" }, "terraform 1.5.7", both);
    expect(trace.steps).toContainEqual({
      source: "profile argument",
      status: "shadowed",
      because: 'profile "ops"; keys of the environment come first',
      where: [{ kind: "file", path: "/work/main.tf", line: 3, range: { start: 0, end: 0 } }],
    });
  });
});

describe("the steps", () => {
  it("end with the roles, in the order in which they are assumed", () => {
    const files = {
      "/home/ann/.aws/config":
        "[profile ops]\nrole_arn = arn:aws:iam::111122223333:role/first\nsource_profile = keys\n",
      "/home/ann/.aws/credentials": credentials("keys", inFile),
    };
    const assume_role = { role_arn: "arn:aws:iam::444455556666:role/second" };
    const trace = resolve({ ...inIreland, profile: "ops", assume_role }, "terraform 1.11.4", { files });
    expect(trace.identity?.roles).toEqual(["arn:aws:iam::111122223333:role/first", assume_role.role_arn]);
    expect(trace.steps.slice(-2).map(({ source, because }) => [source, because])).toEqual([
      ["role", "arn:aws:iam::111122223333:role/first"],
      ["role", assume_role.role_arn],
    ]);
    expect(trace.account).toBe("444455556666");
  });

  it("are those of Windows on Windows", () => {
    const trace = resolve(inIreland, "terraform 1.11.4", {
      platform: "win32",
      environment: { USERPROFILE: "C:\\Users\\ann", aws_profile: "ops" },
      files: { "C:\\Users\\ann\\.aws\\credentials": credentials("ops", inFile) },
    });
    expect(trace.identity).toMatchObject({ via: "shared-credentials", profile: "ops" });
  });
});

describe("the STS of Terraform up to 1.5", () => {
  const target = (variables: Record<string, string>, config = ""): unknown =>
    resolve(inIreland, "terraform 1.5.7", {
      environment: { ...environmentKeys(inShell), ...variables },
      files: { "/home/ann/.aws/config": config },
    }).plan?.sts;
  const global = { region: "us-east-1", endpoint: "https://sts.amazonaws.com" };
  const regional = { region: "eu-west-1", endpoint: null };

  it("is the global one, unless the environment or the profile asks for the regional one", () => {
    const config = "[default]\nsts_regional_endpoints = regional\n";
    expect(target({})).toEqual(global);
    expect(target({ AWS_STS_REGIONAL_ENDPOINTS: "regional" })).toEqual(regional);
    expect(target({}, config)).toEqual(regional);
    expect(target({ AWS_STS_REGIONAL_ENDPOINTS: "legacy" }, config)).toEqual(global);
  });
});

describe("an argument that can't be told", () => {
  const unknown = new Unknown("var.who has no value");

  it("leaves the identity open, and says at which step", () => {
    const trace = resolve({ ...inIreland, profile: unknown }, "terraform 1.11.4", both);
    expect(trace).toMatchObject({ identity: null, error: null, unknown: [{ what: "identity", argument: "profile" }] });
    expect(steps({ profile: unknown }, "terraform 1.11.4", both)).toEqual([
      "arguments: absent",
      "profile argument: invalid",
      "environment: not reached",
      "web identity environment: not reached",
      "default profile: not reached",
      "container: not reached",
      "instance metadata: not reached",
    ]);
  });

  it("does so on the older SDK", () => {
    expect(steps({ access_key: unknown }, "terraform 1.5.7", both)[0]).toBe("arguments: invalid");
  });

  it("hides only the roles when it is the role", () => {
    const trace = resolve({ ...inIreland, assume_role: { role_arn: unknown } }, "terraform 1.11.4", both);
    expect(trace.unknown).toMatchObject([{ what: "roles", because: "assume_role.role_arn: var.who has no value" }]);
    expect(trace.steps.filter(({ status }) => status === "used" || status === "invalid")).toMatchObject([
      { source: "environment", status: "used" },
      { source: "role", status: "invalid" },
    ]);
  });

  it("hides only the region when it is the region", () => {
    const trace = resolve({ ...state, region: unknown }, "terraform 1.11.4", both);
    expect(trace).toMatchObject({ region: null, identity: { via: "environment" }, unknown: [{ what: "region" }] });
  });

  it("says nothing when it has no part in authentication", () => {
    expect(resolve({ ...inIreland, kms_key_id: unknown }, "terraform 1.11.4", both).unknown).toEqual([]);
  });
});
