import { accountOfArn } from "../arn.ts";
import type { CredentialsProvider } from "../chain/credentials-provider.ts";
import { imdsProvider } from "../chain/sources.ts";
import type { Section } from "../shared-config/section.ts";
import type { RoleHop } from "../trace.ts";
import { containerSource } from "./container.ts";
import type { CliError } from "./config.ts";
import { noCredentials, notRetrieved, parameterProblem, partial } from "./messages.ts";
import { environmentSource, hopTo, placesIn } from "./sources.ts";
import type { CliSession, CliSource } from "./sources.ts";

/** The sources of one profile, in botocore's order; assuming its role isn't one of them. */
export type ProfileSources = (name: string) => CliSource;

/** botocore's `AssumeRoleProvider`: the role of a profile, on top of what `source_profile` or `credential_source` delivers. */
export function assumeRoleSource(session: CliSession, name: string, sourcesOf: ProfileSources): CliSource {
  const profile = session.config.profiles.get(name);
  return profile && assumesRole(profile) ? assume(session, profile, [name], sourcesOf) : null;
}

const has = (section: Section, key: string): boolean => section.settings.has(key);
const valueOf = (section: Section, key: string): string => section.settings.get(key)?.value ?? "";
const assumesRole = (profile: Section): boolean => has(profile, "role_arn") && !has(profile, "web_identity_token_file");
const hasKeys = (profile: Section): boolean =>
  has(profile, "aws_access_key_id") || has(profile, "aws_secret_access_key");

/** @param visited The profiles on the way here, this one last. */
function assume(
  session: CliSession,
  profile: Section,
  visited: readonly string[],
  sourcesOf: ProfileSources,
): CredentialsProvider | CliError {
  const name = visited.at(-1) ?? "";
  const named = has(profile, "credential_source");
  if (named && has(profile, "source_profile")) {
    const error = `The profile "${name}" contains both source_profile and credential_source.`;
    return { error, where: placesIn(profile, "source_profile", "credential_source") };
  }
  if (!named && !has(profile, "source_profile")) {
    return {
      error: partial("assume-role", "source_profile or credential_source"),
      where: placesIn(profile, "role_arn"),
    };
  }
  const source = named ? namedSource(session, profile, name) : profileSource(session, profile, visited, sourcesOf);
  if ("error" in source) return source;
  const roleArn = valueOf(profile, "role_arn");
  const hop: RoleHop = {
    ...hopTo(roleArn, session.region, placesIn(profile, "role_arn")),
    sessionName: valueOf(profile, "role_session_name") || null,
    durationSeconds: /^\s*[+-]?\d+\s*$/.test(valueOf(profile, "duration_seconds"))
      ? Number(valueOf(profile, "duration_seconds"))
      : null,
    externalId: valueOf(profile, "external_id") || null,
  };
  const serial = profile.settings.get("mfa_serial")?.value;
  const problem = parameterProblem([
    { name: "RoleSessionName", value: hop.sessionName ?? "{…}", min: 2 },
    ...(has(profile, "external_id") ? [{ name: "ExternalId", value: valueOf(profile, "external_id"), min: 2 }] : []),
    ...(serial === undefined ? [] : [{ name: "SerialNumber", value: serial, min: 9 }]),
    ...(hop.durationSeconds === null ? [] : [{ name: "DurationSeconds", value: hop.durationSeconds, min: 900 }]),
    { name: "RoleArn", value: roleArn, min: 20 },
  ]);
  return {
    ...source,
    refusal: source.refusal ?? problem,
    roles: [...source.roles, roleArn],
    hops: [...source.hops, hop],
    account: accountOfArn(roleArn),
    where: [...hop.where, ...source.where],
  };
}

function profileSource(
  session: CliSession,
  profile: Section,
  visited: readonly string[],
  sourcesOf: ProfileSources,
): CredentialsProvider | CliError {
  const name = visited.at(-1) ?? "";
  const sourceName = valueOf(profile, "source_profile");
  const where = placesIn(profile, "source_profile");
  const source = session.config.profiles.get(sourceName);
  if (!source) {
    return { error: `The source_profile "${sourceName}" referenced in the profile "${name}" does not exist.`, where };
  }
  if (visited.includes(sourceName) && (sourceName !== name || !hasKeys(source))) {
    const list = visited.map((one) => `'${one}'`).join(", ");
    const error = `Infinite loop in credential configuration detected. Attempting to load from profile ${sourceName} which has already been visited. Visited profiles: [${list}]`;
    return { error, where };
  }
  if (!hasKeys(source) && assumesRole(source)) return assume(session, source, [...visited, sourceName], sourcesOf);
  return sourcesOf(sourceName) ?? { error: `The source profile "${sourceName}" must have credentials.`, where };
}

function namedSource(session: CliSession, profile: Section, name: string): CredentialsProvider | CliError {
  const source = valueOf(profile, "credential_source");
  const where = placesIn(profile, "credential_source");
  const none = notRetrieved(source, `No credentials found in credential_source referenced in profile ${name}`);
  switch (source) {
    case "Environment":
      return environmentSource(session, name) ?? { error: none, where };
    case "EcsContainer":
      return containerSource(session, name) ?? { error: none, where };
    case "Ec2InstanceMetadata":
      return instanceSource(session, name, none) ?? { error: none, where };
    default:
      return { error: `The credential source "${source}" referenced in profile "${name}" is not valid.`, where };
  }
}

/** The role of the instance; `null` when asking for it is switched off. */
export function instanceSource({ shell }: CliSession, profile: string | null, unavailable = noCredentials): CliSource {
  if (shell.env("AWS_EC2_METADATA_DISABLED").toLowerCase() === "true") return null;
  const ipv6 = shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").toLowerCase() === "ipv6";
  const imds = { enabled: true, endpoint: shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT"), ipv6 };
  return { ...imdsProvider(imds, profile, []), unavailable, cached: true };
}
