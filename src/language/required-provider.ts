import type { Node } from "../hcl/ast.ts";
import { demandsOf as demandsInFiles, type ProviderDemand } from "../versions/demand.ts";
import { parseVersion, versionText } from "../versions/version.ts";
import { impliedProvider, parseProviderSource, providerKey } from "../terraform/provider-address.ts";
import type { RootModule } from "../terraform/module.ts";
import type { SourceRange } from "../terraform/source-range.ts";
import type { Program } from "../values/scope.ts";
import { requirementItem, type RequiredProvider } from "./nouns.ts";
import type { Services } from "./services.ts";
import { literalText } from "./written-constraint.ts";

/** Terraform, unless the files say that it is OpenTofu. */
export function programOf({ modules }: Services): Program {
  return modules[0]?.program ?? "terraform";
}

/** The provider that an entry of `required_providers` is about, in full; `null` when its source can't be read. */
export function providerOf(node: RequiredProvider, services: Services): string | null {
  const program = programOf(services);
  const expression = requirementItem(node, "source")?.value;
  if (!expression) return providerKey(impliedProvider(node.name, program));
  const source = literalText(expression);
  const address = source === null ? null : parseProviderSource(source, program);
  return address && "host" in address ? providerKey(address) : null;
}

/** The root modules that the file is part of. */
export function rootsOf({ modules }: Services): readonly RootModule[] {
  return [...new Set(modules.map(({ root }) => root))];
}

/** What a root module and those below it ask of each provider. What the user says of the version of hashicorp/aws beats the lock file. */
export function demandsOf(root: RootModule, services: Services): readonly ProviderDemand[] {
  const version = parseVersion(services.versionFlags.providerVersion ?? "");
  if (!version) return demandsInFiles(root);
  const settled = { version, text: versionText(version), entry: null };
  return demandsInFiles(root).map((demand) =>
    services.releases(demand.provider)?.product === "hashicorp/aws" ? { ...demand, settled } : demand,
  );
}

/** What the root modules ask of the provider that a requirement in this file is about. */
export function demandsFor(node: Pick<Node, "start">, services: Services): readonly ProviderDemand[] {
  return rootsOf(services)
    .flatMap((root) => demandsOf(root, services))
    .filter(({ requirements }) => requirements.some(({ place }) => isAt(place, node, services)));
}

/** Whether a place is the node's, in the file that is linted. */
export function isAt(place: SourceRange, node: Pick<Node, "start">, { path }: Services): boolean {
  return place.start === node.start && place.file.fileName === path;
}

/**
 * Whether somebody runs Terraform in this folder to keep what it makes: it has a backend, a lock file or a provider configuration of its
 * own. A folder that has none of them, and that nobody here calls, may be a module for others; `examples/NAME` is one's documentation.
 */
export function isRunHere(root: RootModule): boolean {
  if (example.test(root.directory)) return false;
  return (
    root.backend !== null ||
    root.cloud !== null ||
    root.lockFile !== null ||
    root.providerConfigurations().some(({ module, block }) => module === root && block !== null)
  );
}

/** Terraform's standard module structure, and where modules keep their tests. */
const example = /[\\/](?:examples?|tests?)(?:[\\/][^\\/]+)?$/u;
