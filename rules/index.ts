// Generated from the files of this folder: npm run generate
import type { Rule } from "../src/language/rule.ts";
import accessKeyInConfiguration from "./credentials/access-key-in-configuration.ts";
import credentialVariableNotSensitive from "./credentials/credential-variable-not-sensitive.ts";
import credentialsInBackendCache from "./credentials/credentials-in-backend-cache.ts";
import emptyCredentials from "./credentials/empty-credentials.ts";
import hardcodedCredentials from "./credentials/hardcoded-credentials.ts";
import incompleteStaticCredentials from "./credentials/incomplete-static-credentials.ts";
import temporaryKeyWithoutToken from "./credentials/temporary-key-without-token.ts";
import tokenWithLongTermKey from "./credentials/token-with-long-term-key.ts";
import credentialProcessMissing from "./environment/credential-process-missing.ts";
import defaultRegionInvalid from "./environment/default-region-invalid.ts";
import envKeysIncomplete from "./environment/env-keys-incomplete.ts";
import envKeysRefused from "./environment/env-keys-refused.ts";
import envKeysShadowProfile from "./environment/env-keys-shadow-profile.ts";
import envVariableInvalid from "./environment/env-variable-invalid.ts";
import envVariableMisleading from "./environment/env-variable-misleading.ts";
import githubCredentialsWithheld from "./environment/github-credentials-withheld.ts";
import noCredentialsFound from "./environment/no-credentials-found.ts";
import profileKeysHideSso from "./environment/profile-keys-hide-sso.ts";
import profileKeysRefused from "./environment/profile-keys-refused.ts";
import profileMissing from "./environment/profile-missing.ts";
import profileRoleWithoutSource from "./environment/profile-role-without-source.ts";
import profileSettingUnavailable from "./environment/profile-setting-unavailable.ts";
import profileShadowsEnvKeys from "./environment/profile-shadows-env-keys.ts";
import profileUnusable from "./environment/profile-unusable.ts";
import regionMissing from "./environment/region-missing.ts";
import sharedFileMisread from "./environment/shared-file-misread.ts";
import sharedFileUnreadable from "./environment/shared-file-unreadable.ts";
import signInRequired from "./environment/sign-in-required.ts";
import terraformDiffersFromCli from "./environment/terraform-differs-from-cli.ts";
import tokenFileUnreadable from "./environment/token-file-unreadable.ts";
import webIdentityIncomplete from "./environment/web-identity-incomplete.ts";
import accountGuardMissing from "./provider/account-guard-missing.ts";
import accountIdInvalid from "./provider/account-id-invalid.ts";
import accountListUnchecked from "./provider/account-list-unchecked.ts";
import credentialsCrossPartitions from "./provider/credentials-cross-partitions.ts";
import credentialsFromData from "./provider/credentials-from-data.ts";
import defaultProviderMissing from "./provider/default-provider-missing.ts";
import eksTokenOtherIdentity from "./provider/eks-token-other-identity.ts";
import emulatorEndpointsIncomplete from "./provider/emulator-endpoints-incomplete.ts";
import filePathUnportable from "./provider/file-path-unportable.ts";
import hardcodedProfile from "./provider/hardcoded-profile.ts";
import moduleDeclaresProvider from "./provider/module-declares-provider.ts";
import moduleProvidersMismatch from "./provider/module-providers-mismatch.ts";
import moduleProvidersNotPassed from "./provider/module-providers-not-passed.ts";
import optInRegionGlobalSts from "./provider/opt-in-region-global-sts.ts";
import profileBesideKeys from "./provider/profile-beside-keys.ts";
import providerAliasUndefined from "./provider/provider-alias-undefined.ts";
import providerArgumentDeprecated from "./provider/provider-argument-deprecated.ts";
import providerArgumentInvalid from "./provider/provider-argument-invalid.ts";
import regionInvalid from "./provider/region-invalid.ts";
import regionLeftOpen from "./provider/region-left-open.ts";
import roleChainDuration from "./provider/role-chain-duration.ts";
import roleUnusable from "./provider/role-unusable.ts";
import validationSkipped from "./provider/validation-skipped.ts";
import backendArgumentDeprecated from "./backend/backend-argument-deprecated.ts";
import backendArgumentInvalid from "./backend/backend-argument-invalid.ts";
import backendArgumentMisleading from "./backend/backend-argument-misleading.ts";
import backendAuthDiffersFromProvider from "./backend/backend-auth-differs-from-provider.ts";
import backendCachedDiffers from "./backend/backend-cached-differs.ts";
import backendEndpointWithoutScheme from "./backend/backend-endpoint-without-scheme.ts";
import backendOverrideIncomplete from "./backend/backend-override-incomplete.ts";
import backendVariableReference from "./backend/backend-variable-reference.ts";
import cloudRunNeedsWorkspaceCredentials from "./backend/cloud-run-needs-workspace-credentials.ts";
import remoteStateAuthMissing from "./backend/remote-state-auth-missing.ts";
import s3CompatibleSkipsMissing from "./backend/s3-compatible-skips-missing.ts";
import tofuFileReplacesTf from "./backend/tofu-file-replaces-tf.ts";
import backendArgumentUnavailable from "./versions/backend-argument-unavailable.ts";
import coreVersionConflict from "./versions/core-version-conflict.ts";
import coreVersionEndOfLife from "./versions/core-version-end-of-life.ts";
import duplicateProviderSource from "./versions/duplicate-provider-source.ts";
import legacyProviderRequirement from "./versions/legacy-provider-requirement.ts";
import lockFileInvalid from "./versions/lock-file-invalid.ts";
import lockFileMissing from "./versions/lock-file-missing.ts";
import lockFilePlatforms from "./versions/lock-file-platforms.ts";
import lockedVersionOutdated from "./versions/locked-version-outdated.ts";
import moduleCapsProviderVersion from "./versions/module-caps-provider-version.ts";
import providerArgumentUnavailable from "./versions/provider-argument-unavailable.ts";
import providerReleaseDefective from "./versions/provider-release-defective.ts";
import providerSourceInvalid from "./versions/provider-source-invalid.ts";
import providerSourceMissing from "./versions/provider-source-missing.ts";
import providerVersionConflict from "./versions/provider-version-conflict.ts";
import providerVersionExact from "./versions/provider-version-exact.ts";
import providerVersionFrozen from "./versions/provider-version-frozen.ts";
import providerVersionOutdated from "./versions/provider-version-outdated.ts";
import providerVersionUnbounded from "./versions/provider-version-unbounded.ts";
import versionConstraintInvalid from "./versions/version-constraint-invalid.ts";
import versionConstraintMisleading from "./versions/version-constraint-misleading.ts";
import versionInProviderBlock from "./versions/version-in-provider-block.ts";

/** All rules by id. */
export const rules: Readonly<Record<string, Rule>> = {
  "access-key-in-configuration": accessKeyInConfiguration,
  "credential-variable-not-sensitive": credentialVariableNotSensitive,
  "credentials-in-backend-cache": credentialsInBackendCache,
  "empty-credentials": emptyCredentials,
  "hardcoded-credentials": hardcodedCredentials,
  "incomplete-static-credentials": incompleteStaticCredentials,
  "temporary-key-without-token": temporaryKeyWithoutToken,
  "token-with-long-term-key": tokenWithLongTermKey,
  "credential-process-missing": credentialProcessMissing,
  "default-region-invalid": defaultRegionInvalid,
  "env-keys-incomplete": envKeysIncomplete,
  "env-keys-refused": envKeysRefused,
  "env-keys-shadow-profile": envKeysShadowProfile,
  "env-variable-invalid": envVariableInvalid,
  "env-variable-misleading": envVariableMisleading,
  "github-credentials-withheld": githubCredentialsWithheld,
  "no-credentials-found": noCredentialsFound,
  "profile-keys-hide-sso": profileKeysHideSso,
  "profile-keys-refused": profileKeysRefused,
  "profile-missing": profileMissing,
  "profile-role-without-source": profileRoleWithoutSource,
  "profile-setting-unavailable": profileSettingUnavailable,
  "profile-shadows-env-keys": profileShadowsEnvKeys,
  "profile-unusable": profileUnusable,
  "region-missing": regionMissing,
  "shared-file-misread": sharedFileMisread,
  "shared-file-unreadable": sharedFileUnreadable,
  "sign-in-required": signInRequired,
  "terraform-differs-from-cli": terraformDiffersFromCli,
  "token-file-unreadable": tokenFileUnreadable,
  "web-identity-incomplete": webIdentityIncomplete,
  "account-guard-missing": accountGuardMissing,
  "account-id-invalid": accountIdInvalid,
  "account-list-unchecked": accountListUnchecked,
  "credentials-cross-partitions": credentialsCrossPartitions,
  "credentials-from-data": credentialsFromData,
  "default-provider-missing": defaultProviderMissing,
  "eks-token-other-identity": eksTokenOtherIdentity,
  "emulator-endpoints-incomplete": emulatorEndpointsIncomplete,
  "file-path-unportable": filePathUnportable,
  "hardcoded-profile": hardcodedProfile,
  "module-declares-provider": moduleDeclaresProvider,
  "module-providers-mismatch": moduleProvidersMismatch,
  "module-providers-not-passed": moduleProvidersNotPassed,
  "opt-in-region-global-sts": optInRegionGlobalSts,
  "profile-beside-keys": profileBesideKeys,
  "provider-alias-undefined": providerAliasUndefined,
  "provider-argument-deprecated": providerArgumentDeprecated,
  "provider-argument-invalid": providerArgumentInvalid,
  "region-invalid": regionInvalid,
  "region-left-open": regionLeftOpen,
  "role-chain-duration": roleChainDuration,
  "role-unusable": roleUnusable,
  "validation-skipped": validationSkipped,
  "backend-argument-deprecated": backendArgumentDeprecated,
  "backend-argument-invalid": backendArgumentInvalid,
  "backend-argument-misleading": backendArgumentMisleading,
  "backend-auth-differs-from-provider": backendAuthDiffersFromProvider,
  "backend-cached-differs": backendCachedDiffers,
  "backend-endpoint-without-scheme": backendEndpointWithoutScheme,
  "backend-override-incomplete": backendOverrideIncomplete,
  "backend-variable-reference": backendVariableReference,
  "cloud-run-needs-workspace-credentials": cloudRunNeedsWorkspaceCredentials,
  "remote-state-auth-missing": remoteStateAuthMissing,
  "s3-compatible-skips-missing": s3CompatibleSkipsMissing,
  "tofu-file-replaces-tf": tofuFileReplacesTf,
  "backend-argument-unavailable": backendArgumentUnavailable,
  "core-version-conflict": coreVersionConflict,
  "core-version-end-of-life": coreVersionEndOfLife,
  "duplicate-provider-source": duplicateProviderSource,
  "legacy-provider-requirement": legacyProviderRequirement,
  "lock-file-invalid": lockFileInvalid,
  "lock-file-missing": lockFileMissing,
  "lock-file-platforms": lockFilePlatforms,
  "locked-version-outdated": lockedVersionOutdated,
  "module-caps-provider-version": moduleCapsProviderVersion,
  "provider-argument-unavailable": providerArgumentUnavailable,
  "provider-release-defective": providerReleaseDefective,
  "provider-source-invalid": providerSourceInvalid,
  "provider-source-missing": providerSourceMissing,
  "provider-version-conflict": providerVersionConflict,
  "provider-version-exact": providerVersionExact,
  "provider-version-frozen": providerVersionFrozen,
  "provider-version-outdated": providerVersionOutdated,
  "provider-version-unbounded": providerVersionUnbounded,
  "version-constraint-invalid": versionConstraintInvalid,
  "version-constraint-misleading": versionConstraintMisleading,
  "version-in-provider-block": versionInProviderBlock,
};

/** The folder of each rule. */
export const topics: Readonly<Record<string, string>> = {
  "access-key-in-configuration": "credentials",
  "credential-variable-not-sensitive": "credentials",
  "credentials-in-backend-cache": "credentials",
  "empty-credentials": "credentials",
  "hardcoded-credentials": "credentials",
  "incomplete-static-credentials": "credentials",
  "temporary-key-without-token": "credentials",
  "token-with-long-term-key": "credentials",
  "credential-process-missing": "environment",
  "default-region-invalid": "environment",
  "env-keys-incomplete": "environment",
  "env-keys-refused": "environment",
  "env-keys-shadow-profile": "environment",
  "env-variable-invalid": "environment",
  "env-variable-misleading": "environment",
  "github-credentials-withheld": "environment",
  "no-credentials-found": "environment",
  "profile-keys-hide-sso": "environment",
  "profile-keys-refused": "environment",
  "profile-missing": "environment",
  "profile-role-without-source": "environment",
  "profile-setting-unavailable": "environment",
  "profile-shadows-env-keys": "environment",
  "profile-unusable": "environment",
  "region-missing": "environment",
  "shared-file-misread": "environment",
  "shared-file-unreadable": "environment",
  "sign-in-required": "environment",
  "terraform-differs-from-cli": "environment",
  "token-file-unreadable": "environment",
  "web-identity-incomplete": "environment",
  "account-guard-missing": "provider",
  "account-id-invalid": "provider",
  "account-list-unchecked": "provider",
  "credentials-cross-partitions": "provider",
  "credentials-from-data": "provider",
  "default-provider-missing": "provider",
  "eks-token-other-identity": "provider",
  "emulator-endpoints-incomplete": "provider",
  "file-path-unportable": "provider",
  "hardcoded-profile": "provider",
  "module-declares-provider": "provider",
  "module-providers-mismatch": "provider",
  "module-providers-not-passed": "provider",
  "opt-in-region-global-sts": "provider",
  "profile-beside-keys": "provider",
  "provider-alias-undefined": "provider",
  "provider-argument-deprecated": "provider",
  "provider-argument-invalid": "provider",
  "region-invalid": "provider",
  "region-left-open": "provider",
  "role-chain-duration": "provider",
  "role-unusable": "provider",
  "validation-skipped": "provider",
  "backend-argument-deprecated": "backend",
  "backend-argument-invalid": "backend",
  "backend-argument-misleading": "backend",
  "backend-auth-differs-from-provider": "backend",
  "backend-cached-differs": "backend",
  "backend-endpoint-without-scheme": "backend",
  "backend-override-incomplete": "backend",
  "backend-variable-reference": "backend",
  "cloud-run-needs-workspace-credentials": "backend",
  "remote-state-auth-missing": "backend",
  "s3-compatible-skips-missing": "backend",
  "tofu-file-replaces-tf": "backend",
  "backend-argument-unavailable": "versions",
  "core-version-conflict": "versions",
  "core-version-end-of-life": "versions",
  "duplicate-provider-source": "versions",
  "legacy-provider-requirement": "versions",
  "lock-file-invalid": "versions",
  "lock-file-missing": "versions",
  "lock-file-platforms": "versions",
  "locked-version-outdated": "versions",
  "module-caps-provider-version": "versions",
  "provider-argument-unavailable": "versions",
  "provider-release-defective": "versions",
  "provider-source-invalid": "versions",
  "provider-source-missing": "versions",
  "provider-version-conflict": "versions",
  "provider-version-exact": "versions",
  "provider-version-frozen": "versions",
  "provider-version-outdated": "versions",
  "provider-version-unbounded": "versions",
  "version-constraint-invalid": "versions",
  "version-constraint-misleading": "versions",
  "version-in-provider-block": "versions",
};
