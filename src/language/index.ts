export { createRule } from "./create-rule.ts";
export type { Level, Listeners, Problem, Rule } from "./rule.ts";
export type { Services } from "./services.ts";
export { requirementItem } from "./nouns.ts";
export type { BackendBlock, ProviderBlock, RemoteStateBlock, RequiredProvider } from "./nouns.ts";
export { describeKey, keyIdentity, type KeyIdentity } from "../aws/keys/key-identity.ts";
export type { HardcodedLiteral, LiteralUse, SecretUse } from "../aws/keys/secret-sources.ts";
export type { KeyInFile } from "../aws/keys/keys-in-file.ts";
export { placeText } from "./place-text.ts";
