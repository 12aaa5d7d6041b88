import type { Place } from "../place.ts";
import type { Libraries } from "./libraries.ts";

/** Stands for a region that is set but can't be told from here. */
export const unknownRegion = "{…}";

/**
 * What a provider or backend hands to `aws-sdk-go-base`: its arguments, after its own checks. `""` is unset throughout.
 */
export interface BaseConfig {
  readonly libraries: Libraries;
  /** Where `No valid credential sources found` sends its reader. */
  readonly documentation: string;
  /** What the messages of old releases call the caller: `Terraform AWS Provider`. */
  readonly caller: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly token: string;
  readonly profile: string;
  readonly region: string;
  readonly stsRegion: string;
  readonly sharedConfigFiles: readonly string[];
  readonly sharedCredentialsFiles: readonly string[];
  readonly customCaBundle: string;
  readonly retryMode: string;
  /** `null`: the environment decides. */
  readonly imdsEnabled: boolean | null;
  readonly imdsEndpoint: string;
  readonly imdsEndpointMode: string;
  readonly endpoints: { readonly sts: string; readonly sso: string };
  readonly useFips: boolean;
  readonly useDualStack: boolean;
  /** How instance metadata fail when `ifUnavailable` has to say it; the runs that were measured met the one or the other. */
  readonly metadata: "refuses" | "unreachable";
  /** `null` differs from `""`, which switches a proxy off. */
  readonly httpProxy: string | null;
  readonly httpsProxy: string | null;
  readonly proxyMode: "legacy" | "separate";
  readonly roles: readonly RoleRequest[];
  readonly webIdentity: WebIdentityRequest | null;
  /** Environment keys make the `profile` argument void (`use_legacy_workflow`). */
  readonly legacyWorkflow: boolean;
  /** The places of the arguments of that name. */
  readonly where: (...names: string[]) => readonly Place[];
}

/** An `assume_role` block; its empty strings are unset. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number | null;
  readonly externalId: string;
  readonly policy: string;
  readonly policyArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity: string;
  readonly where: readonly Place[];
}

/** An `assume_role_with_web_identity` block. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number | null;
  readonly policy: string;
  readonly policyArns: readonly string[];
  readonly token: string;
  readonly tokenFile: string;
  readonly where: readonly Place[];
}
