import { createRule, needsOf, providerReference, rootsOf, type Module, type Range } from "../../src/language/index.ts";

export default createRule({
  name: "provider-alias-undefined",
  meta: {
    type: "problem",
    docs: {
      description: "Disallow references to a provider configuration that nobody declares",
      level: "error",
      recommended: true,
    },
    messages: {
      resource:
        '{{user}} is made with {{name}}, which no provider block in {{module}} configures: Terraform will report "Provider configuration not present". {{remedy}}',
      module:
        'module "{{user}}" is given {{name}}, which no provider block in {{module}} configures: Terraform will report "missing provider". {{remedy}}',
    },
    schema: [],
  },
  create({ report, services, text }) {
    const tell = (messageId: "resource" | "module", user: string, module: Module, local: string, at: Range): void => {
      const known = aliasesOf(module, local);
      // Where no configuration is written at all another tool may write it (Terragrunt's `generate`).
      if (
        module.parent === null &&
        known.length === 0 &&
        !module.root.providerConfigurations().some(({ block }) => block)
      )
        return;
      const instead = known.length > 0 ? `There ${known.length === 1 ? "is" : "are"} ${known.join(", ")}.` : "";
      const remedy =
        module.parent === null
          ? `Declare it: provider "${local}" { alias = "…" }.`
          : "Declare it in configuration_aliases, and have the caller pass it in providers = {…}.";
      report({
        at,
        messageId,
        data: {
          user,
          name: text(at).replaceAll('"', ""),
          module: module.parent === null ? "the root module" : module.address,
          remedy: [instead, remedy].filter((part) => part !== "").join(" "),
        },
      });
    };
    return {
      File() {
        if (services.file.content !== "configuration") return;
        for (const { module, block, address, reference, written, configuration } of rootsOf(services).flatMap(
          needsOf,
        )) {
          if (block.file.fileName !== services.path || !written || reference.alias === null) continue;
          if (reference.key || configuration || isExpected(module, reference.localName, reference.alias)) continue;
          tell("resource", address, module, reference.localName, written);
        }
      },
      ModuleBlock({ block }) {
        const passed = block.body.items.find((item) => item.type === "Attribute" && item.name.text === "providers");
        if (passed?.type !== "Attribute" || passed.value.type !== "ObjectConstructor") return;
        for (const module of services.modules) {
          for (const { value } of passed.value.items) {
            const reference = providerReference(value);
            if (!reference?.alias || reference.key) continue;
            const { localName, alias } = reference;
            if (module.providerConfiguration(localName, alias) || isExpected(module, localName, alias)) continue;
            tell("module", block.labels[0]?.text ?? "", module, localName, value);
          }
        }
      },
    };
  },
});

/** Whether the module says that its caller passes the configuration. */
function isExpected(module: Module, localName: string, alias: string): boolean {
  return module.requiredProviders.some(
    (required) => required.localName === localName && required.configurationAliases.includes(alias),
  );
}

/** `aws.east`, by what the module declares or expects. */
function aliasesOf(module: Module, localName: string): readonly string[] {
  const own = module.root
    .providerConfigurations()
    .filter((each) => each.module === module && each.localName === localName && each.alias !== null)
    .map(({ alias }) => alias ?? "");
  const expected = module.requiredProviders.find((required) => required.localName === localName);
  return [...new Set([...own, ...(expected?.configurationAliases ?? [])])].map((alias) => `${localName}.${alias}`);
}
