import { quote } from "../go.ts";
import { parseUrl } from "../go-url.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { Secret } from "../secret.ts";
import { noProviders, sdkError } from "./error.ts";
import type { Source, SourceError, Surroundings } from "./source.ts";

/**
 * `defaults.RemoteCredProvider`: a container, else the instance.
 *
 * @param named The profile whose `credential_source` asks for it; otherwise it is the end of a chain, which hides what went wrong.
 */
export function remoteSource(
  { shell, imdsDisabled }: Surroundings,
  named: { readonly profile: string; readonly where: readonly Place[] } | null,
): Source | SourceError {
  const where = named?.where ?? [];
  const full = shell.env("AWS_CONTAINER_CREDENTIALS_FULL_URI");
  const relative = shell.env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
  const remote = { accessKeyId: null, profile: named?.profile ?? null, hops: [], expires: null };
  if (full !== "" || relative !== "") {
    const variable = full !== "" ? "AWS_CONTAINER_CREDENTIALS_FULL_URI" : "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    const places = [inEnvironment(variable), ...where];
    const wrong = full === "" ? null : hostProblem(full);
    if (wrong !== null) {
      const error = named ? sdkError("CredentialsEndpointError", wrong) : noProviders;
      return { error, retrieving: true, where: places };
    }
    const token = shell.env("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    return {
      ...remote,
      via: "container",
      credentials: {
        via: "container",
        url: full || `http://169.254.170.2${relative}`,
        authorization: token === "" ? null : { text: new Secret(token) },
      },
      ifUnavailable: named ? sdkError("CredentialsEndpointError", "failed to load credentials", "{…}") : noProviders,
      where: places,
    };
  }
  if (imdsDisabled) {
    const cause = sdkError("RequestCanceled", "EC2 IMDS access disabled via AWS_EC2_METADATA_DISABLED env var");
    const error = named ? sdkError("EC2RoleRequestError", "no EC2 instance role found", cause) : noProviders;
    return { error, retrieving: true, where: [inEnvironment("AWS_EC2_METADATA_DISABLED"), ...where] };
  }
  const endpoint = shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT") || null;
  const ipv6 = shell.env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").toLowerCase() === "ipv6";
  return {
    ...remote,
    via: "imds",
    credentials: { via: "imds", endpoint, ipv6 },
    ifUnavailable: named ? sdkError("EC2RoleRequestError", "no EC2 instance role found", "{…}") : noProviders,
    where,
  };
}

/** SDK v1 accepts loopback hosts only; of names, only those that always are. */
function hostProblem(url: string): string | null {
  const parsed = parseUrl(url);
  if ("error" in parsed) return `invalid URL, ${parsed.error}`;
  const host = parsed.hostname;
  if (host === "") return "unable to parse host from local HTTP cred provider URL";
  const loopback = /^127(?:\.\d{1,3}){3}$|^(?:0*:)+0*1$|(?:^|\.)localhost$/.test(host);
  return loopback ? null : `invalid endpoint host, ${quote(host)}, only loopback hosts are allowed.`;
}
