import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a server does with a request. `fault` kinds break the connection on purpose. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly fault: "hang" | "reset" | "cut" }
  | { readonly fault: "slow"; readonly milliseconds: number; readonly then: Reply };

export interface LocalServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface Tls {
  readonly key: string;
  readonly cert: string;
}

/** A server on 127.0.0.1 that answers each request with what `answer` says. */
export async function listen(answer: (request: ReceivedRequest) => Reply, tls?: Tls): Promise<LocalServer> {
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      perform(
        answer({ method: request.method ?? "", target: request.url ?? "", headers, body: Buffer.concat(parts) }),
        response,
      );
    });
  };
  const server = tls ? createHttpsServer({ ...tls }, onRequest) : createHttpServer(onRequest);
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function perform(reply: Reply, response: ServerResponse): void {
  if ("fault" in reply) {
    if (reply.fault === "reset") response.socket?.resetAndDestroy();
    else if (reply.fault === "slow") {
      setTimeout(() => {
        if (!response.destroyed) perform(reply.then, response);
      }, reply.milliseconds);
    } else if (reply.fault === "cut") {
      response.writeHead(200, { "content-type": "text/xml", "content-length": "1000" });
      response.write("<GetCallerIdentityResponse>");
      setTimeout(() => response.socket?.destroy(), 10);
    }
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}
