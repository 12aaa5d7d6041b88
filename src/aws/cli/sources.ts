import { readLoginToken } from "../caches/login-token.ts";
import { readSsoToken } from "../caches/sso-token.ts";
import type { CredentialsProvider } from "../chain/credentials-provider.ts";
import { keysProvider } from "../chain/sources.ts";
import { jsonSyntaxError } from "../go-json.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { expandPath } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { Section } from "../shared-config/section.ts";
import type { RoleHop } from "../trace.ts";
import { readSections } from "./config.ts";
import type { CliConfig, CliError } from "./config.ts";
import { fileError, parameterProblem, partial } from "./messages.ts";

/** One of botocore's credential providers: it delivers, stops the search, or has nothing (`null`). */
export type CliSource = CredentialsProvider | CliError | null;

export interface CliSession {
  readonly shell: Shell;
  readonly config: CliConfig;
  /** `null`: none is configured. */
  readonly region: string | null;
}

const remote = {
  profile: null,
  accessKeyId: null,
  roles: [],
  refusal: null,
  cached: true,
  hops: [],
  account: null,
  expires: null,
} as const;

const has = (section: Section | undefined, key: string): boolean => section?.settings.has(key) === true;
const valueOf = (section: Section | undefined, key: string): string => section?.settings.get(key)?.value ?? "";
export const placesIn = (section: Section | undefined, ...keys: string[]): Place[] =>
  keys.flatMap((key) => section?.settings.get(key)?.place ?? []);

export function environmentSource({ shell }: CliSession, profile: string | null): CliSource {
  const [id, secret] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;
  if (shell.env(id) === "") return null;
  if (shell.env(secret) === "") return { error: partial("env", secret), where: [inEnvironment(id)] };
  const token = ["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"].find((name) => shell.env(name) !== "");
  const names = token === undefined ? [id, secret] : [id, secret, token];
  const keys = { id: shell.env(id), secret: shell.env(secret), token: token === undefined ? "" : shell.env(token) };
  return keysProvider("environment", keys, profile, names.map(inEnvironment));
}

/** Keys of one file; the values are taken as they stand, quotes and comments included. */
function keysIn(
  section: Section | undefined,
  method: string,
  via: "shared-credentials" | "shared-config",
  profile: string | null,
): CliSource {
  const [id, secret] = ["aws_access_key_id", "aws_secret_access_key"] as const;
  if (!section || !has(section, id)) return null;
  if (!has(section, secret)) return { error: partial(method, secret), where: placesIn(section, id) };
  const token = ["aws_security_token", "aws_session_token"].find((key) => has(section, key)) ?? "";
  const keys = { id: valueOf(section, id), secret: valueOf(section, secret), token: valueOf(section, token) };
  return { ...keysProvider(via, keys, profile, placesIn(section, id, secret, token)), refusal: null };
}

export const credentialsFileSource = ({ config }: CliSession, name: string): CliSource =>
  keysIn(config.credentials.get(name), "shared-credentials-file", "shared-credentials", name);

export const configFileSource = ({ config }: CliSession, name: string): CliSource =>
  keysIn(config.config.get(name), "config-file", "shared-config", name);

/** @param environment Variables count, and come before the profile's settings. */
export function webIdentitySource(session: CliSession, name: string, environment: boolean): CliSource {
  const section = session.config.profiles.get(name);
  const variables = {
    web_identity_token_file: "AWS_WEB_IDENTITY_TOKEN_FILE",
    role_arn: "AWS_ROLE_ARN",
    role_session_name: "AWS_ROLE_SESSION_NAME",
  } as const;
  const setting = (key: keyof typeof variables): { value: string; where: readonly Place[]; fromVariable: boolean } => {
    const variable = environment ? session.shell.machine.environment.get(variables[key]) : undefined;
    if (variable !== undefined) return { value: variable, where: [inEnvironment(variables[key])], fromVariable: true };
    return { value: valueOf(section, key), where: placesIn(section, key), fromVariable: false };
  };
  const file = setting("web_identity_token_file");
  if (file.value === "") return null;
  const role = setting("role_arn");
  if (role.value === "") {
    const error =
      "The provided profile or the current environment is configured to assume role with web identity but has no role ARN configured. Ensure that the profile has the role_arnconfiguration set or the AWS_ROLE_ARN env var is set.";
    return { error, where: file.where };
  }
  const text = session.shell.read(file.value);
  const hop: RoleHop = {
    ...hopTo(role.value, session.region, role.where),
    sessionName: setting("role_session_name").value || null,
  };
  const refusal =
    text.state === "read"
      ? parameterProblem([
          { name: "RoleArn", value: role.value, min: 20 },
          { name: "RoleSessionName", value: hop.sessionName ?? "{…}", min: 2 },
          { name: "WebIdentityToken", value: text.text, min: 4 },
        ])
      : fileError(file.value, text);
  const via = file.fromVariable ? "web-identity-env" : "web-identity-profile";
  return {
    ...remote,
    via,
    profile: file.fromVariable ? null : name,
    roles: [role.value],
    refusal,
    unavailable: "An error occurred ({…}) when calling the AssumeRoleWithWebIdentity operation: {…}",
    source: { via, token: { file: file.value }, role: hop },
    where: [...file.where, ...role.where],
  };
}

export const hopTo = (roleArn: string, region: string | null, where: readonly Place[]): RoleHop => ({
  roleArn,
  sessionName: null,
  durationSeconds: null,
  externalId: null,
  policy: null,
  policyArns: [],
  tags: {},
  transitiveTagKeys: [],
  sourceIdentity: null,
  sts: { region, endpoint: null },
  where,
});

export function ssoSource({ shell, config }: CliSession, name: string): CliSource {
  const section = config.profiles.get(name);
  if (!section || (!has(section, "sso_role_name") && !has(section, "sso_account_id"))) return null;
  const session = has(section, "sso_session") ? valueOf(section, "sso_session") : null;
  const shared = session === null ? undefined : config.ssoSessions.get(session);
  if (session !== null && !shared) {
    return { error: `The specified sso-session does not exist: "${session}"`, where: placesIn(section, "sso_session") };
  }
  for (const [key, { value }] of shared?.settings ?? []) {
    if (!has(section, key) || valueOf(section, key) === value) continue;
    const error = `The value for ${key} is inconsistent between profile (${valueOf(section, key)}) and sso-session (${value}).`;
    return { error, where: placesIn(section, key) };
  }
  const settings = new Map([...section.settings, ...(shared?.settings ?? [])]);
  const setting = (key: string): string => settings.get(key)?.value ?? "";
  const missing = ["sso_role_name", "sso_account_id", "sso_start_url", "sso_region"].filter(
    (key) => !settings.has(key),
  );
  if (missing.length > 0) {
    const error = `The profile "${name}" is configured to use SSO but is missing required configuration: ${missing.join(", ")}`;
    return { error, where: placesIn(section, "sso_session", "sso_role_name", "sso_account_id") };
  }
  const key = session ?? setting("sso_start_url");
  const token = readSsoToken(shell, key);
  const accountId = setting("sso_account_id");
  return {
    ...remote,
    via: "sso",
    profile: name,
    refusal: ssoRefusal(shell, token, session, setting("sso_start_url")),
    unavailable: "An error occurred ({…}) when calling the GetRoleCredentials operation: {…}",
    source: {
      via: "sso",
      session,
      startUrl: setting("sso_start_url"),
      region: setting("sso_region"),
      accountId,
      roleName: setting("sso_role_name"),
      cacheFile: token.file,
      endpoint: null,
    },
    account: /^\d{12}$/.test(accountId) ? accountId : null,
    expires: token.problem === null ? token.expiresAt : null,
    where: placesIn(section, "sso_session", "sso_start_url"),
  };
}

function ssoRefusal(
  shell: Shell,
  token: ReturnType<typeof readSsoToken>,
  session: string | null,
  startUrl: string,
): string | null {
  const loading = (problem: string): string => `Error loading SSO Token: Token for ${problem}`;
  const text = shell.read(token.file);
  if (text.state !== "read") return loading(`${session ?? startUrl} does not exist`);
  // A file that isn't JSON is looked up like a missing entry of a dictionary: its name is all that Python says.
  if (jsonSyntaxError(text.text) !== null) return `'${/([^/\\]+)\.json$/.exec(token.file)?.[1] ?? ""}'`;
  if (token.problem !== null) return loading(`${startUrl} is invalid`);
  if (shell.machine.now < token.expiresAt || (session !== null && token.refreshable)) return null;
  return session !== null
    ? "Error when retrieving token from sso: Token has expired and refresh failed"
    : "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.";
}

export function loginSource({ shell, config, region }: CliSession, name: string): CliSource {
  const section = config.profiles.get(name);
  if (!section || !has(section, "login_session")) return null;
  const session = valueOf(section, "login_session");
  const token = readLoginToken(shell, session);
  return {
    ...remote,
    via: "login",
    profile: name,
    accessKeyId: token.problem === null ? token.accessKeyId : null,
    refusal: token.problem === null ? null : "Error loading login session token: {…}",
    unavailable: "Your session has expired or credentials have changed. Please reauthenticate using 'aws login'.",
    source: { via: "login", session, cacheFile: token.file, region },
    account: token.problem === null ? token.accountId : null,
    expires: token.problem === null ? token.expiresAt : null,
    where: placesIn(section, "login_session"),
  };
}

export function processSource({ config }: CliSession, name: string): CliSource {
  const section = config.profiles.get(name);
  if (!section || !has(section, "credential_process")) return null;
  const command = valueOf(section, "credential_process");
  return {
    ...remote,
    via: "process",
    profile: name,
    refusal: command.trim() === "" ? "list index out of range" : null,
    unavailable: "Error when retrieving credentials from custom-process: {…}",
    source: { via: "process", command },
    where: placesIn(section, "credential_process"),
  };
}

/** What the first AWS tools left behind: `AWS_CREDENTIAL_FILE`, then boto's own files. */
export function oldFilesSource({ shell }: CliSession): CliSource {
  const ec2 = shell.machine.environment.get("AWS_CREDENTIAL_FILE");
  const text = ec2 === undefined ? null : shell.read(expandPath(shell, ec2) ?? ec2);
  if (text?.state === "read") {
    const value = (key: string): string | undefined =>
      new RegExp(`^[ \\t]*${key}[ \\t]*=[ \\t]*(.*?)[ \\t]*$`, "m").exec(text.text)?.[1];
    const [id, secret] = [value("AWSAccessKeyId"), value("AWSSecretKey")];
    if (id !== undefined && secret !== undefined) {
      return keysProvider("shared-credentials", { id, secret, token: "" }, null, [
        inEnvironment("AWS_CREDENTIAL_FILE"),
      ]);
    }
  }
  const boto = shell.machine.environment.get("BOTO_CONFIG");
  for (const path of boto === undefined ? ["/etc/boto.cfg", "~/.boto"] : [boto]) {
    const sections = readSections(shell, expandPath(shell, path) ?? path);
    if ("error" in sections) return sections;
    const found = keysIn(sections.get("Credentials"), "boto-config", "shared-credentials", null);
    if (found) return found;
  }
  return null;
}
