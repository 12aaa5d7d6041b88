import type { Consumer } from "../aws/consumer.ts";
import { maskKeyId } from "../aws/keys/access-key.ts";
import type { Identity, Trace } from "../aws/trace.ts";
import type { FoundCredentials } from "./rule.ts";

/** `provider "aws.west"`, `backend "s3"`, `data.terraform_remote_state.network`. */
export function consumerName({ consumer: { kind, address } }: { readonly consumer: Consumer }): string {
  switch (kind) {
    case "provider":
      return address.replace(/(^|\.)provider\.(.*)$/u, '$1provider "$2"');
    case "backend":
      return 'backend "s3"';
    case "remote-state":
      return address;
    case "cli":
      return "AWS CLI in this shell";
  }
}

const sources: Readonly<Record<Identity["via"], string>> = {
  static: "the keys in the block",
  environment: "the environment's keys",
  "shared-credentials": "the keys",
  "shared-config": "the keys",
  process: "what credential_process prints",
  sso: "SSO",
  login: "the session of aws login",
  "web-identity-env": "the environment's web identity",
  "web-identity-profile": "the web identity",
  "web-identity-block": "the block's web identity",
  container: "the container's role",
  imds: "the instance's role",
};

/** Where somebody's credentials come from: `the keys (AKIA…MDXJ) of profile "prod"`, `the instance's role`. */
export function sourceText({ via, profile, accessKeyId }: Identity): string {
  const key = accessKeyId === null ? "" : ` (${maskKeyId(accessKeyId)})`;
  return `${sources[via]}${key}${profile === null ? "" : ` of profile "${profile}"`}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** The keys that a consumer signs with, for the live mode; `undefined` when they are not at hand. */
export function signingKeys({ plan }: Trace): FoundCredentials | undefined {
  if (!plan || !("keys" in plan.source)) return undefined;
  const { accessKeyId, secretAccessKey, sessionToken } = plan.source.keys;
  return {
    accessKeyId,
    secretAccessKey: secretAccessKey.reveal(),
    ...(sessionToken && { sessionToken: sessionToken.reveal() }),
  };
}
