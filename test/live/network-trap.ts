import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";
import tls from "node:tls";
import { syncBuiltinESMExports } from "node:module";

export interface NetworkTrap {
  /** What was tried, as `net.connect 127.0.0.1:443`. */
  readonly attempts: readonly string[];
  release(): void;
}

/**
 * From here on whoever opens a connection or asks for a name gets an error, and is remembered. HTTP, fetch and the AWS SDK all
 * end in these functions. `NODE_OPTIONS=--import` with `network-trap-preload.ts` sets it for a whole program.
 */
export function trapNetwork(): NetworkTrap {
  const attempts: string[] = [];
  const restore: (() => void)[] = [];
  const trap = (owner: object, name: string, label: string): void => {
    const functions = owner as Record<string, unknown>;
    const original = functions[name];
    if (typeof original !== "function") throw new TypeError(`${label} is gone: the trap would catch nothing`);
    functions[name] = (...args: readonly unknown[]): never => {
      const attempt = `${label} ${args.map(describe).filter(Boolean).join(" ")}`.trim();
      attempts.push(attempt);
      throw new Error(`a connection was opened without --live: ${attempt}`);
    };
    restore.push(() => {
      functions[name] = original;
    });
  };
  trap(net.Socket.prototype, "connect", "net.connect");
  trap(tls, "connect", "tls.connect");
  for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) trap(dns, name, `dns.${name}`);
  for (const name of ["lookup", "resolve", "resolve4", "resolve6"]) trap(dns.promises, name, `dns.promises.${name}`);
  trap(dgram.Socket.prototype, "send", "dgram.send");
  trap(dgram.Socket.prototype, "connect", "dgram.connect");
  syncBuiltinESMExports();
  return {
    attempts,
    release() {
      for (const undo of restore) undo();
      syncBuiltinESMExports();
    },
  };
}

function describe(argument: unknown): string {
  if (typeof argument === "string" || typeof argument === "number") return String(argument);
  if (typeof argument !== "object" || argument === null) return "";
  const { host, port, path } = (Array.isArray(argument) ? (argument[0] as object) : argument) as Record<
    string,
    unknown
  >;
  return [host, port, path].filter((part) => typeof part === "string" || typeof part === "number").join(":");
}
