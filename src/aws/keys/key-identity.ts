import { accessKeyKind, accountOf, maskKeyId, type AccessKeyKind } from "./access-key.ts";
import { isCanary } from "./canary.ts";

/** What an access key id tells, ready to be shown. */
export interface KeyIdentity {
  readonly kind: AccessKeyKind;
  /** `AKIA…WXYZ` */
  readonly masked: string;
  /** `null` when the id does not tell. */
  readonly account: string | null;
  /** The account plants keys as traps: this one must not be tried. */
  readonly isCanary: boolean;
}

/** `null` for a text that AWS cannot have issued as an access key id. */
export function keyIdentity(id: string): KeyIdentity | null {
  const kind = accessKeyKind(id);
  return kind && { kind, masked: maskKeyId(id), account: accountOf(id), isCanary: isCanary(id) };
}

const nouns: Readonly<Record<AccessKeyKind, string>> = {
  "long-term": "long-term key",
  temporary: "temporary key",
  "service-bearer": "service bearer token",
  "context-specific": "context-specific credential",
};

/** `long-term key AKIA…WXYZ of account 1234-5678-9012`. */
export function describeKey({ kind, masked, account }: KeyIdentity): string {
  const owner = account === null ? "" : ` of account ${account.replace(/(\d{4})(?=\d)/gu, "$1-")}`;
  return `${nouns[kind]} ${masked}${owner}`;
}
