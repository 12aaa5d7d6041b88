import type { Block } from "../hcl/ast.ts";
import { providerSchema } from "../aws/provider/schema.ts";
import type { BlockSchema } from "../aws/schema/check-block.ts";
import { rootsOf } from "./required-provider.ts";
import type { Services } from "./services.ts";

/** An argument or nested block of `provider "aws"` that one of two releases does not take. */
export interface UsedArgument {
  /** `sts_region`, `assume_role.duration`, "a second assume_role block". */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** What Terraform reports when it isn't taken: `Unsupported argument`. */
  readonly refusal: string;
  /** Whether a release of hashicorp/aws takes it. */
  isIn(version: string): boolean;
}

/** What a `provider "aws"` block uses, as it is written. */
export function usedArguments(block: Block): readonly UsedArgument[] {
  return argumentsBelow(block, [], []);
}

function argumentsBelow(block: Block, path: readonly string[], result: UsedArgument[]): UsedArgument[] {
  const seen = new Map<string, number>();
  for (const item of block.body.items) {
    const name = item.type === "Attribute" ? item.name.text : item.kind.text;
    const place = item.type === "Attribute" ? item.name : item.kind;
    const { start, end } = place;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    if (metaArguments.has(name)) continue;
    const full = [...path, name];
    if (item.type === "Attribute") {
      result.push({
        name: full.join("."),
        start,
        end,
        refusal: "Unsupported argument",
        isIn: (version) => schemaAt(path, version)?.attributes.has(name) === true,
      });
      continue;
    }
    const most = (version: string): number => {
      const nested = schemaAt(path, version)?.blocks.get(name);
      return nested ? (nested.most ?? Infinity) : 0;
    };
    const [label, refusal] =
      count === 1
        ? [full.join("."), "Unsupported block type"]
        : [`a second ${full.join(".")} block`, `Too many ${name} blocks`];
    if (count <= 2) result.push({ name: label, start, end, refusal, isIn: (version) => most(version) >= count });
    argumentsBelow(item, full, result);
  }
  return result;
}

/** Terraform's own, which no provider knows; `dynamic` blocks hold what only evaluation tells. */
const metaArguments: ReadonlySet<string> = new Set(["alias", "version", "for_each", "dynamic"]);

/** The names of all arguments and nested blocks in the `provider "aws"` blocks of the configuration that a file is part of. */
export function argumentsInUse(services: Services): ReadonlySet<string> {
  return new Set(argumentsOfProviders(services).flatMap(({ name }) => name.split(".")));
}

/** What those blocks use and one release takes, but a later one no more: `shared_credentials_file`. */
export function argumentsLost(services: Services, before: string, after: string): readonly string[] {
  const lost = argumentsOfProviders(services).filter((argument) => argument.isIn(before) && !argument.isIn(after));
  return [...new Set(lost.map(({ name }) => name))];
}

function argumentsOfProviders(services: Services): readonly UsedArgument[] {
  const blocks = rootsOf(services).flatMap((root) =>
    root
      .providerConfigurations()
      .flatMap(({ provider, block }) => (provider.type === "aws" && block ? [block.node] : [])),
  );
  return blocks.flatMap(usedArguments);
}

const schemas = new Map<string, BlockSchema>();

/** The schema of a nested block; `undefined` where a release has no such block, or where its names are not checked. */
function schemaAt(path: readonly string[], version: string): BlockSchema | undefined {
  let schema = schemas.get(version);
  if (!schema) schemas.set(version, (schema = providerSchema(version)));
  let current: BlockSchema | undefined = schema;
  for (const name of path) current = current?.blocks.get(name)?.content;
  return current?.open === true ? undefined : current;
}
