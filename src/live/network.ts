import * as tls from "node:tls";
import { expandPath, shellIn } from "../aws/shell.ts";
import type { Machine } from "../machine/machine.ts";
import { firstSet } from "./environment.ts";
import { proxiesOf, type ProxySettings } from "./proxy.ts";
import type { NetworkSettings } from "./transport.ts";

/** What the arguments of a block say about the network; they come before the environment. */
export interface NetworkArguments {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** A path. */
  readonly caBundle?: string | undefined;
  /** A path, from the profile: after argument and environment. */
  readonly profileCaBundle?: string | undefined;
  readonly insecure?: boolean | undefined;
}

/** The settings, or what is wrong with them. */
export type NetworkOutcome =
  { readonly ok: true; readonly settings: NetworkSettings } | { readonly ok: false; readonly message: string };

/** @param directory where relative file names count from */
export function networkOf(
  machine: Machine,
  given: NetworkArguments = {},
  directory: string = machine.currentDirectory,
): NetworkOutcome {
  const argument = given.caBundle ? expandPath(shellIn(machine, directory), given.caBundle) : null;
  const bundle = argument ?? firstSet(machine.environment, "AWS_CA_BUNDLE") ?? given.profileCaBundle;
  const authorities = bundle
    ? readBundle(machine.paths.resolve(directory, bundle), machine)
    : systemAuthorities(machine);
  if (typeof authorities === "string") return { ok: false, message: authorities };
  return {
    ok: true,
    settings: { proxies: proxies(machine, given), authorities, insecure: given.insecure ?? false },
  };
}

/** An HTTP proxy that is given alone serves HTTPS as well (aws-sdk-go-base, the provider's "legacy" proxy mode). */
function proxies(machine: Machine, { httpProxy, httpsProxy, noProxy }: NetworkArguments): ProxySettings {
  const environment = proxiesOf(machine.environment);
  return {
    http: httpProxy ?? environment.http,
    https: httpsProxy ?? (environment.https || (httpProxy ?? "")),
    except: noProxy ?? environment.except,
  };
}

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The bundle takes the place of the system's authorities (aws-sdk-go-v2, `WithCustomCABundle`). */
function readBundle(path: string, { files }: Machine): readonly string[] | string {
  const content = files.read(path);
  if (!content.ok) return `the CA bundle ${path}: ${content.message}`;
  const found = new TextDecoder().decode(content.bytes).match(certificate);
  return found ?? `the CA bundle ${path} holds no certificate`;
}

/** Where Go looks for the system's authorities on Linux, in its order (`crypto/x509/root_linux.go`). */
const linuxBundles = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/**
 * Terraform trusts what the system trusts, Node what it brought along: a company's own authority is often only in the first.
 * `null`: Node's own list.
 */
function systemAuthorities({ platform, files, environment }: Machine): readonly string[] | null {
  if (platform === "linux") {
    const named = firstSet(environment, "SSL_CERT_FILE");
    for (const path of named === undefined ? linuxBundles : [named]) {
      const content = files.read(path);
      const found = content.ok ? new TextDecoder().decode(content.bytes).match(certificate) : null;
      if (found) return found;
    }
    return null;
  }
  // Node 22.15 and later.
  const { getCACertificates } = tls as { getCACertificates?: (kind: "system") => readonly string[] };
  return getCACertificates ? [...tls.rootCertificates, ...getCACertificates("system")] : null;
}
