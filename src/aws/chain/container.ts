import { parseUrl } from "../go-url.ts";
import { before, quote } from "../go.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { Secret } from "../secret.ts";
import { openError } from "../shell.ts";
import type { Shell } from "../shell.ts";
import type { CredentialsProvider, ResolveError } from "./credentials-provider.ts";
import { configHas } from "./libraries.ts";
import type { Libraries } from "./libraries.ts";

export const relativeUri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
export const fullUri = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

/** The variables that name the endpoint of the container, the one that counts first. */
export function containerVariables(shell: Shell, libraries: Libraries): readonly string[] {
  const order = configHas(libraries, "relativeContainerUriFirst") ? [relativeUri, fullUri] : [fullUri, relativeUri];
  return order.filter((name) => shell.env(name) !== "");
}

/**
 * Credentials of an ECS task, an EKS pod, or another local server.
 *
 * @param variable The variable that names the endpoint.
 */
export function containerProvider(
  shell: Shell,
  libraries: Libraries,
  variable: string,
  profile: string | null,
): CredentialsProvider | ResolveError {
  const where = [inEnvironment(variable)];
  const value = shell.env(variable);
  const problem = variable === fullUri ? uriProblem(value, libraries) : null;
  if (problem !== null) return { ...problem, where };

  const url = variable === fullUri ? value : `http://169.254.170.2${value}`;
  const token = authorization(shell, libraries);
  const parsed = parseUrl(url);
  const scheme = "error" in parsed ? "" : parsed.scheme;
  const unsupported = `exceeded maximum number of attempts, 3, request send failed, Get "${url}": unsupported protocol scheme "${scheme}"`;
  const refusal = token.problem ?? (scheme === "http" || scheme === "https" ? null : unsupported);
  return {
    via: "container",
    profile,
    accessKeyId: null,
    roles: [],
    refusal: refusal === null ? null : `failed to load credentials, ${refusal}`,
    unavailable: "failed to load credentials, {…}",
    cached: false,
    source: { via: "container", url, authorization: token.source },
    hops: [],
    account: null,
    expires: null,
    where: [...where, ...token.where],
  };
}

interface Authorization {
  readonly source: { readonly file: string } | { readonly text: Secret } | null;
  readonly problem: string | null;
  readonly where: readonly Place[];
}

function authorization(shell: Shell, libraries: Libraries): Authorization {
  const [variable, fileVariable] = [
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  ] as const;
  const lineBreak = "resolve auth token: authorization token contains invalid newline sequence";
  const file = configHas(libraries, "containerTokenFile") ? shell.env(fileVariable) : "";
  if (file !== "") {
    const where = [inEnvironment(fileVariable)];
    const text = shell.read(file);
    if (text.state !== "read") {
      const problem = `resolve auth token: failed to read authorization token from ${file}: ${openError(shell, file, text)}`;
      return { source: { file }, problem, where };
    }
    return { source: { file }, problem: /[\r\n]/.test(text.text) ? lineBreak : null, where };
  }
  const token = shell.env(variable);
  if (token === "") return { source: null, problem: null, where: [] };
  return {
    source: { text: new Secret(token) },
    problem: /[\r\n]/.test(token) ? lineBreak : null,
    where: [inEnvironment(variable)],
  };
}

/** Why the SDK won't ask that server (`resolveLocalHTTPCredProvider`). */
function uriProblem(uri: string, libraries: Libraries): Omit<ResolveError, "where"> | null {
  const url = parseUrl(uri);
  if ("error" in url) return { error: `invalid URL, ${url.error}` };
  const host = hostname(url.host);
  if (host === "") return { error: "unable to parse host from local HTTP cred provider URL" };
  const widened = configHas(libraries, "containerHosts");
  if (widened && url.scheme !== "http") return null;
  if (isLoopback(host) || (widened && containerHosts.has(host.toLowerCase()))) return null;
  const hosts = widened ? "loopback/ecs/eks" : "loopback";
  const error = `invalid endpoint host, ${quote(host)}, only ${hosts} hosts are allowed`;
  // "localhost" is the one name that means the same everywhere.
  return isAddress(host)
    ? { error }
    : { error, doubt: `${host} has to be looked up to tell whether it is this machine` };
}

/** `URL.Hostname`: without port and brackets. */
const hostname = (host: string): string => /^\[([^\]]*)\]/.exec(host)?.[1] ?? before(host, ":");

const containerHosts = new Set(["169.254.170.2", "169.254.170.23", "fd00:ec2::23"]);

const isAddress = (host: string): boolean => host.includes(":") || /^[0-9.]+$/.test(host);

const isLoopback = (host: string): boolean =>
  /^127(?:\.[0-9]{1,3}){3}$/.test(host) || /^(?:::1|0*(?::0*)*:0*1)$/.test(host) || host.toLowerCase() === "localhost";
