import { goQuote } from "../hcl/go-quote.ts";
import { nameSuggestion } from "../hcl/name-suggestion.ts";
import { FunctionError, type Functions, type FunctionSpec } from "./function.ts";
import { attemptForms } from "./functions/attempt.ts";
import { collectionFunctions } from "./functions/collection.ts";
import { conversionFunctions } from "./functions/conversion.ts";
import { csvFunctions } from "./functions/csv.ts";
import { dateFunctions } from "./functions/date.ts";
import { encodingFunctions, openTofuEncodingFunctions } from "./functions/encoding.ts";
import { filesystemFunctions } from "./functions/filesystem.ts";
import { formatFunctions, openTofuFormatFunctions } from "./functions/format.ts";
import { hashFunctions } from "./functions/hash.ts";
import { jsonFunctions } from "./functions/json.ts";
import { mappingFunctions } from "./functions/mapping.ts";
import { networkFunctions, openTofuNetworkFunctions } from "./functions/network.ts";
import { numericFunctions } from "./functions/numeric.ts";
import { regexFunctions } from "./functions/regex.ts";
import { sequenceFunctions } from "./functions/sequence.ts";
import { stringFunctions } from "./functions/string.ts";
import { openTofuTemplateFunctions, templateForms, templateFunctions } from "./functions/template.ts";
import { yamlFunctions } from "./functions/yaml.ts";
import type { Program, Scope } from "./scope.ts";
import type { SpecialForm } from "./special-form.ts";

export type FoundFunction =
  | { readonly kind: "function"; readonly spec: FunctionSpec }
  | { readonly kind: "form"; readonly form: SpecialForm }
  /** There is such a function, but its results can't be foretold. */
  | { readonly kind: "unknown"; readonly reason: string };

const functions: Functions = {
  ...stringFunctions,
  ...regexFunctions,
  ...formatFunctions,
  ...numericFunctions,
  ...collectionFunctions,
  ...mappingFunctions,
  ...sequenceFunctions,
  ...conversionFunctions,
  ...encodingFunctions,
  ...jsonFunctions,
  ...yamlFunctions,
  ...csvFunctions,
  ...hashFunctions,
  ...dateFunctions,
  ...networkFunctions,
  ...filesystemFunctions,
  ...templateFunctions,
};

const openTofuFunctions: Functions = {
  ...openTofuEncodingFunctions,
  ...openTofuFormatFunctions,
  ...openTofuNetworkFunctions,
  ...openTofuTemplateFunctions,
};

const forms: Readonly<Record<string, SpecialForm>> = { ...attemptForms, ...templateForms };

/** Functions that give another result each time, or whose result takes what is not to be had here. */
const unpredictable: Readonly<Record<string, string>> = {
  timestamp: "timestamp() is the time of the run",
  plantimestamp: "plantimestamp() is the time of the plan",
  uuid: "uuid() is different each time",
  bcrypt: "bcrypt() is different each time",
  rsadecrypt: "rsadecrypt() needs a private key",
  base64gzip: "what base64gzip() gives depends on Go's compression",
};

const removed: Readonly<Record<string, string>> = {
  list: "use tolist([ ... ]) syntax to write a literal list",
  map: "use tomap({ ... }) syntax to write a literal map",
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** The function of the name as the scope has it; `null` when there is none. */
export function findFunction(fullName: string, scope: Scope): FoundFunction | null {
  const name = fullName.replace(/^core::/, "");
  if (/^(?:provider|module)::/.test(name)) return providerFunction(name, scope);
  const forbidden = forbiddenIn(name, scope);
  if (forbidden !== null) return { kind: "form", form: refusing(forbidden) };
  const openTofu = scope.program === "opentofu" ? own(openTofuFunctions, name) : undefined;
  const form = openTofu ? undefined : own(forms, name);
  if (form) return { kind: "form", form };
  const spec = openTofu ?? own(functions, name);
  if (spec) return { kind: "function", spec };
  const advice = own(removed, name);
  if (advice !== undefined) {
    const gone = `the "${name}" function was deprecated in Terraform v0.12 and is no longer available`;
    return { kind: "form", form: refusing(`${gone}; ${advice}`) };
  }
  const reason = own(unpredictable, name);
  return reason === undefined ? null : { kind: "unknown", reason };
}

/** Functions of providers are programs of their own; the ones built into Terraform need no provider to be installed. */
function providerFunction(name: string, { providers }: Scope): FoundFunction | null {
  const provider = name.split("::")[1] ?? "";
  if (providers?.has(provider) !== true) return null;
  return { kind: "unknown", reason: `${name}() is a function of a provider` };
}

const templateNames: ReadonlySet<string> = new Set(["templatefile", "templatestring"]);

/** What a template may not call. */
function forbiddenIn(name: string, { insideTemplate, program }: Scope): string | null {
  if (insideTemplate === undefined) return null;
  if (templateNames.has(name) && program === "terraform") {
    return `cannot recursively call ${name} from inside another template function`;
  }
  if (insideTemplate === "templatestring" && Object.hasOwn(filesystemFunctions, name) && name.startsWith("file")) {
    const advice = "consider passing the function result as a template variable instead";
    return `cannot use filesystem access functions like ${name} in templatestring templates; ${advice}`;
  }
  return null;
}

const refusing = (reason: string): SpecialForm => ({
  parameters: [],
  variadic: "vals",
  evaluate() {
    throw new FunctionError(reason);
  },
});

/** What Terraform says of a function that there is none of. */
export function describeMissingFunction(
  name: string,
  program: Program,
): { readonly summary: string; readonly detail: string } {
  const [namespace = "", provider = "", last = provider] = name.split("::");
  if (!name.includes("::")) {
    const names = [
      ...Object.keys(functions),
      ...Object.keys(forms),
      ...Object.keys(unpredictable),
      ...Object.keys(removed),
    ];
    const near = nameSuggestion(name, names.sort());
    const hint = near === null ? "" : ` Did you mean ${goQuote(near)}?`;
    return { summary: "Call to unknown function", detail: `There is no function named ${goQuote(name)}.${hint}` };
  }
  if (program === "opentofu") {
    if (namespace === "core") {
      const detail = `There is no builtin (core::) function named "${provider}".`;
      return { summary: "Call to unknown function", detail };
    }
    const detail = `Provider "${provider}" does not exist within the required_providers of this module`;
    return { summary: "Unknown function provider", detail };
  }
  const summary = "Unknown provider function";
  if (namespace !== "provider") {
    const detail = `The function namespace ${goQuote(namespace)} is not valid. Provider function calls must use the "provider::" namespace prefix.`;
    return { summary, detail };
  }
  const hint = `Ensure that provider name ${goQuote(provider)} is declared in this module's required_providers block, and that this provider offers a function named ${goQuote(last)}.`;
  return { summary, detail: `There is no function named "${name}". ${hint}` };
}
