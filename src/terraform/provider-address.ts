import type { Program } from "../values/scope.ts";
import { goQuote } from "../hcl/go-quote.ts";

/** The source address of a provider: `registry.terraform.io/hashicorp/aws`. All parts are in lower case. */
export interface ProviderAddress {
  readonly host: string;
  readonly namespace: string;
  readonly type: string;
}

/** Why a text is no source address, in Terraform's words. */
export interface AddressProblem {
  readonly summary: string;
  readonly detail: string;
}

export const defaultHosts: Readonly<Record<Program, string>> = {
  terraform: "registry.terraform.io",
  opentofu: "registry.opentofu.org",
};

/** The key that two addresses share when they are the same provider. */
export const providerKey = ({ host, namespace, type }: ProviderAddress): string => `${host}/${namespace}/${type}`;

/** Both public registries have the same providers under the same names: a key without the host of either. */
export const publicName = (key: string): string => key.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//u, "");

/** As Terraform prints it: without the default host. */
export function displayProvider({ host, namespace, type }: ProviderAddress, program: Program): string {
  return host === defaultHosts[program] ? `${namespace}/${type}` : `${host}/${namespace}/${type}`;
}

export const isDefaultProvider = ({ host, namespace }: ProviderAddress, program: Program): boolean =>
  host === defaultHosts[program] && namespace === "hashicorp";

/** The provider that a local name stands for when nothing else is said: `aws` is `hashicorp/aws`. */
export function impliedProvider(localName: string, program: Program): ProviderAddress {
  const type = localName.toLowerCase();
  return type === "terraform"
    ? { host: "terraform.io", namespace: "builtin", type }
    : { host: defaultHosts[program], namespace: "hashicorp", type };
}

/** Reads `[hostname/][namespace/]type`. */
export function parseProviderSource(source: string, program: Program): ProviderAddress | AddressProblem {
  const parts = source.split("/");
  if (parts.length > 3 || parts.includes("")) {
    return {
      summary: "Invalid provider source string",
      detail: 'The "source" attribute must be in the format "[hostname/][namespace/]name"',
    };
  }
  const [givenType = "", givenNamespace = "hashicorp", givenHost] = parts.reverse();
  const typeProblem = partProblem(givenType);
  if (typeProblem) {
    const detail = `Invalid provider type ${goQuote(givenType)} in source ${goQuote(source)}: ${typeProblem}"`;
    return { summary: "Invalid provider type", detail };
  }
  const namespaceProblem = givenNamespace === legacyNamespace ? null : partProblem(givenNamespace);
  if (namespaceProblem) {
    const detail = `Invalid provider namespace "" in source ${goQuote(source)}: ${namespaceProblem}"`;
    return { summary: "Invalid provider namespace", detail };
  }
  if (givenHost !== undefined && !/^(?=.*\.|localhost)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*(:\d+)?$/u.test(givenHost)) {
    const detail = `Invalid provider source hostname namespace "" in source ${goQuote(source)}: not a valid hostname"`;
    return { summary: "Invalid provider source hostname", detail };
  }
  const address = {
    host: (givenHost ?? defaultHosts[program]).toLowerCase(),
    namespace: givenNamespace.toLowerCase(),
    type: givenType.toLowerCase(),
  };
  return prefixProblem(address, program) ?? address;
}

const legacyNamespace = "-";
const repositoryPrefix = "terraform-provider-";
const redundantPrefix = "terraform-";

function prefixProblem(address: ProviderAddress, program: Program): AddressProblem | null {
  const { type } = address;
  if (!type.startsWith(redundantPrefix)) return null;
  const source = goQuote(displayProvider(address, program));
  const meant = type.slice(repositoryPrefix.length);
  if (type.startsWith(repositoryPrefix) && partProblem(meant) === null) {
    const suggestion = goQuote(displayProvider({ ...address, type: meant }, program));
    const detail = `Provider source ${source} has a type with the prefix "${repositoryPrefix}", which isn't valid. Although that prefix is often used in the names of version control repositories for Terraform providers, provider source strings should not include it.\n\nDid you mean ${suggestion}?`;
    return { summary: "Invalid provider type", detail };
  }
  const detail = `Provider source ${source} has a type with the prefix "${redundantPrefix}", which isn't allowed because it would be redundant to name a Terraform provider with that prefix. If you are the author of this provider, rename it to not include the prefix.`;
  return { summary: "Invalid provider type", detail };
}

/** What is wrong with a namespace, a type or a local name; `null` when nothing is. */
export function partProblem(part: string): string | null {
  if (part === "") return "must have at least one character";
  if (part.includes("--")) return "cannot use multiple consecutive dashes";
  // V8 takes a millisecond to compile the second pattern, which hardly a name needs.
  return /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(part) || /^[\p{L}\p{N}]+(-[\p{L}\p{N}]+)*$/u.test(part)
    ? null
    : "must contain only letters, digits, and dashes, and may not use leading or trailing dashes";
}
