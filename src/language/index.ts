export { consumerName, listed, signingKeys, sourceText } from "./consumer-words.ts";
export { remedyFor, set, unset } from "./remedies.ts";
export { onArgumentMessages } from "./argument-messages.ts";
export { dependsOnFiles } from "./depends-on-files.ts";
export { mayAskElsewhere, onTraces } from "./on-traces.ts";
export { takesAnyValueForTrue } from "../aws/backend/base-config.ts";
export type { PlacedConsumer } from "../aws/consumers.ts";
export type { Trace } from "../aws/trace.ts";
export { type DroppedKey, droppedKeys } from "./dropped-keys.ts";
export { type CachedDifference, type CachedDifferences, cachedDifferences } from "./cached-backend.ts";
export { createRule } from "./create-rule.ts";
export type { Edit, Level, Listeners, Problem, Rule } from "./rule.ts";
export type { Services } from "./services.ts";
export {
  type BackendBlock,
  type ProviderBlock,
  type RemoteStateBlock,
  type RequiredProvider,
  requirementItem,
} from "./nouns.ts";
export { type KeyIdentity, describeKey, keyIdentity } from "../aws/keys/key-identity.ts";
export type { HardcodedLiteral, LiteralUse, SecretUse } from "../aws/keys/secret-sources.ts";
export { type KeyInFile, pairAt } from "../aws/keys/keys-in-file.ts";
export type { KeyShape } from "../aws/keys/find-keys.ts";
export type { ReferencedFile } from "../aws/keys/referenced-files.ts";
export { fileNameOf, placeText } from "./place-text.ts";
export { standIn } from "../aws/keys/stand-in.ts";
export { accessKeyKind, maskKeyId } from "../aws/keys/access-key.ts";
export { addedArguments } from "./added-arguments.ts";
export { isOff, textValue } from "./argument-values.ts";
export { type MissingSkips, type Skip, missingSkips } from "./s3-compatible.ts";
export { ownCredentials, parting } from "./own-credentials.ts";
export { type Declared, declaredIn } from "./declared.ts";
export { oldestHas } from "./backend-arguments.ts";
export { modernArgument } from "./modern-arguments.ts";
export { removal } from "./removal.ts";
export { headOf, onStaticCredentials } from "./static-credentials.ts";
export { backendSecrets } from "../aws/keys/secret-arguments.ts";
export { attributeOf } from "../terraform/declarations.ts";
export type { Attribute, Block, Expression, Range } from "../hcl/ast.ts";
export type { ModuleDiagnostic } from "../terraform/diagnostic.ts";
export type { EvaluatedBody } from "../terraform/evaluated-body.ts";
export { rootsOf } from "./required-provider.ts";
export { valuePlace, writtenArguments } from "./value-place.ts";
export { compareText } from "../values/text.ts";
export { providerReference } from "../terraform/required-provider.ts";
export type { Argument, Arguments } from "../aws/consumer.ts";
export { isLocalEndpoint } from "../aws/keys/local-endpoint.ts";
export { localEndpointsOf } from "./local-endpoints.ts";
export { type Arn, parseArn } from "../aws/arn.ts";
export { isPartition, rolesOf } from "./roles.ts";
export { isKnownRegion, looksLikeRegion, nearestRegion, partitionOf, regionIsKnownTo } from "./regions.ts";
export { literalText } from "./written-constraint.ts";
export { type ProviderNeed, needsOf } from "./provider-needs.ts";
export type { Module, ProviderConfiguration, RootModule } from "../terraform/module.ts";
export { endpointForType } from "./service-endpoints.ts";
export { parseDuration as goDuration } from "../aws/go-duration.ts";
export type { Misreading, MisreadingKind } from "../aws/shared-config/misreadings.ts";
export { created, nothingFound } from "./failures.ts";
export { momentText } from "./moment-text.ts";
export { onFailures, onJudgedFailures } from "./on-failures.ts";
export { nameSuggestion } from "../hcl/name-suggestion.ts";
export { argumentOf, argumentsNamed, isHidden, isOn, knownText, type KnownText } from "./known-arguments.ts";
export { hasDummyKey } from "./dummy-key.ts";
export { isOptInRegion } from "../aws/opt-in-regions.ts";
export { refusesMissingProfile } from "./missing-profile.ts";
export { stsEndpointOf, type StsEndpoint } from "./sts-endpoint.ts";
export { tokenCommandOf, type TokenCommand } from "./token-command.ts";
