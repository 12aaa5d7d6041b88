import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { connect as tlsConnect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { proxyFor, type ProxySettings } from "./proxy.ts";
import { openTunnel, proxyAuthorization } from "./tunnel.ts";

/** How requests leave this machine. */
export interface NetworkSettings {
  readonly proxies: ProxySettings;
  /** Certificate authorities in PEM that take the place of the usual ones; `null`: the usual ones. */
  readonly authorities: readonly string[] | null;
  /** `insecure = true`: certificates aren't checked. */
  readonly insecure: boolean;
}

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * One request, one whole answer. Redirects aren't followed: what is signed for one host is sent to no other.
 * Fails with Node's own errors (`code`), with `ERR_PROXY` when a proxy is in the way, and with the signal's reason.
 */
export type Transport = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;

/** Answers of STS, SSO and the metadata services are a few kilobytes. Bytes. */
const usualMaximum = 1024 * 1024;

export class NetworkError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "NetworkError";
    this.code = code;
  }
}

/** @param maximumBody the size, in bytes, from which on an answer is given up (`ERR_BODY_TOO_LARGE`). */
export function createTransport(settings: NetworkSettings, maximumBody = usualMaximum): Transport {
  const tls: ConnectionOptions = {
    rejectUnauthorized: !settings.insecure,
    ...(settings.authorities && { ca: [...settings.authorities] }),
  };
  return async (request, signal) => {
    signal.throwIfAborted();
    return receive(await open(request, settings.proxies, tls, signal), request.body, maximumBody, signal);
  };
}

async function open(
  request: HttpRequest,
  proxies: ProxySettings,
  tls: ConnectionOptions,
  signal: AbortSignal,
): Promise<ClientRequest> {
  const { url, method } = request;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const options: RequestOptions = {
    method,
    host,
    port: url.port,
    path: url.pathname + url.search,
    headers: { ...request.headers },
    agent: false,
    signal,
  };
  const proxy = chosenProxy(url, proxies);
  if (url.protocol === "https:") {
    if (!proxy) return httpsRequest({ ...options, ...tls });
    const socket = await openTunnel(proxy, host, url.port || "443", tls, signal);
    // Without an agent Node takes the connection that it is given.
    const servername = isIP(host) === 0 ? host : "";
    const createConnection = (): TLSSocket => tlsConnect({ ...tls, socket, host, servername });
    return httpsRequest({ ...options, agent: undefined, createConnection });
  }
  if (!proxy) return httpRequest(options);
  if (proxy.protocol !== "http:") {
    throw new NetworkError("ERR_PROXY", `a proxy of kind ${proxy.protocol.slice(0, -1)} isn't supported for http`);
  }
  return httpRequest({
    ...options,
    host: proxy.hostname.replace(/^\[|\]$/g, ""),
    port: proxy.port || "80",
    path: url.href,
    headers: { host: url.host, ...request.headers, ...proxyAuthorization(proxy) },
  });
}

function chosenProxy(url: URL, proxies: ProxySettings): URL | null {
  try {
    return proxyFor(url, proxies);
  } catch {
    // The address may hold a password, so it isn't quoted.
    throw new NetworkError("ERR_PROXY", "the proxy's address can't be read");
  }
}

function receive(
  request: ClientRequest,
  body: string | Uint8Array | undefined,
  maximumBody: number,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(signal.aborted && signal.reason instanceof Error ? signal.reason : error);
    };
    request.on("error", fail);
    request.on("response", (response) => {
      const parts: Uint8Array[] = [];
      let size = 0;
      response.on("error", fail);
      response.on("data", (part: Uint8Array) => {
        parts.push(part);
        size += part.length;
        if (size > maximumBody) {
          response.destroy(new NetworkError("ERR_BODY_TOO_LARGE", `the answer is larger than ${maximumBody} bytes`));
        }
      });
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: Buffer.concat(parts) });
      });
    });
    request.end(body);
  });
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
