import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { NetworkError } from "./transport.ts";

/** A connection to `host:port` through an HTTP proxy (`CONNECT`). The caller speaks TLS on it. */
export function openTunnel(
  proxy: URL,
  host: string,
  port: string,
  tls: ConnectionOptions,
  signal: AbortSignal,
): Promise<Socket> {
  if (!/^https?:$/.test(proxy.protocol)) {
    throw new NetworkError("ERR_PROXY", `a proxy of kind ${proxy.protocol.slice(0, -1)} isn't supported`);
  }
  const secure = proxy.protocol === "https:";
  const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const request = (secure ? httpsRequest : httpRequest)({
      method: "CONNECT",
      host: proxy.hostname.replace(/^\[|\]$/g, ""),
      port: proxy.port || (secure ? "443" : "80"),
      path: authority,
      headers: { host: authority, ...proxyAuthorization(proxy) },
      agent: false,
      signal,
      ...(secure && tls),
    });
    request.on("connect", (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new NetworkError("ERR_PROXY", `the proxy ${proxy.host} answered ${response.statusCode ?? 0}`));
    });
    request.on("response", (response) => {
      response.destroy();
      reject(new NetworkError("ERR_PROXY", `the proxy ${proxy.host} answered ${response.statusCode ?? 0}`));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (signal.aborted) reject(error);
      else
        reject(new NetworkError("ERR_PROXY", `the proxy ${proxy.host} can't be reached (${error.code ?? "failed"})`));
    });
    request.end();
  });
}

export function proxyAuthorization(proxy: URL): Record<string, string> {
  if (proxy.username === "" && proxy.password === "") return {};
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(user).toString("base64")}` };
}
