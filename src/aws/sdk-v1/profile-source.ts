import { Secret } from "../secret.ts";
import type { Shell } from "../shell.ts";
import type { Keys } from "../trace.ts";
import { sdkError } from "./error.ts";
import { usesSso } from "./profile.ts";
import type { Profile } from "./profile.ts";
import { remoteSource } from "./remote.ts";
import { environmentKeys, keysSource, roleHop } from "./source.ts";
import type { Source, SourceError, Surroundings } from "./source.ts";
import { ssoSource } from "./sso.ts";
import { webIdentitySource } from "./web-identity.ts";

/** `resolveCredsFromProfile`. */
export function profileSource(around: Surroundings, profile: Profile): Source | SourceError {
  const base = baseSource(around, profile);
  const roleArn = profile.get("role_arn");
  if ("error" in base || roleArn === "" || base.via === "web-identity-profile") return base;
  if (profile.get("mfa_serial") !== "") {
    const text = "assume role with MFA enabled, but AssumeRoleTokenProvider session option not set.";
    const error = sdkError("AssumeRoleTokenProviderNotSetError", text);
    return { error, retrieving: false, where: profile.where("mfa_serial") };
  }
  const seconds = Number(profile.get("duration_seconds"));
  const role = roleHop(around, {
    roleArn,
    sessionName: profile.get("role_session_name"),
    durationSeconds: Number.isInteger(seconds) && seconds >= 960 ? seconds : null,
    externalId: profile.get("external_id") || null,
    where: profile.where("role_arn"),
  });
  return { ...base, hops: [...base.hops, role] };
}

function baseSource(around: Surroundings, profile: Profile): Source | SourceError {
  if (profile.source) return profileSource(around, profile.source);
  if (profile.keys) {
    const { kind, accessKeyId, secretAccessKey, sessionToken } = profile.keys;
    const keys: Keys = {
      accessKeyId: accessKeyId.value,
      secretAccessKey: new Secret(secretAccessKey.value),
      sessionToken: sessionToken?.value ? new Secret(sessionToken.value) : null,
    };
    const via = kind === "config" ? "shared-config" : "shared-credentials";
    return keysSource(via, keys, profile.name, [accessKeyId.place, secretAccessKey.place]);
  }
  if (profile.get("credential_source") !== "") return credentialSource(around, profile);
  const file = profile.get("web_identity_token_file");
  if (file !== "") {
    return webIdentitySource(around, {
      via: "web-identity-profile",
      file,
      roleArn: profile.get("role_arn"),
      sessionName: profile.get("role_session_name"),
      profile: profile.name,
      where: profile.where("web_identity_token_file"),
    });
  }
  if (usesSso(profile)) return ssoSource(around, profile);
  if (profile.get("credential_process") !== "") return processSource(around, profile);
  return remoteSource(around, null);
}

function credentialSource(around: Surroundings, profile: Profile): Source | SourceError {
  const where = profile.where("credential_source");
  const refuse = (text: string): SourceError => ({
    error: sdkError("SharedConfigErr", text),
    retrieving: false,
    where,
  });
  switch (profile.get("credential_source")) {
    case "Ec2InstanceMetadata":
      return remoteSource(around, { profile: profile.name, where });
    case "Environment": {
      const keys = environmentKeys(around.shell);
      if (keys) return { ...keys, profile: profile.name };
      return { error: sdkError("EmptyStaticCreds", "static credentials are empty"), retrieving: true, where };
    }
    case "EcsContainer":
      if (around.shell.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") === "") {
        return refuse(
          "EcsContainer was specified as the credential_source, but 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI' was not set",
        );
      }
      return remoteSource(around, { profile: profile.name, where });
    default:
      return refuse("credential source values must be EcsContainer, Ec2InstanceMetadata, or Environment");
  }
}

function processSource({ shell }: Surroundings, profile: Profile): Source | SourceError {
  const command = profile.get("credential_process");
  const where = profile.where("credential_process");
  const failed = (status: number): string =>
    sdkError("ProcessProviderExecutionError", "error in credential_process", `exit status ${status}`);
  const status = certainStatus(shell, command);
  if (status !== null) return { error: failed(status), retrieving: true, where };
  return {
    via: "process",
    accessKeyId: null,
    profile: profile.name,
    credentials: { via: "process", command },
    hops: [],
    expires: null,
    ifUnavailable: failed(1),
    where,
  };
}

/** The exit status of a command that can only fail: `false`, or a program that isn't there. Nothing is run to find out. */
function certainStatus(shell: Shell, command: string): number | null {
  if (command === "false") return 1;
  const [program = ""] = command.split(/\s/);
  const plain = /^\/[\w./+-]+$/.test(program);
  return plain && shell.machine.files.kind(program) === null ? 127 : null;
}
