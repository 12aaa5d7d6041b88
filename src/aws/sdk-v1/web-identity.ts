import type { Place } from "../place.ts";
import { openError } from "../shell.ts";
import { sdkError } from "./error.ts";
import { roleHop } from "./source.ts";
import type { Source, SourceError, Surroundings } from "./source.ts";

/** AssumeRoleWithWebIdentity. */
export function webIdentitySource(
  around: Surroundings,
  request: {
    readonly via: "web-identity-env" | "web-identity-profile";
    readonly file: string;
    readonly roleArn: string;
    readonly sessionName: string;
    readonly profile: string | null;
    readonly where: readonly Place[];
  },
): Source | SourceError {
  const { via, file, roleArn, sessionName, profile, where } = request;
  if (roleArn === "") {
    return { error: sdkError("WebIdentityErr", "role ARN is not set"), retrieving: false, where };
  }
  const token = around.shell.read(file);
  if (token.state !== "read") {
    const cause = sdkError("WebIdentityErr", `unable to read file at ${file}`, openError(around.shell, file, token));
    return { error: sdkError("WebIdentityErr", "failed fetching WebIdentity token: ", cause), retrieving: true, where };
  }
  const role = roleHop(around, { roleArn, sessionName, durationSeconds: null, externalId: null, where });
  return {
    via,
    accessKeyId: null,
    profile,
    credentials: { via, token: { file }, role },
    hops: [role],
    expires: null,
    ifUnavailable: sdkError(
      "WebIdentityErr",
      "failed to retrieve credentials",
      "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity\n\tstatus code: 403, request id: {…}",
    ),
    where,
  };
}
