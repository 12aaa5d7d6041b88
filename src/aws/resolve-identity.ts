import type { Machine } from "../machine/machine.ts";
import { resolveBackend } from "./backend/resolve-backend.ts";
import { resolveCli } from "./cli/resolve-cli.ts";
import type { Consumer } from "./consumer.ts";
import { resolveProvider } from "./provider/resolve-provider.ts";
import type { Trace } from "./trace.ts";

/**
 * Who a consumer will be, and why: a pure function of its arguments and the machine. Nothing is executed and nothing is asked; what only
 * a call or a program can tell ends in `identity.via` and `ifUnavailable`.
 */
export function resolveIdentity(consumer: Consumer, machine: Machine): Trace {
  switch (consumer.kind) {
    case "provider":
      return resolveProvider(consumer, machine);
    case "backend":
    case "remote-state":
      return resolveBackend(consumer, machine);
    case "cli":
      return resolveCli(consumer, machine);
  }
}
