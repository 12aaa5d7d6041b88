import type { BaseConfig } from "../chain/base-config.ts";
import { inEnvironment } from "../place.ts";
import type { Place } from "../place.ts";
import { atLeast } from "../release.ts";
import type { Shell } from "../shell.ts";
import type { Unknown } from "../trace.ts";

/** The release that made `region` optional. */
const optionalSince = "4.3.0";

/** The region as releases before 4.3.0 take it: from the block or the environment, never from a profile; `""`: from neither. */
export function demandedRegion(base: BaseConfig, shell: Shell): { region: string; where: readonly Place[] } {
  if (base.region !== "") return { region: base.region, where: base.where("region") };
  const variable = ["AWS_REGION", "AWS_DEFAULT_REGION"].find((name) => shell.env(name) !== "");
  if (variable === undefined) return { region: "", where: [] };
  return { region: shell.env(variable), where: [inEnvironment(variable)] };
}

/** Terraform asks for a required argument that nobody sets, so it can't be told what it will be. */
export function regionPrompt(base: BaseConfig, shell: Shell, version: string): readonly Unknown[] {
  if (atLeast(version, optionalSince) || demandedRegion(base, shell).region !== "") return [];
  return [{ what: "region", because: `releases before ${optionalSince} ask for provider.aws.region`, where: [] }];
}
