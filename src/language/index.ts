export { createRule } from "./create-rule.ts";
export type { Listeners, Problem, Rule } from "./rule.ts";
export type { Services } from "./services.ts";
export { requirementItem } from "./nouns.ts";
export type { BackendBlock, ProviderBlock, RemoteStateBlock, RequiredProvider } from "./nouns.ts";
