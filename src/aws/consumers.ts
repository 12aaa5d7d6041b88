import type { Block } from "../hcl/ast.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import type { Sourced } from "../terraform/source-range.ts";
import type { Consumer } from "./consumer.ts";
import { noArguments } from "./consumer.ts";
import { schemaOf, type Shape } from "./backend/schema.ts";
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
  const program = programVersion(root, flags);
  const schema = schemaOf(program);
  const body = root.backend.body((argument) => isPrimitive(schema.get(argument)?.shape));
  return [
    {
      consumer: {
        kind: "backend",
        address: "backend.s3",
        arguments: argumentsOf(body),
        directory: root.directory,
        program,
      },
      module: root,
      block: root.backend.block,
      version: program,
    },
  ];
}

function isPrimitive(shape: Shape | undefined): boolean {
  return shape === undefined || shape === "string" || shape === "number" || shape === "bool";
}

function remoteStates(root: RootModule, flags: VersionFlags): PlacedConsumer[] {
  const program = programVersion(root, flags);
  return root
    .remoteStates()
    .filter(({ backend: type }) => type?.kind === "string" && type.text === "s3")
    .map(({ address, module, block, config }) => ({
      consumer: {
        kind: "remote-state",
        address,
        arguments: config ? argumentsOf(config) : noArguments,
        directory: root.directory,
        program,
      },
      module,
      block,
      version: program,
    }));
}
