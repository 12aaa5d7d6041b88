/** What rules may ask about versions. */
export { lockedProviderOf } from "./locked-provider.ts";
export { sourceArgument, versionArgument } from "./new-item.ts";
export { requiredCore, usedBackendArguments } from "./backend-arguments.ts";
export { coreConstraint, coreDemandsOf, coreSaid, programNames, type CoreDemand } from "./core-versions.ts";
export { argumentsInUse, argumentsLost, usedArguments } from "./provider-arguments.ts";
export { nearestSource, publishedElsewhere, sourceProblem } from "./provider-source.ts";
export { demandsFor, demandsOf, isAt, isRunHere, programOf, providerOf, rootsOf } from "./required-provider.ts";
export {
  attributeOf,
  constraintListeners,
  literalText,
  requiredVersion,
  writtenConstraint,
} from "./written-constraint.ts";
export { authenticationChanges } from "../versions/authentication-changes.ts";
export type { Constraint, Dialect, Term } from "../versions/constraint.ts";
export { defectsOf } from "../versions/defects.ts";
export type { ProviderDemand } from "../versions/demand.ts";
export { knownSource } from "../versions/known-sources.ts";
export { install } from "../versions/install.ts";
export { lockedConstraintsProblem, lockedVersionProblem } from "../versions/lock-entry.ts";
export { raiseConstraint } from "../versions/raise.ts";
export { newestAdmitted, oldestAdmitted } from "../versions/admitted.ts";
export { endOfLife, findRelease, majorOf, newestRelease, newestWords } from "../versions/releases.ts";
export type { Release, ReleaseTable } from "../versions/releases.ts";
export { repairConstraint } from "../versions/repair.ts";
export { mergeConstraints } from "../versions/selection.ts";
export { satisfies } from "../versions/satisfies.ts";
export { admitsMajor, admitsNothing, hasUpperEnd, lowestAdmitted } from "../versions/semver-range.ts";
export { compareVersions, parseVersion } from "../versions/version.ts";
