/** Host names that no packet leaves this machine, or its own network of containers, for. */
const localHost =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|(?:host|kubernetes|gateway)\.docker\.internal|host\.containers\.internal)$/iu;
const emulatorDomain = /(?:^|\.)(?:localhost|local|localstack\.cloud|test)$/iu;

/**
 * Whether an address is that of an emulator here: a loopback address, a name without a dot (`http://localstack:4566`,
 * `http://minio:9000`), or a domain that is reserved for such uses.
 */
export function isLocalEndpoint(address: string): boolean {
  const host = hostOf(address);
  return host !== "" && (localHost.test(host) || !/[.:]/u.test(host) || emulatorDomain.test(host));
}

/** The host in an address, with or without a scheme: `localhost` of `http://localhost:4566`. */
export function hostOf(address: string): string {
  return /^(?:[a-z][\w+.-]*:)?(?:\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/iu.exec(address.trim())?.[1] ?? "";
}
