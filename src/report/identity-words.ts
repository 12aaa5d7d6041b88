import { maskKeyId } from "../aws/keys/access-key.ts";
import type { Identity, Trace } from "../aws/trace.ts";

/** `482133071122` as people read it: `4821-3307-1122`. */
export function accountText(account: string): string {
  return account.replace(/(\d{4})(?=\d)/gu, "$1-");
}

const sources: Readonly<Record<Identity["via"], string>> = {
  static: "keys in the block",
  environment: "keys of the environment",
  "shared-credentials": "keys of the credentials file",
  "shared-config": "keys of the config file",
  process: "output of credential_process",
  sso: "SSO session",
  login: "aws login session",
  "web-identity-env": "web identity of the environment",
  "web-identity-profile": "web identity of the profile",
  "web-identity-block": "web identity of the block",
  container: "container's role",
  imds: "instance's role",
};

/** Who signs, in a few words: `AKIA…7QXJ`, `role dns-admin in 9002-1111-4444`, `SSO role Admin`. */
export function identityText(trace: Trace): string {
  const { identity, plan, account } = trace;
  if (!identity) return "nobody";
  const profile = identity.profile === null ? "" : `, profile "${identity.profile}"`;
  const role = identity.roles.at(-1);
  if (role !== undefined) return `${roleText(role)}${profile}`;
  const place = account === null ? "" : `, account ${accountText(account)}`;
  if (identity.accessKeyId !== null) return `${maskKeyId(identity.accessKeyId)}${place}${profile}`;
  if (plan?.source.via === "sso") return `SSO role ${plan.source.roleName}${place}${profile}`;
  return `the ${sources[identity.via]}${place}${profile}`;
}

export function roleText(arn: string): string {
  const [, , , , account = "", resource = ""] = arn.split(":");
  return /^\d{12}$/u.test(account)
    ? `role ${resource.replace(/^role\//u, "")} in ${accountText(account)}`
    : `role ${arn}`;
}

/** Whether two traces end in the same identity. */
export function isSameIdentity(one: Trace, other: Trace): boolean {
  return (
    one.error?.summary === other.error?.summary &&
    JSON.stringify(one.identity && { ...one.identity, profile: null }) ===
      JSON.stringify(other.identity && { ...other.identity, profile: null })
  );
}
