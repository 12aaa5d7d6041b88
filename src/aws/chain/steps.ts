import type { Shell } from "../shell.ts";
import type { Step, Unknown } from "../trace.ts";
import type { BaseConfig } from "./base-config.ts";
import type { BaseOutcome } from "./get-aws-config.ts";

export function describeSteps(
  _shell: Shell,
  _base: BaseConfig,
  _outcome: BaseOutcome | null,
  _unknown: readonly Unknown[],
): readonly Step[] {
  return [];
}
