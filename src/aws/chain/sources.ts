import { accountOf } from "../keys/access-key.ts";
import { readLoginToken } from "../caches/login-token.ts";
import { readSsoToken } from "../caches/sso-token.ts";
import { trimSpace } from "../go.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { Secret } from "../secret.ts";
import type { Profile } from "../shared-config/profile.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { Keys, RoleHop } from "../trace.ts";
import type { CredentialsProvider } from "./credentials-provider.ts";
import { stsProblem } from "./sts.ts";
import type { StsSettings } from "./sts.ts";
import type { Libraries } from "./libraries.ts";

const plain = {
  profile: null,
  accessKeyId: null,
  roles: [],
  refusal: null,
  unavailable: null,
  cached: false,
  hops: [],
  account: null,
  expires: null,
} as const;

export const emptyStatic = "static credentials are empty";

export function keysProvider(
  via: "static" | "environment" | "shared-credentials" | "shared-config",
  keys: { readonly id: string; readonly secret: string; readonly token: string },
  profile: string | null,
  where: readonly Place[],
): CredentialsProvider {
  const pair: Keys = {
    accessKeyId: keys.id,
    secretAccessKey: new Secret(keys.secret),
    sessionToken: keys.token === "" ? null : new Secret(keys.token),
  };
  return {
    ...plain,
    via,
    profile,
    accessKeyId: keys.id === "" ? null : keys.id,
    refusal: keys.id === "" || keys.secret === "" ? emptyStatic : null,
    source: { via, keys: pair },
    account: accountOf(keys.id),
    where,
  };
}

const imdsError = "no EC2 IMDS role found, operation error ec2imds: GetMetadata, ";

export interface ImdsSettings {
  readonly enabled: boolean;
  readonly endpoint: string;
  readonly ipv6: boolean;
}

export function imdsProvider(imds: ImdsSettings, profile: string | null, where: readonly Place[]): CredentialsProvider {
  const disabled = 'access disabled to EC2 IMDS via client option, or "AWS_EC2_METADATA_DISABLED" environment variable';
  return {
    ...plain,
    via: "imds",
    profile,
    refusal: imds.enabled ? null : imdsError + disabled,
    unavailable: `${imdsError}{…}`,
    source: { via: "imds", endpoint: imds.endpoint === "" ? null : imds.endpoint, ipv6: imds.ipv6 },
    where,
  };
}

export function processProvider(profile: Profile): CredentialsProvider {
  const command = profile.get("credential_process");
  return {
    ...plain,
    via: "process",
    profile: profile.name,
    unavailable: "process provider error: {…}",
    source: { via: "process", command },
    where: profile.where("credential_process"),
  };
}

export function ssoProvider(shell: Shell, profile: Profile, endpoint: string): CredentialsProvider {
  const session = profile.ssoSession;
  const startUrl = session?.startUrl ?? profile.get("sso_start_url");
  const token = readSsoToken(shell, session?.name ?? startUrl);
  const call = "operation error SSO: GetRoleCredentials, {…}";
  const refresh = "refresh cached SSO token failed, ";
  let refusal: string | null = null;
  let unavailable = call;
  const expired = token.problem === null && shell.machine.now > token.expiresAt;
  if (session) {
    refusal = token.problem;
    if (expired && token.refreshable)
      unavailable = `${refresh}unable to refresh SSO token, operation error SSO OIDC: CreateToken, {…}`;
    if (expired && !token.refreshable)
      refusal = `${refresh}cached SSO token is expired, or not present, and cannot be refreshed`;
  } else {
    const invalid = "the SSO session has expired or is invalid";
    if (token.problem !== null) refusal = `${invalid}: ${token.problem}`;
    else if (expired) refusal = invalid;
  }
  return {
    ...plain,
    via: "sso",
    profile: profile.name,
    refusal,
    unavailable,
    source: {
      via: "sso",
      session: session?.name ?? null,
      startUrl,
      region: session?.region ?? profile.get("sso_region"),
      accountId: profile.get("sso_account_id"),
      roleName: profile.get("sso_role_name"),
      cacheFile: token.file,
      endpoint: endpoint === "" ? null : endpoint,
    },
    account: /^\d{12}$/.test(profile.get("sso_account_id")) ? profile.get("sso_account_id") : null,
    expires: token.problem === null ? token.expiresAt : null,
    where: profile.where("sso_session", "sso_start_url"),
  };
}

export function loginProvider(shell: Shell, profile: Profile, region: string): CredentialsProvider {
  const session = profile.get("login_session");
  const token = readLoginToken(shell, session);
  const expired = token.problem === null && shell.machine.now >= token.expiresAt;
  return {
    ...plain,
    via: "login",
    profile: profile.name,
    accessKeyId: token.problem === null ? token.accessKeyId : null,
    refusal: token.problem,
    unavailable: expired ? "create oauth2 token: {…}" : null,
    source: { via: "login", session: trimSpace(session), cacheFile: token.file, region: region === "" ? null : region },
    account: token.problem === null ? token.accountId : null,
    expires: token.problem === null ? token.expiresAt : null,
    where: profile.where("login_session"),
  };
}

export interface WebIdentity {
  readonly via: "web-identity-env" | "web-identity-profile" | "web-identity-block";
  readonly profile: string | null;
  /** The token's text, or the file that it is read from when it is needed. */
  readonly token: { readonly text: string } | { readonly file: string } | { readonly problem: string };
  readonly role: RoleHop;
}

/** AssumeRoleWithWebIdentity; the token is read before anything is sent. */
export function webIdentityProvider(
  shell: Shell,
  { via, profile, token, role }: WebIdentity,
  settings: StsSettings,
  libraries: Libraries,
): CredentialsProvider {
  const unread = "failed to retrieve jwt from provide source, ";
  const call = "failed to retrieve credentials, operation error STS: AssumeRoleWithWebIdentity, ";
  let refusal: string | null = null;
  if ("problem" in token) refusal = unread + token.problem;
  else if ("file" in token) {
    const text = shell.read(token.file);
    if (text.state !== "read")
      refusal = `${unread}unable to read file at ${token.file}: ${openError(shell, token.file, text)}`;
  }
  const problem = stsProblem(role.sts, settings, libraries);
  if (problem !== null) refusal ??= call + problem;
  return {
    ...plain,
    via,
    profile,
    roles: [role.roleArn],
    refusal,
    unavailable: `${call}{…}`,
    source: {
      via,
      token: "text" in token ? { text: new Secret(token.text) } : { file: "file" in token ? token.file : "" },
      role,
    },
    where: role.where,
  };
}

/** Where credentials of the environment stand. */
export interface EnvironmentKeys {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly where: readonly Place[];
}

/** The key pair of the environment: both halves, of whichever of their names; `null` when one is missing. */
export function environmentKeys(shell: Shell): EnvironmentKeys | null {
  const first = (...names: string[]): string | undefined => names.find((name) => shell.env(name) !== "");
  const id = first("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY");
  const secret = first("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");
  if (id === undefined || secret === undefined) return null;
  const token = shell.env("AWS_SESSION_TOKEN");
  const names = token === "" ? [id, secret] : [id, secret, "AWS_SESSION_TOKEN"];
  return { id: shell.env(id), secret: shell.env(secret), token, where: names.map(inEnvironment) };
}
