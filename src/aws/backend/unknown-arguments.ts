import type { Unknown as UnknownFact } from "../trace.ts";
import { nestedOf, Unknown } from "../schema/settings.ts";
import type { Settings } from "../schema/settings.ts";

/** What can't be told when an argument can't be; arguments that have no part in authentication aren't named. */
const decided: readonly (readonly [what: UnknownFact["what"], names: readonly string[]])[] = [
  [
    "identity",
    [
      "access_key",
      "secret_key",
      "token",
      "profile",
      "shared_config_files",
      "shared_credentials_file",
      "shared_credentials_files",
      "skip_metadata_api_check",
      "use_legacy_workflow",
      "assume_role_with_web_identity",
    ],
  ],
  ["roles", ["assume_role", "role_arn"]],
  ["region", ["region"]],
  [
    "account",
    ["allowed_account_ids", "forbidden_account_ids", "skip_credentials_validation", "skip_requesting_account_id"],
  ],
  [
    "arguments",
    [
      "custom_ca_bundle",
      "endpoints",
      "http_proxy",
      "https_proxy",
      "skip_region_validation",
      "sts_endpoint",
      "sts_region",
    ],
  ],
];

/** The attributes that matter inside the objects. */
const nested: readonly (readonly [what: UnknownFact["what"], object: string, names: readonly string[]])[] = [
  ["identity", "assume_role_with_web_identity", ["role_arn", "web_identity_token", "web_identity_token_file"]],
  ["roles", "assume_role", ["role_arn"]],
  ["arguments", "endpoints", ["sts", "sso"]],
];

export function unknownArguments(settings: Settings): readonly UnknownFact[] {
  const facts: UnknownFact[] = [];
  const add = (what: UnknownFact["what"], from: Settings, name: string, shown: string): void => {
    const setting = from.get(name);
    if (!(setting?.value instanceof Unknown)) return;
    facts.push({ what, argument: shown, because: `${shown}: ${setting.value.because}`, where: setting.places });
  };
  for (const [what, names] of decided) for (const name of names) add(what, settings, name, name);
  for (const [what, object, names] of nested) {
    const attributes = nestedOf(settings, object) ?? new Map<string, never>();
    for (const name of names) add(what, attributes, name, `${object}.${name}`);
  }
  return facts;
}
