import { Diagnostics } from "../schema/diagnostics.ts";
import { unknownRegion } from "../chain/base-config.ts";
import { getAwsConfig } from "../chain/get-aws-config.ts";
import type { BaseOutcome } from "../chain/get-aws-config.ts";
import { describeSteps } from "../chain/steps.ts";
import type { ProviderConsumer } from "../consumer.ts";
import type { Machine } from "../../machine/machine.ts";
import type { Libraries } from "../chain/libraries.ts";
import { rowFor } from "../release.ts";
import { shellIn } from "../shell.ts";
import { nothing } from "../no-outcome.ts";
import type { Failure, Outcome, Trace, Unknown } from "../trace.ts";
import { configure } from "./configure.ts";
import { librariesOf } from "./libraries.ts";
import { readBlock } from "./read-block.ts";
import { regionPrompt } from "./demanded-region.ts";
import { resolveOnSdkV1 } from "./resolve-sdk-v1.ts";
import { validate } from "./validate.ts";

/** Older than all betas of the library. */
const sdkV1: Libraries = { base: 0, config: "0.0.0" };

/** Follows `provider "aws"` from its arguments to the account check. */
export function resolveProvider(consumer: ProviderConsumer, machine: Machine): Trace {
  const { version } = consumer;
  const shell = shellIn(machine, consumer.directory);
  const diagnostics = new Diagnostics();
  const block = readBlock(consumer, diagnostics);
  if (diagnostics.hasErrors) return refused(diagnostics);

  const libraries = librariesOf(version);
  const { base, unknown: hidden } = configure(block, shell, libraries ?? sdkV1, version, diagnostics);
  if (diagnostics.errors.length > 0) return refused(diagnostics);
  const prompt = regionPrompt(base, shell, version);
  const unknown = [...hidden.map(({ fact }) => fact), ...prompt];
  const blocks = (part: Unknown["what"]): boolean =>
    hidden.some(({ fact, plannedAsUnset }) => fact.what === part && !plannedAsUnset);
  if (blocks("identity") || blocks("roles")) {
    return { ...nothing, steps: describeSteps(shell, base, null, unknown), warnings: diagnostics.warnings, unknown };
  }
  if (!libraries)
    return resolveOnSdkV1(block.settings, base, shell, { ...nothing, warnings: diagnostics.warnings, unknown });

  const regionKnown = !blocks("region") && prompt.length === 0;
  const outcome = getAwsConfig(shell, regionKnown ? base : { ...base, region: unknownRegion });
  const warnings = [...diagnostics.warnings, ...outcome.warnings];
  const steps = describeSteps(shell, base, outcome, unknown);
  const found = {
    ...nothing,
    ...withRegion(outcome, regionKnown),
    steps,
    warnings,
    unknown: [...unknown, ...outcome.unknown],
  };
  if (outcome.failures.length > 0 || outcome.identity === null)
    return { ...found, ...failing(outcome.failures, version) };
  if (!regionKnown || blocks("account")) return found;

  const checked = validate(outcome, block.settings, version, libraries.base);
  return {
    ...found,
    ...failing(checked.failures, version),
    warnings: [...warnings, ...checked.warnings],
    unknown: [...found.unknown, ...checked.unknown],
    account: checked.account,
  };
}

function withRegion(outcome: BaseOutcome, regionKnown: boolean): Partial<Outcome> {
  const { identity, region, ifUnavailable, account, expires, plan } = outcome;
  return { identity, region: regionKnown ? region : null, ifUnavailable, account, expires, plan };
}

function refused(diagnostics: Diagnostics): Trace {
  const [error = null, ...alsoErrors] = diagnostics.errors;
  return { ...nothing, steps: [], error, alsoErrors, warnings: diagnostics.warnings };
}

/** `[since, what the provider puts before an error of its configuration]` */
const prefixes = [
  ["0.0.0", "error configuring Terraform AWS Provider: "],
  ["4.45.0", "configuring Terraform AWS Provider: "],
  ["5.12.0", ""],
] as const;

function failing(failures: readonly Failure[], version: string): Pick<Outcome, "error" | "alsoErrors"> {
  const prefix = rowFor(prefixes, version)?.[1] ?? "";
  const [error = null, ...alsoErrors] = failures.map((failure) => ({ ...failure, summary: prefix + failure.summary }));
  return { error, alsoErrors };
}
