import type { BaseConfig } from "../chain/base-config.ts";
import type { BaseOutcome } from "../chain/get-aws-config.ts";
import { configHas } from "../chain/libraries.ts";
import { stsProblem, stsSettings } from "../chain/sts.ts";
import type { Shell } from "../shell.ts";
import type { Unknown } from "../trace.ts";
import type { Diagnostics } from "../schema/diagnostics.ts";
import type { Program } from "./release.ts";
import { flagOf, placesOf, textsOf } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";

const lists = ["allowed_account_ids", "forbidden_account_ids"] as const;
const calling =
  "validating provider credentials: retrieving caller identity from STS: operation error STS: GetCallerIdentity, ";

/**
 * What happens once credentials are found (or, in OpenTofu, aren't): GetCallerIdentity, and the account lists.
 *
 * @returns What would take a call to tell.
 */
export function validateAccount(
  settings: Settings,
  program: Program,
  base: BaseConfig,
  found: BaseOutcome,
  shell: Shell,
  diagnostics: Diagnostics,
): readonly Unknown[] {
  const skips = (name: string): boolean => flagOf(settings, name) === true;
  const calls = !skips("skip_credentials_validation");
  const loaded = found.failures.length === 0;
  const problem = calls && loaded ? callProblem(base, found, shell) : null;
  if (problem) diagnostics.error("validate", calling + problem.text, "", problem.where);

  const listed = lists.filter((name) => settings.has(name));
  if (listed.length === 0 || (program.name === "terraform" && diagnostics.hasErrors)) return [];
  const again = loaded ? problem?.text : calls ? withoutConfiguration(base) : undefined;
  if (again !== undefined) {
    diagnostics.error("validate", `Retrieving AWS account details: ${calling}${again}`, "", problem?.where);
  }
  const asked = calls || !skips("skip_requesting_account_id");
  const account = asked && again === undefined ? found.account : "";
  const where = listed.flatMap((name) => placesOf(settings, name));
  if (account === null) {
    return [{ what: "account", because: "only STS knows the account behind these credentials", where }];
  }
  const [allowed, forbidden] = lists.map((name) => textsOf(settings, name));
  if (forbidden?.includes(account) || (allowed && allowed.length > 0 && !allowed.includes(account))) {
    diagnostics.error("validate", "Invalid account ID", `AWS account ID not allowed: ${account}`, where);
  }
  return [];
}

/** Why GetCallerIdentity can't even be sent; `null` when it can. */
function callProblem(base: BaseConfig, { config, plan, regionWhere }: BaseOutcome, shell: Shell) {
  if (!config || !plan) return null;
  const { endpoint } = plan.sts;
  if (endpoint !== null) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(endpoint)) return null;
    return { text: 'decomposing request: unsupported protocol scheme ""', where: base.where("sts_endpoint") };
  }
  const text = stsProblem(plan.sts, stsSettings(shell, base, config), base.libraries);
  return text === null ? null : { text, where: regionWhere };
}

/** OpenTofu asks for the account although there is no configuration to ask with. */
const withoutConfiguration = ({ libraries }: BaseConfig): string =>
  configHas(libraries, "endpointRules")
    ? "failed to resolve service endpoint, endpoint rule error, Invalid Configuration: Missing Region"
    : "could not select an auth scheme";
