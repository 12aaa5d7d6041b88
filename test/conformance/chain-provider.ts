import { noArguments } from "../../src/aws/consumer.ts";
import { resolveIdentity } from "../../src/aws/resolve-identity.ts";
import { argumentsOf } from "../../src/aws/terraform-arguments.ts";
import type { ProviderConsumer } from "../../src/aws/consumer.ts";
import { memoryMachine } from "../../src/machine/memory.ts";
import { loadModule } from "../../src/terraform/load-module.ts";
import { loadLibraries } from "../../src/values/libraries.ts";
import { differencesOf } from "./chain-outcome.ts";
import type { ChainCase, Resolved } from "./chain-outcome.ts";
import type { Case, Kind } from "./kind.ts";

export type ProviderCase = ChainCase & {
  readonly target: { readonly provider: string; readonly alias: string | null };
};

const libraries = await loadLibraries();
const home = "/conformance/home";
const directory = "/conformance/module";

/** What aws-sdk-go-base did with a provider's arguments, in several versions. */
export const chainProvider: Kind = {
  name: "credential chain of the provider",
  recognises: (data) => Array.isArray(data) && (data[0] as Partial<ChainCase> | undefined)?.target?.kind === "provider",
  cases: (data) => (data as readonly ProviderCase[]).flatMap((measured) => [...casesOf(measured)]),
};

function* casesOf(measured: ProviderCase): Generator<Case> {
  const versions = [[measured.target.provider, measured.expect] as const, ...Object.entries(measured.differs ?? {})];
  for (const [version, expected] of versions) {
    const id = version === measured.target.provider ? measured.id : `${measured.id}@${version}`;
    yield {
      id,
      check: () => differencesOf(expected, resolveProvider(measured, version).trace, "services" in measured, fill),
    };
  }
}

const fill = (text: string): string => text.replaceAll("{home}", home).replaceAll("{dir}", directory);

/** What we make of a case, in one of the provider's versions. */
export function resolveProvider(
  measured: Pick<ProviderCase, "target" | "files" | "home" | "env">,
  version: string,
): Resolved {
  const files: Record<string, string> = {};
  for (const [name, text] of Object.entries(measured.home)) {
    files[`${home}/${name}`] = name.endsWith(".pem") ? `-----BEGIN CERTIFICATE-----\n${text}` : fill(text);
  }
  for (const [name, text] of Object.entries(measured.files)) files[`${directory}/${name}`] = fill(text);
  const environment: Record<string, string> = { HOME: home };
  for (const [name, value] of Object.entries(measured.env)) environment[name] = fill(value);
  const machine = memoryMachine({ files, environment, currentDirectory: directory });

  const root = loadModule(directory, machine, { libraries });
  const [wrong] = root.loadDiagnostics();
  const { alias } = measured.target;
  const configured = root.providerConfigurations().find((each) => each.localName === "aws" && each.alias === alias);
  const consumer: ProviderConsumer = {
    kind: "provider",
    address: configured?.address ?? "provider.aws",
    arguments: configured ? argumentsOf(configured.body) : noArguments,
    directory,
    version,
  };
  const trace = resolveIdentity(consumer, machine);
  if (!wrong) return { consumer, machine, trace };
  const error = { phase: "schema", ...wrong, where: [] } as const;
  return { consumer, machine, trace: { ...trace, identity: null, region: null, error, ifUnavailable: null } };
}
