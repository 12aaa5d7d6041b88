import { accountOf, maskKeyId } from "../aws/keys/access-key.ts";
import type { Identity, Trace } from "../aws/trace.ts";
import { momentText } from "../language/moment-text.ts";

/** `482133071122` as people read it: `4821-3307-1122`. */
export function accountText(account: string): string {
  return account.replace(/(\d{4})(?=\d)/gu, "$1-");
}

/** Until when, or since when no more. */
export function lifetimeText(expires: number, now: number): string {
  const moment = momentText(expires, now);
  return expires > now ? `until ${moment}` : `session ended ${moment}, to be renewed`;
}

/** What signs, and who is asked for it: an empty `asked` answers by itself. */
const sources: Readonly<Record<Identity["via"], { readonly signs: string; readonly asked: string }>> = {
  static: { signs: "the keys in the block", asked: "" },
  environment: { signs: "the keys of the environment", asked: "" },
  "shared-credentials": { signs: "the keys of the credentials file", asked: "" },
  "shared-config": { signs: "the keys of the config file", asked: "" },
  process: { signs: "the output of credential_process", asked: "credential_process" },
  sso: { signs: "the SSO session", asked: "SSO" },
  login: { signs: "the aws login session", asked: "the sign-in service" },
  "web-identity-env": { signs: "the web identity of the environment", asked: "STS" },
  "web-identity-profile": { signs: "the web identity of the profile", asked: "STS" },
  "web-identity-block": { signs: "the web identity of the block", asked: "STS" },
  container: { signs: "the container's role", asked: "the container's endpoint" },
  imds: { signs: "the instance's role", asked: "the instance" },
};

/** Who has to answer before anybody can sign; empty when the credentials are at hand. */
export function askedText({ identity }: Trace): string {
  return identity === null ? "" : sources[identity.via].asked;
}

/** Who signs, in a few words: `AKIA…7QXJ, account 4821-3307-1122`, `role dns-admin in 9002-1111-4444, assumed by …`. */
export function identityText(trace: Trace): string {
  const { identity, plan, account } = trace;
  if (!identity) return "nobody";
  const { via, accessKeyId, profile, roles } = identity;
  const role = roles.at(-1);
  const ownAccount = role === undefined ? account : accessKeyId === null ? null : accountOf(accessKeyId);
  const what =
    accessKeyId !== null
      ? maskKeyId(accessKeyId)
      : plan?.source.via === "sso"
        ? `SSO role ${plan.source.roleName}`
        : sources[via].signs;
  const base = [
    what,
    ...(ownAccount === null ? [] : [`account ${accountText(ownAccount)}`]),
    ...(profile === null ? [] : [`profile "${profile}"`]),
  ].join(", ");
  return role === undefined ? base : `${roleText(role)}, assumed by ${base}`;
}

function roleText(arn: string): string {
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

/** What Terraform says before it comes to the point: the manual, and which of its own steps it was about to do. */
const preamble = /^(?:Please see https:\S+[^.]*\.\s*)?(?:Error: )?(?:failed to refresh cached credentials, )?/u;

/** The point of what a program says, in one line. */
export function causeText(said: string): string {
  return oneLine(said.replace(preamble, ""));
}

/** In the cases, `{…}` stands for what only the run can tell. */
export function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/gu, " ")
    .replaceAll("{…}", "…")
    .trim();
}
