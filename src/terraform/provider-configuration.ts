import type { Names } from "../values/scope.ts";
import { joinAddress } from "./address.ts";
import type { Declaration } from "./declaration.ts";
import type { EvaluatedBody } from "./evaluated-body.ts";
import { evaluateBody } from "./evaluate-body.ts";
import type { ModuleInstance } from "./instance.ts";
import type { ProviderConfiguration } from "./module.ts";
import { nameOf } from "./module-providers.ts";
import type { ProviderAddress } from "./provider-address.ts";
import { repetitionsOf, type Repetition } from "./repetition.ts";

/** Arguments and blocks of a `provider` block that Terraform itself consumes. */
const metaArguments: ReadonlySet<string> = new Set([
  "alias",
  "version",
  "count",
  "for_each",
  "depends_on",
  "source",
  "lifecycle",
  "locals",
]);

/** What a `provider` block of a module configures: one configuration, or with OpenTofu's `for_each` one for each key. */
export function configurationsOf(module: ModuleInstance, declaration: Declaration): readonly ProviderConfiguration[] {
  const { name, alias } = nameOf(declaration);
  const repeats = module.program === "opentofu" && declaration.attribute("for_each") !== undefined;
  const items: readonly (Repetition | null)[] = repeats
    ? repetitionsOf(declaration, ({ node, file }) => module.evaluate(node, file)).items
    : [null];
  return items.map((repetition): ProviderConfiguration => {
    const names = repetition ? module.namesIn(repetition) : undefined;
    const local = `provider.${name}${alias === null ? "" : `.${alias}`}${repetition?.suffix ?? ""}`;
    return {
      address: joinAddress(module.address, local),
      provider: module.providers.named(name),
      localName: name,
      alias,
      key: repetition ? String(repetition.key) : null,
      module,
      block: declaration.block,
      body: bodyOf(module, declaration, names),
    };
  });
}

function bodyOf(module: ModuleInstance, declaration: Declaration, names: Names | undefined): EvaluatedBody {
  const content = declaration.content(metaArguments);
  return evaluateBody(content, (file, inner) => module.scope(file, inner ?? names), declaration.place);
}

/** The configuration of a provider that something needs and nobody configures. */
export function impliedConfiguration(module: ModuleInstance, provider: ProviderAddress): ProviderConfiguration {
  return {
    address: `provider.${provider.type}`,
    provider,
    localName: provider.type,
    alias: null,
    key: null,
    module,
    block: null,
    body: { place: null, names: () => [], argument: () => undefined, blocks: () => [] },
  };
}
