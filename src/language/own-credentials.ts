import { accountOfArn } from "../aws/arn.ts";
import type { Argument, Consumer } from "../aws/consumer.ts";
import type { PlacedConsumer } from "../aws/consumers.ts";
import { maskKeyId } from "../aws/keys/access-key.ts";
import type { Trace } from "../aws/trace.ts";
import { nestedArgument, textValue } from "./argument-values.ts";
import { listed, sourceText } from "./consumer-words.ts";
import type { Services } from "./services.ts";

/** What a block says about who it is, whatever the environment holds. */
export interface OwnCredentials {
  /** `profile "prod" and role arn:aws:iam::…:role/x`; empty: nothing. */
  readonly words: string;
  /** It says more than which role to assume on top of whoever is there. */
  readonly hasSource: boolean;
  /** The account of the role that it ends with; `null`: not told. */
  readonly account: string | null;
}

const plain: readonly (readonly [name: string, words: (value: string) => string])[] = [
  ["access_key", (value) => `key ${maskKeyId(value)}`],
  ["profile", (value) => `profile "${value}"`],
];
const sources = ["secret_key", "token", "shared_config_files", "shared_credentials_files", "shared_credentials_file"];
const roleObjects = ["assume_role", "assume_role_with_web_identity"];

/** `null`: it can't be told. */
export function ownCredentials(consumer: Consumer): OwnCredentials | null {
  if (consumer.kind === "cli") return null;
  const { attributes, blocks } = consumer.arguments;
  const objects = roleObjects.flatMap((name) => attributes.get(name) ?? []);
  const nested = blocks.filter(({ kind }) => roleObjects.includes(kind));
  const roles = [
    attributes.get("role_arn"),
    ...objects.map((object) => nestedArgument(object, "role_arn")),
    ...nested.map(({ arguments: content }) => content?.attributes.get("role_arn")),
  ];
  const all = [...plain.map(([name]) => name), ...sources].map((name) => attributes.get(name));
  const isUnknown = (argument: Argument | undefined): boolean => argument?.known === false;
  if ([...all, ...roles, ...objects].some(isUnknown) || nested.some((block) => block.arguments === null)) return null;
  const said = plain.flatMap(([name, words]) => {
    const value = textValue(attributes.get(name)) ?? "";
    return value === "" ? [] : [words(value)];
  });
  const others = sources.filter(
    (name) => isSet(attributes.get(name)) && !said.some((words) => words.startsWith("key")),
  );
  const arns = roles.flatMap((role) => textValue(role) ?? []).filter((arn) => arn !== "");
  const isFederated =
    attributes.has("assume_role_with_web_identity") || nested.some(({ kind }) => kind !== "assume_role");
  return {
    words: listed([...said, ...others, ...arns.map((arn) => `role ${arn}`)]),
    hasSource: said.length + others.length > 0 || isFederated,
    account: accountOfArn(arns.at(-1) ?? ""),
  };
}

const isSet = (argument: Argument | undefined): boolean =>
  argument !== undefined && argument.known && argument.value !== null && argument.value !== "";

/** Two consumers that will not be the same. */
export interface Parting {
  /** `the environment's keys (AKIA…MDXJ)`. */
  readonly first: string;
  readonly second: string;
  readonly accounts: readonly [string | null, string | null];
}

/** Compares who two consumers will be. `"unknown"`: the environment is left out, or it can't be told. */
export function parting(
  first: PlacedConsumer,
  second: PlacedConsumer,
  services: Services,
): Parting | "same" | "unknown" {
  const [one, other] = [services.trace(first), services.trace(second)];
  if (!isCertain(one) || !isCertain(other)) return "unknown";
  if (signature(one) === signature(other)) return "same";
  return { first: whoIs(one), second: whoIs(other), accounts: [one.account, other.account] };
}

type CertainTrace = Trace & { readonly identity: NonNullable<Trace["identity"]> };

function isCertain(trace: Trace | null): trace is CertainTrace {
  if (!trace?.identity || trace.error) return false;
  return trace.unknown.length === 0;
}

function signature({ identity: { accessKeyId, via, profile, roles } }: CertainTrace): string {
  return JSON.stringify([accessKeyId ?? [via, profile], roles]);
}

function whoIs({ identity }: CertainTrace): string {
  const role = identity.roles.at(-1);
  // The chain ends there when nothing is found.
  const isLast = identity.via === "imds" && identity.profile === null;
  const source = isLast ? "what the instance has, since nothing else is found" : sourceText(identity);
  return role === undefined ? source : `role ${role}, assumed with ${source}`;
}
