import { describe, expect, it } from "vitest";
import type { Trace } from "../../../src/aws/trace.ts";
import {
  argumentsOf,
  environmentKeys,
  flag,
  inFile,
  inIreland,
  resolve,
  state,
  type Release,
  type Values,
} from "./resolve.ts";

const keys = { environment: environmentKeys("AKIAIOSFODNN7INSHELL") };
const role = "arn:aws:iam::111122223333:role/writer";

const errors = ({ error, alsoErrors }: Trace): readonly string[] =>
  (error ? [error, ...alsoErrors] : []).map(({ summary, detail }) =>
    detail === "" ? summary : `${summary}: ${detail}`,
  );

describe("which arguments there are", () => {
  const unsupported = (name: string, near?: string): string =>
    `Unsupported argument: An argument named "${name}" is not expected here.${near === undefined ? "" : ` Did you mean "${near}"?`}`;

  it.each<[string, Values[string], Release, Release]>([
    // argument, value, the last release without it, the first with it
    ["assume_role", { role_arn: role }, "terraform 1.5.7", "terraform 1.6.0"],
    ["allowed_account_ids", ["111122223333"], "terraform 1.5.7", "terraform 1.6.0"],
    ["skip_requesting_account_id", true, "terraform 1.6.0", "terraform 1.6.1"],
    ["skip_s3_checksum", true, "terraform 1.6.2", "terraform 1.6.3"],
    ["use_lockfile", true, "terraform 1.9.8", "terraform 1.10.0"],
    ["use_lockfile", true, "opentofu 1.9.1", "opentofu 1.10.0"],
    ["role_arn", role, "terraform 1.10.0", "terraform 1.9.8"],
    ["use_legacy_workflow", false, "terraform 1.8.0", "terraform 1.7.5"],
    ["use_legacy_workflow", false, "opentofu 1.8.0", "opentofu 1.7.5"],
  ])("%s: %j isn't in %s, but in %s", (name, value, without, within) => {
    const values = { ...inIreland, [name]: value };
    expect(resolve(values, without, keys).error?.summary).toBe("Unsupported argument");
    expect(resolve(values, within, keys).error).toBeNull();
  });

  it("suggests the one that was meant", () => {
    expect(errors(resolve({ ...inIreland, profil: "x" }))).toEqual([unsupported("profil", "profile")]);
    expect(errors(resolve({ ...inIreland, account: "x" }))).toEqual([unsupported("account")]);
  });

  it("refuses a block where an object is meant, and says what to do", () => {
    const written = {
      ...argumentsOf(inIreland),
      blocks: [{ kind: "assume_role", arguments: null, place: inFile("/work/main.tf", 5) }],
    };
    const trace = resolve(written);
    expect(errors(trace)).toEqual([
      'Unsupported block type: Blocks of type "assume_role" are not expected here. Did you mean to define argument "assume_role"? If so, use the equals sign to assign it a value.',
    ]);
    expect(trace.error?.where).toEqual([inFile("/work/main.tf", 5)]);
  });
});

describe("values of the wrong type", () => {
  const wrong = { ...inIreland, encrypt: "maybe" };

  it("are named in the block", () => {
    expect(errors(resolve(wrong, "terraform 1.11.4"))).toEqual([
      'Incorrect attribute value type: Inappropriate value for attribute "encrypt": a bool is required.',
    ]);
    expect(errors(resolve({ ...inIreland, assume_role: "x" }, "terraform 1.11.4"))).toEqual([
      'Incorrect attribute value type: Inappropriate value for attribute "assume_role": object required.',
    ]);
    expect(errors(resolve({ ...inIreland, assume_role: "x" }, "terraform 1.13.0"))).toEqual([
      'Incorrect attribute value type: Inappropriate value for attribute "assume_role": object required, but have string.',
    ]);
  });

  it("are repeated with the flag that they were given with", () => {
    expect(errors(resolve(argumentsOf({ ...wrong, profil: "x" }, [flag])))).toEqual([
      'Invalid backend configuration argument: The backend configuration argument "profil" given on the command line is not expected for the selected backend type.',
      'Invalid backend configuration value: Invalid backend configuration argument -backend-config="encrypt=maybe": a bool is required',
    ]);
  });
});

describe("what the backend itself checks", () => {
  it("tells all that is wrong at once, in the order of the texts", () => {
    expect(resolve({}).error?.summary).toBe("Missing Required Value");
    expect(resolve({}).alsoErrors.map(({ summary }) => summary)).toEqual([
      "Missing Required Value",
      "Missing region value",
    ]);
  });

  it.each<[Release, Values, string]>([
    ["terraform 1.11.4", { region: "eu-west-11" }, "Invalid region value: Invalid AWS Region: eu-west-11"],
    ["opentofu 1.12.6", { region: "eu-west-11" }, "Invalid region value: invalid AWS Region: eu-west-11"],
    ["terraform 1.5.7", { region: "eu-west-11" }, "Invalid AWS Region: eu-west-11"],
    ["terraform 1.11.4", { retry_mode: "fast" }, "Invalid Value: unknown RetryMode, fast"],
    [
      "terraform 1.11.4",
      { assume_role: { role_arn: role, duration: "30 m" } },
      'Invalid Duration: The value "30 m" cannot be parsed as a duration: time: unknown unit " m" in duration "30 m"',
    ],
    [
      "terraform 1.11.4",
      { allowed_account_ids: ["1"], forbidden_account_ids: ["2"] },
      "Invalid Attribute Combination: Only one of allowed_account_ids, forbidden_account_ids can be set.",
    ],
    [
      "terraform 1.11.4",
      { allowed_account_ids: ["999988887777"] },
      "Invalid account ID: AWS account ID not allowed: 111122223333",
    ],
  ])("%s refuses %j", (release, values, message) => {
    const ofAccount = { environment: environmentKeys("AKIARTX3GSDSQAAAAAAB") };
    expect(errors(resolve({ ...inIreland, ...values }, release, ofAccount))).toEqual([message]);
  });

  it("warns of what is deprecated, and where", () => {
    const trace = resolve({ ...inIreland, dynamodb_table: "lock" }, "terraform 1.11.4", keys);
    expect(trace.warnings).toMatchObject([{ summary: "Deprecated Parameter", where: [inFile("/work/main.tf", 3)] }]);
    expect(resolve({ ...inIreland, dynamodb_table: "lock" }, "terraform 1.9.8", keys).warnings).toEqual([]);
  });

  it.each(["http://ann:hunter2@proxy.example:8080", "http://ann:hunter2@proxy.example:80x"])(
    "doesn't repeat the password of the proxy %s",
    (http_proxy) => {
      const trace = resolve({ ...inIreland, http_proxy }, "terraform 1.11.4", keys);
      const told = [...errors(trace), ...trace.warnings.map(({ detail }) => detail)].join("\n");
      expect(told).toContain("http://{…}@proxy.example:80");
      expect(told).not.toContain("hunter2");
    },
  );

  it("gets no further than what is reported while the block is read", () => {
    const reported = [{ summary: "Variables not allowed", detail: "Variables may not be used here.", where: [] }];
    expect(errors(resolve(argumentsOf(inIreland), "terraform 1.11.4", keys, "backend", reported))).toEqual([
      "Variables not allowed: Variables may not be used here.",
    ]);
  });
});

describe("terraform_remote_state", () => {
  const refused = (problem: string): string =>
    `Invalid backend configuration: The given configuration is not valid for backend "s3": ${problem}.`;

  // Texts of Terraform 1.11.4.
  it.each<[Values, string]>([
    [{}, 'attribute "bucket" is required'],
    [{ ...inIreland, foo: "x" }, 'unexpected attribute "foo"'],
    [{ ...inIreland, encrypt: "maybe" }, ".encrypt: a bool is required"],
    [{ ...inIreland, assume_role: {} }, '.assume_role: attribute "role_arn" is required'],
    [{ ...inIreland, allowed_account_ids: "x" }, ".allowed_account_ids: set of string required"],
  ])("with config = %j", (config, problem) => {
    expect(errors(resolve(config, "terraform 1.11.4", keys, "remote-state"))).toEqual([refused(problem)]);
  });

  it("signs as a backend with these arguments would", () => {
    const config = { ...state, region: "eu-north-1", assume_role: { role_arn: role } };
    const trace = resolve(config, "opentofu 1.10.6", keys, "remote-state");
    expect(trace).toMatchObject({ identity: { via: "environment", roles: [role] }, region: "eu-north-1", error: null });
  });
});
