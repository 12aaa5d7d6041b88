import { describe, expect, it } from "vitest";
import type { Argument, Arguments } from "../../../src/aws/consumer.ts";
import { resolveIdentity } from "../../../src/aws/resolve-identity.ts";
import type { Trace } from "../../../src/aws/trace.ts";
import { argumentsOf, machineOf, providerOf } from "../situation.ts";
import type { Situation } from "../situation.ts";

const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };

const because = "var.x has no value";
const unset: Argument = { known: false, because, places: [] };
const later: Argument = {
  known: false,
  because: "aws_iam_role.x.arn is known only after apply",
  afterApply: true,
  places: [],
};

function withArguments(situation: Situation, more: Readonly<Record<string, Argument>>): Trace {
  const given = argumentsOf(situation);
  const all: Arguments = { ...given, attributes: new Map([...given.attributes, ...Object.entries(more)]) };
  return resolveIdentity({ ...providerOf(situation), arguments: all }, machineOf(situation));
}

describe("arguments that can't be told from here", () => {
  it.each(["access_key", "secret_key", "token", "profile", "shared_config_files", "skip_metadata_api_check"])(
    "an unknown %s leaves the identity open",
    (name) => {
      const trace = withArguments({ env, arguments: { region: "eu-west-1" } }, { [name]: unset });
      expect(trace).toMatchObject({ identity: null, region: null, error: null, ifUnavailable: null });
      expect(trace.unknown).toEqual([{ what: "identity", argument: name, because: `${name}: ${because}`, where: [] }]);
    },
  );

  it("an unknown region leaves the region open, and nothing else", () => {
    const trace = withArguments({ env, arguments: {} }, { region: unset });
    expect(trace).toMatchObject({ identity: { via: "environment" }, region: null, error: null });
    expect(trace.unknown).toEqual([{ what: "region", argument: "region", because: `region: ${because}`, where: [] }]);
  });

  it("an unknown region is no missing one when a role is assumed", () => {
    const blocks = { assume_role: { role_arn: "arn:aws:iam::111122223333:role/r" } };
    const trace = withArguments({ env, blocks }, { region: unset });
    expect(trace).toMatchObject({ identity: { roles: ["arn:aws:iam::111122223333:role/r"] }, error: null });
  });

  it("schema errors don't wait for it", () => {
    const trace = withArguments({ arguments: { profil: "p" } }, { access_key: unset });
    expect(trace.error?.summary).toBe("Unsupported argument");
  });

  it("a value that only apply brings is planned as if it weren't set, and said to be unknown", () => {
    const situation: Situation = { env, arguments: { region: "eu-west-1" } };
    const trace = withArguments(situation, { profile: later });
    expect(trace.identity?.via).toBe("environment");
    expect(trace.unknown).toMatchObject([{ what: "identity" }]);
    expect(trace.steps.find(({ source }) => source === "profile argument")).toMatchObject({
      status: "absent",
      because: "planned without profile: aws_iam_role.x.arn is known only after apply",
    });
  });

  it("the step that isn't known is the one that is doubted", () => {
    const trace = withArguments({ env, arguments: { region: "eu-west-1" } }, { profile: unset });
    expect(trace.steps.filter(({ status }) => status === "invalid")).toMatchObject([
      { source: "profile argument", because: `profile: ${because}` },
    ]);
  });

  it("which account is allowed can't be told for an identity that only a call names", () => {
    const trace = withArguments({ arguments: { region: "eu-west-1", allowed_account_ids: ["111122223333"] } }, {});
    expect(trace).toMatchObject({ error: null, identity: { via: "imds" }, unknown: [{ what: "account" }] });
  });
});
