import { accountOfArn } from "../arn.ts";
import type { Place } from "../place.ts";
import { expandPath, shellIn } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { Failure, Identity, Message, RoleHop, SigningPlan, Unknown } from "../trace.ts";
import type { BaseConfig, RoleRequest, WebIdentityRequest } from "./base-config.ts";
import { withCache } from "./credentials-provider.ts";
import type { CredentialsProvider } from "./credentials-provider.ts";
import { baseHas } from "./libraries.ts";
import {
  cannotAssumeRole,
  cannotAssumeRoleWithWebIdentity,
  incompleteWebIdentity,
  noValidSources,
  profileNote,
  roleWithoutArn,
  simple,
} from "./messages.ts";
import { metadataUrl, proxyProblems } from "./proxy.ts";
import { resolveChain } from "./resolve-chain.ts";
import { loadOptions, loadSdkConfig } from "./sdk-config.ts";
import type { LoadError, LoadOptions, SdkConfig } from "./sdk-config.ts";
import { emptyStatic, keysProvider, webIdentityProvider } from "./sources.ts";
import { stsProblem, stsSettings } from "./sts.ts";
import type { StsSettings } from "./sts.ts";

/** What `aws-sdk-go-base` hands back, or where it stopped. */
export interface BaseOutcome {
  readonly identity: Identity | null;
  /** `null`: none, or the run stopped before; `{imds}`: the instance tells. */
  readonly region: string | null;
  readonly regionWhere: readonly Place[];
  readonly failures: readonly Failure[];
  readonly ifUnavailable: Failure | null;
  readonly warnings: readonly Message[];
  readonly account: string | null;
  readonly expires: number | null;
  readonly unknown: readonly Unknown[];
  readonly plan: SigningPlan | null;
  /** Loading failed at the selected profile. */
  readonly profileIsBroken: boolean;
  /** What was loaded on the way; `null` when loading failed. */
  readonly config: SdkConfig | null;
  /** What the credentials were made from. */
  readonly provider: CredentialsProvider | null;
}

const nothing: BaseOutcome = {
  identity: null,
  region: null,
  regionWhere: [],
  failures: [],
  ifUnavailable: null,
  warnings: [],
  account: null,
  expires: null,
  unknown: [],
  plan: null,
  profileIsBroken: false,
  config: null,
  provider: null,
};

/** A run through `GetAwsConfig` that stops at the first failure. */
interface Stop {
  readonly stop: Partial<BaseOutcome>;
}

const stopped = (...failures: readonly Failure[]): Stop => ({ stop: { failures } });

const notLoaded = ({ error, where, ofProfile }: LoadError, prefix = ""): Stop => ({
  stop: { failures: [simple("config", prefix + error, where)], profileIsBroken: ofProfile === true },
});

/** Put before what goes wrong while the final configuration is loaded. */
const finalLoad = "loading configuration: ";

/** `GetAwsConfig` of aws-sdk-go-base v2, without its calls. */
export function getAwsConfig(outer: Shell, base: BaseConfig): BaseOutcome {
  const metadata = metadataUrl(outer, base);
  const shell = shellIn(outer.machine, outer.directory, metadata.changes);
  const proxy = proxyProblems(shell, base);
  const warnings = [...(metadata.warning ? [metadata.warning] : []), ...proxy.warnings];
  const result = proxy.errors.length > 0 ? stopped(...proxy.errors) : run(shell, base);
  return { ...nothing, ...("stop" in result ? result.stop : result), warnings };
}

interface Found {
  readonly provider: CredentialsProvider;
  readonly roles: readonly string[];
  readonly hops: readonly RoleHop[];
  readonly config: SdkConfig;
  readonly sts: StsSettings;
  readonly ifUnavailable: Failure | null;
}

function run(shell: Shell, base: BaseConfig): Partial<BaseOutcome> | Stop {
  const isStatic = base.accessKey !== "" || base.secretKey !== "" || base.token !== "";
  const found =
    isStatic && baseHas(base.libraries, "staticFirst") ? fromArguments(shell, base) : fromChain(shell, base, isStatic);
  if ("stop" in found) return found;
  const { provider, config, sts, roles, hops } = found;

  const second = secondLoad(shell, base, config);
  if ("error" in second) return notLoaded(second, finalLoad);
  const fromInstance =
    provider.via === "imds" && provider.roles.length === 0 && baseHas(base.libraries, "namesMissingProfile");
  const region = second.region || (fromInstance ? "{imds}" : null);
  const { via, accessKeyId, profile } = provider;
  const last = roles.at(-1);
  return {
    identity: { via, accessKeyId, profile, roles },
    region,
    regionWhere: second.regionWhere,
    ifUnavailable: found.ifUnavailable,
    account: last === undefined ? provider.account : accountOfArn(last),
    expires: provider.expires,
    plan: {
      source: provider.source,
      hops,
      sts: { ...sts.own, region: sts.own.region ?? region },
      calls: { fips: sts.fips, dualStack: sts.dualStack, caBundle: config.profile.get("ca_bundle") || null },
    },
    config,
    provider,
  };
}

/** Old releases forget the `profile` argument when they load the final configuration. */
function secondLoad(shell: Shell, base: BaseConfig, config: SdkConfig): SdkConfig | LoadError {
  if (base.profile === "" || baseHas(base.libraries, "regionOfArgumentProfile")) return config;
  const options = loadOptions(shell, base);
  return "error" in options ? options : loadSdkConfig(shell, base, options, "");
}

function staticProvider(base: BaseConfig): CredentialsProvider {
  const keys = { id: base.accessKey, secret: base.secretKey, token: base.token };
  return keysProvider("static", keys, null, base.where("access_key", "secret_key", "token"));
}

function fromArguments(shell: Shell, base: BaseConfig): Found | Stop {
  const provider = staticProvider(base);
  if (provider.refusal !== null) {
    return stopped(simple("credentials", `retrieving credentials: ${emptyStatic}`, provider.where));
  }
  const options = loadOptions(shell, base);
  if ("error" in options) return notLoaded(options);
  const config = loadSdkConfig(shell, base, options, base.profile);
  if ("error" in config) return notLoaded(config, finalLoad);
  return assumeRoles(base, provider, config, stsSettings(shell, base, config), null);
}

/** `getCredentialsProvider` of aws-sdk-go-base. */
function fromChain(shell: Shell, outer: BaseConfig, isStatic: boolean): Found | Stop {
  const keysBesideProfile =
    outer.profile !== "" && shell.env("AWS_ACCESS_KEY_ID") !== "" && shell.env("AWS_SECRET_ACCESS_KEY") !== "";
  const base = keysBesideProfile && outer.legacyWorkflow ? { ...outer, profile: "" } : outer;
  const options: LoadOptions | LoadError = loadOptions(shell, base);
  if ("error" in options) return notLoaded(options);
  const config = loadSdkConfig(shell, base, options, base.profile);
  if ("error" in config) return notLoaded(config);
  const sts = stsSettings(shell, base, config);
  let provider = isStatic
    ? withCache(staticProvider(base))
    : resolveChain({ shell, base, config, sts, profileArgument: base.profile !== "" });
  if ("error" in provider) {
    const { error, where, doubt } = provider;
    if (doubt !== undefined) return { stop: { unknown: [{ what: "identity", because: doubt, where }], config } };
    return { stop: { failures: [simple("config", error, where)], config } };
  }

  let ifUnavailable: Failure | null;
  if (base.webIdentity) {
    const exchanged = exchange(shell, base, base.webIdentity, sts);
    if ("stop" in exchanged) return { stop: { ...exchanged.stop, config } };
    ({ provider, ifUnavailable } = exchanged);
  } else {
    const note = base.profile !== "" && keysBesideProfile ? profileNote(base) : "";
    const { refusal, unavailable, where, profile, source } = provider;
    if (refusal !== null) {
      const failure = { ...noValidSources(base, note + refusal, where), refusedBy: { profile, source } };
      return { stop: { failures: [failure], config, provider } };
    }
    ifUnavailable = unavailable === null ? null : noValidSources(base, note + unavailable, where);
  }
  return assumeRoles(base, provider, config, sts, ifUnavailable);
}

/** The `assume_role_with_web_identity` block: takes the place of what the chain found. */
function exchange(
  shell: Shell,
  base: BaseConfig,
  request: WebIdentityRequest,
  sts: StsSettings,
): { provider: CredentialsProvider; ifUnavailable: Failure | null } | Stop {
  const { roleArn, where } = request;
  if (roleArn === "") return stopped(incompleteWebIdentity(base, "role", where));
  if (request.token === "" && request.tokenFile === "") return stopped(incompleteWebIdentity(base, "token", where));
  const role: RoleHop = {
    ...hopOf({ ...request, externalId: "", tags: {}, transitiveTagKeys: [], sourceIdentity: "" }),
    sts: sts.own,
  };
  const identity = { via: "web-identity-block", profile: null, token: tokenOf(shell, request), role } as const;
  const provider = webIdentityProvider(shell, identity, sts, base.libraries);
  const failure = (inner: string): Failure => cannotAssumeRoleWithWebIdentity(base, roleArn, inner, where);
  if (provider.refusal !== null) return stopped(failure(provider.refusal));
  return { provider, ifUnavailable: provider.unavailable === null ? null : failure(provider.unavailable) };
}

function tokenOf(shell: Shell, request: WebIdentityRequest): { text: string } | { file: string } | { problem: string } {
  if (request.token !== "") return { text: request.token };
  const file = expandPath(shell, request.tokenFile);
  return file === null
    ? { problem: "expanding web identity token file: cannot expand user-specific home dir" }
    : { file };
}

function hopOf(request: RoleRequest): Omit<RoleHop, "sts"> {
  return {
    roleArn: request.roleArn,
    sessionName: request.sessionName || null,
    durationSeconds: request.durationSeconds,
    externalId: request.externalId || null,
    policy: request.policy || null,
    policyArns: request.policyArns,
    tags: request.tags,
    transitiveTagKeys: request.transitiveTagKeys,
    sourceIdentity: request.sourceIdentity || null,
    where: request.where,
  };
}

/** The `assume_role` blocks, one on top of the other. */
function assumeRoles(
  base: BaseConfig,
  provider: CredentialsProvider,
  config: SdkConfig,
  sts: StsSettings,
  ifUnavailable: Failure | null,
): Found | Stop {
  const roles = [...provider.roles];
  const hops = [...provider.hops];
  for (const [index, request] of base.roles.entries()) {
    const { via, accessKeyId, profile } = provider;
    const stop = (failure: Failure): Stop => ({
      stop: { identity: { via, accessKeyId, profile, roles }, failures: [failure], config, provider },
    });
    if (request.roleArn === "") return stopped(roleWithoutArn(base, index, base.roles.length, request.where));
    const problem = stsProblem(sts.own, sts, base.libraries);
    if (problem !== null) {
      return stop(
        cannotAssumeRole(base, request.roleArn, `operation error STS: AssumeRole, ${problem}`, request.where),
      );
    }
    roles.push(request.roleArn);
    hops.push({ ...hopOf(request), sts: sts.own });
  }
  return { provider, roles, hops, config, sts, ifUnavailable };
}
