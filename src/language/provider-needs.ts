import type { Block, Expression, Range } from "../hcl/ast.ts";
import { attributeOf } from "../terraform/declarations.ts";
import type { Module, ProviderConfiguration, RootModule } from "../terraform/module.ts";
import { providerReference, type ProviderReference } from "../terraform/required-provider.ts";
import type { Sourced } from "../terraform/source-range.ts";

/** A resource or data source, and the provider configuration that it is made with. */
export interface ProviderNeed {
  readonly module: Module;
  readonly block: Sourced<Block>;
  /** `aws_s3_bucket.state`, `data.aws_region.current`. */
  readonly address: string;
  readonly reference: ProviderReference;
  /** The `provider` argument; `null`: implied by the first word of the type. */
  readonly written: Range | null;
  /** `null`: there is none by that name. */
  readonly configuration: ProviderConfiguration | null;
}

const known = new WeakMap<RootModule, readonly ProviderNeed[]>();

/** What the resources and data sources of a root module, and of the modules below it, are made with; in the order of the source. */
export function needsOf(root: RootModule): readonly ProviderNeed[] {
  const before = known.get(root) ?? root.modules().flatMap(needsIn);
  known.set(root, before);
  return before;
}

function needsIn(module: Module): ProviderNeed[] {
  return module.files.flatMap((file) =>
    file.body.items.flatMap((item) => {
      if (item.type !== "Block" || (item.kind.text !== "resource" && item.kind.text !== "data")) return [];
      const [type = "", name = ""] = item.labels.map(({ text }) => text);
      const written: Expression | null = attributeOf(item.body, "provider")?.value ?? null;
      const reference = (written && providerReference(written)) ?? {
        localName: firstWord(type),
        alias: null,
        key: null,
      };
      const { localName, alias, key } = reference;
      // Only OpenTofu has keys, and only evaluation tells which.
      const configuration = key ? null : module.providerConfiguration(localName, alias);
      const address = `${item.kind.text === "data" ? "data." : ""}${type}.${name}`;
      return [{ module, block: { node: item, file }, address, reference, written, configuration }];
    }),
  );
}

const firstWord = (type: string): string => type.split("_")[0] ?? type;
