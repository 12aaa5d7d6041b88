import { accountOf } from "./access-key.ts";

/**
 * Accounts that issue canary keys: using such a key, even only to ask whose it is, alerts whoever planted it.
 * Thinkst's own accounts and those of services that copied the idea, as trufflehog lists them
 * (pkg/detectors/aws/access_keys/canary.go at 13b29d3).
 */
const issuers: ReadonlySet<string> = new Set([
  ...["052310077262", "171436882533", "266735846894", "534261010715", "595918472158", "717712589309", "730335385048"],
  ...["819147034852", "893192397702", "992382622183"],
  ...["044858866125", "251535659677", "344043088457", "351906852752", "390477818340", "426127672474", "427150556519"],
  ...["439872796651", "445142720921", "465867158099", "637958123769", "693412236332", "732624840810", "735421457923"],
  ...["959235150393", "982842642351"],
]);

/** Whether a key was issued by an account that is known to plant keys as traps. Such a key must not be tried. */
export function isCanary(accessKeyId: string): boolean {
  const account = accountOf(accessKeyId);
  return account !== null && issuers.has(account);
}
