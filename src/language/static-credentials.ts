import { isForEmulator } from "../aws/keys/consumer-endpoints.ts";
import { staticCredentials, staticProblems, type StaticProblem } from "../aws/keys/static-credentials.ts";
import type { Block, Range } from "../hcl/ast.ts";
import type { Argument, EvaluatedBody } from "../terraform/evaluated-body.ts";
import type { Module, RootModule } from "../terraform/module.ts";
import type { Listeners } from "./rule.ts";
import type { Services } from "./services.ts";

/** Something wrong with the static credentials of a block. */
export interface StaticFinding {
  /** `provider "aws.west"`, `backend "s3"`, `data.terraform_remote_state.network`. */
  readonly consumer: string;
  readonly kind: "provider" | "backend" | "remote-state";
  readonly block: Block;
  readonly problem: StaticProblem;
  /** The block is meant for an emulator, which takes any key. */
  readonly isForEmulator: boolean;
  /** Where an argument stands in this file; the head of the block when it stands in another. */
  readonly placeOf: (name: string) => Range;
  readonly argument: (name: string) => Argument | undefined;
}

/** Listeners that hand over what is wrong with the static credentials of AWS in each block that takes some. */
export function onStaticCredentials(services: Services, each: (finding: StaticFinding) => void): Listeners {
  const look = (
    kind: StaticFinding["kind"],
    consumer: string,
    block: Block,
    module: Module,
    body: EvaluatedBody,
  ): void => {
    const argument = (name: string): Argument | undefined => body.argument(name);
    const placeOf = (name: string): Range => {
      const place = argument(name)?.place;
      return place?.file.fileName === services.path ? place : headOf(block);
    };
    for (const problem of staticProblems(staticCredentials(argument))) {
      const [file] = module.files;
      const forEmulator = file !== undefined && isForEmulator(block.body, module, file);
      each({ consumer, kind, block, problem, isForEmulator: forEmulator, placeOf, argument });
    }
  };
  const roots = (): readonly RootModule[] => [...new Set(services.modules.map(({ root }) => root))];
  return {
    ProviderBlock({ block }) {
      for (const { provider, localName, alias, module, body } of services.configurations(block)) {
        if (provider.type !== "aws" && provider.type !== "awscc") continue;
        look("provider", `provider "${localName}${alias === null ? "" : `.${alias}`}"`, block, module, body);
      }
    },
    BackendBlock({ block }) {
      for (const root of roots()) {
        if (root.backend?.block.node !== block || root.backend.type !== "s3") continue;
        look("backend", 'backend "s3"', block, root, root.backend.body());
      }
    },
    RemoteStateBlock({ block }) {
      for (const { address, module, block: sourced, backend, config } of roots().flatMap((root) =>
        root.remoteStates(),
      )) {
        if (sourced.node !== block || backend?.kind !== "string" || backend.text !== "s3" || !config) continue;
        look("remote-state", address, block, module, config);
      }
    },
  };
}

export function headOf(block: Block): Range {
  return { start: block.start, end: block.labels.at(-1)?.end ?? block.kind.end };
}
