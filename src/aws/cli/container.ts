import type { CredentialsProvider } from "../chain/credentials-provider.ts";
import { fullUri, relativeUri } from "../chain/container.ts";
import { before } from "../go.ts";
import { inEnvironment } from "../place.ts";
import { Secret } from "../secret.ts";
import type { Shell } from "../shell.ts";
import { fileError, notRetrieved } from "./messages.ts";
import type { CliSession, CliSource } from "./sources.ts";

const hosts = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost"];

/** Credentials of a container; a variable counts even when it is empty. */
export function containerSource({ shell }: CliSession, profile: string | null): CliSource {
  const variable = [relativeUri, fullUri].find((name) => shell.machine.environment.get(name) !== undefined);
  if (variable === undefined) return null;
  const value = shell.env(variable);
  const url = variable === relativeUri ? `http://169.254.170.2${value}` : value;
  const where = [inEnvironment(variable)];
  const host = hostOf(url);
  if (!/^https:/i.test(url) && !/^127\.\d+\.\d+\.\d+$|^::1$/.test(host) && !hosts.includes(host)) {
    const error = `Unsupported host '${host || "None"}'.  Can only retrieve metadata from a loopback address or one of these hosts: ${hosts.join(", ")}`;
    return { error, where };
  }
  const token = tokenOf(shell);
  if (token.problem !== null) return { error: token.problem, where: [...where, inEnvironment(token.variable)] };
  const provider: CredentialsProvider = {
    via: "container",
    profile,
    accessKeyId: null,
    roles: [],
    refusal: null,
    unavailable: notRetrieved("container-role", "{…}"),
    cached: true,
    source: { via: "container", url, authorization: token.source },
    hops: [],
    account: null,
    expires: null,
    where,
  };
  return provider;
}

function hostOf(url: string): string {
  const authority = /^[^:/?#]+:\/\/([^/?#]*)/.exec(url)?.[1] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  return (/^\[([^\]]*)\]/.exec(host)?.[1] ?? before(host, ":")).toLowerCase();
}

function tokenOf(shell: Shell): {
  source: { readonly file: string } | { readonly text: Secret } | null;
  problem: string | null;
  variable: string;
} {
  const [variable, fileVariable] = [
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
  ] as const;
  const illegal = "Auth token value is not a legal header value";
  const file = shell.machine.environment.get(fileVariable);
  if (file !== undefined) {
    const text = shell.read(file);
    if (text.state !== "read") return { source: { file }, problem: fileError(file, text), variable: fileVariable };
    return { source: { file }, problem: /[\r\n]/.test(text.text) ? illegal : null, variable: fileVariable };
  }
  const text = shell.machine.environment.get(variable);
  if (text === undefined) return { source: null, problem: null, variable };
  return { source: { text: new Secret(text) }, problem: /[\r\n]/.test(text) ? illegal : null, variable };
}
