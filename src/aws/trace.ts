import type { Place } from "./place.ts";
import type { Secret } from "./secret.ts";

/**
 * How a consumer gets its credentials: the sources that were looked at, in the order of looking, and the outcome in the vocabulary
 * of the measured cases.
 */
export interface Trace extends Outcome {
  readonly steps: readonly Step[];
}

export interface Step {
  readonly source: StepSource;
  readonly status: "used" | "shadowed" | "absent" | "invalid" | "not reached";
  /** One sentence, without secrets; key ids are masked. */
  readonly because: string;
  /** The places that decided it, the most telling one first. */
  readonly where: readonly Place[];
}

/** What can supply credentials (or change whose they are), in the words of Terraform and AWS. */
export type StepSource =
  | "arguments"
  | "profile argument"
  | "environment"
  | "web identity environment"
  | "AWS_PROFILE"
  | "AWS_DEFAULT_PROFILE"
  | "default profile"
  | "source profile"
  | "files of boto"
  | "container"
  | "instance metadata"
  | "web identity argument"
  | "role";

export interface Outcome {
  /** `null` when no source is reached because of `error`, or when `unknown` says that it can't be told. */
  readonly identity: Identity | null;
  /** `null`: none, or not known before `error`; `{imds}`: only the instance metadata can tell. */
  readonly region: string | null;
  /** What will be reported, in the program's own words. */
  readonly error: Failure | null;
  /** Errors that are reported after the first one. */
  readonly alsoErrors: readonly Failure[];
  /** What is reported when the remote source named by `identity.via` can't answer; `{…}` stands for what only the run can tell. */
  readonly ifUnavailable: Failure | null;
  readonly warnings: readonly Message[];
  /** The account of the final identity where it can be told without a call. */
  readonly account: string | null;
  /** When the credentials, or the session that they come from, end; milliseconds since 1970 (UTC). */
  readonly expires: number | null;
  /** What can't be told from here. Empty: the outcome is certain. */
  readonly unknown: readonly Unknown[];
  /** How to sign as this identity. Holds secrets. */
  readonly plan: SigningPlan | null;
}

export interface Identity {
  /** The source of the base credentials. */
  readonly via: Via;
  /** Only where it can be known without a call or a subprocess. Not masked. */
  readonly accessKeyId: string | null;
  /** The shared-config profile that supplied them: the end of a `source_profile` chain. */
  readonly profile: string | null;
  /** Roles on top, in order: those of the shared files first, then the block's. */
  readonly roles: readonly string[];
}

export type Via =
  | "static"
  | "environment"
  | "shared-credentials"
  | "shared-config"
  | "process"
  | "sso"
  | "login"
  | "web-identity-env"
  | "web-identity-profile"
  | "web-identity-block"
  | "container"
  | "imds";

export interface Message {
  readonly summary: string;
  readonly detail: string;
  /** The places at fault, where they are known. */
  readonly where: readonly Place[];
}

export interface Failure extends Message {
  /**
   * `schema`: the program's own checks of arguments; `config`: while loading environment and files; `credentials`: no source
   * delivers, or a role can't be assumed; `validate`: region list, account lookup, account lists.
   */
  readonly phase: "schema" | "config" | "credentials" | "validate";
  /** The source of credentials that is found and doesn't deliver, where it is one. */
  readonly refusedBy?: { readonly profile: string | null; readonly source: CredentialSource };
}

export interface Unknown {
  readonly what: "identity" | "roles" | "region" | "account" | "arguments";
  /** The argument, or nested block, whose value is missing; without: no argument is to blame. */
  readonly argument?: string;
  readonly because: string;
  readonly where: readonly Place[];
}

/** Base credentials and the roles to assume on top of them. */
export interface SigningPlan {
  readonly source: CredentialSource;
  readonly hops: readonly RoleHop[];
  /** For GetCallerIdentity. */
  readonly sts: StsTarget;
  /** For all calls; where it isn't given, arguments and environment tell all. */
  readonly calls?: CallSettings;
}

/** How calls are made, as arguments, environment and profile say together. */
export interface CallSettings {
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** `ca_bundle` of the profile; argument and environment come before it. */
  readonly caBundle: string | null;
}

export interface StsTarget {
  /** Signing region; `null` when there is none. */
  readonly region: string | null;
  /** `null`: the public endpoint of the region. */
  readonly endpoint: string | null;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken: Secret | null;
}

export type CredentialSource =
  | {
      readonly via: "static" | "environment" | "shared-credentials" | "shared-config";
      readonly keys: Keys;
    }
  | { readonly via: "process"; readonly command: string }
  | {
      readonly via: "sso";
      /** `null` for settings without an `sso_session`. */
      readonly session: string | null;
      readonly startUrl: string;
      readonly region: string;
      readonly accountId: string;
      readonly roleName: string;
      readonly cacheFile: string;
      readonly endpoint: string | null;
    }
  | { readonly via: "login"; readonly session: string; readonly cacheFile: string; readonly region: string | null }
  | {
      readonly via: "web-identity-env" | "web-identity-profile" | "web-identity-block";
      readonly token: { readonly file: string } | { readonly text: Secret };
      readonly role: RoleHop;
    }
  | {
      readonly via: "container";
      readonly url: string;
      readonly authorization: { readonly file: string } | { readonly text: Secret } | null;
    }
  | { readonly via: "imds"; readonly endpoint: string | null; readonly ipv6: boolean };

/** One AssumeRole (or AssumeRoleWithWebIdentity) call. */
export interface RoleHop {
  readonly roleArn: string;
  /** `null`: the SDK makes one up. */
  readonly sessionName: string | null;
  /** `null`: the SDK's default, 900. */
  readonly durationSeconds: number | null;
  readonly externalId: string | null;
  readonly policy: string | null;
  readonly policyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string | null;
  readonly sts: StsTarget;
  readonly where: readonly Place[];
}
