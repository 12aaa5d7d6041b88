import { describe, expect, it } from "vitest";
import { staticCredentials, staticProblems } from "../../../src/aws/keys/static-credentials.ts";
import type { Argument } from "../../../src/terraform/evaluated-body.ts";
import { dynamicType, stringType } from "../../../src/values/type.ts";
import type { Value } from "../../../src/values/value.ts";
import { longTermId, secret, sessionToken, temporaryId } from "./made-up.ts";

const unknown = Symbol("unknown");
type Given = string | null | typeof unknown | undefined;

function problems(given: Record<string, Given>): string[] {
  const valueOf = (text: string | null | typeof unknown): Value => {
    const base = { marks: 0, origins: null };
    if (text === unknown)
      return { ...base, kind: "unknown", type: dynamicType, reason: "a test says so", notNull: false };
    return text === null
      ? { ...base, kind: "null", type: dynamicType }
      : { ...base, kind: "string", type: stringType, text };
  };
  const argument = (name: string): Argument | undefined => {
    const text = given[name];
    return text === undefined
      ? undefined
      : { name, value: valueOf(text), place: null, attribute: null, diagnostics: [] };
  };
  return staticProblems(staticCredentials(argument)).map((problem) => {
    switch (problem.kind) {
      case "incomplete":
        return `${problem.given} without ${problem.missing}`;
      case "empty":
        return `empty ${problem.empty.join(", ")}`;
      case "temporary-without-token":
      case "token-with-long-term-key":
        return problem.kind;
    }
  });
}

describe("staticProblems", () => {
  it.each<[Record<string, Given>, string[]]>([
    [{}, []],
    [{ access_key: longTermId, secret_key: secret }, []],
    [{ access_key: temporaryId, secret_key: secret, token: sessionToken }, []],
    [{ access_key: longTermId }, ["access_key without secret_key"]],
    [{ secret_key: secret }, ["secret_key without access_key"]],
    [{ access_key: longTermId, secret_key: null }, ["access_key without secret_key"]],
    [{ access_key: longTermId, secret_key: "" }, ["access_key without secret_key"]],
    [{ token: sessionToken }, ["token without access_key"]],
    [{ access_key: "", secret_key: "", token: sessionToken }, ["token without access_key"]],
    [{ access_key: "", secret_key: "" }, ["empty access_key, secret_key"]],
    [{ access_key: longTermId, secret_key: secret, token: "" }, ["empty token"]],
    [{ access_key: temporaryId, secret_key: secret }, ["temporary-without-token"]],
    [{ access_key: temporaryId, secret_key: secret, token: "" }, ["empty token", "temporary-without-token"]],
    [{ access_key: temporaryId }, ["access_key without secret_key"]],
    [{ access_key: longTermId, secret_key: secret, token: sessionToken }, ["token-with-long-term-key"]],
    [{ access_key: "test", secret_key: "test", token: "test" }, []],
    [{ access_key: unknown, secret_key: unknown, token: unknown }, []],
    [{ access_key: longTermId, secret_key: unknown }, []],
    [{ access_key: unknown, token: sessionToken }, ["token without secret_key"]],
    [{ access_key: unknown }, []],
    [{ access_key: temporaryId, secret_key: unknown, token: unknown }, []],
    [{ access_key: temporaryId, secret_key: unknown }, ["temporary-without-token"]],
    [{ access_key: longTermId, secret_key: unknown, token: unknown }, []],
  ])("%j", (given, expected) => {
    expect(problems(given)).toEqual(expected);
  });
});
