import { joinAddress } from "../address.ts";
import { errorAt, type Report } from "../diagnostic.ts";
import type { ModuleInstance } from "../instance.ts";
import { providerKey } from "../provider-address.ts";
import { providerReference } from "../required-provider.ts";

/** Reports calls that pass a provider configuration that there is not. */
export function missingProviders(module: ModuleInstance, report: Report): void {
  for (const call of module.children()) {
    const passed = call.declaration.attribute("providers")?.node.value;
    if (passed?.type !== "ObjectConstructor" || !call.representative) continue;
    for (const { value } of passed.items) {
      const reference = providerReference(value);
      if (!reference || module.providers.has(reference.localName, reference.alias)) continue;
      const label = `provider["${providerKey(module.providerNamed(reference.localName))}"]`;
      const alias = reference.alias === null ? "" : `.${reference.alias}`;
      report(errorAt(null, `missing provider ${joinAddress(module.address, label)}${alias}`, ""));
    }
  }
}
