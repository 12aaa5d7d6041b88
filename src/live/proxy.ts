import { BlockList, isIP } from "node:net";
import type { Environment } from "../machine/machine.ts";
import { firstSet } from "./environment.ts";

/**
 * Proxies as Go's `golang.org/x/net/http/httpproxy` reads them, since that is what Terraform does. Empty text: none.
 */
export interface ProxySettings {
  readonly http: string;
  readonly https: string;
  /** Hosts that are reached directly: names, `.suffix`, addresses, CIDR blocks, `*`; each with an optional `:port`. */
  readonly except: string;
}

/** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; the upper-case names come first. */
export function proxiesOf(environment: Environment): ProxySettings {
  const first = (name: string): string => firstSet(environment, name, name.toLowerCase()) ?? "";
  return { http: first("HTTP_PROXY"), https: first("HTTPS_PROXY"), except: first("NO_PROXY") };
}

/**
 * The proxy that a request goes through; `null` when it goes directly.
 *
 * @throws {TypeError} when the proxy's address can't be read.
 */
export function proxyFor(target: URL, proxies: ProxySettings): URL | null {
  const address = target.protocol === "https:" ? proxies.https : proxies.http;
  if (address === "" || isDirect(hostOf(target), portOf(target), proxies.except)) return null;
  // An address without a scheme is one of an HTTP proxy.
  return /^(?:https?|socks5h?):\/\//i.test(address) ? new URL(address) : new URL(`http://${address}`);
}

const hostOf = (target: URL): string => target.hostname.replace(/^\[|\]$/g, "").toLowerCase();

const portOf = (target: URL): string => target.port || (target.protocol === "https:" ? "443" : "80");

function isDirect(host: string, port: string, except: string): boolean {
  if (host === "localhost" || isLoopback(host)) return true;
  return except
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== "" && matches(entry, host, port));
}

function isLoopback(host: string): boolean {
  return host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const block = /^(.+)\/(\d+)$/.exec(entry);
  if (block) return isInBlock(host, block[1] ?? "", Number(block[2]));

  const [name, onlyPort] = splitPort(entry);
  if (onlyPort !== "" && onlyPort !== port) return false;
  if (isIP(name) !== 0) return name === host;
  if (name === "") return false;
  const suffix = name.startsWith("*.") ? name.slice(1) : name;
  // ".example.com" leaves out example.com itself; "example.com" means both.
  return suffix.startsWith(".") ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function isInBlock(host: string, address: string, prefix: number): boolean {
  const version = isIP(address);
  if (version === 0 || isIP(host) !== version || prefix > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return list.check(host, family);
}

function splitPort(entry: string): [name: string, port: string] {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry);
  if (bracketed) return [bracketed[1] ?? "", bracketed[2] ?? ""];
  if (isIP(entry) === 6) return [entry, ""];
  const plain = /^([^:]*):(\d+)$/.exec(entry);
  return plain ? [plain[1] ?? "", plain[2] ?? ""] : [entry, ""];
}
