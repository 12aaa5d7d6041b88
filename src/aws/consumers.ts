import type { Block } from "../hcl/ast.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import type { Sourced } from "../terraform/source-range.ts";
import type { Consumer } from "./consumer.ts";
import { backendConsumer } from "./backend/backend-consumer.ts";
import { argumentsOf } from "./terraform-arguments.ts";
import { programVersion, providerVersion, type VersionFlags, type VersionInPlay } from "./versions-in-play.ts";

/** Something of a configuration that needs AWS credentials, and where it is written. */
export interface PlacedConsumer {
  readonly consumer: Consumer;
  readonly module: Module;
  /** `null`: an implied provider. */
  readonly block: Sourced<Block> | null;
  readonly version: VersionInPlay;
}

/** Everybody in a root module, and in the modules below it, who signs requests to AWS: providers, the backend, remote states. */
export function consumersOf(root: RootModule, flags: VersionFlags): readonly PlacedConsumer[] {
  return [...providers(root, flags), ...backend(root, flags), ...remoteStates(root, flags)];
}

function providers(root: RootModule, flags: VersionFlags): PlacedConsumer[] {
  return root
    .providerConfigurations()
    .filter(({ provider }) => provider.namespace === "hashicorp" && provider.type === "aws")
    .map(({ address, provider, module, block, body }) => {
      const version = providerVersion(root, provider, flags);
      return {
        consumer: {
          kind: "provider",
          address,
          arguments: argumentsOf(body),
          directory: root.directory,
          version: version.version,
        },
        module,
        block,
        version,
      };
    });
}

function backend(root: RootModule, flags: VersionFlags): PlacedConsumer[] {
  if (root.backend?.type !== "s3") return [];
  const version = programVersion(root, flags);
  const consumer = backendConsumer(root, version);
  return consumer ? [{ consumer, module: root, block: root.backend.block, version }] : [];
}

function remoteStates(root: RootModule, flags: VersionFlags): PlacedConsumer[] {
  const states = root.remoteStates().filter(({ backend: type }) => type?.kind === "string" && type.text === "s3");
  if (states.length === 0) return [];
  const program = programVersion(root, flags);
  const { directory } = root;
  return states.flatMap(({ address, module, block, config }) =>
    // Where the whole object can't be known there is nothing to say.
    config
      ? [
          {
            consumer: { kind: "remote-state", address, arguments: argumentsOf(config), directory, program },
            module,
            block,
            version: program,
          },
        ]
      : [],
  );
}
