import { inEnvironment } from "../place.ts";
import type { Profile } from "../shared-config/profile.ts";
import { ssoProblem, usesSso } from "../shared-config/profile.ts";
import type { Shell } from "../shell.ts";
import type { RoleHop, StsTarget } from "../trace.ts";
import type { BaseConfig } from "./base-config.ts";
import { containerProvider, containerVariables, fullUri, relativeUri } from "./container.ts";
import { withCache, withRole } from "./credentials-provider.ts";
import type { CredentialsProvider, ResolveError } from "./credentials-provider.ts";
import { configHas } from "./libraries.ts";
import type { SdkConfig } from "./sdk-config.ts";
import {
  environmentKeys,
  imdsProvider,
  keysProvider,
  loginProvider,
  processProvider,
  ssoProvider,
  webIdentityProvider,
} from "./sources.ts";
import { sdkEndpoint } from "./sts.ts";
import type { StsSettings } from "./sts.ts";

/** What the search for credentials works with. */
export interface Search {
  readonly shell: Shell;
  readonly base: BaseConfig;
  readonly config: SdkConfig;
  readonly sts: StsSettings;
  /** The program names the profile itself: it comes before the environment. */
  readonly profileArgument: boolean;
}

/** `resolveCredentialChain` of the SDK's `config` module. */
export function resolveChain(search: Search): CredentialsProvider | ResolveError {
  const provider = firstSource(search);
  return "error" in provider ? provider : withCache(provider);
}

function firstSource(search: Search): CredentialsProvider | ResolveError {
  const { shell, base, config, sts } = search;
  if (search.profileArgument) return fromProfile(search, config.profile);
  const keys = environmentKeys(shell);
  if (keys) return keysProvider("environment", keys, null, keys.where);
  const file = shell.env("AWS_WEB_IDENTITY_TOKEN_FILE");
  if (file === "") return fromProfile(search, config.profile);
  const where = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"].map(inEnvironment);
  const roleArn = shell.env("AWS_ROLE_ARN");
  if (roleArn === "") return { error: "role ARN is not set", where };
  const role: RoleHop = {
    ...emptyHop(sts.sdk),
    roleArn,
    sessionName: shell.env("AWS_ROLE_SESSION_NAME") || null,
    where,
  };
  return webIdentityProvider(
    shell,
    { via: "web-identity-env", profile: null, token: { file }, role },
    sts,
    base.libraries,
  );
}

const emptyHop = (sts: StsTarget): Omit<RoleHop, "roleArn"> => ({
  sessionName: null,
  durationSeconds: null,
  externalId: null,
  policy: null,
  policyArns: [],
  tags: {},
  transitiveTagKeys: [],
  sourceIdentity: null,
  sts,
  where: [],
});

/** `resolveCredsFromProfile`: the profile's source, then the role on top of it. */
function fromProfile(search: Search, profile: Profile): CredentialsProvider | ResolveError {
  const { base, sts } = search;
  const source = sourceOf(search, profile);
  if ("error" in source) return source;
  const roleArn = profile.get("role_arn");
  if (roleArn === "" || (source.via === "web-identity-profile" && profile.source === null)) return source;
  if (profile.get("mfa_serial") !== "") {
    const error = "assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.";
    return { error, where: profile.where("mfa_serial") };
  }
  const seconds = profile.durationSeconds ?? 0;
  const hop: RoleHop = {
    ...emptyHop(sts.sdk),
    roleArn,
    sessionName: profile.get("role_session_name") || null,
    // The SDK compares whole minutes.
    durationSeconds: Math.floor(seconds / 60) > 15 ? seconds : null,
    externalId: profile.get("external_id") || null,
    where: profile.where("role_arn"),
  };
  return withRole(source, hop, sts, base);
}

function sourceOf(search: Search, profile: Profile): CredentialsProvider | ResolveError {
  const { shell, base, config, sts } = search;
  if (profile.source) return fromProfile(search, profile.source);
  if (profile.keys) {
    const { accessKeyId, secretAccessKey, sessionToken } = profile.keys;
    const keys = { id: accessKeyId.value, secret: secretAccessKey.value, token: sessionToken?.value ?? "" };
    const fromConfig = config.files.some(({ kind, path }) => kind === "config" && path === accessKeyId.place.path);
    const places = [accessKeyId, secretAccessKey, sessionToken].flatMap((setting) => setting?.place ?? []);
    return keysProvider(fromConfig ? "shared-config" : "shared-credentials", keys, profile.name, places);
  }
  if (profile.get("credential_source") !== "") return namedSource(search, profile);
  const file = profile.get("web_identity_token_file");
  if (file !== "") {
    const role: RoleHop = {
      ...emptyHop(sts.sdk),
      roleArn: profile.get("role_arn"),
      sessionName: profile.get("role_session_name") || null,
      where: profile.where("web_identity_token_file", "role_arn"),
    };
    const identity = { via: "web-identity-profile", profile: profile.name, token: { file }, role } as const;
    return webIdentityProvider(shell, identity, sts, base.libraries);
  }
  if (usesSso(profile)) {
    const problem = ssoProblem(profile);
    if (problem) return { error: problem.text, where: profile.where(...problem.keys) };
    const endpoint = base.endpoints.sso || sdkEndpoint(shell, base.libraries, config.profile, config.sections, "sso");
    return ssoProvider(shell, profile, endpoint);
  }
  if (profile.get("login_session") !== "") return withCache(loginProvider(shell, profile, config.region));
  if (profile.get("credential_process") !== "") return processProvider(profile);
  const [variable] = containerVariables(shell, base.libraries);
  return variable === undefined ? instance(search, null) : container(search, variable, null);
}

/** `credential_source`, which is written with capitals or not at all. */
function namedSource(search: Search, profile: Profile): CredentialsProvider | ResolveError {
  const { shell, base } = search;
  const where = profile.where("credential_source");
  switch (profile.get("credential_source")) {
    case "Ec2InstanceMetadata":
      return instance(search, profile);
    case "Environment": {
      const keys = environmentKeys(shell) ?? { id: "", secret: "", token: "", where };
      return keysProvider("environment", keys, profile.name, keys.where);
    }
    case "EcsContainer": {
      const widened = configHas(base.libraries, "relativeContainerUriFirst");
      const variable = containerVariables(shell, base.libraries).find((name) => widened || name === relativeUri);
      if (variable !== undefined) return container(search, variable, profile);
      const missing = widened
        ? `but neither '${relativeUri}' or ${fullUri}' was set`
        : `but '${relativeUri}' was not set`;
      return { error: `EcsContainer was specified as the credential_source, ${missing}`, where };
    }
    default:
      return { error: "credential_source values must be EcsContainer, Ec2InstanceMetadata, or Environment", where };
  }
}

function container(search: Search, variable: string, profile: Profile | null): CredentialsProvider | ResolveError {
  const provider = containerProvider(search.shell, search.base.libraries, variable, profile?.name ?? null);
  return "error" in provider ? provider : withCache(provider);
}

function instance({ shell, base, config }: Search, profile: Profile | null): CredentialsProvider {
  const disabled = shell.env("AWS_EC2_METADATA_DISABLED").toLowerCase() === "true";
  const setting = (key: string): string => config.profile.section?.settings.get(key)?.value ?? "";
  const mode =
    base.imdsEndpointMode ||
    shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE") ||
    setting("ec2_metadata_service_endpoint_mode");
  const imds = {
    enabled: base.imdsEnabled ?? !disabled,
    endpoint:
      base.imdsEndpoint || shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT") || setting("ec2_metadata_service_endpoint"),
    ipv6: mode.toLowerCase() === "ipv6",
  };
  const where =
    disabled && base.imdsEnabled === null
      ? [inEnvironment("AWS_EC2_METADATA_DISABLED")]
      : base.where("skip_metadata_api_check");
  return withCache(imdsProvider(imds, profile?.name ?? null, where));
}
