import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { Secret } from "../secret.ts";
import type { Shell } from "../shell.ts";
import type { Caller } from "./error.ts";
import type { CredentialSource, Keys, RoleHop, StsTarget, Via } from "../trace.ts";

/** Where credentials will come from. */
export interface Source {
  readonly via: Via;
  readonly accessKeyId: string | null;
  readonly profile: string | null;
  readonly credentials: CredentialSource;
  /** Roles of the shared files; for web identities the first is the one that the token is exchanged for. */
  readonly hops: readonly RoleHop[];
  readonly expires: number | null;
  /** What the SDK says when the source can't answer; `null` for keys. */
  readonly ifUnavailable: string | null;
  readonly where: readonly Place[];
}

/** The session can't be opened, or (`retrieving`) no source delivers. */
export interface SourceError {
  readonly error: string;
  readonly retrieving: boolean;
  readonly where: readonly Place[];
}

export interface Surroundings {
  readonly shell: Shell;
  /** Left out: the S3 backend. */
  readonly caller?: Caller;
  /** `skip_metadata_api_check`, or `AWS_EC2_METADATA_DISABLED`. */
  readonly imdsDisabled: boolean;
  /** For the calls of roles. */
  readonly sts: StsTarget;
}

export const keysSource = (
  via: "static" | "environment" | "shared-credentials" | "shared-config",
  keys: Keys,
  profile: string | null,
  where: readonly Place[],
): Source => ({
  via,
  accessKeyId: keys.accessKeyId,
  profile,
  credentials: { via, keys },
  hops: [],
  expires: null,
  ifUnavailable: null,
  where,
});

/** A complete pair of environment keys. */
export function environmentKeys(shell: Shell): Source | null {
  const [id, secret] = [
    firstSet(shell, "AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"),
    firstSet(shell, "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"),
  ];
  if (!id || !secret) return null;
  const token = shell.env("AWS_SESSION_TOKEN");
  const keys: Keys = {
    accessKeyId: id.value,
    secretAccessKey: new Secret(secret.value),
    sessionToken: token === "" ? null : new Secret(token),
  };
  const names = [id.name, secret.name, ...(token === "" ? [] : ["AWS_SESSION_TOKEN"])];
  return keysSource("environment", keys, null, names.map(inEnvironment));
}

function firstSet(shell: Shell, ...names: string[]): { name: string; value: string } | null {
  for (const name of names) if (shell.env(name) !== "") return { name, value: shell.env(name) };
  return null;
}

export function roleHop(
  around: Surroundings,
  role: Pick<RoleHop, "roleArn" | "durationSeconds" | "externalId" | "where"> & { readonly sessionName: string },
): RoleHop {
  return {
    ...role,
    sessionName: role.sessionName || null,
    policy: null,
    policyArns: [],
    tags: {},
    transitiveTagKeys: [],
    sourceIdentity: null,
    sts: around.sts,
  };
}
