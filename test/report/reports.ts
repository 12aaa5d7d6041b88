import type { Consumer } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import type { Machine } from "../../src/machine/machine.ts";
import type { ConsumerReport } from "../../src/report/identity.ts";
import { home, machineOf, providerOf } from "../aws/situation.ts";
import type { Situation } from "../aws/situation.ts";

export interface Reported {
  readonly reports: readonly ConsumerReport[];
  readonly machine: Machine;
}

/** A provider in `main.tf:12` of a situation, and the AWS CLI beside it. */
export function reportsOf(situation: Situation): Reported {
  const machine = machineOf(situation, { now: Date.UTC(2026, 8, 9, 12) });
  const report = (consumer: Consumer): ConsumerReport => ({
    consumer,
    place:
      consumer.kind === "cli"
        ? null
        : { kind: "file", path: `${home}/module/main.tf`, line: 12, range: { start: 0, end: 0 } },
    version: null,
    trace: resolveIdentity(consumer, machine),
    oldest: null,
    live: null,
  });
  return { reports: [report(providerOf(situation)), report({ kind: "cli", address: "cli" })], machine };
}
