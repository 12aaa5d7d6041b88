import type { CliConsumer } from "../aws/consumer.ts";
import { consumersOf, type PlacedConsumer } from "../aws/consumers.ts";
import { placeOfRange } from "../aws/place-of.ts";
import { resolveIdentity } from "../aws/resolve-identity.ts";
import type { Trace } from "../aws/trace.ts";
import { cachedDifferences } from "../language/index.ts";
import type { ModuleSettings } from "../language/module-settings.ts";
import { libraries } from "../lint/libraries.ts";
import { configurations } from "../lint/configurations.ts";
import { loadOptions, programOf } from "../lint/load-options.ts";
import { repositoryRoot } from "../machine/repository-root.ts";
import type { Machine } from "../machine/machine.ts";
import type { ConsumerReport } from "../report/identity.ts";
import { redactedTrace } from "../report/redacted-trace.ts";
import { isSameIdentity } from "../report/identity-words.ts";
import { loadModule } from "../terraform/load-module.ts";
import type { RootModule } from "../terraform/module.ts";
import { headOf } from "../terraform/source-range.ts";
import type { FlagValues } from "./arguments.ts";
import { liveOptions } from "./live-options.ts";
import { moduleSettings } from "./module-settings.ts";

const cli: CliConsumer = { kind: "cli", address: "cli" };

/** The root module in a folder, as `plan` would load it. */
export function rootModule(directory: string, values: FlagValues, machine: Machine): RootModule {
  const settings = moduleSettings(values);
  const configured = configurations({ configFile: values.text("config"), choices: [] }, machine);
  return loadModule(directory, machine, {
    ...loadOptions(settings, machine),
    program: programOf(directory, settings, configured, machine),
    allowedRoot: repositoryRoot(directory, machine),
    libraries,
  });
}

/** Everybody in a root module who needs AWS credentials, and who that will be on this machine; the AWS CLI last, to compare. */
export async function identities(
  root: RootModule,
  values: FlagValues,
  machine: Machine,
): Promise<readonly ConsumerReport[]> {
  const reports = predictedIdentities(root, moduleSettings(values), machine);
  const answered = values.has("live") ? await confirmedIdentities(reports, values, machine) : reports;
  return answered.map(redacted);
}

function redacted(report: ConsumerReport): ConsumerReport {
  const { consumer, trace, oldest } = report;
  return {
    ...report,
    trace: redactedTrace(trace, consumer),
    oldest: oldest && { ...oldest, trace: redactedTrace(oldest.trace, consumer) },
  };
}

function predictedIdentities(root: RootModule, settings: ModuleSettings, machine: Machine): readonly ConsumerReport[] {
  const consumers = consumersOf(root, settings);
  if (consumers.length === 0) return [];
  return [
    ...consumers.map((placed) => report(placed, machine)),
    { consumer: cli, place: null, version: null, trace: resolveIdentity(cli, machine), oldest: null, live: null },
  ];
}

function report(placed: PlacedConsumer, machine: Machine): ConsumerReport {
  const { consumer, block, version } = placed;
  const trace = resolveIdentity(consumer, machine);
  return {
    consumer,
    place: block && placeOfRange(headOf(block)),
    version,
    trace,
    oldest: olderAnswer(consumer, version.oldest, trace, machine),
    live: null,
    cached: cachedDifferences(placed),
  };
}

/** The answer of the oldest version that the constraint admits, when it is another one. */
function olderAnswer(
  consumer: PlacedConsumer["consumer"],
  oldest: string,
  newest: Trace,
  machine: Machine,
): ConsumerReport["oldest"] {
  const older = withVersion(consumer, oldest);
  if (!older) return null;
  const trace = resolveIdentity(older, machine);
  const isCertain = trace.error !== null || trace.identity !== null;
  return !isCertain || isSameIdentity(trace, newest) ? null : { version: oldest, trace };
}

function withVersion(consumer: PlacedConsumer["consumer"], version: string): PlacedConsumer["consumer"] | null {
  switch (consumer.kind) {
    case "provider":
      return consumer.version === version ? null : { ...consumer, version };
    case "backend":
    case "remote-state":
      return consumer.program.version === version ? null : { ...consumer, program: { ...consumer.program, version } };
    case "cli":
      return null;
  }
}

/** The same reports with what STS says of each identity; the AWS CLI is only compared, so it is not asked about. */
async function confirmedIdentities(
  reports: readonly ConsumerReport[],
  values: FlagValues,
  machine: Machine,
): Promise<readonly ConsumerReport[]> {
  const { confirmIdentities } = await import("../live/identities.ts");
  const subjects = reports.filter(({ consumer }) => consumer.kind !== "cli");
  const options = { ...(await liveOptions(values, machine)), processes: values.has("live-process") };
  const answers = await confirmIdentities(subjects, options);
  return reports.map((report) => ({ ...report, live: answers[subjects.indexOf(report)] ?? null }));
}
