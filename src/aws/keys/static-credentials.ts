import type { Argument } from "../../terraform/evaluated-body.ts";
import { accessKeyKind } from "./access-key.ts";

/** One of `access_key`, `secret_key`, `token` as a block gives it. */
export type StaticPart =
  | { readonly state: "absent"; readonly argument: null }
  /** Set to nothing, which providers and backends take for not set. */
  | { readonly state: "empty"; readonly argument: Argument }
  | { readonly state: "given"; readonly argument: Argument; readonly text: string }
  /** Only a run can tell what it is, if anything. */
  | { readonly state: "unknown"; readonly argument: Argument };

export type StaticPartName = "access_key" | "secret_key" | "token";

export type StaticCredentials = Readonly<Record<StaticPartName, StaticPart>>;

/** What is wrong with the static credentials of a block, whatever else there is. */
export type StaticProblem =
  /** Some are given, but not both halves of the pair: `static credentials are empty`. */
  | { readonly kind: "incomplete"; readonly given: StaticPartName; readonly missing: StaticPartName }
  /** Set to nothing; `isHarmless` when nothing else is given either, so that Terraform goes on as if they weren't there. */
  | { readonly kind: "empty"; readonly empty: readonly StaticPartName[] }
  /** `ASIA…` without its token: STS knows no such key. */
  | { readonly kind: "temporary-without-token"; readonly keyId: string }
  /** A long-term key with a token, which can only be another key's. */
  | { readonly kind: "token-with-long-term-key"; readonly keyId: string };

export function staticCredentials(argument: (name: string) => Argument | undefined): StaticCredentials {
  return {
    access_key: partOf(argument("access_key")),
    secret_key: partOf(argument("secret_key")),
    token: partOf(argument("token")),
  };
}

function partOf(argument: Argument | undefined): StaticPart {
  if (!argument || argument.value.kind === "null") return { state: "absent", argument: null };
  if (argument.value.kind !== "string") return { state: "unknown", argument };
  const { text } = argument.value;
  return text === "" ? { state: "empty", argument } : { state: "given", argument, text };
}

/**
 * What the combination of the three says for certain. An unknown part could be anything: nothing that depends on it is said.
 *
 * Measured: any non-empty part makes aws-sdk-go-base take the static credentials and nothing else
 * (../shared/reference/credential-chain.md §2.1, cases S03–S08).
 */
export function staticProblems({ access_key: id, secret_key: secret, token }: StaticCredentials): StaticProblem[] {
  const problems: StaticProblem[] = [];
  const empty = Object.entries({ access_key: id, secret_key: secret, token })
    .filter(([, part]) => part.state === "empty")
    .map(([name]) => name as StaticPartName);
  const isMissing = (part: StaticPart): boolean => part.state === "absent" || part.state === "empty";
  const given = (
    [
      ["access_key", id],
      ["secret_key", secret],
      ["token", token],
    ] as const
  ).find(([, part]) => part.state === "given")?.[0];
  const missing = isMissing(id) ? "access_key" : isMissing(secret) ? "secret_key" : null;

  if (given && missing) problems.push({ kind: "incomplete", given, missing });
  else if (empty.length > 0) problems.push({ kind: "empty", empty });

  if (id.state === "given" && !isMissing(secret)) {
    const kind = accessKeyKind(id.text);
    if (kind === "temporary" && isMissing(token)) problems.push({ kind: "temporary-without-token", keyId: id.text });
    if (kind === "long-term" && token.state === "given")
      problems.push({ kind: "token-with-long-term-key", keyId: id.text });
  }
  return problems;
}
