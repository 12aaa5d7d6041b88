import type { Consumer } from "../aws/consumer.ts";
import { maskKeyId } from "../aws/keys/access-key.ts";
import { showPath } from "../aws/show-place.ts";
import type { Identity, Message } from "../aws/trace.ts";
import type { Machine } from "../machine/machine.ts";
import type { ConsumerReport } from "./identity.ts";
import { verdict } from "./identity.ts";
import { placeJson } from "./place-text.ts";

/** The JSON of `whoami` and `check`; `identity`, `region`, `error`, `ifUnavailable` and `warnings` as the measured cases have them. */
export function identityJson(reports: readonly ConsumerReport[], machine: Machine, more: object = {}): string {
  return `${JSON.stringify({ version: 1, consumers: reports.map((report) => consumerJson(report, machine)), ...more })}\n`;
}

function consumerJson(report: ConsumerReport, machine: Machine): object {
  const { consumer, place, version, trace, oldest, live } = report;
  return {
    kind: consumer.kind,
    address: consumer.address,
    filePath: place && showPath(place.path, machine),
    line: place?.line ?? null,
    target: target(consumer),
    versionFrom: version?.basis ?? null,
    verdict: verdict(report, machine.now),
    identity: trace.identity && identityOf(trace.identity),
    region: trace.region,
    error: trace.error && { phase: trace.error.phase, ...message(trace.error) },
    alsoErrors: trace.alsoErrors.map((error) => ({ phase: error.phase, ...message(error) })),
    ifUnavailable: trace.ifUnavailable && { phase: trace.ifUnavailable.phase, ...message(trace.ifUnavailable) },
    warnings: trace.warnings.map(message),
    account: trace.account,
    expires: trace.expires === null ? null : new Date(trace.expires).toISOString(),
    unknown: trace.unknown.map(({ what, because, where }) => ({
      what,
      because,
      where: where.map((each) => placeJson(each, machine)),
    })),
    ...(oldest && {
      differs: {
        [oldest.version]: {
          identity: oldest.trace.identity && identityOf(oldest.trace.identity),
          region: oldest.trace.region,
          error: oldest.trace.error && { phase: oldest.trace.error.phase, ...message(oldest.trace.error) },
        },
      },
    }),
    ...(live && { live }),
    steps: trace.steps.map(({ source, status, because, where }) => ({
      source,
      status,
      because,
      where: where.map((each) => placeJson(each, machine)),
    })),
  };
}

function target(consumer: Consumer): object {
  switch (consumer.kind) {
    case "provider":
      return {
        kind: "provider",
        provider: consumer.version,
        alias: /provider\.aws\.([^.[]+)/u.exec(consumer.address)?.[1] ?? null,
      };
    case "backend":
    case "remote-state":
      return { kind: consumer.kind, [consumer.program.name]: consumer.program.version };
    case "cli":
      return { kind: "cli" };
  }
}

function identityOf({ via, accessKeyId, profile, roles }: Identity): object {
  return { via, ...(accessKeyId !== null && { accessKeyId: maskKeyId(accessKeyId) }), profile, roles };
}

function message({ summary, detail }: Message): { summary: string; detail: string } {
  return { summary, detail };
}
