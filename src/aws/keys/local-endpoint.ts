/** Host names that no packet leaves this machine, or its own network of containers, for. */
const localHost =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|(?:host|kubernetes|gateway)\.docker\.internal|host\.containers\.internal)$/iu;
const emulatorDomain = /(?:^|\.)(?:localhost|local|localstack\.cloud|test)$/iu;

/**
 * Whether an address is that of an emulator here: a loopback address, a name without a dot (`http://localstack:4566`,
 * `http://minio:9000`), or a domain that is reserved for such uses.
 */
export function isLocalEndpoint(address: string): boolean {
  const host = /^(?:[a-z][\w+.-]*:)?(?:\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/iu.exec(address.trim())?.[1] ?? "";
  return host !== "" && (localHost.test(host) || !/[.:]/u.test(host) || emulatorDomain.test(host));
}
